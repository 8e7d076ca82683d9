//! Events of a calendar, as written.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::lines::{Line, lines};
use super::zones::Zones;
use crate::book::{Book, Place};
use crate::name::fold;
use crate::problem::{Assumed, ProblemKind};
use crate::{STEP_ROWS, Step, Unreadable};

/// A calendar.
#[derive(Default)]
pub(super) struct Calendar {
    pub name: Option<String>,
    /// Texts about the whole calendar, which may explain its codes.
    pub about: Vec<String>,
    pub events: Vec<Event>,
    /// Tasks, journals and such: the line each begins on, and what it is.
    pub others: Vec<(usize, String)>,
    pub zones: Zones,
    /// Whether all of it is called off.
    pub called_off: bool,
    /// Whether this program wrote it.
    pub own: bool,
    person: Option<String>,
    /// Starts of repeated events that an event of their own replaces, by id.
    moved: BTreeMap<String, Vec<DateTime>>,
}

/// An event.
#[derive(Clone, Default)]
pub(super) struct Event {
    /// The line it begins on.
    pub row: usize,
    pub id: String,
    pub sequence: u32,
    pub summary: String,
    pub location: String,
    pub description: String,
    pub start: Option<When>,
    /// A start that can't be read.
    pub bad: Option<String>,
    pub rule: Option<String>,
    pub more: Vec<DateTime>,
    pub less: Vec<DateTime>,
    /// Whether what is left out is said by day.
    pub less_days: bool,
    pub called_off: bool,
    /// Names and addresses of who takes part.
    pub people: Vec<(String, String)>,
    pub break_min: Option<u16>,
    until: Option<When>,
    lasts: Option<String>,
    replaces: Option<DateTime>,
}

/// A date and time as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub local: DateTime,
    pub utc: bool,
    pub whole_day: bool,
    pub zone: Option<String>,
}

/// An event's end.
pub(super) struct End {
    pub local: DateTime,
    pub zone: Option<String>,
    utc: bool,
    /// A length in minutes that counts whatever clocks do.
    pub exact_min: Option<i64>,
}

impl End {
    pub fn when(&self) -> When {
        When {
            local: self.local,
            utc: self.utc,
            whole_day: false,
            zone: self.zone.clone(),
        }
    }
}

impl Calendar {
    pub fn read(text: &str, step: &mut Step<'_>) -> Result<Self, Unreadable> {
        let mut calendar = Self::default();
        let mut event: Option<Event> = None;
        // An alarm within an event has times of its own.
        let mut inner: Vec<String> = Vec::new();
        let rows = text.len() / 24 + 1;
        for line in lines(text) {
            if line.row % STEP_ROWS == 0 {
                step.part(line.row, rows)?;
            }
            let value = line.value.trim().to_ascii_uppercase();
            match (line.name.as_str(), value.as_str()) {
                ("BEGIN", "VEVENT") => {
                    event = Some(Event {
                        row: line.row,
                        ..Event::default()
                    });
                    inner.clear();
                }
                ("BEGIN", part) if part != "VCALENDAR" => {
                    if event.is_none() && inner.is_empty() && part != "VTIMEZONE" {
                        calendar.others.push((line.row, part.to_owned()));
                    }
                    inner.push(part.to_owned());
                    calendar.zones.take(&line);
                }
                ("END", "VEVENT") => calendar.events.extend(event.take()),
                ("END", _) if !inner.is_empty() => {
                    inner.pop();
                    calendar.zones.take(&line);
                }
                _ => match &mut event {
                    Some(event) if inner.is_empty() => event.take(&line),
                    Some(_) => {}
                    None if inner.is_empty() => calendar.take(&line),
                    None => calendar.zones.take(&line),
                },
            }
        }
        // The last event of a file that was cut off.
        calendar.events.extend(event);
        Ok(calendar)
    }

    fn take(&mut self, line: &Line) {
        match line.name.as_str() {
            "METHOD" => self.called_off = line.value.trim().eq_ignore_ascii_case("CANCEL"),
            "X-WR-CALNAME" | "NAME" => self.name = Some(line.text()),
            "X-WR-CALDESC" | "DESCRIPTION" | "COMMENT" => self.about.push(line.text()),
            "X-RUIL-PERSON" => self.person = Some(line.text()),
            "PRODID" => self.own = line.value.contains("//Ruil//"),
            _ => {}
        }
    }

    /// Returns whose calendar it is, if its name says so: "Rooster Ria Vis".
    pub fn owner(&self) -> Option<String> {
        const BEFORE: [&str; 16] = [
            "rooster",
            "dienstrooster",
            "werkrooster",
            "mijn",
            "diensten",
            "dienst",
            "agenda",
            "van",
            "voor",
            "roster",
            "rota",
            "schedule",
            "shifts",
            "dienstplan",
            "of",
            "for",
        ];
        if let Some(person) = &self.person {
            return Some(person.clone());
        }
        let name = self.name.as_deref()?;
        let mut words = name
            .split([' ', ':', '–', '|'])
            .filter(|word| !word.is_empty() && *word != "-");
        let mut own: Vec<&str> = Vec::new();
        let mut named = false;
        for word in words.by_ref() {
            if own.is_empty() && BEFORE.contains(&fold(word).as_str()) {
                named = true;
                continue;
            }
            own.push(word);
        }
        let small = own
            .iter()
            .all(|word| word.chars().any(|letter| letter.is_ascii_digit()));
        // One word may be a ward's: then the events say who.
        let alone = own.len() == 1 && self.events.iter().any(|event| !event.people.is_empty());
        (named && !small && !own.is_empty() && !alone).then(|| own.join(" "))
    }

    /// Keeps the last word on each event; the others are told.
    pub fn keep_latest(&mut self, book: &mut Book<'_>) {
        let mut latest: BTreeMap<(String, Option<DateTime>), (u32, usize)> = BTreeMap::new();
        for event in self.events.iter().filter(|event| !event.id.is_empty()) {
            let key = (event.id.clone(), event.replaces);
            let known = latest.entry(key).or_insert((event.sequence, event.row));
            if event.sequence >= known.0 {
                *known = (event.sequence, event.row);
            }
        }
        let mut kept = Vec::new();
        for event in std::mem::take(&mut self.events) {
            let key = (event.id.clone(), event.replaces);
            match latest.get(&key) {
                Some((_, row)) if *row != event.row => {
                    let what = ProblemKind::Duplicate { first_row: *row };
                    let place = Place {
                        row: event.row,
                        col: None,
                    };
                    book.problem(place, what, Assumed::Nothing);
                }
                _ => kept.push(event),
            }
        }
        for event in &kept {
            if let Some(start) = event.replaces {
                self.moved.entry(event.id.clone()).or_default().push(start);
            }
        }
        self.events = kept;
    }

    /// Tells whether an event of its own replaces this start of a repeated one.
    pub fn is_moved(&self, event: &Event, start: DateTime) -> bool {
        event.replaces.is_none()
            && self
                .moved
                .get(&event.id)
                .is_some_and(|moved| moved.contains(&start))
    }
}

impl Event {
    pub fn is_utc(&self) -> bool {
        self.start.as_ref().is_some_and(|start| start.utc)
    }

    fn take(&mut self, line: &Line) {
        match line.name.as_str() {
            "UID" => line.value.trim().clone_into(&mut self.id),
            "SEQUENCE" => self.sequence = line.value.trim().parse().unwrap_or(0),
            "SUMMARY" => self.summary = line.text(),
            "LOCATION" => self.location = line.text(),
            "DESCRIPTION" => self.description = line.text(),
            "STATUS" => self.called_off = line.value.trim().eq_ignore_ascii_case("CANCELLED"),
            "DTSTART" => {
                self.start = when(line);
                if self.start.is_none() {
                    self.bad = Some(line.value.clone());
                }
            }
            "DTEND" => self.until = when(line),
            "DURATION" => self.lasts = Some(line.value.trim().to_owned()),
            "RRULE" => self.rule = Some(line.value.trim().to_owned()),
            "RDATE" => self.more.extend(list(line)),
            "EXDATE" => {
                self.less.extend(list(line));
                self.less_days |= line.value.trim().len() == 8;
            }
            "RECURRENCE-ID" => self.replaces = when(line).map(|when| when.local),
            "ATTENDEE" => {
                let is = |name: &str, value: &str| {
                    line.param(name)
                        .is_some_and(|own| own.eq_ignore_ascii_case(value))
                };
                let thing = is("CUTYPE", "ROOM") || is("CUTYPE", "RESOURCE");
                if !thing && !is("PARTSTAT", "DECLINED") {
                    let value = line.value.trim();
                    let email = value
                        .get(..7)
                        .filter(|start| start.eq_ignore_ascii_case("mailto:"));
                    let email = email.and_then(|_| value.get(7..)).unwrap_or("");
                    let name = line.param("CN").unwrap_or("").to_owned();
                    self.people.push((name, email.to_owned()));
                }
            }
            "X-RUIL-BREAK-MIN" => self.break_min = line.value.trim().parse().ok(),
            _ => {}
        }
    }

    /// Returns where the event ends if it starts there, or none if it does not say.
    pub fn end(&self, start: &When) -> Option<End> {
        let first = self.start.as_ref()?;
        if let Some(until) = &self.until {
            let moved = start.local.duration_since(first.local);
            return Some(End {
                local: until.local.checked_add(moved).ok()?,
                zone: until.zone.clone(),
                utc: until.utc,
                exact_min: None,
            });
        }
        if let Some(lasts) = &self.lasts {
            let (days, minutes) = length(lasts)?;
            let local = start.local.checked_add(days.days()).ok()?;
            return Some(End {
                local: local.checked_add(minutes.minutes()).ok()?,
                zone: start.zone.clone(),
                utc: start.utc,
                exact_min: (days == 0).then_some(minutes),
            });
        }
        start.whole_day.then(|| End {
            local: start.local.checked_add(1.day()).unwrap_or(start.local),
            zone: None,
            utc: false,
            exact_min: None,
        })
    }
}

/// Reads "P1DT8H30M" as days and minutes.
fn length(text: &str) -> Option<(i32, i64)> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim_start_matches('+')),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let (mut days, mut minutes, mut seconds, mut digits) = (0_i32, 0_i64, 0_i64, String::new());
    for letter in rest.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let number: i32 = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        digits.clear();
        if number > 100_000 {
            return None;
        }
        match letter.to_ascii_uppercase() {
            'W' => days += number * 7,
            'D' => days += number,
            'H' => minutes += i64::from(number) * 60,
            'M' => minutes += i64::from(number),
            'S' => seconds += i64::from(number),
            'T' => {}
            _ => return None,
        }
    }
    minutes += seconds / 60;
    Some(if negative {
        (-days, -minutes)
    } else {
        (days, minutes)
    })
}

fn when(line: &Line) -> Option<When> {
    let (local, utc, whole_day) = moment(&line.value)?;
    Some(When {
        local,
        utc,
        whole_day,
        zone: line
            .param("TZID")
            .filter(|_| !utc && !whole_day)
            .map(str::to_owned),
    })
}

fn list(line: &Line) -> Vec<DateTime> {
    let moments = line.value.split(',').filter_map(moment);
    moments.map(|(local, _, _)| local).collect()
}

/// Reads "20250303T070000Z": the time, whether it is UTC, and whether it is a day without time.
pub(super) fn moment(text: &str) -> Option<(DateTime, bool, bool)> {
    let text = text.trim();
    // Some write the long form.
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = |from: usize, to: usize| {
        digits
            .get(from..to)
            .and_then(|part| part.parse::<i16>().ok())
    };
    let small = |from: usize| number(from, from + 2).and_then(|part| i8::try_from(part).ok());
    let date = Date::new(number(0, 4)?, small(4)?, small(6)?).ok()?;
    if !crate::calendar::plausible(&date) {
        return None;
    }
    if digits.len() == 8 && !text.contains(['T', 't']) {
        return Some((date.at(0, 0, 0, 0), false, true));
    }
    let (hour, minute) = (small(8)?, small(10)?);
    let utc = text.ends_with(['Z', 'z']);
    if hour == 24 && minute == 0 {
        return Some((date.tomorrow().ok()?.at(0, 0, 0, 0), utc, false));
    }
    let fine = (0..24).contains(&hour) && (0..60).contains(&minute);
    fine.then(|| (date.at(hour, minute, 0, 0), utc, false))
}
