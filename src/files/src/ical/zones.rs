//! Zones that a calendar names, and those it describes itself.

use std::collections::BTreeMap;

use super::lines::Line;
use crate::zone::{WallClock, Zone};

/// The zones a calendar describes, by name, as rules.
#[derive(Default)]
pub(super) struct Zones {
    rules: BTreeMap<String, String>,
    name: String,
    halves: Vec<Half>,
}

/// Summer or winter time.
#[derive(Default)]
struct Half {
    summer: bool,
    /// Minutes east, before and after the change to it.
    from_min: i32,
    to_min: i32,
    /// "M3.5.0/2": when it begins each year.
    begins: Option<String>,
    time: String,
    /// The start of the latest such half: others are history.
    since: String,
}

impl Zones {
    /// Returns the clock of a zone: one known by its name, else as the calendar describes it.
    pub fn clock(&self, name: &str) -> Option<WallClock> {
        if let Some(zone) = Zone::told(name) {
            return Some(zone.clock());
        }
        WallClock::of_rule(self.rules.get(name)?)
    }

    /// Takes a line between a zone's begin and end.
    pub fn take(&mut self, line: &Line) {
        match (line.name.as_str(), line.value.trim()) {
            ("BEGIN", "VTIMEZONE") => {
                self.name.clear();
                self.halves.clear();
            }
            ("BEGIN", half @ ("STANDARD" | "DAYLIGHT")) => self.halves.push(Half {
                summer: half == "DAYLIGHT",
                ..Half::default()
            }),
            ("TZID", name) => name.clone_into(&mut self.name),
            ("END", "VTIMEZONE") => self.done(),
            (name, value) => {
                if let Some(half) = self.halves.last_mut() {
                    half.take(name, value);
                }
            }
        }
    }

    fn done(&mut self) {
        let latest = |summer: bool| {
            let halves = self.halves.iter().filter(move |half| half.summer == summer);
            halves.max_by_key(|half| half.since.clone())
        };
        let rule = match (latest(false), latest(true)) {
            (Some(winter), Some(summer)) => {
                let begins = |half: &Half| half.begins.clone();
                match begins(summer).zip(begins(winter)) {
                    Some((to, back)) => {
                        let (winter, summer) = (offset(winter.to_min), offset(summer.to_min));
                        Some(format!("<W>{winter}<S>{summer},{to},{back}"))
                    }
                    None => Some(format!("<W>{}", offset(winter.to_min))),
                }
            }
            (Some(only), None) | (None, Some(only)) => Some(format!("<W>{}", offset(only.to_min))),
            (None, None) => None,
        };
        // Names in a rule have three letters at least.
        let rule = rule.map(|rule| rule.replace("<W>", "WIN").replace("<S>", "SUM"));
        if let Some(rule) = rule {
            self.rules.insert(std::mem::take(&mut self.name), rule);
        }
    }
}

/// Writes an offset as rules do: west is positive.
fn offset(east_min: i32) -> String {
    let sign = if east_min > 0 { "-" } else { "" };
    format!("{sign}{}:{:02}", east_min.abs() / 60, east_min.abs() % 60)
}

impl Half {
    fn take(&mut self, name: &str, value: &str) {
        match name {
            "TZOFFSETFROM" => self.from_min = minutes(value),
            "TZOFFSETTO" => self.to_min = minutes(value),
            "DTSTART" => {
                value.clone_into(&mut self.since);
                let time = value.split_once('T').map_or("", |(_, time)| time);
                if let (Some(hour), Some(minute)) = (time.get(..2), time.get(2..4)) {
                    self.time = format!("{hour}:{minute}");
                }
            }
            "RRULE" => self.begins = self.rule(value),
            _ => {}
        }
        // The rule may come before the time it needs.
        if name == "DTSTART"
            && let Some(begins) = &mut self.begins
        {
            let day = begins.split('/').next().unwrap_or("").to_owned();
            *begins = format!("{day}/{}", self.time);
        }
    }

    fn rule(&self, rule: &str) -> Option<String> {
        let part = |name: &str| {
            let mut parts = rule.split(';').filter_map(|part| part.split_once('='));
            parts.find(|(own, _)| *own == name).map(|(_, value)| value)
        };
        let month = part("BYMONTH")?;
        let day = part("BYDAY")?;
        let (week, day) = day.split_at_checked(day.len().checked_sub(2)?)?;
        let day = super::repeat::weekday(day)?.to_sunday_zero_offset();
        let week = match week {
            "-1" => 5,
            week => week
                .parse::<u8>()
                .ok()
                .filter(|week| (1..=4).contains(week))?,
        };
        let time = if self.time.is_empty() {
            "2:00"
        } else {
            &self.time
        };
        Some(format!("M{month}.{week}.{day}/{time}"))
    }
}

fn minutes(offset: &str) -> i32 {
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let number = |from: usize| {
        let two = digits.get(from..from + 2);
        two.and_then(|two| two.parse::<i32>().ok()).unwrap_or(0)
    };
    let minutes = number(0) * 60 + number(2);
    if offset.starts_with('-') {
        -minutes
    } else {
        minutes
    }
}
