//! What the components ask of a day beyond its words.

use ruil_core::{Day, Weekday};

/// Returns the day of the month.
pub(super) fn day_number(day: Day) -> u8 {
    let (_, _, number) = day.ymd();
    number
}

/// Tells whether a day is a Saturday or a Sunday.
pub(super) fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
