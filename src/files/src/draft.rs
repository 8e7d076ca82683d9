//! The draft roster: what one reading of a file gave.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::decode::Encoding;
use crate::guide::{Away, DateOrder, Role};
use crate::parcel::{day, local};
use crate::problem::Problem;
use crate::zone::Zone;

/// A wall-clock date and time in the draft's zone.
pub type Local = DateTime;

/// A roster as read, with everything that needs a human eye.
///
/// Every row and cell with content is in `shifts`, `absences`, `problems` or counted in
/// `ignored`; nothing vanishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// One row a shift, or one row a person.
    pub layout: Layout,
    /// How the bytes were read as text.
    pub encoding: Encoding,
    /// The character between cells, in a text.
    pub separator: Option<char>,
    /// The names of a workbook's sheets.
    pub sheets: Vec<String>,
    /// The order in which the dates were read.
    pub date_order: DateOrder,
    /// The zone of all local times.
    pub zone: Zone,
    /// The text above the table.
    pub title: Option<String>,
    /// The table's columns.
    pub columns: Vec<Column>,
    /// The people, in the file's order.
    pub people: Vec<DraftPerson>,
    /// The shift kinds, legend first, then as met.
    pub kinds: Vec<DraftKind>,
    /// The names of the units, as met.
    pub units: Vec<String>,
    /// The shifts, by row, then start.
    pub shifts: Vec<DraftShift>,
    /// Leave, illness and rostered free days.
    pub absences: Vec<DraftAbsence>,
    /// What was odd, by row.
    pub problems: Vec<Problem>,
    /// Codes nobody explained, with how often they occur.
    pub unknown_codes: Vec<UnknownCode>,
    /// Columns (counted from 0) with content and no known role.
    pub unknown_columns: Vec<usize>,
    /// How many rows or cells a guide's `Ignore` left out.
    pub ignored: usize,
}

impl Draft {
    /// Returns the sheets (by index in `sheets`) with something of a roster, each with how many
    /// shifts are on it.
    pub fn rosters(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut counts = BTreeMap::new();
        for absence in &self.absences {
            counts.entry(absence.sheet).or_insert(0);
        }
        for shift in &self.shifts {
            *counts.entry(shift.sheet).or_insert(0) += 1;
        }
        counts.into_iter()
    }
}

/// How the table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// One row a shift.
    Long,
    /// One row a person, one column a day.
    Grid,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in the header; empty without one.
    pub name: String,
    /// What it holds, if known.
    pub role: Option<Role>,
    /// Whether the role was guessed from the content or part of the name.
    pub guessed: bool,
    /// Up to three different values.
    pub samples: Vec<String>,
}

/// A person named in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPerson {
    /// Given name first.
    pub name: String,
    /// The employee number, if the file has one.
    pub number: Option<String>,
    /// The e-mail address, if the file has one.
    pub email: Option<String>,
    /// The posts or skills in which the file rosters this person.
    pub qualifications: Vec<String>,
    /// The row of the first mention.
    pub row: usize,
}

/// A kind of shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftKind {
    /// The code in the cells, or the name in a long file; empty when only times are known.
    pub code: String,
    /// The name behind the code.
    pub name: Option<String>,
    /// Start, in minutes since midnight.
    pub start_min: u16,
    /// End, in minutes since midnight (1440 = midnight at the day's end); not after the start
    /// means the next day.
    pub end_min: u16,
    /// Which part of the day it covers.
    pub part: DayPart,
}

/// The part of the day a shift covers: how teams speak of kinds that have no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DayPart {
    /// Begins in the early morning.
    Early,
    /// Begins in the morning, or is long.
    Day,
    /// Begins at noon or later.
    Late,
    /// Covers the small hours.
    Night,
    /// Covers twenty hours or more.
    Full,
}

impl DayPart {
    /// Returns the part that a shift of `start_min` to `end_min` covers.
    pub fn of(start_min: u16, end_min: u16) -> Self {
        const HOUR: u16 = 60;
        const DAY: u16 = 24 * HOUR;
        let length = if end_min > start_min {
            end_min - start_min
        } else {
            DAY + end_min - start_min
        };
        let end = start_min + length;
        // The small hours are 0:00–6:00, of this day and of the next.
        let small = |from: u16| end.min(from + 6 * HOUR).saturating_sub(start_min.max(from));
        if length >= 20 * HOUR {
            Self::Full
        } else if small(0) + small(DAY) >= 3 * HOUR {
            Self::Night
        } else if start_min >= 12 * HOUR {
            Self::Late
        } else if start_min < 8 * HOUR && length < 10 * HOUR {
            Self::Early
        } else {
            Self::Day
        }
    }
}

/// One stretch of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftShift {
    /// The index in `sheets`; 0 in a file without any.
    pub sheet: usize,
    /// The row as a spreadsheet counts it, from 1.
    pub row: usize,
    /// The column (from 0) of the grid's cell.
    pub col: Option<usize>,
    /// The index in `people`; none is an open shift.
    pub person: Option<usize>,
    /// The index in `kinds`.
    pub kind: usize,
    /// The index in `units`.
    pub unit: Option<usize>,
    /// The post or skill asked for.
    pub qualification: Option<String>,
    /// Start on the wall clock.
    #[serde(with = "local")]
    pub start: Local,
    /// End on the wall clock.
    #[serde(with = "local")]
    pub end: Local,
    /// Start in minutes since 1970 UTC.
    pub start_utc_min: i64,
    /// End in minutes since 1970 UTC.
    pub end_utc_min: i64,
    /// The zone's offset at the start, in minutes east.
    pub start_offset_min: i16,
    /// The zone's offset at the end, in minutes east.
    pub end_offset_min: i16,
    /// Minutes that really pass: 450 for eight and a half hours over the spring change.
    pub elapsed_min: i64,
    /// The unpaid break.
    pub break_min: u16,
    /// The file's remark.
    pub comment: Option<String>,
}

/// A day somebody is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftAbsence {
    /// The index in `sheets`; 0 in a file without any.
    pub sheet: usize,
    /// The row as a spreadsheet counts it, from 1.
    pub row: usize,
    /// The column (from 0) of the grid's cell.
    pub col: Option<usize>,
    /// The index in `people`.
    pub person: usize,
    /// The first day.
    #[serde(with = "day")]
    pub from: Date,
    /// The last day.
    #[serde(with = "day")]
    pub until: Date,
    /// Why.
    pub why: Away,
    /// The word or code in the file.
    pub code: String,
}

/// A code without a meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownCode {
    /// The code as written.
    pub code: String,
    /// The legend's words for it, when it gives no times.
    pub name: Option<String>,
    /// How often it occurs.
    pub count: usize,
    /// Where it occurs first: row from 1, column from 0.
    pub first: (usize, usize),
}
