//! From what stands on the wall clock to a stretch of time, by the team's zone.
//!
//! The rule is the one in force in the European Union since 1996: clocks are an hour ahead from the
//! last Sunday of March until the last of October, changing at 01:00 UTC everywhere. A roster file's
//! reader has the same rule; it is not here, so that pages need not carry it.

use ruil_core::{Day, Moment, Span};

const DAY_MIN: i32 = 24 * 60;
const HOUR_MIN: i32 = 60;
/// The zones an hour behind the middle of Europe, and an hour ahead of it.
const WESTERN: [&str; 3] = ["Europe/Dublin", "Europe/Lisbon", "Europe/London"];
const EASTERN: [&str; 8] = [
    "Europe/Athens",
    "Europe/Bucharest",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Riga",
    "Europe/Sofia",
    "Europe/Tallinn",
    "Europe/Vilnius",
];

/// Returns the stretch from one time of a day to another, both minutes since midnight; an end that is
/// not later is on the next day.
pub fn span(zone: &str, day: Day, start_min: u16, end_min: u16) -> Option<Span> {
    let next = i32::from(end_min <= start_min);
    let start = moment(zone, day, start_min);
    let end = moment(zone, day.plus(next), end_min);
    Span::new(start, end)
}

/// Returns the moment at which the wall clock shows a time: the first of two where an hour comes
/// twice, an hour later where it is skipped.
fn moment(zone: &str, day: Day, minute: u16) -> Moment {
    let local = day.0.saturating_mul(DAY_MIN).saturating_add(minute.into());
    let winter = winter_min(zone);
    let summer = winter.saturating_add(HOUR_MIN);
    let at = |offset: i32| local.saturating_sub(offset);
    let is_summer_then = is_summer(at(summer));
    let utc_min = at(if is_summer_then { summer } else { winter });
    let offset = if is_summer(utc_min) { summer } else { winter };
    Moment {
        utc_min,
        offset_min: i16::try_from(offset).unwrap_or_default(),
    }
}

fn winter_min(zone: &str) -> i32 {
    if WESTERN.contains(&zone) {
        0
    } else if EASTERN.contains(&zone) {
        2 * HOUR_MIN
    } else {
        HOUR_MIN
    }
}

fn is_summer(utc_min: i32) -> bool {
    let (year, ..) = Day(utc_min.div_euclid(DAY_MIN)).ymd();
    let change = |month: u8| {
        let last = Day::from_ymd(year, month, 31)?;
        let sunday = last.plus(1).monday().plus(-1);
        Some(sunday.0.saturating_mul(DAY_MIN).saturating_add(HOUR_MIN))
    };
    let (from, until) = (change(3), change(10));
    from.is_some_and(|from| utc_min >= from) && until.is_some_and(|until| utc_min < until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::format;

    fn of(zone: &str, date: (i32, u8, u8), times: (u16, u16)) -> Span {
        let day = Day::from_ymd(date.0, date.1, date.2).unwrap();
        span(zone, day, times.0 * 60, times.1 * 60).unwrap()
    }

    #[test]
    fn the_clock_shows_what_was_written() {
        let amsterdam = "Europe/Amsterdam";
        for (date, times, shown, length_h, offsets) in [
            ((2025, 3, 12), (7, 15), "07:00–15:00", 8, (60, 60)),
            ((2025, 7, 12), (22, 6), "22:00–06:00", 8, (120, 120)),
            ((2025, 3, 29), (22, 6), "22:00–06:00", 7, (60, 120)),
            ((2025, 10, 25), (22, 6), "22:00–06:00", 9, (120, 60)),
            ((2025, 3, 12), (8, 8), "08:00–08:00", 24, (60, 60)),
            ((2026, 3, 29), (3, 8), "03:00–08:00", 5, (120, 120)),
            // The hour from two to three is skipped.
            ((2026, 3, 29), (2, 8), "03:00–08:00", 5, (120, 120)),
            ((2026, 10, 25), (0, 8), "00:00–08:00", 9, (120, 60)),
        ] {
            let span = of(amsterdam, date, times);
            let found = (span.start().offset_min, span.end().offset_min);
            assert_eq!(format::times(span), shown, "{date:?}");
            assert_eq!(
                (span.len_min(), found),
                (length_h * 60, offsets),
                "{date:?}"
            );
        }
    }

    #[test]
    fn zones_are_an_hour_apart() {
        let start = |zone| of(zone, (2025, 3, 12), (7, 15)).start().utc_min;
        let amsterdam = start("Europe/Amsterdam");
        assert_eq!(start("Europe/London"), amsterdam + 60);
        assert_eq!(start("Europe/Helsinki"), amsterdam - 60);
        let known = |zone: &&&str| ruil_files::Zone::named(zone).is_some();
        assert!(WESTERN.iter().chain(&EASTERN).all(|zone| known(&zone)));
    }
}
