//! One sheet of an XLSX file.

use super::parts::{folder, links};
use crate::table::Merge;
use crate::workbook::format::{Shows, text};
use crate::workbook::xml::{Tag, Token, Xml};
use crate::workbook::zip::Archive;
use crate::workbook::{MERGES_MAX, Room, Sheet, Value};
use crate::{STEP_ROWS, Unreadable};

/// More columns than this no spreadsheet has.
const COLUMNS_MAX: usize = 16_384;

/// No cell holds more text than this, in bytes.
const CELL_BYTES_MAX: usize = 256 * 1024;

/// What a sheet must know of its workbook.
pub(super) struct Facts<'a> {
    pub strings: usize,
    pub styles: &'a [Shows],
    pub from_1904: bool,
}

/// A cell being read.
#[derive(Default)]
struct Cell {
    row: usize,
    col: usize,
    kind: Kind,
    shows: Shows,
    text: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Yes,
}

/// Reads a sheet's part, and the notes it links to.
pub(super) fn read(
    archive: &Archive<'_>,
    path: &str,
    mut sheet: Sheet,
    facts: &Facts<'_>,
    room: &mut Room,
    tell: &mut dyn FnMut(usize) -> Result<(), Unreadable>,
) -> Result<Sheet, Unreadable> {
    let source = archive.entry(path)?.ok_or(Unreadable::Broken)?;
    let mut xml = Xml::new(source);
    let whole = xml.left().max(1);
    let mut cell = Cell::default();
    // The next row and cell, for files that do not number them.
    let (mut row, mut col) = (0_usize, 0_usize);
    let (mut takes, mut spoken) = (false, false);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => match tag.name {
                b"row" => {
                    let told = tag.get("r").and_then(|number| number.parse::<usize>().ok());
                    row = told.and_then(|number| number.checked_sub(1)).unwrap_or(row);
                    col = 0;
                    if tag.says("hidden") {
                        sheet.hidden_rows.insert(row);
                    }
                    if tag.empty {
                        row += 1;
                    }
                }
                b"c" => {
                    cell = opened(&tag, row, col, facts);
                    col = cell.col + 1;
                }
                b"v" | b"t" => takes = !tag.empty && !spoken,
                b"rPh" => spoken = !tag.empty,
                b"col" if tag.says("hidden") => hide(&mut sheet, &tag),
                b"mergeCell" if sheet.merges.len() < MERGES_MAX => {
                    sheet
                        .merges
                        .extend(tag.get("ref").and_then(|place| area(&place)));
                }
                _ => {}
            },
            Token::Text(more) if takes && cell.text.len() < CELL_BYTES_MAX => {
                cell.text.push_str(&more);
            }
            Token::Text(_) => {}
            Token::Close(b"v" | b"t") => takes = false,
            Token::Close(b"rPh") => spoken = false,
            Token::Close(b"row") => {
                row += 1;
                if row % STEP_ROWS == 0 {
                    // Divided first: a phone's word is too short for the product.
                    tell((whole - xml.left().min(whole)) / (whole / 100).max(1))?;
                }
            }
            Token::Close(b"c") => {
                let (row, col) = (cell.row, cell.col);
                let value = value(std::mem::take(&mut cell), facts);
                sheet.put(row, col, value, room)?;
            }
            Token::Close(_) => {}
        }
    }
    let hidden = std::mem::take(&mut sheet.hidden_rows);
    let filled = |at: &usize| sheet.rows.get(*at).is_some_and(|row| !row.is_empty());
    sheet.hidden_rows = hidden.into_iter().filter(filled).collect();
    let (base, name) = folder(path);
    let links = links(archive, &format!("{base}_rels/{name}.rels"), base)?;
    if let Some(path) = links.of_kind("comments") {
        notes(archive, path, &mut sheet, room)?;
    }
    Ok(sheet)
}

fn opened(tag: &Tag<'_>, row: usize, col: usize, facts: &Facts<'_>) -> Cell {
    let (row, col) = tag
        .get("r")
        .and_then(|place| place_of(&place))
        .unwrap_or((row, col));
    let style = tag.get("s").and_then(|style| style.parse::<usize>().ok());
    let kind = match tag.get("t").as_deref() {
        Some("s") => Kind::Shared,
        Some("str" | "inlineStr" | "e" | "d") => Kind::Text,
        Some("b") => Kind::Yes,
        _ => Kind::Number,
    };
    Cell {
        row,
        col: col.min(COLUMNS_MAX),
        kind,
        shows: style
            .and_then(|style| facts.styles.get(style))
            .copied()
            .unwrap_or_default(),
        text: String::new(),
    }
}

fn value(cell: Cell, facts: &Facts<'_>) -> Value {
    let own = |text: String| Value::Own(text.into_boxed_str());
    let words = cell.text.trim();
    match cell.kind {
        Kind::Shared => match words.parse::<u32>() {
            Ok(at) if usize::try_from(at).is_ok_and(|at| at < facts.strings) => Value::Shared(at),
            _ => Value::Empty,
        },
        Kind::Yes => own(if words == "1" { "TRUE" } else { "FALSE" }.to_owned()),
        // A date written as one: "2025-03-03T00:00:00".
        Kind::Text => own(words
            .strip_suffix("T00:00:00")
            .map_or_else(|| cell.text.clone(), str::to_owned)),
        Kind::Number if words.is_empty() => Value::Empty,
        Kind::Number => own(match words.parse::<f64>() {
            Ok(number) => text(number, cell.shows, facts.from_1904),
            Err(_) => cell.text,
        }),
    }
}

fn hide(sheet: &mut Sheet, tag: &Tag<'_>) {
    let number = |name: &str| {
        tag.get(name)
            .and_then(|number| number.parse::<usize>().ok())
    };
    if let (Some(from), Some(to)) = (number("min"), number("max"))
        && from > 0
    {
        sheet
            .hidden_columns
            .extend(from - 1..to.min(COLUMNS_MAX).max(from - 1));
    }
}

/// Returns row and column, from 0, of a place such as "B12".
fn place_of(place: &str) -> Option<(usize, usize)> {
    let place = place.trim().trim_matches('$');
    let digits = place.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = place.split_at_checked(digits)?;
    let mut col = 0_usize;
    for letter in letters.bytes().filter(|byte| *byte != b'$') {
        let value = letter.to_ascii_uppercase().checked_sub(b'A')?;
        col = col.checked_mul(26)?.checked_add(usize::from(value) + 1)?;
    }
    let row: usize = number.parse().ok()?;
    Some((row.checked_sub(1)?, col.checked_sub(1)?))
}

fn area(place: &str) -> Option<Merge> {
    let (from, to) = place.split_once(':')?;
    let ((top, left), (bottom, right)) = (place_of(from)?, place_of(to)?);
    Some(Merge {
        rows: (top, bottom),
        cols: (left, right),
    })
}

fn notes(
    archive: &Archive<'_>,
    path: &str,
    sheet: &mut Sheet,
    room: &mut Room,
) -> Result<(), Unreadable> {
    let Some(source) = archive.entry(path)? else {
        return Ok(());
    };
    let mut xml = Xml::new(source);
    let (mut place, mut text, mut takes) = (None, String::new(), false);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) if tag.name == b"comment" => {
                place = tag.get("ref").and_then(|place| place_of(&place));
                text.clear();
            }
            Token::Open(tag) if tag.name == b"t" => takes = !tag.empty,
            Token::Text(more) if takes => {
                room.take_text(more.len())?;
                text.push_str(&more);
            }
            Token::Close(b"t") => takes = false,
            Token::Close(b"comment") => {
                if let Some((row, col)) = place.take() {
                    sheet.notes.push((row, col, std::mem::take(&mut text)));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
