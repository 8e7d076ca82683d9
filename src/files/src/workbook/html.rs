//! Web pages and the XML of old that programs write and call a workbook: `<tr>` and `<td>`, or
//! `<Row>` and `<Cell>`.

use std::collections::BTreeSet;

use super::xml::{Tag, Token, piece_of};
use super::{Room, SHEETS_MAX, Sheet, Value, Workbook};
use crate::Unreadable;
use crate::table::Merge;

/// Cells wider or higher than this are a mistake, or a trap.
const SPAN_MAX: usize = 400;

/// Reads all tables of a page, or all sheets of a workbook written as XML.
pub(super) fn read(text: &str) -> Result<Workbook, Unreadable> {
    let mut reading = Reading {
        sheets: vec![Sheet::default()],
        room: Room::of(text.as_bytes()),
        row: 0,
        col: 0,
        begun: false,
        cell: None,
        taken: BTreeSet::new(),
    };
    let mut rest = text.as_bytes();
    // What stands in these is for the browser.
    let mut skipping: Option<Vec<u8>> = None;
    while let Some((token, length)) = piece_of(rest) {
        rest = rest.get(length..).unwrap_or(&[]);
        match (token, &skipping) {
            (Some(Token::Close(name)), Some(inside)) if name.eq_ignore_ascii_case(inside) => {
                skipping = None;
            }
            (_, Some(_)) | (None, _) => {}
            (Some(Token::Open(tag)), None) => {
                let name = tag.name.to_ascii_lowercase();
                if matches!(&*name, b"style" | b"script" | b"head" | b"styles") && !tag.empty {
                    skipping = Some(name);
                } else {
                    reading.open(&tag, &name)?;
                }
            }
            (Some(Token::Close(name)), None) => reading.close(&name.to_ascii_lowercase())?,
            (Some(Token::Text(more)), None) => {
                if let Some(cell) = &mut reading.cell {
                    cell.text.push_str(&more.replace("&nbsp;", " "));
                }
            }
        }
    }
    reading.end_cell()?;
    reading.sheets.retain(|sheet| !sheet.rows.is_empty());
    Ok(Workbook {
        sheets: reading.sheets,
        strings: Vec::new(),
    })
}

struct Cell {
    text: String,
    across: usize,
    down: usize,
}

struct Reading {
    sheets: Vec<Sheet>,
    room: Room,
    row: usize,
    col: usize,
    /// Whether a row has begun.
    begun: bool,
    cell: Option<Cell>,
    /// Cells that one above reaches down into.
    taken: BTreeSet<(usize, usize)>,
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>, name: &[u8]) -> Result<(), Unreadable> {
        let number = |name: &str| {
            tag.get(name)
                .and_then(|number| number.parse::<usize>().ok())
        };
        match name {
            b"worksheet" => {
                self.end_cell()?;
                if self.sheets.len() < SHEETS_MAX {
                    let name = tag.get("Name").unwrap_or_default().into_owned();
                    self.sheets.push(Sheet {
                        name,
                        ..Sheet::default()
                    });
                }
                (self.row, self.begun) = (0, false);
                self.taken.clear();
            }
            b"tr" | b"row" => {
                self.end_cell()?;
                self.row += usize::from(self.begun);
                if let Some(told) = number("Index").and_then(|row| row.checked_sub(1)) {
                    self.row = self.row.max(told);
                }
                (self.col, self.begun) = (0, true);
            }
            b"td" | b"th" | b"cell" => {
                self.end_cell()?;
                if let Some(told) = number("Index").and_then(|col| col.checked_sub(1)) {
                    self.col = self.col.max(told.min(crate::COLUMNS_MAX));
                }
                while self.taken.contains(&(self.row, self.col)) {
                    self.col += 1;
                }
                let span = |html: &str, xml: &str| {
                    let more = number(html).map(|count| count.saturating_sub(1));
                    more.or(number(xml)).unwrap_or(0).min(SPAN_MAX)
                };
                self.cell = Some(Cell {
                    text: String::new(),
                    across: span("colspan", "MergeAcross"),
                    down: span("rowspan", "MergeDown"),
                });
                if tag.empty {
                    self.end_cell()?;
                }
            }
            b"br" | b"p" | b"div" | b"li" => {
                if let Some(cell) = self
                    .cell
                    .as_mut()
                    .filter(|cell| !cell.text.trim().is_empty())
                {
                    cell.text.push('\n');
                }
            }
            // A comment in the XML of old.
            b"comment" => self.end_cell()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Unreadable> {
        match name {
            b"td" | b"th" | b"cell" | b"tr" | b"row" => self.end_cell(),
            b"table" => {
                self.end_cell()?;
                // The next table of the page stands below this one.
                self.row += usize::from(self.begun);
                self.taken.clear();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let (row, col) = (self.row, self.col);
        self.room.take_cells((cell.across + 1) * (cell.down + 1))?;
        if let Some(sheet) = self.sheets.last_mut() {
            let text = value(cell.text.trim());
            sheet.put(row, col, Value::Own(text.into()), &mut self.room)?;
            if cell.across + cell.down > 0 {
                sheet.merges.push(Merge {
                    rows: (row, row + cell.down),
                    cols: (col, col + cell.across),
                });
            }
        }
        for below in row + 1..=row + cell.down {
            self.taken
                .extend((col..=col + cell.across).map(|col| (below, col)));
        }
        self.col = col + cell.across + 1;
        Ok(())
    }
}

/// Returns a cell's text; dates and times of the XML of old become what a person would write.
fn value(text: &str) -> &str {
    let Some((date, time)) = text.split_once('T').filter(|_| text.len() > 18) else {
        return text;
    };
    let Some(clock) = time
        .get(..5)
        .filter(|_| date.len() == 10 && time.len() >= 8)
    else {
        return text;
    };
    if date.starts_with("1899-12-3") {
        clock
    } else if clock == "00:00" {
        date
    } else {
        text
    }
}
