//! Numbers in cells: dates and times are numbers that only the cell's format tells from others.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What a cell's number format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    #[default]
    Number,
    Date,
    DateTime,
    Time,
}

/// The days between the two counts of dates: from 1900, and from 1904 on old Macintoshes.
const DAYS_1904: f64 = 1462.0;
/// Numbers below this, shown as a time, are lengths or times of day, not moments.
const FIRST_DAY: f64 = 366.0;
/// 31 December 9999.
const LAST_DAY: f64 = 2_958_465.0;

/// Returns what one of the formats shows that have a number and no text.
pub(super) fn built_in(id: u16) -> Shows {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shows::Date,
        22 => Shows::DateTime,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Shows::Time,
        _ => Shows::Number,
    }
}

/// Returns what a format's text shows.
pub(super) fn custom(format: &str) -> Shows {
    let (mut date, mut time, mut month) = (false, false, false);
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next_if(|next| *next != '"').is_some() {},
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let mut inside = String::new();
                while let Some(next) = letters.next_if(|next| *next != ']') {
                    inside.push(next.to_ascii_lowercase());
                }
                // "[h]" counts on past a day; "[Red]" and "[$-413]" are something else.
                time |= !inside.is_empty() && inside.chars().all(|letter| "hmsu".contains(letter));
            }
            // What follows is for negative numbers.
            ';' => break,
            'd' | 'D' | 'y' | 'Y' | 'j' | 'J' => date = true,
            'h' | 'H' | 's' | 'S' => time = true,
            'm' | 'M' => month = true,
            'G' | 'g' if format.eq_ignore_ascii_case("general") => return Shows::Number,
            _ => {}
        }
    }
    match (date, time) {
        (true, true) => Shows::DateTime,
        (true, false) => Shows::Date,
        (false, true) => Shows::Time,
        (false, false) if month => Shows::Date,
        (false, false) => Shows::Number,
    }
}

/// Returns a cell's number as text.
pub(super) fn text(number: f64, shows: Shows, from_1904: bool) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let day = if from_1904 {
        number + DAYS_1904
    } else {
        number
    };
    let moment = number >= FIRST_DAY && day <= LAST_DAY;
    match shows {
        Shows::Date | Shows::DateTime | Shows::Time if moment => {
            moment_text(day).unwrap_or_else(|| plain(number))
        }
        // Midnight at the day's end, or a sum of hours.
        Shows::Time if (0.0..FIRST_DAY).contains(&number) => clock(number),
        Shows::DateTime if (0.0..1.0).contains(&number) => clock(number),
        _ => plain(number),
    }
}

fn moment_text(day: f64) -> Option<String> {
    let minutes = (day * 1440.0).round();
    let days = (minutes / 1440.0).floor();
    let date = serial_day(days as i32)?;
    let rest = (minutes - days * 1440.0) as u16;
    Some(if rest == 0 {
        date.to_string()
    } else {
        format!("{date} {:02}:{:02}", rest / 60, rest % 60)
    })
}

/// Returns the date that a spreadsheet counts as `days`.
fn serial_day(days: i32) -> Option<Date> {
    date(1899, 12, 30).checked_add(days.days()).ok()
}

fn clock(number: f64) -> String {
    clock_text((number * 1440.0).round() as u32)
}

/// Returns minutes as hours and minutes, past a day if need be.
pub(super) fn clock_text(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn plain(number: f64) -> String {
    let whole = number.round();
    if (number - whole).abs() < 1e-9 && whole.abs() < 1e15 {
        return format!("{whole:.0}");
    }
    // A time of day in a cell that lost its format: 0.2916666667 is 7:00, 0.25 is a quarter.
    let minutes = number * 1440.0;
    let fine = ((number * 1e4).round() - number * 1e4).abs() > 1e-6;
    if (0.0..1.0).contains(&number) && fine && (minutes - minutes.round()).abs() < 1e-4 {
        return clock(number);
    }
    let text = format!("{number:.10}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
