//! Which year, and in which order: what single dates leave open and the whole file tells.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::date::{Day, in_order, month_named, resolved, written};
use crate::guide::{DateOrder, Guide};
use crate::name::fold;

/// The order of the numbers in dates, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    pub order: DateOrder,
    /// The first date that can be read both ways, if none proves the order.
    pub doubt: Option<String>,
}

/// Finds the order that all the file's dates share.
pub(crate) fn order_of<'a>(texts: impl Iterator<Item = &'a str>, guide: &Guide) -> Order {
    if let Some(order) = guide.date_order {
        return Order { order, doubt: None };
    }
    let mut days: Vec<Day> = Vec::new();
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    let mut doubt = None;
    for text in texts {
        let Some((first, second, day)) = written(text).and_then(|date| pair(date.day)) else {
            continue;
        };
        day_first += usize::from(first > 12);
        month_first += usize::from(second > 12);
        // Dots are German and hyphens Dutch: only the stroke is used both ways round.
        if doubt.is_none() && text.contains('/') && first != second {
            doubt = Some(text.to_owned());
        }
        if days.len() < 1000 {
            days.push(day);
        }
    }
    if day_first + month_first > 0 {
        let order = if month_first > day_first {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        };
        return Order { order, doubt: None };
    }
    // The third to the ninth of one month is a roster; the same day of seven months is none.
    let spread = |order: DateOrder| -> i32 {
        let ordinals = days
            .iter()
            .filter_map(|day| resolved(*day, order, Some(2024)));
        let (mut low, mut high) = (i32::MAX, i32::MIN);
        for date in ordinals {
            let ordinal = i32::from(date.year()) * 366 + i32::from(date.day_of_year());
            (low, high) = (low.min(ordinal), high.max(ordinal));
        }
        high.saturating_sub(low)
    };
    let [day_span, month_span] = [DateOrder::DayFirst, DateOrder::MonthFirst].map(spread);
    let order = if month_span.saturating_mul(3) < day_span {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    };
    Order { order, doubt }
}

fn pair(day: Day) -> Option<(i8, i8, Day)> {
    match day {
        Day::Pair { first, second, .. } => Some((first, second, day)),
        Day::Triple(first, second, _) => Some((first, second, day)),
        _ => None,
    }
}

/// What the text round the table says about its time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// The month of a title such as "Rooster maart 2025".
    pub month: Option<i8>,
    pub year: Option<i16>,
    /// The Monday of a title such as "week 10 2025".
    pub monday: Option<Date>,
}

impl Anchor {
    /// Reads titles such as "Rooster 3-3-2025 t/m 27-4-2025", "Maart 2025" or "Week 10, 2025".
    pub fn read(text: &str, order: DateOrder) -> Self {
        let mut anchor = Self::default();
        let words: Vec<&str> = text
            .split(|letter: char| {
                letter.is_whitespace() || matches!(letter, '(' | ')' | ';' | '|' | ':')
            })
            .filter(|word| !word.is_empty())
            .take(200)
            .collect();
        let mut at = 0;
        while at < words.len() {
            let dated = (1..=4).rev().find_map(|count| {
                let text = words.get(at..at + count)?.join(" ");
                let text = text.trim_matches([',', '.', '-', '–']);
                full(text, order).map(|date| (date, count))
            });
            if let Some((date, count)) = dated {
                if anchor.from.is_none() {
                    anchor.from = Some(date);
                } else {
                    anchor.until = Some(date);
                }
                at += count;
                continue;
            }
            anchor.take_word(words.get(at).copied().unwrap_or(""));
            at += 1;
        }
        anchor.week(&fold(text));
        // "3-3 t/m 27-4-2025" has one full date, and it is the last day.
        if anchor.until.is_none() && between(text) {
            anchor.until = anchor.from.take();
        }
        if anchor.until < anchor.from {
            anchor.until = None;
        }
        let near = anchor.from.or(anchor.until);
        anchor.year = anchor.year.or(near.map(|date| date.year()));
        anchor
    }

    fn take_word(&mut self, word: &str) {
        let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if let Some(month) = month_named(&plain.to_lowercase()) {
            self.month = self.month.or(Some(month));
        } else if let Some(year) = year_in(plain) {
            self.year = self.year.or(Some(year));
        } else if let Some((left, right)) = plain.split_once(['-', '/', '.', '\'']) {
            // "03-2025", "2025/03", "mrt-25".
            let number = |text: &str| {
                text.parse::<i8>()
                    .ok()
                    .filter(|month| (1..=12).contains(month))
            };
            let month = |text: &str| number(text).or_else(|| month_named(&text.to_lowercase()));
            let found = match (year_in(left), year_in(right)) {
                (Some(year), None) => month(right).map(|month| (year, month)),
                (None, Some(year)) => month(left).map(|month| (year, month)),
                _ => None,
            };
            // "maart/april 2025".
            if found.is_none() && self.month.is_none() {
                self.month = month_named(&left.to_lowercase());
            }
            // "2025-W10".
            if right.starts_with(['W', 'w']) {
                self.year = self.year.or(year_in(left));
            }
            if let Some((year, month)) = found {
                (self.year, self.month) = (self.year.or(Some(year)), self.month.or(Some(month)));
            }
        }
    }

    fn week(&mut self, folded: &str) {
        let words: Vec<&str> = folded.split(' ').collect();
        let number = |word: &&str| {
            word.parse::<i8>()
                .ok()
                .filter(|week| (1..=53).contains(week))
        };
        let after = words.iter().position(|word| {
            matches!(
                *word,
                "week" | "weken" | "wk" | "kw" | "weeks" | "kalenderwoche" | "weeknummer"
            )
        });
        let glued = || {
            words.iter().find_map(|word| {
                ["week", "wk", "kw", "w"]
                    .iter()
                    .find_map(|mark| number(&word.strip_prefix(mark)?))
            })
        };
        let week = after
            .and_then(|at| words.iter().skip(at + 1).take(2).find_map(number))
            .or_else(glued);
        if let (Some(week), Some(year)) = (week, self.year) {
            let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok();
            self.monday = monday.map(|week| week.date());
        }
    }

    /// Fills what this one leaves open from another.
    pub fn or(self, other: Self) -> Self {
        // Two texts with a date each are not a range.
        let dated = self.from.is_some() || self.until.is_some();
        Self {
            from: if dated { self.from } else { other.from },
            until: if dated { self.until } else { other.until },
            month: self.month.or(other.month),
            year: self.year.or(other.year),
            monday: self.monday.or(other.monday),
        }
    }

    /// Returns the year for a day that has none.
    ///
    /// `wraps` says that the file's months run over new year.
    pub fn year_for(&self, month: i8, day: i8, wraps: bool) -> Option<i16> {
        let near = match (self.from, self.until, self.monday) {
            (Some(date), ..) | (None, Some(date), _) | (None, None, Some(date)) => Some(date),
            (None, None, None) => None,
        };
        if let Some(near) = near {
            let years = [near.year(), near.year() - 1, near.year() + 1];
            let dates = years
                .into_iter()
                .filter_map(|year| Date::new(year, month, day).ok());
            let away = |date: &Date| {
                let inside = self.from.is_none_or(|from| *date >= from)
                    && self.until.is_none_or(|until| *date <= until);
                let days = (*date - near).get_days().abs();
                if inside { days } else { days + 183 }
            };
            return dates.min_by_key(away).map(|date| date.year());
        }
        let year = self.year?;
        // A title's month may follow some last days of the month before.
        match self.month {
            Some(1) if month == 12 => Some(year - 1),
            Some(12) if month == 1 => Some(year + 1),
            Some(_) => Some(year),
            None => Some(if wraps && month <= 6 { year + 1 } else { year }),
        }
    }
}

fn full(text: &str, order: DateOrder) -> Option<Date> {
    let day = written(text)?.day;
    match day {
        Day::Full(_) | Day::Pair { year: Some(_), .. } => {
            let date = resolved(day, order, None);
            // A title in one order over a table in the other: the possible reading counts.
            let other = if order == DateOrder::MonthFirst {
                DateOrder::DayFirst
            } else {
                DateOrder::MonthFirst
            };
            date.or_else(|| resolved(day, other, None))
                .filter(plausible)
        }
        _ => None,
    }
}

/// Tells whether a roster could have this date.
pub(crate) fn plausible(date: &Date) -> bool {
    (1990..=2100).contains(&date.year())
}

fn year_in(word: &str) -> Option<i16> {
    let four = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    four.then(|| word.parse().ok())
        .flatten()
        .filter(|year| (2000..=2099).contains(year))
}

fn between(text: &str) -> bool {
    let text = text.to_lowercase();
    [" t/m ", " tot ", " to ", " bis ", " - ", " – ", " until "]
        .iter()
        .any(|word| text.contains(word))
}

/// Tells whether months such as these run over new year.
pub(crate) fn wraps(months: impl Iterator<Item = i8>) -> bool {
    let (mut early, mut middle, mut late) = (false, false, false);
    for month in months {
        early |= month <= 3;
        middle |= (5..=8).contains(&month);
        late |= month >= 10;
    }
    early && late && !middle
}

/// Returns (month, day) of a date that has no year of its own.
pub(crate) fn yearless(day: Day, order: DateOrder) -> Option<(i8, i8)> {
    match day {
        Day::Pair {
            first,
            second,
            year: None,
        } => {
            let (day, month) = in_order(order, first, second);
            Some((month, day))
        }
        Day::Named { day, month } => Some((month, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
