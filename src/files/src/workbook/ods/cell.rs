//! A cell of an ODS file: its value beside the text that it shows.

use crate::Unreadable;
use crate::workbook::format::{Shows, clock_text, text};
use crate::workbook::xml::Tag;
use crate::workbook::{Room, Sheet, Value};

/// More columns than this no spreadsheet has.
pub(super) const COLUMNS_MAX: usize = 16_384;
/// No cell holds more text than this, in bytes.
const CELL_BYTES_MAX: usize = 256 * 1024;

/// A cell, perhaps several of the same beside each other.
pub(super) struct Cell {
    pub col: usize,
    repeat: usize,
    /// The value as text, where the cell says what it is beside what it shows.
    value: Option<String>,
    shown: String,
    note: String,
}

impl Cell {
    /// Begins a cell.
    pub fn of(tag: &Tag<'_>, col: usize) -> Self {
        Self {
            col,
            repeat: count(tag, "number-columns-repeated"),
            value: value(tag),
            shown: String::new(),
            note: String::new(),
        }
    }

    /// Returns the column behind it.
    pub fn next_col(&self) -> usize {
        self.col.saturating_add(self.repeat).min(COLUMNS_MAX)
    }

    /// Takes some of what the cell shows, or of the note at it.
    pub fn take(&mut self, text: &str, is_note: bool) {
        let into = if is_note {
            &mut self.note
        } else {
            &mut self.shown
        };
        if into.len() + text.len() <= CELL_BYTES_MAX {
            into.push_str(text);
        }
    }

    /// Tells whether there is any of it yet.
    pub fn has_text(&self, is_note: bool) -> bool {
        !(if is_note { &self.note } else { &self.shown }).is_empty()
    }

    /// Returns the cell if there is anything in it.
    pub fn filled(self) -> Option<Self> {
        let is_blank = self.value.is_none() && self.shown.trim().is_empty();
        (!is_blank || !self.note.is_empty()).then_some(self)
    }

    /// Puts it into a row of a sheet.
    pub fn put(&self, row: usize, sheet: &mut Sheet, room: &mut Room) -> Result<(), Unreadable> {
        let text = self.value.as_ref().unwrap_or(&self.shown);
        for col in self.col..self.next_col() {
            let value = Value::Own(text.clone().into_boxed_str());
            sheet.put(row, col, value, room)?;
            if !self.note.is_empty() {
                room.take_cells(1)?;
                room.take_text(self.note.len())?;
                sheet.notes.push((row, col, self.note.clone()));
            }
        }
        Ok(())
    }
}

/// Returns a number of repetitions, or of cells that are merged: 1 if it is not told.
pub(super) fn count(tag: &Tag<'_>, name: &str) -> usize {
    let told = tag.get(name).and_then(|number| number.trim().parse().ok());
    told.unwrap_or(1_usize).clamp(1, super::ROWS_MAX)
}

/// Returns a value as an XLSX file's would read; nothing where what is shown will do.
fn value(tag: &Tag<'_>) -> Option<String> {
    match tag.get("value-type").as_deref()? {
        "date" => moment(&tag.get("date-value")?),
        "time" => duration(&tag.get("time-value")?),
        "float" => Some(text(
            tag.get("value")?.trim().parse().ok()?,
            Shows::Number,
            false,
        )),
        "boolean" => Some(
            if tag.says("boolean-value") {
                "TRUE"
            } else {
                "FALSE"
            }
            .to_owned(),
        ),
        _ => None,
    }
}

/// Reads "2025-03-03T07:00:00". A time of day alone is one of the day from which days are counted.
fn moment(told: &str) -> Option<String> {
    let Some((date, time)) = told.trim().split_once('T') else {
        return Some(told.trim().to_owned());
    };
    let mut parts = time.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let minutes = hour.checked_mul(60)?.checked_add(minute)?;
    Some(match (date, minutes) {
        ("1899-12-30", _) => clock_text(minutes),
        (date, 0) => date.to_owned(),
        (date, _) => format!("{date} {}", clock_text(minutes)),
    })
}

/// Reads "PT07H30M00S"; sums of hours go past a day.
fn duration(told: &str) -> Option<String> {
    let (mut minutes, mut number) = (0_u32, String::new());
    for letter in told.trim().strip_prefix("PT")?.chars() {
        match letter {
            'H' => minutes = minutes.checked_add(number.parse::<u32>().ok()?.checked_mul(60)?)?,
            'M' => minutes = minutes.checked_add(number.parse().ok()?)?,
            'S' => {}
            _ => {
                number.push(letter);
                continue;
            }
        }
        number.clear();
    }
    Some(clock_text(minutes))
}
