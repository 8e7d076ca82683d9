//! Repetition: the days on which an event takes place.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use super::event::{Event, When, moment};
use crate::problem::Assumed;

/// A rule without end is followed for this long, in days.
const ENDLESS_DAYS: i32 = 2 * 366;
/// No roster repeats one event more often than this.
const TIMES_MAX: usize = 1500;

/// Returns the starts of an event, and what was assumed where its rule leaves a doubt.
pub(super) fn all(event: &Event, first: &When) -> (Vec<DateTime>, Option<Assumed>) {
    let mut starts: BTreeSet<DateTime> = BTreeSet::from([first.local]);
    let mut doubt = None;
    if let Some(rule) = &event.rule {
        match Rule::of(rule) {
            Some(rule) => {
                let (found, whole) = rule.starts(first.local);
                if !whole {
                    doubt = Some(Assumed::Count(found.len()));
                }
                starts.extend(found);
            }
            None => doubt = Some(Assumed::First),
        }
    }
    starts.extend(event.more.iter().copied());
    for out in &event.less {
        starts.remove(out);
        // A whole day may be excepted by its date alone.
        if out.time() == jiff::civil::Time::midnight() && event.less_days {
            starts.retain(|start| start.date() != out.date());
        }
    }
    (starts.into_iter().take(TIMES_MAX).collect(), doubt)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Every {
    Day,
    Week,
    Month,
    Year,
}

struct Rule {
    every: Every,
    interval: i32,
    count: Option<usize>,
    until: Option<DateTime>,
    /// Weekdays, and which of the month.
    days: Vec<(i8, Weekday)>,
    month_days: Vec<i8>,
    months: Vec<i8>,
}

impl Rule {
    fn of(text: &str) -> Option<Self> {
        let mut rule = Self {
            every: Every::Day,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
        };
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    rule.every = match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Every::Day,
                        "WEEKLY" => Every::Week,
                        "MONTHLY" => Every::Month,
                        "YEARLY" => Every::Year,
                        _ => return None,
                    }
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|every| *every > 0)?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(until(value)?),
                "BYDAY" => {
                    for day in value.split(',') {
                        let (which, day) = day.split_at_checked(day.len().checked_sub(2)?)?;
                        let which = if which.is_empty() {
                            0
                        } else {
                            which.parse().ok()?
                        };
                        rule.days.push((which, weekday(day)?));
                    }
                }
                "BYMONTHDAY" => {
                    let days = value.split(',').map(str::parse);
                    rule.month_days = days.collect::<Result<_, _>>().ok()?;
                }
                "BYMONTH" => {
                    let months = value.split(',').map(str::parse);
                    rule.months = months.collect::<Result<_, _>>().ok()?;
                }
                "WKST" => {}
                _ => return None,
            }
        }
        Some(rule)
    }

    /// Returns the starts from the first on, and whether these are all.
    fn starts(&self, first: DateTime) -> (Vec<DateTime>, bool) {
        let mut found = Vec::new();
        let most = self.count.unwrap_or(TIMES_MAX).min(TIMES_MAX);
        let ends = self.count.is_some() || self.until.is_some();
        let days = if ends { 20 * 366 } else { ENDLESS_DAYS };
        let mut date = first.date();
        for _ in 0..days {
            if found.len() >= most {
                return (found, self.count.is_some_and(|count| count <= TIMES_MAX));
            }
            let start = date.to_datetime(first.time());
            if self.until.is_some_and(|until| start > until) {
                return (found, true);
            }
            if self.falls_on(date, first.date()) {
                found.push(start);
            }
            let Ok(next) = date.tomorrow() else {
                break;
            };
            date = next;
        }
        (found, false)
    }

    fn falls_on(&self, date: Date, first: Date) -> bool {
        let days = (date - first).get_days();
        let months = (i32::from(date.year()) - i32::from(first.year())) * 12
            + i32::from(date.month())
            - i32::from(first.month());
        let monday = |date: Date| {
            let back = i32::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(back.days()).unwrap_or(date)
        };
        let turn = match self.every {
            Every::Day => days % self.interval == 0,
            Every::Week => (monday(date) - monday(first)).get_days() / 7 % self.interval == 0,
            Every::Month => months % self.interval == 0,
            Every::Year => months.div_euclid(12) % self.interval == 0,
        };
        let in_month = if self.every == Every::Year && self.months.is_empty() {
            date.month() == first.month()
        } else {
            self.months.is_empty() || self.months.contains(&date.month())
        };
        turn && in_month && self.day_fits(date, first)
    }

    fn day_fits(&self, date: Date, first: Date) -> bool {
        let last = date.days_in_month();
        if !self.month_days.is_empty() {
            let is = |day: &i8| *day == date.day() || *day < 0 && last + 1 + *day == date.day();
            return self.month_days.iter().any(is);
        }
        if !self.days.is_empty() {
            return self.days.iter().any(|(which, day)| {
                let from_start = (date.day() - 1) / 7 + 1;
                let from_end = -((last - date.day()) / 7 + 1);
                *day == date.weekday()
                    && (*which == 0 || *which == from_start || *which == from_end)
            });
        }
        match self.every {
            Every::Day => true,
            Every::Week => date.weekday() == first.weekday(),
            Every::Month | Every::Year => date.day() == first.day(),
        }
    }
}

fn until(value: &str) -> Option<DateTime> {
    let (local, utc, whole_day) = moment(value)?;
    if whole_day {
        return local.checked_add(1.day()).ok();
    }
    // In UTC it may lie hours before the wall clock's end of that day.
    if utc {
        return local.checked_add(14.hours()).ok();
    }
    Some(local)
}

/// Returns the weekday of two letters.
pub(super) fn weekday(letters: &str) -> Option<Weekday> {
    Some(match letters.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}
