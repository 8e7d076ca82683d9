//! The parts that the sheets lean on: links, shared texts, formats.

use std::collections::BTreeMap;

use crate::Unreadable;
use crate::workbook::Room;
use crate::workbook::format::{Shows, built_in, custom};
use crate::workbook::xml::{Token, Xml};
use crate::workbook::zip::Archive;

/// Kind and path of each linked part, by id.
pub(super) struct Links(pub BTreeMap<String, (String, String)>);

/// Returns a path's folder, with its stroke, and the name in it.
pub(super) fn folder(path: &str) -> (&str, &str) {
    path.rfind('/')
        .and_then(|at| path.split_at_checked(at + 1))
        .unwrap_or(("", path))
}

/// Reads the links that a part has to others.
pub(super) fn links(archive: &Archive<'_>, path: &str, base: &str) -> Result<Links, Unreadable> {
    let mut links = Links::new();
    let Some(source) = archive.entry(path)? else {
        return Ok(links);
    };
    let mut xml = Xml::new(source);
    while let Some(token) = xml.next()? {
        let Token::Open(tag) = token else {
            continue;
        };
        if tag.name != b"Relationship" {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) =
            (tag.get("Id"), tag.get("Type"), tag.get("Target"))
        else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        links
            .0
            .insert(id.into_owned(), (kind, joined(base, &target)));
    }
    Ok(links)
}

/// Returns the path of a target named from `base`.
fn joined(base: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads the texts that cells share.
pub(super) fn strings(
    archive: &Archive<'_>,
    path: &str,
    room: &mut Room,
) -> Result<Vec<String>, Unreadable> {
    let mut strings = Vec::new();
    let Some(source) = archive.entry(path)? else {
        return Ok(strings);
    };
    let mut xml = Xml::new(source);
    let (mut text, mut inside, mut spoken) = (String::new(), false, false);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => match tag.name {
                b"si" => {
                    text.clear();
                    if tag.empty {
                        strings.push(String::new());
                    }
                }
                b"t" => inside = !tag.empty && !spoken,
                // How a word is said, beside the word.
                b"rPh" => spoken = !tag.empty,
                _ => {}
            },
            Token::Text(more) if inside => {
                room.take_text(more.len())?;
                text.push_str(&more);
            }
            Token::Text(_) => {}
            Token::Close(b"t") => inside = false,
            Token::Close(b"rPh") => spoken = false,
            Token::Close(b"si") => {
                room.take_cells(1)?;
                strings.push(std::mem::take(&mut text));
            }
            Token::Close(_) => {}
        }
    }
    Ok(strings)
}

/// Reads what each cell style shows.
pub(super) fn styles(archive: &Archive<'_>, path: &str) -> Result<Vec<Shows>, Unreadable> {
    let mut styles = Vec::new();
    let Some(source) = archive.entry(path)? else {
        return Ok(styles);
    };
    let mut xml = Xml::new(source);
    let mut formats = BTreeMap::<u16, Shows>::new();
    let mut inside = false;
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) if tag.name == b"numFmt" => {
                let id = tag.get("numFmtId").and_then(|id| id.parse().ok());
                if let (Some(id), Some(code)) = (id, tag.get("formatCode")) {
                    formats.insert(id, custom(&code));
                }
            }
            Token::Open(tag) if tag.name == b"cellXfs" => inside = !tag.empty,
            Token::Open(tag) if inside && tag.name == b"xf" => {
                let id = tag.get("numFmtId").and_then(|id| id.parse().ok());
                let id = id.unwrap_or(0);
                styles.push(formats.get(&id).copied().unwrap_or(built_in(id)));
            }
            Token::Close(b"cellXfs") => inside = false,
            _ => {}
        }
    }
    Ok(styles)
}
