//! One sheet of an XLS file.

use std::collections::BTreeMap;

use super::text::plain;
use super::{Facts, Records, id};
use crate::Unreadable;
use crate::table::Merge;
use crate::workbook::bytes::{index16, u16_at, u32_at, u64_at};
use crate::workbook::format::text;
use crate::workbook::{Room, Sheet, Value};

/// Reads the records of a sheet.
pub(super) fn read(
    mut records: Records<'_>,
    sheet: Sheet,
    facts: &Facts,
    room: &mut Room,
) -> Result<Sheet, Unreadable> {
    let mut reading = Reading {
        sheet,
        facts,
        formula: None,
        object: 0,
        texts: BTreeMap::new(),
        notes: Vec::new(),
    };
    // Charts within a sheet begin and end like one.
    let mut depth = 0_usize;
    while let Some((number, data)) = records.next() {
        match number {
            id::BEGIN => depth += 1,
            id::EOF if depth <= 1 => break,
            id::EOF => depth -= 1,
            _ if depth > 1 => {}
            id::OBJECT_TEXT => {
                let count = index16(data, 10).unwrap_or(0);
                if let Some(more) = records.continued().filter(|_| count > 0)
                    && let Some((flags, letters)) = more.split_first()
                {
                    let (text, _) = plain(letters, count, flags & 1 == 1);
                    room.take_text(text.len())?;
                    reading.texts.insert(reading.object, text);
                }
            }
            _ => reading.take(number, data, room)?,
        }
    }
    Ok(reading.done())
}

struct Reading<'a> {
    sheet: Sheet,
    facts: &'a Facts,
    /// The cell of a formula whose text comes in the next record.
    formula: Option<(usize, usize)>,
    /// The object last met, and the texts by object.
    object: u16,
    texts: BTreeMap<u16, String>,
    notes: Vec<(usize, usize, u16)>,
}

impl Reading<'_> {
    fn take(&mut self, number: u16, data: &[u8], room: &mut Room) -> Result<(), Unreadable> {
        let (Some(row), Some(col)) = (index16(data, 0), index16(data, 2)) else {
            return Ok(());
        };
        let words = self.facts.words;
        let own = |text: String| Value::Own(text.into_boxed_str());
        let style = u16_at(data, 4).unwrap_or(0);
        match number {
            id::SHARED_LABEL => {
                let at = u32_at(data, 6).map_or(Value::Empty, Value::Shared);
                self.sheet.put(row, col, at, room)?;
            }
            id::LABEL | id::RICH_LABEL => {
                let text = words.long(data, 6).unwrap_or_default();
                self.sheet.put(row, col, own(text), room)?;
            }
            id::NUMBER => {
                let number = u64_at(data, 6).map_or(0.0, f64::from_bits);
                let value = own(self.shown(number, style));
                self.sheet.put(row, col, value, room)?;
            }
            id::SHORT_NUMBER => {
                let value = own(self.shown(short(u32_at(data, 6).unwrap_or(0)), style));
                self.sheet.put(row, col, value, room)?;
            }
            id::MANY_NUMBERS => {
                let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]);
                for (at, cell) in cells.chunks_exact(6).enumerate() {
                    let number = short(u32_at(cell, 2).unwrap_or(0));
                    let value = own(self.shown(number, u16_at(cell, 0).unwrap_or(0)));
                    self.sheet.put(row, col + at, value, room)?;
                }
            }
            id::FORMULA => self.formula(row, col, style, data, room)?,
            id::STRING => {
                if let Some((row, col)) = self.formula.take() {
                    let text = words.long(data, 0).unwrap_or_default();
                    self.sheet.put(row, col, own(text), room)?;
                }
            }
            id::YES_OR_ERROR => {
                let (value, error) = (data.get(6).copied(), data.get(7).copied());
                let value = yes_or_error(value.unwrap_or(0), error == Some(1));
                self.sheet.put(row, col, own(value.to_owned()), room)?;
            }
            _ => self.take_other(number, data),
        }
        Ok(())
    }

    fn formula(
        &mut self,
        row: usize,
        col: usize,
        style: u16,
        data: &[u8],
        room: &mut Room,
    ) -> Result<(), Unreadable> {
        self.formula = None;
        let number = u64_at(data, 6).unwrap_or(0);
        let (kind, value) = (data.get(6).copied(), data.get(8).copied().unwrap_or(0));
        // Two bytes of ones are no number: the value is of another kind.
        let value = match (number >> 48 == 0xffff, kind) {
            (false, _) => self.shown(f64::from_bits(number), style),
            (true, Some(0)) => {
                self.formula = Some((row, col));
                return Ok(());
            }
            (true, Some(kind @ (1 | 2))) => yes_or_error(value, kind == 2).to_owned(),
            (true, _) => return Ok(()),
        };
        self.sheet
            .put(row, col, Value::Own(value.into_boxed_str()), room)
    }

    /// Takes what is no cell.
    fn take_other(&mut self, number: u16, data: &[u8]) {
        let at = |place: usize| index16(data, place).unwrap_or(0);
        match number {
            id::COLUMN_INFO if at(8) & 1 == 1 => {
                let (from, to) = (at(0), at(2).min(255));
                self.sheet.hidden_columns.extend(from..=to);
            }
            id::ROW if at(12) & 0x20 != 0 => {
                self.sheet.hidden_rows.insert(at(0));
            }
            id::MERGED => {
                for area in data.get(2..).unwrap_or(&[]).chunks_exact(8) {
                    let at = |place: usize| index16(area, place).unwrap_or(0);
                    self.sheet.merges.push(Merge {
                        rows: (at(0), at(2)),
                        cols: (at(4), at(6)),
                    });
                }
            }
            id::OBJECT => self.object = u16_at(data, 6).unwrap_or(0),
            id::NOTE if self.facts.words.wide => {
                self.notes
                    .push((at(0), at(2), u16_at(data, 6).unwrap_or(0)));
            }
            _ => {}
        }
    }

    fn shown(&self, number: f64, style: u16) -> String {
        text(number, self.facts.shows(style), self.facts.from_1904)
    }

    fn done(mut self) -> Sheet {
        for (row, col, object) in self.notes {
            if let Some(text) = self.texts.remove(&object) {
                self.sheet.notes.push((row, col, text));
            }
        }
        let hidden = std::mem::take(&mut self.sheet.hidden_rows);
        let filled = |at: &usize| self.sheet.rows.get(*at).is_some_and(|row| !row.is_empty());
        self.sheet.hidden_rows = hidden.into_iter().filter(filled).collect();
        self.sheet
    }
}

/// Returns the number that four bytes stand for: whole or half a double, perhaps in hundredths.
fn short(bits: u32) -> f64 {
    let number = if bits & 2 == 2 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & 0xffff_fffc) << 32)
    };
    if bits & 1 == 1 {
        number / 100.0
    } else {
        number
    }
}

fn yes_or_error(value: u8, error: bool) -> &'static str {
    match (error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, _) => "#N/A",
    }
}
