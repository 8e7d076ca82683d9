//! ODS: an archive with one large XML part, in which rows and cells say how often they are repeated.

use std::collections::BTreeSet;

use super::xml::{Tag, Token, Xml};
use super::zip::Archive;
use super::{Room, SHEETS_MAX, Sheet, Workbook};
use crate::{STEP_ROWS, Unreadable};
use cell::{Cell, count};

mod cell;

/// More rows than this no spreadsheet has.
const ROWS_MAX: usize = 1_048_576;

/// Reads a workbook.
pub(super) fn read(
    archive: &Archive<'_>,
    room: &mut Room,
    step: &mut crate::Step<'_>,
) -> Result<Workbook, Unreadable> {
    if is_locked(archive)? {
        return Err(Unreadable::Locked);
    }
    let source = archive.entry("content.xml")?.ok_or(Unreadable::Broken)?;
    let mut xml = Xml::new(source);
    let whole = xml.left().max(1);
    let (mut reading, mut rows) = (Reading::default(), 0_usize);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => reading.open(&tag, room)?,
            Token::Text(text) => reading.text(&text),
            Token::Close(name) => {
                rows += usize::from(name == b"table-row");
                let tells = name == b"table-row" && rows % STEP_ROWS == 0;
                reading.close(name, room)?;
                if tells {
                    // Divided first: a phone's word is too short for the product.
                    step.part((whole - xml.left().min(whole)) / (whole / 100).max(1), 100)?;
                }
            }
        }
    }
    Ok(Workbook {
        sheets: reading.sheets,
        ..Workbook::default()
    })
}

/// Tells whether the workbook is sealed with a password: its parts are no XML then.
fn is_locked(archive: &Archive<'_>) -> Result<bool, Unreadable> {
    let Some(source) = archive.entry("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    let mut xml = Xml::new(source);
    while let Some(token) = xml.next()? {
        if matches!(token, Token::Open(tag) if tag.name == b"encryption-data") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A workbook being read.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    /// The style that is being defined, and those whose sheets are out of sight.
    style: String,
    hidden_styles: BTreeSet<String>,
    /// Whether the sheet at hand is taken.
    in_sheet: bool,
    columns: usize,
    row: usize,
    /// How often the row at hand stands there, and its cells.
    repeat: usize,
    hidden: bool,
    cells: Vec<Cell>,
    col: usize,
    cell: Option<Cell>,
    /// Whether the text at hand is a note.
    in_note: bool,
    paragraphs: usize,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>, room: &mut Room) -> Result<(), Unreadable> {
        match tag.name {
            b"style" => self.style = tag.get("name").unwrap_or_default().into_owned(),
            b"table-properties" if tag.get("display").as_deref() == Some("false") => {
                self.hidden_styles.insert(core::mem::take(&mut self.style));
            }
            b"table" if self.cell.is_none() => self.sheet(tag),
            b"table-column" if self.in_sheet => {
                let (from, next) = (
                    self.columns,
                    self.columns + count(tag, "number-columns-repeated"),
                );
                if is_hidden(tag)
                    && let Some(sheet) = self.sheets.last_mut()
                {
                    sheet
                        .hidden_columns
                        .extend(from..next.min(cell::COLUMNS_MAX));
                }
                self.columns = next.min(cell::COLUMNS_MAX);
            }
            b"table-row" if self.in_sheet => {
                (self.repeat, self.hidden) = (count(tag, "number-rows-repeated"), is_hidden(tag));
                (self.col, self.cell) = (0, None);
                self.cells.clear();
                if tag.empty {
                    self.end_row(room)?;
                }
            }
            b"table-cell" | b"covered-table-cell" if self.in_sheet => {
                let cell = Cell::of(tag, self.col);
                self.col = cell.next_col();
                self.merge(tag, cell.col);
                if tag.empty {
                    self.cells.extend(cell.filled());
                } else {
                    self.cell = Some(cell);
                }
            }
            b"annotation" => self.in_note = !tag.empty,
            b"p" if !tag.empty => {
                if self.paragraphs == 0 {
                    self.text_if_any("\n");
                }
                self.paragraphs += 1;
            }
            b"s" => self.text(" "),
            b"tab" | b"line-break" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs > 0
            && let Some(cell) = &mut self.cell
        {
            cell.take(text, self.in_note);
        }
    }

    /// Adds a text where there is one already.
    fn text_if_any(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && cell.has_text(self.in_note)
        {
            cell.take(text, self.in_note);
        }
    }

    fn close(&mut self, name: &[u8], room: &mut Room) -> Result<(), Unreadable> {
        match name {
            b"p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            b"annotation" => self.in_note = false,
            b"table-cell" | b"covered-table-cell" => {
                let cell = self.cell.take().and_then(Cell::filled);
                (self.in_note, self.paragraphs) = (false, 0);
                self.cells.extend(cell);
            }
            b"table-row" if self.in_sheet => self.end_row(room)?,
            b"table" if self.cell.is_none() => self.in_sheet = false,
            _ => {}
        }
        Ok(())
    }

    fn sheet(&mut self, tag: &Tag<'_>) {
        self.in_sheet = !tag.empty && self.sheets.len() < SHEETS_MAX;
        if !self.in_sheet {
            return;
        }
        (self.row, self.columns) = (0, 0);
        let style = tag.get("style-name").unwrap_or_default();
        self.sheets.push(Sheet {
            name: tag.get("name").unwrap_or_default().into_owned(),
            hidden: self.hidden_styles.contains(&*style),
            ..Sheet::default()
        });
    }

    fn merge(&mut self, tag: &Tag<'_>, col: usize) {
        let (across, down) = (
            count(tag, "number-columns-spanned"),
            count(tag, "number-rows-spanned"),
        );
        let row = self.row;
        if (across > 1 || down > 1)
            && let Some(sheet) = self.sheets.last_mut()
        {
            sheet.merge((row, row + down - 1), (col, col + across - 1));
        }
    }

    /// Puts the row into the sheet as often as it stands there. What is empty is only counted.
    fn end_row(&mut self, room: &mut Room) -> Result<(), Unreadable> {
        let (from, cells) = (self.row, core::mem::take(&mut self.cells));
        let repeat = core::mem::replace(&mut self.repeat, 0).min(ROWS_MAX);
        self.row = from.saturating_add(repeat).min(ROWS_MAX);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) else {
            return Ok(());
        };
        for row in from..self.row {
            if self.hidden {
                sheet.hidden_rows.insert(row);
            }
            for cell in &cells {
                cell.put(row, sheet, room)?;
            }
        }
        Ok(())
    }
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(
        tag.get("visibility").as_deref(),
        Some("collapse" | "filter")
    )
}
