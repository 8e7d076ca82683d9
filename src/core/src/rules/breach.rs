//! What a rule finds: which rule, where it stands written, and the numbers of one plain sentence.

use super::duty::Worked;
use super::rule::Rule;
use crate::time::Span;

/// A broken rule, with the numbers that explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is written, such as "ATW 5:3(2)".
    pub article: &'static str,
    /// What was found.
    pub facts: Facts,
}

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice; never blocks.
    Health,
    /// The team's own.
    Team,
    /// A collective agreement's.
    Agreement,
    /// The law's.
    Law,
}

/// What was found. Minutes are elapsed minutes; spans carry the local time at both ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facts {
    /// Too little rest.
    Rest {
        /// The rest there is.
        had_min: i32,
        /// The rest there must be.
        needs_min: i32,
        /// What it follows.
        after: Worked,
        /// What ends it; nothing if the day ends before the rest is long enough.
        before: Option<Worked>,
        /// How many nights in a row it follows; 0 where that does not matter.
        nights: i32,
    },
    /// Shortened rests too close together.
    ShortenedAgain {
        /// The earlier one.
        first: Shortened,
        /// The one that is too much.
        second: Shortened,
        /// What a rest must be when it is not shortened.
        needs_min: i32,
        /// How long one shortening lasts.
        apart_min: i32,
    },
    /// No rest that is long enough within a period.
    PeriodRest {
        /// The longest there is, or what long rests there are in all.
        had_min: i32,
        /// What there must be.
        needs_min: i32,
        /// The period.
        within: Span,
    },
    /// A young person's work at night.
    AtNight {
        /// So many minutes of it.
        had_min: i32,
        /// In this duty.
        worked: Worked,
    },
    /// Too long a duty.
    Length {
        /// So much work, or presence.
        had_min: i32,
        /// So much there may be.
        max_min: i32,
        /// In this duty.
        worked: Worked,
    },
    /// Too little break.
    Pause {
        /// The breaks there are.
        had_min: i32,
        /// The breaks there must be.
        needs_min: i32,
        /// For so much work.
        work_min: i32,
        /// In this duty.
        worked: Worked,
    },
    /// Too long a stretch without a break.
    Stretch {
        /// The longest there is.
        had_min: i32,
        /// The longest there may be.
        max_min: i32,
        /// In this duty.
        worked: Worked,
    },
    /// Too many hours in some weeks.
    Hours {
        /// In all.
        had_min: i32,
        /// In all, there may be.
        max_min: i32,
        /// So many weeks.
        weeks: i32,
        /// From the first Monday to the last Sunday, midnight to midnight.
        within: Span,
        /// So many nights (or on-call duties at night) lowered the limit; 0 where none do.
        nights: i32,
    },
    /// Too often.
    Count {
        /// How often.
        had: i32,
        /// How often it may be.
        max: i32,
        /// In which period.
        within: Span,
    },
    /// Too many hours of night in two weeks, and too many nights in a year.
    Nights {
        /// Minutes between 00:00 and 06:00.
        had_min: i32,
        /// So much there may be.
        max_min: i32,
        /// In which weeks.
        within: Span,
        /// Nights in a year.
        had: i32,
        /// So many there may be.
        max: i32,
        /// In which weeks.
        within_year: Span,
    },
    /// Too many duties in a row.
    Run {
        /// How many.
        had: i32,
        /// How many there may be.
        max: i32,
        /// From the first to the last.
        worked: Worked,
    },
    /// Too few free times in a period.
    Free {
        /// How many there are.
        had: i32,
        /// How many there must be.
        needs: i32,
        /// How long each must be.
        each_min: i32,
        /// The period.
        within: Span,
    },
    /// On call too close to a night.
    NearNight {
        /// Between the two; 0 or less if they overlap.
        had_min: i32,
        /// What there must be.
        needs_min: i32,
        /// The on-call or standby duty.
        on_call: Worked,
        /// The night.
        night: Worked,
        /// Whether the on-call duty comes first.
        is_before: bool,
    },
    /// Something this person may not do, or not without asking.
    NotFor {
        /// The duty.
        worked: Worked,
    },
    /// Two at once.
    Overlap {
        /// One.
        one: Worked,
        /// The other.
        other: Worked,
    },
}

/// A rest that was shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortened {
    /// To so much.
    pub had_min: i32,
    /// What it follows.
    pub after: Worked,
}

impl Breach {
    /// Returns how much it weighs.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns where the rule is written.
    pub const fn article(&self) -> &'static str {
        self.article
    }
}
