//! Time as integers: UTC minutes with the local offset beside them.
//!
//! A moment knows its wall time without a time-zone database, so replay needs none and every
//! device agrees. A night over the clock change is 7 or 9 hours long, because its length is the
//! difference of UTC minutes.

use serde::{Deserialize, Serialize};

const DAY_MIN: i32 = 24 * 60;

/// A point in time and the offset of the team's clocks at that point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Minutes since 1970-01-01T00:00Z.
    pub utc_min: i32,
    /// Minutes the local clock is ahead of UTC.
    pub offset_min: i16,
}

impl Moment {
    /// Returns the local clock as minutes since 1970-01-01T00:00 on that clock.
    pub const fn local_min(self) -> i32 {
        self.utc_min.saturating_add(self.offset_min as i32)
    }

    /// Returns the local day.
    pub const fn day(self) -> Day {
        Day(self.local_min().div_euclid(DAY_MIN))
    }

    /// Returns the local hour and minute.
    pub const fn clock(self) -> (i32, i32) {
        let minute = self.local_min().rem_euclid(DAY_MIN);
        (minute / 60, minute % 60)
    }
}

/// A stretch of time; the end is later than the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct Span {
    start: Moment,
    end: Moment,
}

/// A span as it is read, before it is known to be one.
#[derive(Deserialize)]
struct Ends {
    start: Moment,
    end: Moment,
}

impl TryFrom<Ends> for Span {
    type Error = &'static str;

    fn try_from(Ends { start, end }: Ends) -> Result<Self, Self::Error> {
        Self::new(start, end).ok_or("the end is not later than the start")
    }
}

impl Span {
    /// Makes a span, or nothing if it would not be later at its end.
    pub const fn new(start: Moment, end: Moment) -> Option<Self> {
        if end.utc_min > start.utc_min {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// Returns the start.
    pub const fn start(self) -> Moment {
        self.start
    }

    /// Returns the end.
    pub const fn end(self) -> Moment {
        self.end
    }

    /// Returns the elapsed minutes, clock changes included.
    pub const fn len_min(self) -> i32 {
        self.end.utc_min.saturating_sub(self.start.utc_min)
    }

    /// Tells whether the two share a minute. Back to back they do not.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start.utc_min < other.end.utc_min && other.start.utc_min < self.end.utc_min
    }
}

/// A day of the calendar, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

/// A day of the week, Monday first as ISO 8601 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Day {
    /// Returns the day of a date in the Gregorian calendar, or nothing if there is no such date.
    ///
    /// After Howard Hinnant, "chrono-compatible low-level date algorithms" (2013).
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || !(-10_000..=10_000).contains(&year) {
            return None;
        }
        let (m, d) = (i32::from(month), i32::from(day));
        let y = if m <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self(era * 146_097 + day_of_era - 719_468);
        (found.ymd() == (year, month, day)).then_some(found)
    }

    /// Returns year, month and day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        let narrow = |value: i64| u8::try_from(value).unwrap_or_default();
        (
            i32::try_from(year).unwrap_or_default(),
            narrow(month),
            narrow(day),
        )
    }

    /// Returns the day of the week.
    pub const fn weekday(self) -> Weekday {
        match (self.0 as i64 + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Tells whether it is a Saturday or a Sunday.
    pub const fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Returns the Monday of its week.
    pub const fn monday(self) -> Self {
        self.plus(-(self.weekday() as i32))
    }

    /// Returns the day so many days later.
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Returns the ISO 8601 year and week number: the week belongs to the year of its Thursday.
    pub fn iso_week(self) -> (i32, i32) {
        let thursday = self.monday().plus(3);
        let (year, ..) = thursday.ymd();
        let new_year = Self::from_ymd(year, 1, 1).unwrap_or(thursday);
        (year, (thursday.0 - new_year.0) / 7 + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days() {
        for (ymd, number, weekday, week) in [
            ((1970, 1, 1), 0, Weekday::Thursday, (1970, 1)),
            ((2000, 2, 29), 11_016, Weekday::Tuesday, (2000, 9)),
            ((2025, 3, 30), 20_177, Weekday::Sunday, (2025, 13)),
            ((2026, 1, 1), 20_454, Weekday::Thursday, (2026, 1)),
            ((2027, 1, 1), 20_819, Weekday::Friday, (2026, 53)),
            ((2024, 12, 30), 20_087, Weekday::Monday, (2025, 1)),
        ] {
            let day = Day::from_ymd(ymd.0, ymd.1, ymd.2).unwrap();
            assert_eq!(
                (day.0, day.weekday(), day.iso_week()),
                (number, weekday, week),
                "{ymd:?}"
            );
        }
    }

    #[test]
    fn dates_that_are_not() {
        for (year, month, day) in [(2025, 2, 29), (2025, 4, 31), (2025, 0, 1), (2025, 13, 1)] {
            assert_eq!(Day::from_ymd(year, month, day), None);
        }
    }

    #[test]
    fn a_night_over_the_clock_change() {
        let start = Moment {
            utc_min: 20_176 * DAY_MIN + 21 * 60 + 45,
            offset_min: 60,
        };
        let end = Moment {
            utc_min: 20_177 * DAY_MIN + 5 * 60 + 15,
            offset_min: 120,
        };
        let night = Span::new(start, end).unwrap();
        assert_eq!((start.clock(), end.clock()), ((22, 45), (7, 15)));
        assert_eq!(night.len_min(), 7 * 60 + 30);
    }

    proptest! {
        #[test]
        fn every_day_has_one_date(number in -1_000_000..1_000_000) {
            let (year, month, day) = Day(number).ymd();
            prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
            prop_assert!(Day(number).monday().0 <= number && number < Day(number).monday().0 + 7);
        }

        #[test]
        fn any_moment_has_a_wall_time(utc_min in any::<i32>(), offset_min in any::<i16>()) {
            let moment = Moment { utc_min, offset_min };
            let (hour, minute) = moment.clock();
            prop_assert!((0..24).contains(&hour) && (0..60).contains(&minute));
            prop_assert_eq!(moment.day().weekday(), moment.day().plus(7).weekday());
        }
    }
}
