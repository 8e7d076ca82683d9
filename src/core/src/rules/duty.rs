//! What a person does or may be called to, as the working-time rules see it.

use serde::{Deserialize, Serialize};

use crate::id::ShiftId;
use crate::time::Span;

/// One stretch of a person's roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// From when to when, breaks included.
    pub span: Span,
    /// What is not worked of it.
    pub pauses: Pauses,
    /// What it is.
    pub kind: DutyKind,
    /// The shift it stands for, so that a breach can name it.
    pub shift: Option<ShiftId>,
}

/// The breaks of a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pauses {
    /// So many minutes, nobody knows when.
    ///
    /// Where their place decides, they are taken to lie where that is worse: outside the night, in
    /// another week. The act gives no answer; the worker must not be worse off for a gap in the
    /// record.
    Total(u16),
    /// From when to when, each.
    Exact(Vec<Span>),
}

/// What a duty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DutyKind {
    /// Work.
    Work,
    /// Hours not worked but counted as worked: holiday, sickness, special leave (ATW 5:2).
    Leave,
    /// Lessons. Working time for someone of 16 or 17, breaks included (ATW 4:4(2)).
    School,
    /// Reachable for what can't be foreseen (consignatie, ATW 1:7). Rest, until a call.
    OnCall,
    /// Reachable for what can be foreseen (bereikbaarheidsdienst, ATB 1:1).
    Standby,
    /// Asleep at work (aanwezigheidsdienst, ATB 1:1). Working time from start to end.
    Presence,
}

impl Duty {
    /// Returns a duty of work with so many minutes of break, whose place is not known.
    pub const fn work(span: Span, break_min: u16, shift: Option<ShiftId>) -> Self {
        Self {
            span,
            pauses: Pauses::Total(break_min),
            kind: DutyKind::Work,
            shift,
        }
    }

    /// Tells whether no minute of break was written down for it.
    pub(crate) const fn has_no_pause(&self) -> bool {
        matches!(self.pauses, Pauses::Total(0))
    }
}

/// What a finding points at: a duty, or several that count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worked {
    /// From the start of the first to the end of the last.
    pub span: Span,
    /// The first one's shift.
    pub first: Option<ShiftId>,
    /// The last one's shift; the same as the first if there is only one.
    pub last: Option<ShiftId>,
}

impl From<&Duty> for Worked {
    fn from(duty: &Duty) -> Self {
        Self {
            span: duty.span,
            first: duty.shift,
            last: duty.shift,
        }
    }
}
