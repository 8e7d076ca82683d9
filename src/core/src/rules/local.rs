//! Local clocks without a time-zone database.
//!
//! Every moment carries its offset, and whatever the rules ask of a local clock (minutes of night,
//! the Monday that parts two weeks, Sundays) they ask of minutes inside a duty. So a duty whose two
//! ends have the same offset needs nothing else, and one over a clock change needs the minute of the
//! change: 01:00 UTC on the last Sunday of March or October (Directive 2000/84/EC, and the same in
//! the United Kingdom). Midnight in a stretch without duties is never needed: nothing is counted there.

use crate::time::{Day, Moment, Span, Weekday};

pub(crate) const DAY_MIN: i32 = 24 * 60;
/// The change comes at this minute of the day in UTC.
const CHANGE_MIN: i32 = 60;
/// Elsewhere clocks change at 02:00 by the old clock; a guess for zones outside Europe.
const ELSEWHERE_MIN: i32 = 2 * 60;

/// Minutes of a local clock, from one until before another.
pub(crate) type Part = (i32, i32);

/// Returns the local minutes of the UTC minutes `from..until` of a duty: one part, or one before and
/// one after a clock change. A part may be empty.
pub(crate) fn parts(span: Span, from: i32, until: i32) -> [Part; 2] {
    let before = i32::from(span.start().offset_min);
    let after = i32::from(span.end().offset_min);
    if before == after {
        return [(from + before, until + before), (0, 0)];
    }
    let change = clock_change(span).clamp(from, until);
    [
        (from + before, change + before),
        (change + after, until + after),
    ]
}

/// Returns the UTC minute at which the clocks change within a span whose ends differ.
fn clock_change(span: Span) -> i32 {
    let (start, end) = (span.start(), span.end());
    let first = start.utc_min.div_euclid(DAY_MIN);
    let last = end.utc_min.div_euclid(DAY_MIN);
    let in_europe = (first..=last).map(Day).filter(|day| changes_clocks(*day));
    let mut minutes = in_europe.map(|day| day.0 * DAY_MIN + CHANGE_MIN);
    let found = minutes.find(|minute| start.utc_min < *minute && *minute <= end.utc_min);
    found.unwrap_or_else(|| {
        let local = start.local_min();
        let day = (local - ELSEWHERE_MIN).div_euclid(DAY_MIN) + 1;
        let change = day * DAY_MIN + ELSEWHERE_MIN - i32::from(start.offset_min);
        change.min(end.utc_min)
    })
}

/// Tells whether a day is the last Sunday of March or October.
fn changes_clocks(day: Day) -> bool {
    let (_, month, _) = day.ymd();
    day.weekday() == Weekday::Sunday && matches!(month, 3 | 10) && day.plus(7).ymd().1 != month
}

/// Returns how many minutes of a part lie in a window of every day, which may go past midnight.
pub(crate) fn minutes_in(part: Part, window: (i32, i32)) -> i32 {
    days(part)
        .map(|day| minutes_of_day(part, day * DAY_MIN, window))
        .sum()
}

/// Returns how many minutes of a part lie in a window of the day that starts at a local minute. A
/// window past midnight is the day's first and last hours.
pub(crate) fn minutes_of_day(part: Part, midnight: i32, (from, until): (i32, i32)) -> i32 {
    if from <= until {
        overlap(part, (midnight + from, midnight + until))
    } else {
        overlap(part, (midnight, midnight + until))
            + overlap(part, (midnight + from, midnight + DAY_MIN))
    }
}

/// Returns the first day on which a part has a minute in a window of the day.
pub(crate) fn first_day_in(part: Part, from: i32, until: i32) -> Option<i32> {
    let window = if from > until {
        (0, until)
    } else {
        (from, until)
    };
    days(part).find(|day| overlap(part, (day * DAY_MIN + window.0, day * DAY_MIN + window.1)) > 0)
}

/// Returns the days a part has a minute of.
pub(crate) fn days((from, until): Part) -> impl Iterator<Item = i32> {
    let first = from.div_euclid(DAY_MIN);
    let end = if from < until {
        (until - 1).div_euclid(DAY_MIN) + 1
    } else {
        first
    };
    first..end
}

fn overlap(one: Part, other: Part) -> i32 {
    (one.1.min(other.1) - one.0.max(other.0)).max(0)
}

/// Returns the number of a day's week; weeks begin on Monday.
///
/// Whole weeks are counted from the Monday before 1970-01-01, so New Year parts nothing.
pub(crate) const fn week_of(day: i32) -> i32 {
    (day + 3).div_euclid(7)
}

/// Returns the Monday of a week.
pub(crate) const fn monday(week: i32) -> i32 {
    week * 7 - 3
}

/// Returns the span of some weeks, with the offset of a duty near them.
///
/// For showing, and for how far a roster must be known: its local time is right, its UTC minute may
/// be an hour off in the week of a clock change.
pub(crate) fn span_of_weeks(first: i32, weeks: i32, near: Span) -> Span {
    let offset_min = near.start().offset_min;
    let at = |week| Moment {
        utc_min: monday(week) * DAY_MIN - i32::from(offset_min),
        offset_min,
    };
    Span::new(at(first), at(first + weeks)).unwrap_or(near)
}

/// Returns so many minutes from the start of a duty, by its offset.
pub(crate) fn span_from(duty: Span, len_min: i32) -> Span {
    span_until(duty.start(), len_min).unwrap_or(duty)
}

/// Returns so many minutes from a moment.
pub(crate) fn span_until(start: Moment, len_min: i32) -> Option<Span> {
    let end = Moment {
        utc_min: start.utc_min + len_min,
        ..start
    };
    Span::new(start, end)
}

#[cfg(test)]
mod tests;
