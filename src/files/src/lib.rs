//! Roster files in.
//!
//! Bytes and a [`Guide`] go in, a [`Draft`] with its list of [`Problem`]s comes out. Nothing is
//! written, nothing is dropped silently, and no bytes make it panic. What the file leaves open
//! (a code, a column, a year) is asked of a human, put into the guide, and the file read again.
//!
//! Reading order: `decode` (bytes to text), `table` (text to cells), `header` and `days` (what the
//! columns are), then `long` or `grid`, which fill a `book`.

mod book;
mod calendar;
mod clock;
mod codes;
mod csv_out;
mod date;
mod days;
mod decode;
mod draft;
mod fit;
mod grid;
mod guess;
mod guide;
mod header;
mod legend;
mod long;
mod name;
mod people;
pub mod plan;
mod problem;
mod sheet;
mod sheet_out;
mod table;
mod zone;

pub use csv_out::to_csv;
pub use decode::{Encoding, FILE_BYTES_MAX, FileKind};
pub use draft::{
    Column, DayPart, Draft, DraftAbsence, DraftKind, DraftPerson, DraftShift, Layout, Local,
    UnknownCode,
};
pub use guide::{Away, CodeMeaning, DateOrder, Guide, Role};
pub use jiff::civil::Date;
pub use problem::{Assumed, Problem, ProblemKind, Severity};
pub use sheet_out::sheet_csv;
pub use zone::Zone;

use book::{Book, Place};
use table::Table;

/// A row with more cells than this is no roster's.
const COLUMNS_MAX: usize = 5000;

/// Why a file gives no draft at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// Larger than any roster.
    TooBig {
        /// Its length in bytes.
        had: usize,
        /// The limit in bytes.
        max: usize,
    },
    /// No text, or a text of another kind.
    NotText {
        /// The kind, if it is one people pick by mistake.
        looks_like: Option<FileKind>,
    },
    /// Text without columns.
    NoTable,
    /// A table without dates.
    NoDates,
    /// Days and months without a year, and no hint of one.
    NoYear,
    /// A header and nothing below.
    NoRows,
    /// More shifts and problems than any roster has.
    TooMany {
        /// The limit.
        max: usize,
    },
}

/// Reads a roster file as far as it and the guide go.
///
/// The draft may have many problems; only a file that is no roster at all is an error.
pub fn read(bytes: &[u8], guide: &Guide) -> Result<Draft, Unreadable> {
    let (text, encoding) = decode::decode(bytes, guide.encoding)?;
    let inner;
    let table = match Table::split(&text) {
        Some(table) => table,
        None => {
            inner = table::unwrapped(&text).ok_or(Unreadable::NoTable)?;
            Table::split(&inner).ok_or(Unreadable::NoTable)?
        }
    };
    if table.rows.iter().any(|row| row.width() > COLUMNS_MAX) {
        return Err(Unreadable::NoTable);
    }
    let mut book = Book::new(guide);
    let heads = days::candidates(&table);
    let (layout, sheet) = if heads.is_empty() {
        (
            Layout::Long,
            long::read(&table, long::header(&table), &mut book)?,
        )
    } else {
        (Layout::Grid, grid::read(&table, &heads, &mut book)?)
    };
    let unknown = |(at, column): (usize, &Column)| column.role.is_none().then_some(at);
    let unknown_columns: Vec<usize> = sheet
        .columns
        .iter()
        .enumerate()
        .filter_map(unknown)
        .collect();
    for at in unknown_columns.iter().copied() {
        let name = sheet
            .columns
            .get(at)
            .map(|column| column.name.clone())
            .unwrap_or_default();
        let place = Place::row_at(sheet.head).at(at);
        book.problem(place, ProblemKind::UnknownColumn { name }, Assumed::LeftOut);
    }
    let unknown_codes = book.finish();
    Ok(Draft {
        layout,
        encoding,
        separator: table.separator,
        date_order: sheet.order,
        zone: guide.zone,
        title: sheet.title,
        columns: sheet.columns,
        people: book.people,
        kinds: book.kinds,
        units: book.units,
        shifts: book.shifts,
        absences: book.absences,
        problems: book.problems,
        unknown_codes,
        unknown_columns,
        ignored: book.ignored,
    })
}
