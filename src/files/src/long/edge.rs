//! When: a row's date, start and end.

use jiff::civil::Date;

use super::Reader;
use super::who::Above;
use crate::book::{Book, Place};
use crate::clock::{Clock, DAY_MIN, range, stamp};
use crate::codes::common;
use crate::date::{weekday_named, written_or_serial};
use crate::fit::{Hint, local};
use crate::name::fold;
use crate::problem::{Assumed, ProblemKind};
use crate::table::Row;
use crate::zone::minutes_as_utc;

/// Why a row gives no shift; the problem is already told, or says nothing.
pub(super) struct Left;

/// One end of a shift as read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edge {
    pub date: Option<Date>,
    pub minute: Option<u16>,
    pub hint: Hint,
    /// The column of the time.
    col: Option<usize>,
}

impl Reader<'_, '_> {
    pub(super) fn date(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        above: &mut Above,
    ) -> Result<Date, Left> {
        let columns = || {
            self.plan
                .date
                .iter()
                .chain(&self.plan.start)
                .copied()
                .chain(self.plan.start_utc)
        };
        for col in columns() {
            let Some(text) = stamp(row.cell(col)).and_then(|stamp| stamp.date) else {
                continue;
            };
            if let Some(date) = self.parsed(text) {
                above.date = Some(date);
                return Ok(date);
            }
        }
        let unread = self
            .plan
            .date
            .iter()
            .map(|col| (*col, row.cell(*col)))
            .find(|(_, cell)| !cell.is_empty());
        if let Some((col, text)) = unread {
            let place = place.at(col);
            book.problem(
                place,
                ProblemKind::BadDate {
                    text: text.to_owned(),
                },
                Assumed::LeftOut,
            );
            return Err(Left);
        }
        if let Some(date) = self.of_week(row) {
            return Ok(date);
        }
        if let Some(date) = above.date.filter(|_| above.heads.1) {
            return Ok(date);
        }
        match above.date.filter(|_| self.repeats_date) {
            Some(date) => {
                book.problem(place, ProblemKind::NoDate, Assumed::SameAsAbove);
                Ok(date)
            }
            None => {
                book.problem(place, ProblemKind::NoDate, Assumed::LeftOut);
                Err(Left)
            }
        }
    }

    /// Reads the date of a row that has week and weekday.
    fn of_week(&self, row: &Row<'_>) -> Option<Date> {
        let week = row.cell(self.plan.week?);
        let digits = week.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let weekday = weekday_named(&row.cell(self.plan.weekday?).to_lowercase())?;
        let year = self.plan.year.and_then(|col| row.cell(col).parse().ok());
        self.calendar.of_week(digits.parse().ok()?, weekday, year)
    }

    pub(super) fn parsed(&self, text: &str) -> Option<Date> {
        self.calendar.date(written_or_serial(text)?.day)
    }

    pub(super) fn end_date(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        end: Edge,
    ) -> Result<Option<Date>, Left> {
        for col in self.plan.end_date.iter().copied() {
            let text = row.cell(col);
            if text.is_empty() {
                continue;
            }
            let found = stamp(text).and_then(|stamp| self.parsed(stamp.date?));
            if found.is_none() {
                let place = place.at(col);
                book.problem(
                    place,
                    ProblemKind::BadDate {
                        text: text.to_owned(),
                    },
                    Assumed::LeftOut,
                );
                return Err(Left);
            }
            return Ok(found);
        }
        Ok(end.date)
    }

    pub(super) fn check_weekday(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        date: Date,
    ) {
        let columns = self.plan.weekday.iter().chain(&self.plan.date);
        for col in columns.copied() {
            let text = row.cell(col);
            let own = || {
                weekday_named(fold(text).as_str()).or_else(|| weekday_named(&text.to_lowercase()))
            };
            let said = written_or_serial(text)
                .and_then(|written| written.weekday)
                .or_else(own);
            if said.is_some_and(|said| said != date.weekday()) {
                let place = place.at(col);
                book.problem(
                    place,
                    ProblemKind::WrongWeekday {
                        text: text.to_owned(),
                    },
                    Assumed::Kept,
                );
            }
        }
    }

    pub(super) fn edges(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
    ) -> Result<[Edge; 2], Left> {
        let mut start = self.edge(book, row, place, &self.plan.start, self.plan.start_utc)?;
        let mut end = self.edge(book, row, place, &self.plan.end, self.plan.end_utc)?;
        let shifts = self.plan.shift.iter().map(|col| (*col, false));
        let ranges = self.plan.times.iter().map(|col| (*col, true)).chain(shifts);
        for (col, meant) in ranges {
            let text = row.cell(col);
            if start.minute.is_some() || end.minute.is_some() || text.is_empty() {
                continue;
            }
            match range(text) {
                Some(found) => {
                    (start.minute, end.minute) = (Some(found.start_min), Some(found.end_min));
                }
                None if meant && common(text).is_none() => {
                    let place = place.at(col);
                    book.problem(
                        place,
                        ProblemKind::BadTime {
                            text: text.to_owned(),
                        },
                        Assumed::LeftOut,
                    );
                    return Err(Left);
                }
                None => {}
            }
        }
        if start.minute.is_none() {
            // A date column with a time in it, when no other column has one.
            let dates = self
                .plan
                .date
                .iter()
                .filter_map(|col| stamp(row.cell(*col))?.clock);
            let clock = dates.into_iter().find(|_| end.minute.is_some());
            start.minute = clock.map(|clock| clock.minute);
        }
        if end.minute.is_none() && start.minute.is_some() {
            let dates = self
                .plan
                .end_date
                .iter()
                .filter_map(|col| stamp(row.cell(*col))?.clock);
            end.minute = dates.into_iter().next().map(|clock| clock.minute);
        }
        Ok([start, end])
    }

    fn edge(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        columns: &[usize],
        utc: Option<usize>,
    ) -> Result<Edge, Left> {
        let mut edge = Edge::default();
        for col in columns.iter().copied() {
            let text = row.cell(col);
            if text.is_empty() || common(text).is_some() {
                continue;
            }
            let place = place.at(col);
            let Some(found) = stamp(text) else {
                book.problem(
                    place,
                    ProblemKind::BadTime {
                        text: text.to_owned(),
                    },
                    Assumed::LeftOut,
                );
                return Err(Left);
            };
            edge.date = edge.date.or(found.date.and_then(|date| self.parsed(date)));
            if let Some(clock) = found.clock.filter(|_| edge.minute.is_none()) {
                (edge.minute, edge.col) = (Some(clock.minute), Some(col));
                if clock.odd {
                    let text = text.to_owned();
                    book.problem(
                        place,
                        ProblemKind::OddTime { text },
                        Assumed::Clock(clock.minute),
                    );
                }
                self.shifted(book, &mut edge, clock);
            }
        }
        let said = utc.and_then(|col| stamp(row.cell(col)));
        if let Some(clock) = said.and_then(|stamp| stamp.clock) {
            let date = said.and_then(|stamp| self.parsed(stamp.date?));
            self.with_utc(book, &mut edge, date, clock);
        }
        Ok(edge)
    }

    /// Turns a time with its own offset into the zone's.
    fn shifted(&self, book: &Book<'_>, edge: &mut Edge, clock: Clock) {
        let (Some(offset), Some(date)) = (clock.offset_min, edge.date) else {
            return;
        };
        let Some(local) = local(date, clock.minute) else {
            return;
        };
        let utc_min = minutes_as_utc(local) - i64::from(offset);
        if let Some(here) = book.clock.moment(utc_min).local() {
            edge.date = Some(here.date());
            edge.minute = minute_of(here);
        }
        edge.hint.utc_min = Some(utc_min);
    }

    fn with_utc(&self, book: &Book<'_>, edge: &mut Edge, date: Option<Date>, clock: Clock) {
        let utc_min = date
            .and_then(|date| local(date, clock.minute))
            .map(minutes_as_utc);
        edge.hint = Hint {
            utc_min,
            of_day: utc_min.is_none().then_some(clock.minute % DAY_MIN),
        };
        if let (None, Some(utc_min)) = (edge.minute, utc_min) {
            let here = book.clock.moment(utc_min).local();
            edge.date = here.map(|here| here.date());
            edge.minute = here.and_then(minute_of);
        }
    }
}

fn minute_of(local: jiff::civil::DateTime) -> Option<u16> {
    u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).ok()
}
