//! Workbooks: XLSX, XLS and ODS to sheets of cells, as text.
//!
//! Written out here although there is a crate for it: a roster reader needs what that crate leaves
//! out (hidden columns, the notes at cells), must take any bytes without stopping the app, and must
//! never need more memory than the file's size warrants, which a sheet with one cell in its far
//! corner would. Only values are read; what a formula gave when the file was saved is its value.

mod bytes;
mod cfb;
mod format;
mod html;
mod ods;
mod xls;
mod xlsx;
mod xml;
mod zip;

use std::collections::BTreeSet;

use crate::Unreadable;
use crate::name::tidy;
use crate::table::{Merge, Row, Table, listed};

/// Sheets beyond this many are not rosters.
const SHEETS_MAX: usize = 200;
/// More merged places than this are no roster's.
const MERGES_MAX: usize = 20_000;
/// What any workbook may have of cells, filled or between filled ones.
const CELLS_LEAST: usize = 400_000;
/// What any workbook may have of text, in bytes, and how much more by its size.
const TEXT_LEAST_BYTES: usize = 4 * 1024 * 1024;
const TEXT_GROWTH: usize = 16;

/// A workbook's sheets.
#[derive(Debug, Default)]
pub(crate) struct Workbook {
    pub sheets: Vec<Sheet>,
    /// Texts that several cells share.
    strings: Vec<String>,
}

/// One sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub hidden_columns: BTreeSet<usize>,
    /// How many rows with content are hidden.
    pub hidden_rows: BTreeSet<usize>,
    /// Notes at cells: row and column from 0, text.
    pub notes: Vec<(usize, usize, String)>,
    merges: Vec<Merge>,
    rows: Vec<Vec<Value>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Value {
    #[default]
    Empty,
    Shared(u32),
    Own(Box<str>),
}

/// What may still be read before a workbook is larger than its bytes warrant.
struct Room {
    cells: usize,
    text_bytes: usize,
    max: usize,
}

impl Room {
    fn of(bytes: &[u8]) -> Self {
        let cells = CELLS_LEAST + bytes.len();
        Self {
            cells,
            text_bytes: TEXT_LEAST_BYTES + bytes.len().saturating_mul(TEXT_GROWTH),
            max: cells,
        }
    }

    fn take_cells(&mut self, count: usize) -> Result<(), Unreadable> {
        let left = self.cells.checked_sub(count);
        self.cells = left.ok_or(Unreadable::TooMany { max: self.max })?;
        Ok(())
    }

    fn take_text(&mut self, bytes: usize) -> Result<(), Unreadable> {
        let left = self.text_bytes.checked_sub(bytes);
        self.text_bytes = left.ok_or(Unreadable::TooMany { max: self.max })?;
        Ok(())
    }
}

impl Workbook {
    /// Reads a workbook of today.
    pub fn of_today(bytes: &[u8], step: &mut crate::Step<'_>) -> Result<Self, Unreadable> {
        xlsx::read(bytes, step)
    }

    /// Reads a workbook of old.
    pub fn of_old(bytes: &[u8], step: &mut crate::Step<'_>) -> Result<Self, Unreadable> {
        xls::read(bytes, step)
    }

    /// Reads a web page, or XML, that is called a workbook.
    pub fn of_page(text: &str) -> Result<Self, Unreadable> {
        html::read(text)
    }

    /// Returns a sheet's cells as a table.
    pub fn table<'a>(&'a self, sheet: &'a Sheet) -> Table<'a> {
        let raw = |value: &'a Value| -> &'a str {
            match value {
                Value::Empty => "",
                Value::Own(text) => text,
                Value::Shared(at) => {
                    let at = usize::try_from(*at).unwrap_or(usize::MAX);
                    self.strings.get(at).map_or("", String::as_str)
                }
            }
        };
        let rows = sheet.rows.iter().map(|cells| Row {
            cells: cells.iter().map(|value| tidy(raw(value))).collect(),
            torn: false,
            spaced: 0,
            listed: cells
                .iter()
                .enumerate()
                .filter_map(|(at, value)| Some((at, listed(raw(value))?)))
                .collect(),
        });
        Table {
            separator: None,
            rows: rows.collect(),
            merges: sheet.merges.clone(),
        }
    }
}

impl Sheet {
    /// Notes merged cells: the rows and columns from the first to the last.
    fn merge(&mut self, rows: (usize, usize), cols: (usize, usize)) {
        if self.merges.len() < MERGES_MAX {
            self.merges.push(Merge { rows, cols });
        }
    }

    /// Puts a value into a cell; what is empty takes no room.
    fn put(
        &mut self,
        row: usize,
        col: usize,
        value: Value,
        room: &mut Room,
    ) -> Result<(), Unreadable> {
        let blank = matches!(&value, Value::Own(text) if text.trim().is_empty());
        if blank || value == Value::Empty {
            return Ok(());
        }
        if let Value::Own(text) = &value {
            room.take_text(text.len())?;
        }
        // An empty row costs as much as a cell does.
        room.take_cells((row + 1).saturating_sub(self.rows.len()))?;
        if row >= self.rows.len() {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.rows.get_mut(row) else {
            return Ok(());
        };
        room.take_cells((col + 1).saturating_sub(cells.len()))?;
        if col >= cells.len() {
            cells.resize(col + 1, Value::Empty);
        }
        if let Some(cell) = cells.get_mut(col) {
            *cell = value;
        }
        Ok(())
    }
}
