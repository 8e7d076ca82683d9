//! A shift: one stretch of work, perhaps with an owner.

use crate::id::{KindId, PersonId, QualificationId, ShiftId, UnitId};
use crate::time::{Moment, Span};

/// One stretch of work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shift {
    /// Its id.
    pub id: ShiftId,
    /// From when to when.
    pub span: Span,
    /// Minutes of break within it; 0 where nobody wrote one down, as in most rosters.
    pub break_min: u16,
    /// Its kind.
    pub kind: KindId,
    /// Where, if the team has more than one unit.
    pub unit: Option<UnitId>,
    /// What its owner must be qualified for.
    pub needs: Option<QualificationId>,
    /// Who works it; nobody makes it an open shift.
    pub owner: Option<PersonId>,
    /// Counts the changes of owner. A command names the revision it was made for.
    pub revision: u32,
}

/// The part of the day a shift belongs to, for its colour and letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfDay {
    /// Starts before 08:00.
    Early,
    /// Starts before noon.
    Day,
    /// Starts at noon or later.
    Late,
    /// More than an hour lies between 00:00 and 06:00 (a night shift in the Dutch act, art. 1:7).
    Night,
    /// Twenty hours or more.
    Long,
}

const DAY_MIN: i32 = 24 * 60;
const LONG_MIN: i32 = 20 * 60;
const NIGHT_END_MIN: i32 = 6 * 60;
const NIGHT_MORE_THAN_MIN: i32 = 60;

impl PartOfDay {
    /// Returns the part of the day of a span, by the local clock.
    pub fn of(span: Span) -> Self {
        let (start, end) = (span.start().local_min(), span.end().local_min());
        let (hour, _) = span.start().clock();
        if span.len_min() >= LONG_MIN {
            Self::Long
        } else if night_min(start, end) > NIGHT_MORE_THAN_MIN {
            Self::Night
        } else if hour < 8 {
            Self::Early
        } else if hour < 12 {
            Self::Day
        } else {
            Self::Late
        }
    }
}

/// Minutes between 00:00 and 06:00 on the first and the last local day.
fn night_min(start: i32, end: i32) -> i32 {
    let within = |day: i32| {
        let midnight = day.saturating_mul(DAY_MIN);
        let (from, to) = (
            start.max(midnight),
            end.min(midnight.saturating_add(NIGHT_END_MIN)),
        );
        to.saturating_sub(from).max(0)
    };
    let (first, last) = (start.div_euclid(DAY_MIN), end.div_euclid(DAY_MIN));
    if first == last {
        within(first)
    } else {
        within(first).max(within(last))
    }
}

impl Shift {
    /// Returns the part of the day it belongs to.
    pub fn part_of_day(&self) -> PartOfDay {
        PartOfDay::of(self.span)
    }

    /// Tells whether it has begun by `now`.
    pub fn has_begun(&self, now: Moment) -> bool {
        self.span.start().utc_min <= now.utc_min
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: (i32, i32), end: (i32, i32)) -> Span {
        let at = |(hour, minute): (i32, i32)| Moment {
            utc_min: 20_000 * DAY_MIN + hour * 60 + minute,
            offset_min: 0,
        };
        Span::new(at(start), at(end)).unwrap()
    }

    #[test]
    fn parts_of_the_day() {
        for (start, end, part) in [
            ((7, 0), (15, 30), PartOfDay::Early),
            ((8, 30), (17, 0), PartOfDay::Day),
            ((14, 30), (23, 0), PartOfDay::Late),
            ((17, 0), (25, 0), PartOfDay::Late),
            ((17, 0), (25, 1), PartOfDay::Night),
            ((22, 45), (31, 15), PartOfDay::Night),
            ((5, 0), (13, 0), PartOfDay::Early),
            ((4, 59), (13, 0), PartOfDay::Night),
            ((7, 0), (31, 0), PartOfDay::Long),
        ] {
            assert_eq!(PartOfDay::of(span(start, end)), part, "{start:?}–{end:?}");
        }
    }
}
