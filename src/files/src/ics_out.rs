//! A person's shifts as a calendar that any calendar app takes.

use jiff::civil::DateTime;

use crate::zone::{Meaning, WallClock, Zone, moment_of};

/// The longest line, in bytes, before it is folded (RFC 5545, 3.1).
const LINE_BYTES_MAX: usize = 75;

/// One shift in a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarShift {
    /// An id that stays the same however often the shift changes.
    pub id: String,
    /// How often it has changed: a calendar app takes the highest.
    pub sequence: u32,
    /// Start, in minutes since 1970 UTC.
    pub start_utc_min: i64,
    /// End, in minutes since 1970 UTC.
    pub end_utc_min: i64,
    /// The kind's code.
    pub code: String,
    /// The kind's name, where it says more than the code.
    pub name: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The unpaid break.
    pub break_min: u16,
    /// A remark.
    pub comment: Option<String>,
    /// Whether the person no longer has it: the calendar app takes it away.
    pub cancelled: bool,
}

/// What a calendar is called and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarHead<'a> {
    /// The calendar's name.
    pub name: &'a str,
    /// The person.
    pub person: &'a str,
    /// The zone of the wall-clock times.
    pub zone: Zone,
    /// When it was written, in minutes since 1970 UTC.
    pub written_utc_min: i64,
}

/// Returns the shifts as iCalendar (RFC 5545).
///
/// Times carry their zone, which the calendar describes; the hour that comes twice in autumn is
/// written in UTC, so that no shift is an hour off. A shift that was swapped away stays in it as
/// cancelled, because a calendar app forgets nothing by itself.
pub fn to_ics(head: CalendarHead<'_>, shifts: &[CalendarShift]) -> String {
    let mut out = Lines(String::new());
    let stamp = utc(head.written_utc_min);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ruil//Ruil//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        out.line(line);
    }
    out.text("X-WR-CALNAME", head.name);
    out.text("X-WR-TIMEZONE", head.zone.name());
    out.text("X-RUIL-PERSON", head.person);
    zone(&mut out, head.zone);
    let clock = head.zone.clock();
    for shift in shifts {
        out.line("BEGIN:VEVENT");
        out.text("UID", &shift.id);
        out.line(&format!("SEQUENCE:{}", shift.sequence));
        out.line(&format!("DTSTAMP:{stamp}"));
        out.line(&time("DTSTART", shift.start_utc_min, head.zone, &clock));
        out.line(&time("DTEND", shift.end_utc_min, head.zone, &clock));
        let name = shift.name.as_deref().filter(|name| *name != shift.code);
        let summary = match name {
            Some(name) => format!("{} – {name}", shift.code),
            None => shift.code.clone(),
        };
        out.text("SUMMARY", &summary);
        if let Some(unit) = &shift.unit {
            out.text("LOCATION", unit);
        }
        if let Some(comment) = &shift.comment {
            out.text("DESCRIPTION", comment);
        }
        if shift.break_min > 0 {
            out.line(&format!("X-RUIL-BREAK-MIN:{}", shift.break_min));
        }
        let status = if shift.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        };
        out.line(&format!("STATUS:{status}"));
        out.line("END:VEVENT");
    }
    out.line("END:VCALENDAR");
    out.0
}

/// Lines with their ends, folded.
struct Lines(String);

impl Lines {
    fn line(&mut self, line: &str) {
        let mut bytes = 0;
        for letter in line.chars() {
            if bytes + letter.len_utf8() > LINE_BYTES_MAX {
                self.0.push_str("\r\n ");
                bytes = 1;
            }
            self.0.push(letter);
            bytes += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for letter in text.chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' => line.push_str("\\n"),
                letter if letter.is_control() => {}
                letter => line.push(letter),
            }
        }
        self.line(&line);
    }
}

fn time(name: &str, utc_min: i64, zone: Zone, clock: &WallClock) -> String {
    let moment = clock.moment(utc_min);
    match moment.local() {
        Some(local) if clock.meaning(local) == Meaning::One(moment) && zone.name() != "UTC" => {
            format!("{name};TZID={}:{}", zone.name(), compact(local))
        }
        _ => format!("{name}:{}", utc(utc_min)),
    }
}

fn utc(utc_min: i64) -> String {
    let local = moment_of(utc_min).unwrap_or_default();
    format!("{}Z", compact(local))
}

fn compact(local: DateTime) -> String {
    local.strftime("%Y%m%dT%H%M%S").to_string()
}

/// Describes the zone by its rule: "CET-1CEST,M3.5.0,M10.5.0/3".
fn zone(out: &mut Lines, zone: Zone) {
    if zone.name() == "UTC" {
        return;
    }
    let mut parts = zone.rule().split(',');
    let Some((winter, winter_min, rest)) = named_offset(parts.next().unwrap_or("")) else {
        return;
    };
    // Summer time is an hour ahead where the rule does not say.
    let summer_min = winter_min + 60;
    let (to, back) = (parts.next().and_then(change), parts.next().and_then(change));
    out.line("BEGIN:VTIMEZONE");
    out.text("TZID", zone.name());
    if let (Some(to), Some(back)) = (&to, &back) {
        half(out, "DAYLIGHT", (winter_min, summer_min), rest, to);
        half(out, "STANDARD", (summer_min, winter_min), &winter, back);
    } else {
        let always = Change {
            at: "19700101T000000".to_owned(),
            rule: None,
        };
        half(out, "STANDARD", (winter_min, winter_min), &winter, &always);
    }
    out.line("END:VTIMEZONE");
}

/// A yearly change: its first date and time, and its rule.
struct Change {
    at: String,
    rule: Option<String>,
}

fn half(out: &mut Lines, kind: &str, (from, to): (i32, i32), name: &str, change: &Change) {
    out.line(&format!("BEGIN:{kind}"));
    out.line(&format!("DTSTART:{}", change.at));
    if let Some(rule) = &change.rule {
        out.line(&format!("RRULE:{rule}"));
    }
    out.line(&format!("TZOFFSETFROM:{}", offset(from)));
    out.line(&format!("TZOFFSETTO:{}", offset(to)));
    out.text("TZNAME", name);
    out.line(&format!("END:{kind}"));
}

fn offset(east_min: i32) -> String {
    let sign = if east_min < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", east_min.abs() / 60, east_min.abs() % 60)
}

/// Reads "CET-1CEST": winter's name, its minutes east, summer's name.
fn named_offset(text: &str) -> Option<(String, i32, &str)> {
    let (name, rest) = match text.strip_prefix('<') {
        Some(rest) => rest.split_once('>')?,
        None => {
            let end = text.find(|letter: char| !letter.is_ascii_alphabetic())?;
            text.split_at_checked(end)?
        }
    };
    let end = rest
        .find(|letter: char| letter.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let (hours, summer) = rest.split_at_checked(end)?;
    let west: i32 = hours.parse().ok()?;
    Some((name.to_owned(), -west * 60, summer))
}

/// Reads "M10.5.0/3": the last Sunday of October at three.
fn change(text: &str) -> Option<Change> {
    let (day, hour) = text.split_once('/').unwrap_or((text, "2"));
    let mut parts = day.strip_prefix('M')?.split('.').map(str::parse::<i8>);
    let month = parts.next()?.ok()?;
    let hour: i8 = hour.parse().ok()?;
    // All rules here change on the month's last Sunday.
    let last = jiff::civil::Date::new(1970, month, 1)
        .ok()?
        .nth_weekday_of_month(-1, jiff::civil::Weekday::Sunday)
        .ok()?;
    Some(Change {
        at: compact(last.at(hour, 0, 0, 0)),
        rule: Some(format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> CalendarHead<'static> {
        CalendarHead {
            name: "Rooster Ria Vis",
            person: "Ria Vis",
            zone: Zone::default(),
            written_utc_min: 29_000_000,
        }
    }

    #[test]
    fn a_shift_is_an_event_with_its_zone_and_its_state() {
        let shift = CalendarShift {
            id: "s1@ruil".into(),
            sequence: 2,
            // 3 March 2025, 7:00 to 15:30 in Amsterdam.
            start_utc_min: 29_016_360,
            end_utc_min: 29_016_870,
            code: "V".into(),
            name: Some("vroeg; wijk, noord".into()),
            unit: Some("Linde".into()),
            cancelled: true,
            ..CalendarShift::default()
        };
        let text = to_ics(head(), &[shift]);
        for line in [
            "METHOD:PUBLISH",
            "UID:s1@ruil",
            "SEQUENCE:2",
            "DTSTART;TZID=Europe/Amsterdam:20250303T070000",
            "DTEND;TZID=Europe/Amsterdam:20250303T153000",
            "SUMMARY:V – vroeg\\; wijk\\, noord",
            "STATUS:CANCELLED",
            "TZID:Europe/Amsterdam",
            "DTSTART:19700329T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "TZOFFSETFROM:+0200",
        ] {
            assert!(text.split("\r\n").any(|own| own == line), "{line}\n{text}");
        }
    }

    #[test]
    fn lines_are_folded_between_letters() {
        let shift = CalendarShift {
            id: "s".into(),
            code: "é".repeat(100),
            ..CalendarShift::default()
        };
        let text = to_ics(head(), &[shift]);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES_MAX));
        assert!(text.replace("\r\n ", "").contains(&"é".repeat(100)));
    }
}
