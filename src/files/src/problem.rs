//! What was odd in a file, and what the reader made of it. No words: the app has those.

use serde::{Deserialize, Serialize};

use crate::draft::Local;
use crate::guide::DateOrder;
use crate::parcel::local;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The index in the draft's sheets; 0 in a file without any.
    pub sheet: usize,
    /// The row as a spreadsheet counts it, from 1.
    pub row: usize,
    /// The column, from 0; none for the whole row.
    pub column: Option<usize>,
    /// What was found.
    pub what: ProblemKind,
    /// What the draft therefore holds.
    pub assumed: Assumed,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Left out on purpose, or only good to know.
    Note,
    /// Taken over on an assumption: look at it.
    Doubt,
    /// Content that is not in the draft.
    Lost,
}

impl Problem {
    /// Returns how much this matters.
    pub fn severity(&self) -> Severity {
        match (&self.what, &self.assumed) {
            (what, _) if what.is_note() => Severity::Note,
            (_, Assumed::Nothing) => Severity::Note,
            (_, Assumed::LeftOut) => Severity::Lost,
            _ => Severity::Doubt,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// Empty rows within or below the table.
    BlankRows {
        /// How many follow from this row on.
        count: usize,
    },
    /// A row of text above the table.
    Title {
        /// The text.
        text: String,
    },
    /// The header once more, or a second header row.
    Heading,
    /// A row of sums or of cover.
    Total,
    /// A row of the legend.
    Legend,
    /// A row that names the unit of the rows below.
    Section {
        /// The unit.
        text: String,
    },
    /// A row with text that is no shift, such as a print date.
    Text {
        /// The text.
        text: String,
    },
    /// A column whose meaning is unknown; its content is not taken over.
    UnknownColumn {
        /// Its name.
        name: String,
    },
    /// A person and a day, and nothing to do.
    EmptyDay,
    /// Dates that can be read in two ways.
    AmbiguousDates {
        /// The first of them.
        text: String,
    },
    /// No year in the dates that fits their weekdays or a hint.
    UncertainYear,
    /// The weekday does not belong to the date.
    WrongWeekday {
        /// The cell.
        text: String,
    },
    /// Day columns that do not follow on each other.
    DayOutOfLine {
        /// The header.
        text: String,
    },
    /// A column of cells without a day above it.
    NoDay {
        /// The cell.
        text: String,
    },
    /// A row without a person that is not marked open.
    NoPerson,
    /// Two people of one name with different numbers or addresses.
    SameName {
        /// The name.
        name: String,
    },
    /// No date.
    NoDate,
    /// Not a date.
    BadDate {
        /// The cell.
        text: String,
    },
    /// Neither start nor end.
    NoTimes,
    /// A start without an end, or an end without a start.
    HalfTimes,
    /// Not a time.
    BadTime {
        /// The cell.
        text: String,
    },
    /// A time in an unusual spelling, such as "7,5".
    OddTime {
        /// The cell.
        text: String,
    },
    /// The given end date is before the start, or the same with an earlier time.
    EndBeforeStart,
    /// Longer than a day and a bit.
    VeryLong {
        /// The length.
        minutes: i64,
    },
    /// A wall-clock time the spring change skips.
    SkippedHour {
        /// The time as written.
        #[serde(with = "local")]
        local: Local,
    },
    /// A wall-clock time that comes twice in the autumn night.
    RepeatedHour {
        /// The time as written.
        #[serde(with = "local")]
        local: Local,
    },
    /// The UTC column contradicts the local one.
    OtherZone,
    /// A zone this program does not know.
    UnknownZone {
        /// The cell.
        text: String,
    },
    /// The hours in the file are not those between start and end.
    HoursDiffer {
        /// The file's hours, in minutes.
        said_min: i64,
        /// The minutes that pass, without the break.
        found_min: i64,
    },
    /// Hours that tell of a break the file has no column for.
    BreakFromHours,
    /// Not a break, or longer than the shift.
    BadBreak {
        /// The cell.
        text: String,
    },
    /// Not a number of shifts.
    BadQuantity {
        /// The cell.
        text: String,
    },
    /// A code without a meaning.
    UnknownCode {
        /// The code.
        code: String,
    },
    /// A code with a mark added.
    MarkedCode {
        /// The cell.
        text: String,
    },
    /// The legend gives a code two meanings.
    TwoMeanings {
        /// The code.
        code: String,
    },
    /// The same shift of the same person twice.
    Duplicate {
        /// Where it is first.
        first_row: usize,
    },
    /// Two shifts of one person at the same time.
    Overlap {
        /// The row of the other.
        with_row: usize,
    },
    /// A quotation mark that is never closed.
    TornQuote,
    /// Fewer cells than the header.
    ShortRow {
        /// How many there are.
        cells: usize,
        /// How many the header has.
        header: usize,
    },
    /// More cells than the header: a separator in a text, perhaps.
    LongRow {
        /// How many there are.
        cells: usize,
        /// How many the header has.
        header: usize,
    },
    /// Letters read in the wrong encoding.
    Garbled {
        /// The text as it stands.
        text: String,
    },
    /// Letters lost before the file came here.
    LostLetters {
        /// The text as it stands.
        text: String,
    },
    /// A sheet that is no roster, is hidden, or can't be read as one.
    OtherSheet {
        /// Its name.
        name: String,
    },
    /// A column or row with shifts that is out of sight in the file.
    Hidden,
    /// A note at a cell without a shift.
    Remark {
        /// The text.
        text: String,
    },
    /// An appointment that was called off.
    CalledOff {
        /// What it was.
        text: String,
    },
    /// Times in UTC, shown as the zone's clock shows them.
    UtcTimes,
    /// A rule of repetition that goes on without end, or that is not understood.
    Repeats {
        /// The rule.
        text: String,
    },
    /// The second half of a shift that the file cuts at midnight.
    CutAtMidnight {
        /// The row of the first half.
        with_row: usize,
    },
}

impl ProblemKind {
    fn is_note(&self) -> bool {
        matches!(
            self,
            Self::BlankRows { .. }
                | Self::Title { .. }
                | Self::Heading
                | Self::Total
                | Self::Legend
                | Self::Section { .. }
                | Self::UnknownColumn { .. }
                | Self::EmptyDay
                | Self::BreakFromHours
                | Self::Remark { .. }
                | Self::CalledOff { .. }
                | Self::CutAtMidnight { .. }
        )
    }
}

/// What the draft holds in spite of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assumed {
    /// There was nothing to decide.
    Nothing,
    /// The row or cell gave nothing.
    LeftOut,
    /// Taken as written.
    Kept,
    /// An open shift.
    Open,
    /// Person or date of the row above.
    SameAsAbove,
    /// This order of the numbers in a date.
    Order(DateOrder),
    /// This year.
    Year(i16),
    /// The end is on the next day.
    NextDay,
    /// This wall-clock time.
    At(#[serde(with = "local")] Local),
    /// The first of two.
    First,
    /// The one the file's hours or UTC times point to.
    Fitting,
    /// This time of day, in minutes since midnight.
    Clock(u16),
    /// This many minutes.
    Minutes(i64),
    /// This text.
    Text(String),
    /// As many as this.
    Count(usize),
    /// Two people.
    TwoPeople,
}
