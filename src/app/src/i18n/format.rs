//! Dates, times and lengths as the user's language writes them.
//!
//! Names and word order live in the locales' section `date`; this module only chooses among them.
//! The clock is a 24-hour clock in every language, as on every roster.

use ruil_core::{Day, Moment, Span, Weekday};

use super::{Lang, t};

const HOUR_MIN: i32 = 60;
const DAY_MIN: i32 = 24 * HOUR_MIN;
const WEEK_MIN: i32 = 7 * DAY_MIN;

/// Returns a weekday's name, such as "maandag".
pub fn weekday(lang: Lang, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => t::date::monday(lang),
        Weekday::Tuesday => t::date::tuesday(lang),
        Weekday::Wednesday => t::date::wednesday(lang),
        Weekday::Thursday => t::date::thursday(lang),
        Weekday::Friday => t::date::friday(lang),
        Weekday::Saturday => t::date::saturday(lang),
        Weekday::Sunday => t::date::sunday(lang),
    }
}

/// Returns a weekday's short name, such as "ma".
pub fn weekday_short(lang: Lang, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => t::date::monday_short(lang),
        Weekday::Tuesday => t::date::tuesday_short(lang),
        Weekday::Wednesday => t::date::wednesday_short(lang),
        Weekday::Thursday => t::date::thursday_short(lang),
        Weekday::Friday => t::date::friday_short(lang),
        Weekday::Saturday => t::date::saturday_short(lang),
        Weekday::Sunday => t::date::sunday_short(lang),
    }
}

/// Returns the name of a day's month, such as "maart".
pub fn month(lang: Lang, day: Day) -> &'static str {
    match month_of(day) {
        1 => t::date::january(lang),
        2 => t::date::february(lang),
        3 => t::date::march(lang),
        4 => t::date::april(lang),
        5 => t::date::may(lang),
        6 => t::date::june(lang),
        7 => t::date::july(lang),
        8 => t::date::august(lang),
        9 => t::date::september(lang),
        10 => t::date::october(lang),
        11 => t::date::november(lang),
        _ => t::date::december(lang),
    }
}

/// Returns the short name of a day's month, such as "mrt".
pub fn month_short(lang: Lang, day: Day) -> &'static str {
    match month_of(day) {
        1 => t::date::january_short(lang),
        2 => t::date::february_short(lang),
        3 => t::date::march_short(lang),
        4 => t::date::april_short(lang),
        5 => t::date::may_short(lang),
        6 => t::date::june_short(lang),
        7 => t::date::july_short(lang),
        8 => t::date::august_short(lang),
        9 => t::date::september_short(lang),
        10 => t::date::october_short(lang),
        11 => t::date::november_short(lang),
        _ => t::date::december_short(lang),
    }
}

/// Returns the month and year of a day, such as "maart 2025".
pub fn month_year(lang: Lang, day: Day) -> String {
    t::date::month_year(lang, month(lang, day), year_of(day))
}

/// Returns a day as lists show it, such as "ma 3 maart".
pub fn day(lang: Lang, day: Day) -> String {
    let name = weekday_short(lang, day.weekday());
    t::date::day(lang, day_number(day), month(lang, day), name)
}

/// Returns a day in full, such as "maandag 3 maart 2025".
pub fn day_full(lang: Lang, day: Day) -> String {
    let name = weekday(lang, day.weekday());
    t::date::day_year(lang, day_number(day), month(lang, day), name, year_of(day))
}

/// Returns "vandaag", "morgen" or "gisteren", and any other day as [`day`] does.
pub fn near_day(lang: Lang, which: Day, today: Day) -> String {
    match which.0.saturating_sub(today.0) {
        0 => t::date::today(lang).to_owned(),
        1 => t::date::tomorrow(lang).to_owned(),
        -1 => t::date::yesterday(lang).to_owned(),
        _ => day(lang, which),
    }
}

/// Returns a time of day, with its day unless that is today, such as "morgen 14:00".
pub fn when(lang: Lang, moment: Moment, today: Day) -> String {
    if moment.day() == today {
        clock(moment)
    } else {
        t::date::when(lang, clock(moment), near_day(lang, moment.day(), today))
    }
}

/// Returns a stretch of days, both ends included, such as "17–23 maart".
///
/// The month is named at both ends only where it changes, and the year only where that changes.
pub fn days(lang: Lang, first: Day, last: Day) -> String {
    if year_of(first) != year_of(last) {
        return t::date::days_between(lang, date_year(lang, first), date_year(lang, last));
    }
    if month_of(first) != month_of(last) {
        return t::date::days_between(lang, date(lang, first), date(lang, last));
    }
    if first == last {
        return date(lang, first);
    }
    t::date::days_in_month(
        lang,
        day_number(first),
        day_number(last),
        month(lang, first),
    )
}

/// Returns a day as a date field holds it, `YYYY-MM-DD`.
pub fn iso(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}-{month:02}-{day:02}")
}

/// Reads a day as a date field holds it; nothing where none is filled in.
pub fn parse_day(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Returns the week of a day, such as "week 12".
pub fn week(lang: Lang, day: Day) -> String {
    let (_, number) = day.iso_week();
    t::date::week(lang, number)
}

/// Returns a time of day, such as "07:00".
pub fn clock(moment: Moment) -> String {
    let (hour, minute) = moment.clock();
    format!("{hour:02}:{minute:02}")
}

/// Returns from when to when, such as "07:00–15:30".
pub fn times(span: Span) -> String {
    format!("{}–{}", clock(span.start()), clock(span.end()))
}

/// Returns a length of time, such as "8 uur 30". Below nothing it is nothing.
pub fn length(lang: Lang, len_min: i32) -> String {
    let len_min = len_min.max(0);
    match (len_min / HOUR_MIN, len_min % HOUR_MIN) {
        (0, minutes) => t::date::length_minutes(lang, minutes),
        (hours, 0) => t::date::length_hours(lang, hours),
        (hours, minutes) => t::date::length(lang, hours, format_args!("{minutes:02}")),
    }
}

/// Returns how long ago something was, such as "5 minuten geleden"; after a week, the date.
///
/// Clocks differ: what seems to lie ahead has just happened.
pub fn ago(lang: Lang, then: Moment, now: Moment) -> String {
    let past_min = now.utc_min.saturating_sub(then.utc_min);
    match past_min {
        ..=0 => t::date::just_now(lang).to_owned(),
        1..HOUR_MIN => t::date::minutes_ago(lang, past_min.into()),
        HOUR_MIN..DAY_MIN => t::date::hours_ago(lang, (past_min / HOUR_MIN).into()),
        DAY_MIN..WEEK_MIN => t::date::days_ago(lang, (past_min / DAY_MIN).into()),
        _ if year_of(then.day()) == year_of(now.day()) => date(lang, then.day()),
        _ => date_year(lang, then.day()),
    }
}

/// Returns two numbers of thousandths such as "0,8" and "1,3", with one decimal, or as many more as
/// it takes to tell them apart.
pub fn thousandths(lang: Lang, one: i64, other: i64) -> (String, String) {
    // Of how many thousandths the last decimal is, and how many decimals there are.
    const STEPS: [(i64, usize); 3] = [(100, 1), (10, 2), (1, 3)];
    let rounded = |number: i64, step: i64| (number + step / 2).div_euclid(step);
    let (step, decimals) = STEPS
        .into_iter()
        .find(|(step, _)| rounded(one, *step) != rounded(other, *step))
        .unwrap_or((100, 1));
    let text = |number: i64| {
        let number = rounded(number, step);
        let unit = 1_000 / step;
        let part = format_args!("{:0decimals$}", number.rem_euclid(unit)).to_string();
        t::date::decimal(lang, part, number.div_euclid(unit))
    };
    (text(one), text(other))
}

/// Returns thousandths as so many of a hundred, such as "7,5" or "23": with a decimal below ten.
pub fn per_hundred(lang: Lang, thousandths: i64) -> String {
    if (1..100).contains(&thousandths) {
        t::date::decimal(lang, thousandths % 10, thousandths / 10)
    } else {
        ((thousandths + 5).div_euclid(10)).to_string()
    }
}

fn date(lang: Lang, day: Day) -> String {
    t::date::date(lang, day_number(day), month(lang, day))
}

fn date_year(lang: Lang, day: Day) -> String {
    t::date::date_year(lang, day_number(day), month(lang, day), year_of(day))
}

/// Returns the day of the month.
pub fn day_number(day: Day) -> u8 {
    let (.., number) = day.ymd();
    number
}

fn month_of(day: Day) -> u8 {
    let (_, month, _) = day.ymd();
    month
}

fn year_of(day: Day) -> i32 {
    let (year, ..) = day.ymd();
    year
}

/// Returns how much room something takes, in megabytes to a tenth, or gigabytes.
pub fn size(lang: Lang, bytes: u64) -> String {
    const MB: u64 = 1_000_000;
    let (unit, name) = if bytes < 1_000 * MB {
        (MB, "MB")
    } else {
        (1_000 * MB, "GB")
    };
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    let number = t::date::decimal(lang, tenths % 10, tenths / 10);
    format!("{number}\u{a0}{name}")
}

#[cfg(test)]
mod tests;
