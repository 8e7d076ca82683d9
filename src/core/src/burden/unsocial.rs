//! What a burden is made of: evening, night, weekend and holiday, every minute once.

use super::{DAY_MIN, DAYTIME_MIN};
use crate::holiday::is_dutch_holiday;
use crate::time::{Day, Span};

/// Minutes of work that are a burden, by what makes them one. A minute counts once: on a holiday as
/// holiday, else in the weekend as weekend, else as night (until 07:00) or evening (from 20:00).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsocial {
    /// On a working day from 20:00.
    pub evening_min: i32,
    /// On a working day until 07:00.
    pub night_min: i32,
    /// On a Saturday or a Sunday.
    pub weekend_min: i32,
    /// On a public holiday.
    pub holiday_min: i32,
}

impl Unsocial {
    /// Returns what a stretch of work is made of, breaks included.
    pub fn of(span: Span, holidays: bool) -> Self {
        let start = span.start().local_min();
        let end = start.saturating_add(span.len_min());
        let (first, last) = (start.div_euclid(DAY_MIN), end.div_euclid(DAY_MIN));
        let mut all = Self::default();
        for day in first..=last {
            let midnight = day.saturating_mul(DAY_MIN);
            let within = |from: i32, until: i32| {
                let from = start.max(midnight.saturating_add(from));
                let until = end.min(midnight.saturating_add(until));
                until.saturating_sub(from).max(0)
            };
            let day = Day(day);
            if holidays && is_dutch_holiday(day) {
                all.holiday_min += within(0, DAY_MIN);
            } else if day.is_weekend() {
                all.weekend_min += within(0, DAY_MIN);
            } else {
                all.night_min += within(0, DAYTIME_MIN.0);
                all.evening_min += within(DAYTIME_MIN.1, DAY_MIN);
            }
        }
        all
    }

    /// Returns all of them together.
    pub const fn total_min(self) -> i32 {
        self.evening_min
            .saturating_add(self.night_min)
            .saturating_add(self.weekend_min)
            .saturating_add(self.holiday_min)
    }

    /// Returns the two added.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            evening_min: self.evening_min.saturating_add(other.evening_min),
            night_min: self.night_min.saturating_add(other.night_min),
            weekend_min: self.weekend_min.saturating_add(other.weekend_min),
            holiday_min: self.holiday_min.saturating_add(other.holiday_min),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::burden::unsocial_min;
    use crate::time::Moment;

    fn span(day: Day, hour: i32, len_min: i32) -> Span {
        let at = |minute: i32| Moment {
            utc_min: day.0 * DAY_MIN + hour * 60 + minute - 60,
            offset_min: 60,
        };
        Span::new(at(0), at(len_min)).unwrap()
    }

    #[test]
    fn every_minute_counts_once() {
        for (day, hour, len_h, expected_h) in [
            // Evening into the night of a Wednesday; a Friday night into the Saturday.
            ((2025, 3, 12), 15, 8, (3, 0, 0, 0)),
            ((2025, 3, 12), 23, 8, (1, 7, 0, 0)),
            ((2025, 3, 14), 23, 8, (1, 0, 7, 0)),
            // Easter Sunday and Monday are holidays; the Saturday before is a weekend.
            ((2025, 4, 20), 7, 8, (0, 0, 0, 8)),
            ((2025, 4, 19), 23, 8, (0, 0, 1, 7)),
            ((2025, 4, 21), 23, 9, (0, 7, 0, 1)),
        ] {
            let (year, month, number) = day;
            let day = Day::from_ymd(year, month, number).unwrap();
            let found = Unsocial::of(span(day, hour, len_h * 60), true);
            let hours = (
                found.evening_min / 60,
                found.night_min / 60,
                found.weekend_min / 60,
                found.holiday_min / 60,
            );
            assert_eq!(hours, expected_h, "{year}-{month}-{number} {hour}+{len_h}");
        }
    }

    proptest! {
        #[test]
        fn together_they_are_the_burden(
            day in 19_000..22_000, hour in 0..24, len_min in 1..2_880, holidays in any::<bool>(),
        ) {
            let span = span(Day(day), hour, len_min);
            let found = Unsocial::of(span, holidays);
            prop_assert_eq!(found.total_min(), unsocial_min(span, holidays));
        }
    }
}
