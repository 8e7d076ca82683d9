//! Wishes, and which shifts they are about.

use serde::{Deserialize, Serialize};

use crate::event::{NewWish, Pattern};
use crate::id::{PersonId, WishId};
use crate::shift::{PartOfDay, Shift};
use crate::time::Day;

/// Somebody's wish.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wish {
    /// Its id.
    pub id: WishId,
    /// Whose.
    pub person: PersonId,
    /// What.
    pub wish: NewWish,
}

impl Wish {
    /// Tells whether it still holds on a day.
    pub fn holds(&self, today: Day) -> bool {
        let last = self.wish.shifts.days.map(|(_, last)| last);
        let ends = [self.wish.until, last];
        ends.into_iter().flatten().all(|last| today <= last)
    }
}

impl Pattern {
    /// Tells whether a shift is one of these. It belongs to the day it starts on.
    pub fn matches(&self, shift: &Shift) -> bool {
        let day = shift.span.start().day();
        let is_in =
            |set: u8, bit: u8| set == 0 || set & 1_u8.checked_shl(bit.into()).unwrap_or(0) != 0;
        self.days
            .is_none_or(|(from, until)| (from..=until).contains(&day))
            && is_in(self.weekdays, day.weekday() as u8)
            && is_in(self.parts, shift.part_of_day() as u8)
            && (self.kinds.is_empty() || self.kinds.contains(&shift.kind))
            && (self.units.is_empty() || shift.unit.is_some_and(|unit| self.units.contains(&unit)))
    }

    /// Returns the set of one part of the day.
    pub const fn part(part: PartOfDay) -> u8 {
        1 << part as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{KindId, ShiftId, UnitId};
    use crate::time::{Moment, Span, Weekday};

    const UNIT: UnitId = UnitId::from_bytes([3; 16]);

    /// Monday 11 May 2026, the 15:00 to 23:00 shift.
    fn late() -> Shift {
        let day = Day::from_ymd(2026, 5, 11).unwrap();
        let at = |hour: i32| Moment {
            utc_min: day.0 * 1440 + (hour - 2) * 60,
            offset_min: 120,
        };
        Shift {
            id: ShiftId::from_bytes([1; 16]),
            span: Span::new(at(15), at(23)).unwrap(),
            break_min: 30,
            kind: KindId::from_bytes([2; 16]),
            unit: Some(UNIT),
            needs: None,
            owner: None,
            revision: 0,
        }
    }

    #[test]
    fn a_pattern_and_a_late_on_a_monday() {
        let any = Pattern::default();
        let monday = 1 << Weekday::Monday as u8;
        let day = late().span.start().day();
        for (pattern, matches) in [
            (any.clone(), true),
            (
                Pattern {
                    parts: Pattern::part(PartOfDay::Late),
                    ..any.clone()
                },
                true,
            ),
            (
                Pattern {
                    parts: Pattern::part(PartOfDay::Early),
                    ..any.clone()
                },
                false,
            ),
            (
                Pattern {
                    weekdays: monday,
                    ..any.clone()
                },
                true,
            ),
            (
                Pattern {
                    weekdays: monday << 1,
                    ..any.clone()
                },
                false,
            ),
            (
                Pattern {
                    days: Some((day, day.plus(6))),
                    ..any.clone()
                },
                true,
            ),
            (
                Pattern {
                    days: Some((day.plus(1), day.plus(6))),
                    ..any.clone()
                },
                false,
            ),
            (
                Pattern {
                    units: vec![UNIT],
                    ..any.clone()
                },
                true,
            ),
            (
                Pattern {
                    units: vec![UnitId::from_bytes([9; 16])],
                    ..any.clone()
                },
                false,
            ),
            (
                Pattern {
                    kinds: vec![KindId::from_bytes([9; 16])],
                    ..any
                },
                false,
            ),
        ] {
            assert_eq!(pattern.matches(&late()), matches, "{pattern:?}");
        }
    }
}
