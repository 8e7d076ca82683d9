//! Roster files in and out.
//!
//! Bytes and a [`Guide`] go in, a [`Draft`] with its list of [`Problem`]s comes out. Nothing is
//! stored, nothing is dropped silently, and no bytes make it panic. What the file leaves open
//! (a code, a column, a year) is asked of a human, put into the guide, and the file read again.
//!
//! Reading order: `decode` (bytes to text), `table` (text to cells) or `workbook` and `sheets` (bytes
//! to tables) or `ical` (text to events), `header` and `days` (what the
//! columns are), then `long` or `grid`, which fill a `book`.

mod archive_out;
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
mod ical;
mod ics_out;
mod legend;
mod long;
mod memory;
mod name;
pub mod parcel;
mod people;
pub mod plan;
mod problem;
mod progress;
mod sheet;
mod sheet_out;
mod sheets;
mod table;
mod turned;
mod workbook;
mod xlsx_out;
mod zone;

pub use archive_out::to_archive;
pub use csv_out::to_csv;
pub use decode::{Encoding, FILE_BYTES_MAX, FileKind};
pub use draft::{
    Column, DayPart, Draft, DraftAbsence, DraftKind, DraftPerson, DraftShift, Layout, Local,
    UnknownCode,
};
pub use guide::{Away, CodeMeaning, DateOrder, Guide, Role};
pub use ics_out::{CalendarHead, CalendarShift, to_ics};
pub use jiff::civil::Date;
pub use memory::Memory;
pub use problem::{Assumed, Problem, ProblemKind, Severity};
pub use progress::{Go, Progress};
pub use sheet_out::sheet_csv;
pub use xlsx_out::to_xlsx;
pub use zone::Zone;

use serde::{Deserialize, Serialize};

use book::{Book, Place};
use progress::Step;
use sheet::Sheet;
use table::Table;
use workbook::Workbook;

/// A row with more cells than this is no roster's.
const COLUMNS_MAX: usize = 5000;

/// Why a file gives no draft at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A damaged file.
    Broken,
    /// A workbook with a password.
    Locked,
    /// Whoever was told how far it is said stop.
    Cancelled,
    /// More shifts and problems than any roster has.
    TooMany {
        /// The limit.
        max: usize,
    },
}

/// How many rows are read between two reports.
const STEP_ROWS: usize = 1024;

/// Reads a roster file as far as it and the guide go.
///
/// The draft may have many problems; only a file that is no roster at all is an error.
pub fn read(bytes: &[u8], guide: &Guide) -> Result<Draft, Unreadable> {
    read_with(bytes, guide, &mut |_| Go::On)
}

/// Reads a roster file, telling how far it is; whoever is told may stop it.
///
/// Time and memory grow with the file's length and nothing else.
pub fn read_with(
    bytes: &[u8],
    guide: &Guide,
    tell: &mut dyn FnMut(Progress) -> Go,
) -> Result<Draft, Unreadable> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Unreadable::TooBig {
            had: bytes.len(),
            max: FILE_BYTES_MAX,
        });
    }
    let mut step = Step::new(tell);
    step.part(0, 1)?;
    let mut book = Book::new(guide);
    let opened = |step: &mut Step<'_>| match decode::binary(bytes) {
        Some(FileKind::Workbook) => Workbook::of_today(bytes, step).map(Some),
        Some(FileKind::OldWorkbook) => Workbook::of_old(bytes, step).map(Some),
        _ => Ok(None),
    };
    step.stretch(0, 400);
    let (encoding, separator, (layout, sheet)) = if let Some(workbook) = opened(&mut step)? {
        let found = sheets::read(&workbook, &mut book, &mut step)?;
        (Encoding::Utf8, None, found)
    } else {
        let (text, encoding) = decode::decode(bytes, guide.encoding)?;
        step.part(1, 2)?;
        let other = decode::other_text(&text);
        if let Some(kind) = other {
            let found = read_other(&text, kind, &mut book, &mut step)?;
            return Ok(draft(book, encoding, None, found.0, found.1));
        }
        let inner;
        let table = match Table::split(&text) {
            Some(table) => table,
            None => {
                inner = table::unwrapped(&text).ok_or(Unreadable::NoTable)?;
                Table::split(&inner).ok_or(Unreadable::NoTable)?
            }
        };
        step.stretch(400, 1000);
        let found = read_table(&table, "", &mut book, &mut step)?;
        (encoding, table.separator, found)
    };
    Ok(draft(book, encoding, separator, layout, sheet))
}

/// Reads a text that is no table of cells: a calendar, or a page called a workbook.
fn read_other(
    text: &str,
    kind: FileKind,
    book: &mut Book<'_>,
    step: &mut Step<'_>,
) -> Result<(Layout, Sheet), Unreadable> {
    let page = matches!(kind, FileKind::WebPage | FileKind::Xml);
    if kind == FileKind::Calendar {
        return ical::read(text, book, step);
    }
    let workbook = page.then(|| Workbook::of_page(text)).transpose()?;
    match workbook.filter(|workbook| !workbook.sheets.is_empty()) {
        Some(workbook) => sheets::read(&workbook, book, step),
        None => Err(Unreadable::NotText {
            looks_like: Some(kind),
        }),
    }
}

/// Reads one table; `name` is its sheet's.
fn read_table(
    table: &Table<'_>,
    name: &str,
    book: &mut Book<'_>,
    step: &mut Step<'_>,
) -> Result<(Layout, Sheet), Unreadable> {
    if table.rows.iter().any(|row| row.width() > COLUMNS_MAX) {
        return Err(Unreadable::NoTable);
    }
    let heads = days::candidates(table);
    let (layout, sheet) = if let Some(turned) = turned(table, &heads) {
        let before = (book.shifts.len(), book.absences.len(), book.problems.len());
        let heads = days::candidates(&turned.table);
        let mut sheet = grid::read(&turned.table, &heads, name, book, step)?;
        book.end_blanks();
        turned.put_back(book, before);
        for at in &turned.asides {
            let text = table.row(*at).map_or_else(String::new, table::Row::text);
            book.problem(
                Place::row_at(*at),
                ProblemKind::Text { text },
                Assumed::LeftOut,
            );
        }
        for (col, name) in &turned.unread {
            let place = Place::row_at(sheet.head).at(*col);
            let name = name.clone();
            book.problem(place, ProblemKind::UnknownColumn { name }, Assumed::LeftOut);
        }
        // Its columns are the file's rows: there is nothing to map.
        sheet.columns.clear();
        (Layout::Grid, sheet)
    } else if heads.is_empty() {
        let header = long::header(table);
        (Layout::Long, long::read(table, header, name, book, step)?)
    } else {
        (Layout::Grid, grid::read(table, &heads, name, book, step)?)
    };
    book.end_blanks();
    for (at, column) in sheet.columns.iter().enumerate() {
        if column.role.is_none() {
            let place = Place::row_at(sheet.head).at(at);
            let name = column.name.clone();
            book.problem(place, ProblemKind::UnknownColumn { name }, Assumed::LeftOut);
        }
    }
    Ok((layout, sheet))
}

/// Turns a table over whose days run downwards, if that makes a grid of it.
fn turned<'a>(table: &Table<'a>, heads: &[days::Candidate]) -> Option<turned::Turned<'a>> {
    let turned = turned::turned(table).filter(|_| heads.is_empty())?;
    (!days::candidates(&turned.table).is_empty()).then_some(turned)
}

fn draft(
    mut book: Book<'_>,
    encoding: Encoding,
    separator: Option<char>,
    layout: Layout,
    sheet: Sheet,
) -> Draft {
    let unknown_codes = book.finish();
    let columns = sheet.columns.iter().enumerate();
    let unknown_columns = columns
        .filter(|(_, column)| column.role.is_none())
        .map(|(at, _)| at)
        .collect();
    Draft {
        layout,
        encoding,
        separator,
        sheets: book.sheets,
        date_order: sheet.order,
        zone: book.guide.zone,
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
    }
}
