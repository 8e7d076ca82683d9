//! One row of a long table: who, when, what.

use super::Reader;
use super::edge::Left;
use super::who::Above;
use crate::book::{Book, Entry, Place};
use crate::clock::{DAY_MIN, range};
use crate::codes::Codes;
use crate::fit::{Times, fit};
use crate::guide::CodeMeaning;
use crate::problem::{Assumed, ProblemKind};
use crate::table::Row;
use crate::zone::{WallClock, Zone};

/// More equal shifts than this in one row is a mistake.
const QUANTITY_MAX: usize = 100;

impl Reader<'_, '_> {
    /// Reads one row of the roster.
    pub(super) fn row(
        &self,
        book: &mut Book<'_>,
        codes: &Codes,
        row: &Row<'_>,
        place: Place,
        above: &mut Above,
    ) {
        self.check_cells(book, row, place);
        let names = self.names(book, row, place, above);
        // The row's fate is told where it is decided.
        let _: Result<(), Left> = self.shift(book, codes, row, place, above, &names);
        if let Some(second) = self.second(row) {
            let _: Result<(), Left> = self.shift(book, codes, &second, place, above, &names);
        }
    }

    /// Returns the row with its second begin and end in place of the first.
    fn second<'r>(&self, row: &Row<'r>) -> Option<Row<'r>> {
        let (again, last) = self.plan.again?;
        let (start, end) = (*self.plan.start.first()?, *self.plan.end.first()?);
        if row.cell(again).is_empty() && row.cell(last).is_empty() {
            return None;
        }
        let mut second = row.clone();
        // The hours and the break are those of the whole day.
        for col in self.plan.lengths() {
            if let Some(cell) = second.cells.get_mut(col) {
                *cell = "".into();
            }
        }
        for (to, from) in [(start, again), (end, last)] {
            let text = row.cells.get(from).cloned().unwrap_or_default();
            if let Some(cell) = second.cells.get_mut(to) {
                *cell = text;
            }
        }
        Some(second)
    }

    fn check_cells(&self, book: &mut Book<'_>, row: &Row<'_>, place: Place) {
        let header = self.width;
        let cells = row.width();
        if cells > header {
            book.problem(place, ProblemKind::LongRow { cells, header }, Assumed::Kept);
        } else if row.cells.len() < header && self.full >= header {
            book.problem(
                place,
                ProblemKind::ShortRow {
                    cells: row.cells.len(),
                    header,
                },
                Assumed::Kept,
            );
        }
    }

    fn shift(
        &self,
        book: &mut Book<'_>,
        codes: &Codes,
        row: &Row<'_>,
        place: Place,
        above: &mut Above,
        names: &[String],
    ) -> Result<(), Left> {
        let date = self.date(book, row, place, above)?;
        self.check_weekday(book, row, place, date);
        let (code, name) = self.code(row);
        let [start, end] = self.edges(book, row, place)?;
        let timed = start.minute.is_some() && end.minute.is_some();
        let people = self.people(book, row, place, names);
        let day_long =
            start.minute == Some(0) && end.minute.is_some_and(|end| end == 0 || end >= DAY_MIN - 1);
        let away = self.away(codes, row, &code, timed, timed && day_long);
        if let Some(meaning) = away {
            // "Until 10 March 0:00" ends with the ninth.
            let last = end.date.filter(|last| *last > date).and_then(|last| {
                if end.minute == Some(0) {
                    last.yesterday().ok()
                } else {
                    Some(last)
                }
            });
            self.absent(book, row, place, (date, last), &people, meaning);
            return Ok(());
        }
        let lengths = self.plan.lengths_min(row);
        let pause = self.pause(book, row, place);
        let (start_min, end_min, kind_name) = match (start.minute, end.minute) {
            (Some(start), Some(end)) => (start, end, None),
            (Some(start), None) if !lengths.is_empty() => {
                let minutes = lengths.first().copied().unwrap_or(0) + i64::from(pause.unwrap_or(0));
                let end = u16::try_from((i64::from(start) + minutes) % i64::from(DAY_MIN))
                    .unwrap_or(start);
                book.problem(place, ProblemKind::HalfTimes, Assumed::Clock(end));
                (start, end, None)
            }
            (None, None) => self.by_code(book, codes, row, place, &code, &people)?,
            _ => {
                book.problem(place, ProblemKind::HalfTimes, Assumed::LeftOut);
                return Err(Left);
            }
        };
        let paused = lengths
            .iter()
            .map(|minutes| minutes + i64::from(pause.unwrap_or(0)));
        let lengths_min: Vec<i64> = lengths.iter().copied().chain(paused).collect();
        let times = Times {
            date: start
                .date
                .filter(|_| self.plan.date.is_empty() || start.hint.utc_min.is_some())
                .unwrap_or(date),
            start_min,
            end_min,
            end_date: self.end_date(book, row, place, end)?,
            hints: [start.hint, end.hint],
            lengths_min,
        };
        let span = match fit(&self.clock(book, row, place), &times) {
            Ok(span) => span,
            Err(what) => {
                book.problem(place, what, Assumed::LeftOut);
                return Err(Left);
            }
        };
        let label = name.or(kind_name);
        let kind = book.kind(&code, label.as_deref(), start_min % DAY_MIN, end_min);
        let unit = book.unit(&self.plan.unit(row));
        let cell =
            |col: Option<usize>| col.map(|col| row.cell(col)).filter(|cell| !cell.is_empty());
        let quantity = self.quantity(book, row, place, &people)?;
        for person in people
            .iter()
            .flat_map(|person| std::iter::repeat_n(*person, quantity))
        {
            book.shift(Entry {
                place,
                person,
                kind,
                unit,
                qualification: cell(self.plan.qualification).map(str::to_owned),
                span: span.clone(),
                said_min: lengths.clone(),
                break_min: pause,
                comment: cell(self.plan.comment).map(str::to_owned),
            });
        }
        Ok(())
    }

    /// Returns the shift's code, without times beside it, and, from a second column, its name.
    fn code(&self, row: &Row<'_>) -> (String, Option<String>) {
        let cells = self.plan.shift.iter().map(|col| row.cell(*col));
        let mut texts = cells
            .filter(|cell| !cell.is_empty())
            .map(|cell| match range(cell) {
                Some(found) => found.rest,
                None => cell.to_owned(),
            });
        (texts.next().unwrap_or_default(), texts.next())
    }

    fn pause(&self, book: &mut Book<'_>, row: &Row<'_>, place: Place) -> Option<u16> {
        let (col, text, minutes) = self.plan.break_min(row)?;
        if minutes.is_none() {
            let place = place.at(col);
            book.problem(
                place,
                ProblemKind::BadBreak {
                    text: text.to_owned(),
                },
                Assumed::Minutes(0),
            );
        }
        minutes
    }

    /// Finds the times of a row that has only a code.
    fn by_code(
        &self,
        book: &mut Book<'_>,
        codes: &Codes,
        row: &Row<'_>,
        place: Place,
        code: &str,
        people: &[Option<usize>],
    ) -> Result<(u16, u16, Option<String>), Left> {
        let place = Place {
            col: self
                .plan
                .shift
                .first()
                .copied()
                .filter(|_| !code.is_empty()),
            ..place
        };
        match codes.meaning(code) {
            Some(CodeMeaning::Shift {
                start_min,
                end_min,
                name,
            }) => return Ok((start_min, end_min, name)),
            Some(CodeMeaning::Ignore) => book.ignored += 1,
            _ if !code.is_empty() => book.unknown_code(code, codes.name(code), place),
            _ if !self.plan.has_times() => book.unknown_code("", None, place),
            _ if people.iter().any(Option::is_some) && self.plan.lengths_min(row).is_empty() => {
                book.problem(place, ProblemKind::EmptyDay, Assumed::Nothing);
            }
            _ => book.problem(place, ProblemKind::NoTimes, Assumed::LeftOut),
        }
        Err(Left)
    }

    fn clock(&self, book: &mut Book<'_>, row: &Row<'_>, place: Place) -> WallClock {
        let Some(col) = self.plan.zone.filter(|col| !row.cell(*col).is_empty()) else {
            return book.clock.clone();
        };
        match Zone::named(row.cell(col)) {
            Some(zone) if zone == book.guide.zone => book.clock.clone(),
            Some(zone) => zone.clock(),
            None => {
                let place = place.at(col);
                let text = row.cell(col).to_owned();
                book.problem(place, ProblemKind::UnknownZone { text }, Assumed::Kept);
                book.clock.clone()
            }
        }
    }

    fn quantity(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        people: &[Option<usize>],
    ) -> Result<usize, Left> {
        let Some(col) = self.plan.quantity.filter(|col| !row.cell(*col).is_empty()) else {
            return Ok(1);
        };
        let text = row.cell(col);
        let place = place.at(col);
        let open = people.iter().all(Option::is_none);
        match text.parse::<usize>() {
            Ok(1) => Ok(1),
            Ok(count @ 2..=QUANTITY_MAX) if open => Ok(count),
            Ok(0) => {
                book.problem(
                    place,
                    ProblemKind::BadQuantity {
                        text: text.to_owned(),
                    },
                    Assumed::LeftOut,
                );
                Err(Left)
            }
            _ => {
                book.problem(
                    place,
                    ProblemKind::BadQuantity {
                        text: text.to_owned(),
                    },
                    Assumed::Count(1),
                );
                Ok(1)
            }
        }
    }
}
