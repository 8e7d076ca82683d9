//! iCalendar: events to shifts.
//!
//! Written out here although there are crates for it: they refuse a whole calendar for one bad
//! line, and feeds of rostering programs have many.

mod event;
mod lines;
mod repeat;
mod zones;

use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::book::{Book, Entry, Place, Who};
use crate::codes::Codes;
use crate::draft::Layout;
use crate::fit::Span;
use crate::guide::{Away, CodeMeaning, DateOrder};
use crate::legend::in_text;
use crate::name::{means_nobody, tidy, turned};
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::Sheet;
use crate::zone::{Meaning, Moment, WallClock};
use crate::{STEP_ROWS, Step, Unreadable};
use event::{Calendar, Event, When};

/// Reads a calendar's events.
pub(crate) fn read(
    text: &str,
    book: &mut Book<'_>,
    step: &mut Step<'_>,
) -> Result<(Layout, Sheet), Unreadable> {
    let mut calendar = Calendar::read(text, step)?;
    if calendar.events.is_empty() {
        return Err(Unreadable::NoRows);
    }
    calendar.keep_latest(book);
    for (row, text) in std::mem::take(&mut calendar.others) {
        let place = Place { row, col: None };
        book.problem(place, ProblemKind::Text { text }, Assumed::LeftOut);
    }
    let legend: Vec<_> = calendar
        .about
        .iter()
        .flat_map(|text| in_text(text))
        .collect();
    let reader = Reader {
        codes: Codes::new(book.guide, &legend),
        owner: book.guide.person.clone().or_else(|| calendar.owner()),
        calendar: &calendar,
    };
    if calendar.events.iter().any(Event::is_utc) && !book.guide.utc_is_local && !calendar.own {
        let first = calendar.events.first().map_or(1, |event| event.row);
        let place = Place {
            row: first,
            col: None,
        };
        book.problem(place, ProblemKind::UtcTimes, Assumed::Kept);
    }
    let count = calendar.events.len();
    for (done, event) in calendar.events.iter().enumerate() {
        if done % STEP_ROWS == 0 {
            step.part(done, count)?;
        }
        book.check_size()?;
        reader.event(book, event);
    }
    let sheet = Sheet {
        columns: Vec::new(),
        order: DateOrder::DayFirst,
        title: calendar.name.clone(),
        head: 0,
    };
    Ok((Layout::Long, sheet))
}

struct Reader<'a> {
    codes: Codes,
    /// Whose calendar it is, if it says so.
    owner: Option<String>,
    calendar: &'a Calendar,
}

impl Reader<'_> {
    fn event(&self, book: &mut Book<'_>, event: &Event) {
        let place = Place {
            row: event.row,
            col: None,
        };
        let summary = event.summary.clone();
        if event.called_off || self.calendar.called_off {
            let text = summary;
            book.problem(place, ProblemKind::CalledOff { text }, Assumed::Nothing);
            return;
        }
        let Some(start) = event.start.clone() else {
            let what = match event.bad.clone() {
                Some(text) => ProblemKind::BadDate { text },
                None => ProblemKind::NoDate,
            };
            book.problem(place, what, Assumed::LeftOut);
            return;
        };
        let clock = self.clock(book, &start, place);
        let (starts, doubt) = repeat::all(event, &start);
        if let Some(assumed) = doubt {
            let text = event.rule.clone().unwrap_or_default();
            book.problem(place, ProblemKind::Repeats { text }, assumed);
        }
        for local in starts {
            // Another event says what became of this one.
            if self.calendar.is_moved(event, local) {
                continue;
            }
            if book.check_size().is_err() {
                return;
            }
            let start = When {
                local,
                ..start.clone()
            };
            self.once(book, event, place, &start, &clock);
        }
    }

    fn clock(&self, book: &mut Book<'_>, when: &When, place: Place) -> WallClock {
        let Some(name) = &when.zone else {
            return book.clock.clone();
        };
        if let Some(clock) = self.calendar.zones.clock(name) {
            return clock;
        }
        let text = name.clone();
        book.problem(place, ProblemKind::UnknownZone { text }, Assumed::Kept);
        book.clock.clone()
    }

    fn once(
        &self,
        book: &mut Book<'_>,
        event: &Event,
        place: Place,
        start: &When,
        clock: &WallClock,
    ) {
        let code = tidy(&event.summary).into_owned();
        let (short, _) = parted(&code);
        // What this program wrote is a shift, whatever others mean by its code.
        let meaning = if self.calendar.own {
            book.guide.codes.get(short).cloned()
        } else {
            self.codes
                .meaning(&code)
                .or_else(|| self.codes.meaning(short))
        };
        let Some(end) = event.end(start) else {
            book.problem(place, ProblemKind::HalfTimes, Assumed::LeftOut);
            return;
        };
        let people = self.people(book, event, place);
        match meaning {
            Some(CodeMeaning::Ignore) => book.ignored += 1,
            Some(CodeMeaning::Absent(why)) => away(book, place, &people, (start, &end), why, &code),
            Some(CodeMeaning::Free) => {
                away(book, place, &people, (start, &end), Away::Free, &code);
            }
            Some(CodeMeaning::Shift {
                start_min,
                end_min,
                name,
            }) if start.whole_day => {
                let days = (start.local.date(), end.local.date());
                let kind = book.kind(&code, name.as_deref(), start_min, end_min);
                let mut date = days.0;
                while date < days.1 {
                    let times = crate::fit::Times::plain(date, start_min, end_min);
                    match crate::fit::fit(&book.clock, &times) {
                        Ok(span) => self.enter(book, event, place, &people, kind, &span),
                        Err(what) => book.problem(place, what, Assumed::LeftOut),
                    }
                    let Ok(next) = date.tomorrow() else { break };
                    date = next;
                }
            }
            _ if start.whole_day => book.unknown_code(&code, None, place),
            _ => match self.span(book, start, &end, clock) {
                Ok(span) => {
                    let (short, name) = parted(&code);
                    let kind = book.kind(short, name, minute(span.start), end_minute(&span));
                    self.enter(book, event, place, &people, kind, &span);
                }
                Err(what) => book.problem(place, what, Assumed::LeftOut),
            },
        }
    }

    /// Finds the moments of an event's two ends, and what the roster's clock shows then.
    fn span(
        &self,
        book: &mut Book<'_>,
        start: &When,
        end: &event::End,
        clock: &WallClock,
    ) -> Result<Span, ProblemKind> {
        let mut findings = Vec::new();
        let flat = book.guide.utc_is_local;
        let mut moment = |when: &When, clock: &WallClock, after: Option<i64>| -> Moment {
            let clock = if when.utc && flat { &book.clock } else { clock };
            if when.utc && !flat {
                return book.clock.moment(crate::zone::minutes_as_utc(when.local));
            }
            let found = match clock.meaning(when.local) {
                Meaning::One(moment) => moment,
                Meaning::Skipped(moment) => {
                    let now = moment.local().unwrap_or(when.local);
                    let local = when.local;
                    findings.push((ProblemKind::SkippedHour { local }, Assumed::At(now)));
                    moment
                }
                Meaning::Twice(first, second) => {
                    let late = after.is_some_and(|after| first.utc_min <= after);
                    let local = when.local;
                    findings.push((ProblemKind::RepeatedHour { local }, Assumed::First));
                    if late { second } else { first }
                }
            };
            book.clock.moment(found.utc_min)
        };
        let start_at = moment(start, clock, None);
        let end_at = match end.exact_min {
            Some(minutes) => book.clock.moment(start_at.utc_min + minutes),
            None => {
                let own = end
                    .zone
                    .as_ref()
                    .and_then(|name| self.calendar.zones.clock(name));
                moment(
                    &end.when(),
                    own.as_ref().unwrap_or(clock),
                    Some(start_at.utc_min),
                )
            }
        };
        let minutes = end_at.utc_min - start_at.utc_min;
        if minutes <= 0 {
            return Err(ProblemKind::EndBeforeStart);
        }
        if minutes > 7 * 24 * 60 {
            return Err(ProblemKind::VeryLong { minutes });
        }
        if minutes > 25 * 60 {
            findings.push((ProblemKind::VeryLong { minutes }, Assumed::Kept));
        }
        Ok(Span {
            start: start_at.local().unwrap_or(start.local),
            end: end_at.local().unwrap_or(end.local),
            start_at,
            end_at,
            findings,
        })
    }

    /// Returns whose the event is: none stands for an open shift.
    fn people(&self, book: &mut Book<'_>, event: &Event, place: Place) -> Vec<Option<usize>> {
        let named = |book: &mut Book<'_>, name: &str, email: &str| {
            let name = turned(&tidy(name));
            let who = Who {
                name: &name,
                number: "",
                email,
            };
            (!means_nobody(&name)).then(|| book.person(who, place))
        };
        if let Some(owner) = &self.owner {
            return vec![named(book, owner, "")];
        }
        if event.people.is_empty() {
            book.problem(place, ProblemKind::NoPerson, Assumed::Open);
            return vec![None];
        }
        let people = event.people.iter();
        people
            .map(|(name, email)| named(book, if name.is_empty() { email } else { name }, email))
            .collect()
    }

    fn enter(
        &self,
        book: &mut Book<'_>,
        event: &Event,
        place: Place,
        people: &[Option<usize>],
        kind: usize,
        span: &Span,
    ) {
        let unit = book.unit(&tidy(&event.location));
        for person in people {
            book.shift(Entry {
                place,
                person: *person,
                kind,
                unit,
                qualification: None,
                span: span.clone(),
                said_min: Vec::new(),
                break_min: event.break_min,
                comment: Some(event.description.trim())
                    .filter(|text| !text.is_empty())
                    .map(str::to_owned),
            });
        }
    }
}

/// Parts "N – nacht" into code and name; other summaries are the name of the shift.
fn parted(summary: &str) -> (&str, Option<&str>) {
    const CODE_CHARS_MAX: usize = 6;
    for sign in [" – ", " - ", ": "] {
        if let Some((code, name)) = summary.split_once(sign)
            && code.chars().count() <= CODE_CHARS_MAX
        {
            return (
                code.trim(),
                Some(name.trim()).filter(|name| !name.is_empty()),
            );
        }
    }
    (summary, None)
}

fn away(
    book: &mut Book<'_>,
    place: Place,
    people: &[Option<usize>],
    (start, end): (&When, &event::End),
    why: Away,
    code: &str,
) {
    let from = start.local.date();
    // The end is the first moment that is no longer part of it.
    let last = end.local.checked_sub(1.minute()).unwrap_or(end.local);
    let until = last.date().max(from);
    for person in people {
        match person {
            Some(person) => book.absence(place, *person, (from, until), why, code),
            None => book.problem(place, ProblemKind::EmptyDay, Assumed::Nothing),
        }
    }
}

fn minute(local: DateTime) -> u16 {
    u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap_or(0)
}

/// Returns the end as a kind says it: midnight is the end of the day before.
fn end_minute(span: &Span) -> u16 {
    match minute(span.end) {
        0 => crate::clock::DAY_MIN,
        minute => minute,
    }
}
