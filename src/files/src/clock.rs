//! Times of day as people and programs write them.

use std::borrow::Cow;

use crate::date::{Day, written_or_serial};

mod range;

pub(crate) use range::range;

/// Minutes in a day.
pub(crate) const DAY_MIN: u16 = 24 * 60;

/// "07:00:00.000000+01:00" is 21 bytes; longer text is no time.
const LONGEST: usize = 30;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Minutes since midnight; 1440 is midnight at the day's end.
    pub minute: u16,
    /// Whether the spelling left a doubt.
    pub odd: bool,
    /// The offset from UTC written behind it, in minutes.
    pub offset_min: Option<i16>,
}

/// Reads a whole text as a time of day.
///
/// `7:00`, `07:00:00`, `0700`, `7.00`, `7u30`, `7h`, `7 uur`, `07.00 Uhr`, `7:00 PM`, `24:00`, and,
/// with a doubt, `7,5`. A bare number is an hour only here, where a time is expected.
pub(crate) fn time(text: &str) -> Option<Clock> {
    let text = text.trim();
    // Most cells are no time, and are looked at often.
    if text.len() > LONGEST
        || !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, 't' | 'T'))
    {
        return None;
    }
    let (text, offset_min) = without_offset(text);
    let lower = if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    };
    let text = lower.trim().strip_prefix('t').unwrap_or(lower.trim());
    let (text, half) = without_half_day(text);
    let text = without_unit(text);
    let (minute, odd) = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        (compact(text)?, false)
    } else {
        divided(text)?
    };
    let minute = match half {
        None => minute,
        Some(_) if !(60..13 * 60).contains(&minute) => return None,
        Some(Half::Morning) => minute % (12 * 60),
        Some(Half::Afternoon) => minute % (12 * 60) + 12 * 60,
    };
    (minute <= DAY_MIN).then_some(Clock {
        minute,
        odd,
        offset_min,
    })
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

fn without_half_day(text: &str) -> (&str, Option<Half>) {
    let endings = [
        ("a.m.", Half::Morning),
        ("am", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("pm", Half::Afternoon),
        ("a", Half::Morning),
        ("p", Half::Afternoon),
    ];
    for (ending, half) in endings {
        if let Some(rest) = text.strip_suffix(ending) {
            return (rest.trim_end(), Some(half));
        }
    }
    (text, None)
}

fn without_unit(text: &str) -> &str {
    let mut rest = text;
    for unit in ["uur", "uhr", "hrs", "hr", "u.", "h.", "u", "h"] {
        if let Some(shorter) = text.strip_suffix(unit) {
            rest = shorter;
            break;
        }
    }
    rest.trim_end()
}

/// Takes "Z", "+01:00" or "+0100" off the end, but not the "-15:30" of a range.
fn without_offset(text: &str) -> (&str, Option<i16>) {
    if let Some(rest) = text.strip_suffix(['Z', 'z'])
        && (rest.contains(':') || rest.len() >= 4)
    {
        return (rest, Some(0));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return (text, None);
    };
    let (rest, offset) = text.split_at(at);
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let shape = offset.len() == 6 && offset.get(3..4) == Some(":") || offset.len() == 5;
    let (Some(hours), Some(minutes)) = (digits.get(..2), digits.get(2..4)) else {
        return (text, None);
    };
    let east = offset.starts_with('+');
    // "07:00-0730" is a range; a western offset is only believed behind seconds.
    if !shape || digits.len() != 4 || rest.matches(':').count() < if east { 1 } else { 2 } {
        return (text, None);
    }
    let minutes = hours.parse::<i16>().unwrap_or(0) * 60 + minutes.parse::<i16>().unwrap_or(0);
    (rest.trim_end(), Some(if east { minutes } else { -minutes }))
}

fn compact(digits: &str) -> Option<u16> {
    let number: u32 = digits.parse().ok()?;
    let join =
        |hour: u32, minute: u32| join(u16::try_from(hour).ok()?, u16::try_from(minute).ok()?);
    match digits.len() {
        1 | 2 => join(number, 0),
        3 | 4 => join(number / 100, number % 100),
        6 => (number % 100 < 60)
            .then(|| join(number / 10_000, number / 100 % 100))
            .flatten(),
        _ => None,
    }
}

fn divided(text: &str) -> Option<(u16, bool)> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit())?;
    let (hour, rest) = text.split_once(mark)?;
    let number = |part: &str| -> Option<u16> {
        let fine = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fine { part.parse().ok() } else { None }
    };
    if matches!(mark, '.' | ',') && rest.len() > 2 && !rest.contains([':', '.', ',']) {
        return fraction_of_day(hour, rest).map(|minute| (minute, true));
    }
    let hour = number(hour)?;
    match (mark, rest.len()) {
        (':' | 'u' | 'h' | '.', 2) => Some((join(hour, number(rest)?)?, false)),
        (':' | '.', 5..) => {
            let (minute, second) = rest.split_once(mark)?;
            let second = number(second.split(['.', ',']).next()?)?;
            // A last second of the day is how some programs write midnight.
            if (hour, minute, second) == (23, "59", 59) {
                return Some((DAY_MIN, false));
            }
            let fine = minute.len() == 2 && second < 60;
            fine.then(|| join(hour, number(minute)?))
                .flatten()
                .map(|minute| (minute, false))
        }
        (',', 2) if !matches!(rest, "25" | "50" | "75") => {
            Some((join(hour, number(rest)?)?, rest != "00"))
        }
        (',', 1 | 2) | ('.', 1) => tenths(hour, rest),
        _ => None,
    }
}

/// "7,5" is half past seven, "7,25" a quarter past.
fn tenths(hour: u16, rest: &str) -> Option<(u16, bool)> {
    let part: u16 = rest.parse().ok()?;
    let minute = if rest.len() == 1 {
        part * 6
    } else {
        part * 60 / 100
    };
    Some((join(hour, minute)?, true))
}

/// A spreadsheet's own number for a time: 0,291667 is seven o'clock.
fn fraction_of_day(whole: &str, rest: &str) -> Option<u16> {
    let fine = whole == "0" && rest.bytes().all(|byte| byte.is_ascii_digit());
    let value: f64 = if fine {
        format!("0.{rest}").parse().ok()?
    } else {
        return None;
    };
    let minute = (value * f64::from(DAY_MIN)).round();
    (0..=DAY_MIN).find(|known| f64::from(*known) == minute)
}

fn join(hour: u16, minute: u16) -> Option<u16> {
    let fine = hour < 24 && minute < 60 || hour == 24 && minute == 0;
    fine.then_some(hour * 60 + minute)
}

/// A cell with a date, a time of day, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp<'a> {
    pub date: Option<&'a str>,
    pub clock: Option<Clock>,
}

/// Splits a cell into its date and its time of day; neither is a failure.
pub(crate) fn stamp(text: &str) -> Option<Stamp<'_>> {
    if let Some(clock) = time(text) {
        return Some(Stamp {
            date: None,
            clock: Some(clock),
        });
    }
    if is_date(text) {
        return Some(Stamp {
            date: Some(text),
            clock: None,
        });
    }
    // "2025-03-03T07:00" and "3 maart 2025 07:00"; the longest date counts.
    let breaks = text
        .char_indices()
        .filter(|(_, letter)| matches!(letter, ' ' | 'T' | 't' | ','));
    let breaks: Vec<usize> = breaks.map(|(at, _)| at).take(8).collect();
    breaks.into_iter().rev().find_map(|at| {
        let (before, after) = (text.get(..at)?.trim(), text.get(at + 1..)?.trim());
        let both = |date: &str, clock: &str| if is_date(date) { time(clock) } else { None };
        if let Some(clock) = both(before, after) {
            return Some(Stamp {
                date: Some(before),
                clock: Some(clock),
            });
        }
        both(after, before).map(|clock| Stamp {
            date: Some(after),
            clock: Some(clock),
        })
    })
}

fn is_date(text: &str) -> bool {
    let day = written_or_serial(text).map(|date| date.day);
    day.is_some_and(|day| !matches!(day, Day::Number(_) | Day::None))
}

/// Reads a length of time, as minutes: "8,5", "8:30", "8u30", "510", "30 min".
///
/// `in_minutes` is what the column's name says; without it, whole numbers above a day's hours
/// are minutes.
pub(crate) fn length(text: &str, in_minutes: Option<bool>) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let (text, told) = match text
        .strip_suffix("min.")
        .or(text.strip_suffix("min"))
        .or(text.strip_suffix("minuten"))
        .or(text.strip_suffix("minutes"))
    {
        Some(rest) => (rest.trim_end().to_owned(), Some(true)),
        None => (text, in_minutes),
    };
    if let Some((hours, minutes)) = text.split_once([':', 'u', 'h']) {
        let minutes =
            minutes.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == ' ');
        let minutes = minutes.split(':').next()?;
        let minutes: i64 = if minutes.is_empty() {
            0
        } else {
            minutes.parse().ok()?
        };
        let hours: i64 = hours.trim().parse().ok()?;
        return ((0..=1000).contains(&hours) && (0..60).contains(&minutes))
            .then_some(hours * 60 + minutes);
    }
    let number: f64 = text.replace(',', ".").parse().ok()?;
    let minutes = match told {
        Some(true) => number,
        Some(false) => number * 60.0,
        None if number > 36.0 => number,
        None => number * 60.0,
    };
    if !(0.0..=60_000.0).contains(&minutes) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked above"
    )]
    Some(minutes.round() as i64)
}

#[cfg(test)]
mod tests;
