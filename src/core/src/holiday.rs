//! Public holidays, by rule and for any year.

use crate::time::{Day, Weekday};

/// Tells whether a day is a public holiday in the Netherlands.
///
/// New Year, Easter Monday and Sunday, King's Day, Ascension, Whit Sunday and Monday, both days of
/// Christmas, and Liberation Day every fifth year, as the care agreements count it.
pub fn is_dutch_holiday(day: Day) -> bool {
    let (year, month, number) = day.ymd();
    match (month, number) {
        (1, 1) | (12, 25 | 26) => true,
        (4, 26 | 27) if day == kings_day(year) => true,
        (5, 5) if year.rem_euclid(5) == 0 => true,
        // From the earliest Easter to the latest Whit Monday, on a Sunday, a Monday or a Thursday.
        (3..=6, _) => {
            matches!(
                day.weekday(),
                Weekday::Sunday | Weekday::Monday | Weekday::Thursday
            ) && easter(year)
                .is_some_and(|easter| [0, 1, 39, 49, 50].contains(&day.0.saturating_sub(easter.0)))
        }
        _ => false,
    }
}

/// The 27th of April, or the 26th if that is a Sunday.
fn kings_day(year: i32) -> Day {
    let day = Day::from_ymd(year, 4, 27).unwrap_or(Day(0));
    if day.weekday() == Weekday::Sunday {
        day.plus(-1)
    } else {
        day
    }
}

/// Returns Easter Sunday in the Gregorian calendar.
///
/// The anonymous algorithm of 1876 as Jean Meeus gives it, "Astronomical Algorithms" (1991), ch. 8.
fn easter(year: i32) -> Option<Day> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, d) = (century.div_euclid(4), century.rem_euclid(4));
    let f = (century + 8).div_euclid(25);
    let g = (century - f + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - g + 15).rem_euclid(30);
    let (leaps, k) = (of_century.div_euclid(4), of_century.rem_euclid(4));
    let to_sunday = (32 + 2 * d + 2 * leaps - epact - k).rem_euclid(7);
    let m = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let n = epact + to_sunday - 7 * m + 114;
    let month = u8::try_from(n.div_euclid(31)).ok()?;
    let day = u8::try_from(n.rem_euclid(31) + 1).ok()?;
    Day::from_ymd(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_some_years() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Day::from_ymd(year, month, day), "{year}");
        }
    }

    #[test]
    fn the_holidays_of_2025() {
        let days = (0..365).map(|n| Day::from_ymd(2025, 1, 1).unwrap().plus(n));
        let found: Vec<_> = days
            .filter(|day| is_dutch_holiday(*day))
            .map(|day| (day.ymd().1, day.ymd().2))
            .collect();
        let expected = [
            (1, 1),
            (4, 20),
            (4, 21),
            // The 27th is a Sunday.
            (4, 26),
            (5, 5),
            (5, 29),
            (6, 8),
            (6, 9),
            (12, 25),
            (12, 26),
        ];
        assert_eq!(found, expected);
        assert!(!is_dutch_holiday(Day::from_ymd(2026, 5, 5).unwrap()));
        assert!(is_dutch_holiday(Day::from_ymd(2026, 4, 27).unwrap()));
    }
}
