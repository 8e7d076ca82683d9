//! What the reader is told from outside: by the caller, or by a person who looked at the draft.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::decode::Encoding;
use crate::parcel::perhaps_day;
use crate::zone::Zone;

/// Everything a file leaves open, answered.
///
/// Reading the same bytes again with a fuller guide gives the final draft; nothing is patched
/// afterwards, so what the coordinator sees is always what one reading gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The year of the first date where dates have none.
    pub year_hint: Option<i16>,
    /// The file's name, which may tell the month and the year of its dates.
    pub file_name: Option<String>,
    /// Whose roster a calendar is that names nobody.
    pub person: Option<String>,
    /// Whether times marked as UTC are the zone's wall clock after all.
    pub utc_is_local: bool,
    /// The date of the first day column of a grid that names no month.
    #[serde(with = "perhaps_day")]
    pub first_day: Option<Date>,
    /// The zone in which the file's wall-clock times are meant.
    pub zone: Zone,
    /// The order of the numbers in dates such as 03/04/2025.
    pub date_order: Option<DateOrder>,
    /// The bytes' encoding, where the detected one shows wrong letters.
    pub encoding: Option<Encoding>,
    /// The names of a workbook's sheets that are no part of this roster, though they look like one.
    pub sheets_left_out: BTreeSet<String>,
    /// What a column (counted from 0) holds, over what its name suggests.
    pub roles: BTreeMap<usize, Role>,
    /// What a code means, over what the file's legend says.
    ///
    /// The empty code stands for rows of the long layout that have neither times nor a code.
    pub codes: BTreeMap<String, CodeMeaning>,
}

/// The order of the numbers in a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateOrder {
    /// 31-12-2025.
    #[default]
    DayFirst,
    /// 12/31/2025.
    MonthFirst,
    /// 25-12-31; a four-digit year in front needs no telling.
    YearFirst,
}

/// What a code in a cell stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CodeMeaning {
    /// Work between two times of day, in minutes since midnight; an end not after the start is
    /// on the next day.
    Shift {
        /// Start, 0–1439.
        start_min: u16,
        /// End, 0–1440.
        end_min: u16,
        /// The shift's name.
        name: Option<String>,
    },
    /// Away: leave, illness, training.
    Absent(Away),
    /// Rostered free.
    Free,
    /// Not for this roster.
    Ignore,
}

/// Why somebody is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Away {
    /// Leave or holiday.
    Leave,
    /// Ill.
    Sick,
    /// Training, meeting or anything else.
    Other,
    /// Rostered free; no absence from duty.
    Free,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// The person's whole name.
    Person,
    /// Several people, in one cell, with the same shift.
    People,
    /// The given name.
    FirstName,
    /// What stands between given name and surname ("van der").
    Infix,
    /// The surname.
    LastName,
    /// The employee number.
    PersonId,
    /// The e-mail address.
    Email,
    /// The day, or the first day, of the shift.
    Date,
    /// The day on which the shift ends.
    EndDate,
    /// The weekday, a check on the date.
    Weekday,
    /// The start: time, or date and time.
    Start,
    /// The end: time, or date and time.
    End,
    /// Start and end in one cell.
    Times,
    /// The start in UTC, which settles the hour that comes twice in autumn.
    StartUtc,
    /// The end in UTC.
    EndUtc,
    /// The name or code of the shift kind.
    Shift,
    /// The kind of absence.
    Absence,
    /// The ward or department.
    Unit,
    /// The house or place.
    Location,
    /// The team.
    Team,
    /// The post, function, grade or skill.
    Qualification,
    /// The paid or gross time, a check on start and end.
    Hours,
    /// The unpaid break.
    Break,
    /// Whether the shift is open.
    Open,
    /// Whether the person works that day.
    Works,
    /// How many equal shifts the row stands for.
    Quantity,
    /// The zone of the row's times.
    Zone,
    /// Free text.
    Comment,
    /// One day of a grid.
    Day,
    /// Nothing for a roster.
    Ignore,
}

impl Role {
    /// All roles, for a list to choose from.
    pub const ALL: [Self; 30] = [
        Self::Person,
        Self::People,
        Self::FirstName,
        Self::Infix,
        Self::LastName,
        Self::PersonId,
        Self::Email,
        Self::Date,
        Self::EndDate,
        Self::Weekday,
        Self::Start,
        Self::End,
        Self::Times,
        Self::StartUtc,
        Self::EndUtc,
        Self::Shift,
        Self::Absence,
        Self::Unit,
        Self::Location,
        Self::Team,
        Self::Qualification,
        Self::Hours,
        Self::Break,
        Self::Open,
        Self::Works,
        Self::Quantity,
        Self::Zone,
        Self::Comment,
        Self::Day,
        Self::Ignore,
    ];
}
