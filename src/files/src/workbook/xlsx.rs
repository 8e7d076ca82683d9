//! XLSX: an archive of XML parts that name each other. An ODS file is told apart here.

mod parts;
mod sheet;

use std::collections::BTreeMap;

use super::xml::{Token, Xml};
use super::zip::Archive;
use super::{Room, SHEETS_MAX, Sheet, Workbook};
use crate::Unreadable;
use parts::{Links, folder, links, strings, styles};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], step: &mut crate::Step<'_>) -> Result<Workbook, Unreadable> {
    let archive = Archive::open(bytes).ok_or(Unreadable::Broken)?;
    if archive.has("content.xml") {
        return super::ods::read(&archive, &mut Room::of(bytes), step);
    }
    let mut room = Room::of(bytes);
    let top = links(&archive, "_rels/.rels", "")?;
    let main = top
        .of_kind("officeDocument")
        .filter(|path| archive.has(path))
        .unwrap_or("xl/workbook.xml")
        .to_owned();
    let (base, name) = folder(&main);
    let links = links(&archive, &format!("{base}_rels/{name}.rels"), base)?;
    let (listed, from_1904) = listed(&archive, &main)?;
    let part = |kind: &str, usual: &str| {
        let known = links.of_kind(kind).map(str::to_owned);
        known.unwrap_or_else(|| format!("{base}{usual}"))
    };
    let strings = strings(
        &archive,
        &part("sharedStrings", "sharedStrings.xml"),
        &mut room,
    )?;
    let styles = styles(&archive, &part("styles", "styles.xml"))?;
    let facts = sheet::Facts {
        strings: strings.len(),
        styles: &styles,
        from_1904,
    };
    let mut book = Workbook {
        strings,
        ..Workbook::default()
    };
    let count = listed.len();
    for (at, (sheet, id)) in listed.into_iter().enumerate() {
        step.part(at, count)?;
        // A chart's sheet, or one whose part is missing, has no cells.
        let Some(path) = links
            .by_id(&id)
            .filter(|_| !links.is_kind(&id, "chartsheet"))
        else {
            continue;
        };
        // A large sheet tells how far it is, in hundredths of a sheet.
        let mut tell = |hundredths: usize| step.part(at * 100 + hundredths, count * 100);
        let sheet = sheet::read(&archive, path, sheet, &facts, &mut room, &mut tell)?;
        book.sheets.push(sheet);
    }
    Ok(book)
}

type Listed = Vec<(Sheet, String)>;

/// Returns the sheets in their order with the ids of their parts, and how dates are counted.
fn listed(archive: &Archive<'_>, main: &str) -> Result<(Listed, bool), Unreadable> {
    let source = archive.entry(main)?.ok_or(Unreadable::Broken)?;
    let (mut xml, mut sheets, mut from_1904) = (Xml::new(source), Vec::new(), false);
    while let Some(token) = xml.next()? {
        let Token::Open(tag) = token else {
            continue;
        };
        match tag.name {
            b"workbookPr" => from_1904 |= tag.says("date1904"),
            b"sheet" if sheets.len() < SHEETS_MAX => {
                let sheet = Sheet {
                    name: tag.get("name").unwrap_or_default().into_owned(),
                    hidden: tag.get("state").is_some_and(|state| state != "visible"),
                    ..Sheet::default()
                };
                sheets.push((sheet, tag.get("id").unwrap_or_default().into_owned()));
            }
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

impl Links {
    fn of_kind(&self, kind: &str) -> Option<&str> {
        let found = self.0.values().find(|(own, _)| own == kind);
        found.map(|(_, path)| path.as_str())
    }

    fn is_kind(&self, id: &str, kind: &str) -> bool {
        self.0.get(id).is_some_and(|(own, _)| own == kind)
    }

    fn by_id(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|(_, path)| path.as_str())
    }

    fn new() -> Self {
        Self(BTreeMap::new())
    }
}
