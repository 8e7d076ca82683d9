//! Who: a row's people, or why there are none.

use jiff::civil::Date;

use super::Reader;
use crate::book::{Book, Place, Who};
use crate::clock::stamp;
use crate::codes::{Codes, common};
use crate::guide::{Away, CodeMeaning, Role};
use crate::header::role_of;
use crate::name::{fold, means_nobody, turned};
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::is_total;
use crate::table::Row;

/// What an empty cell may repeat.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    pub names: Vec<String>,
    pub date: Option<Date>,
    /// Whether the name, or the date, stood in a row of its own: then nothing is assumed.
    pub heads: (bool, bool),
}

impl Reader<'_, '_> {
    /// Reads a row that heads others: a person's name, or a day, alone on its line.
    pub(super) fn section(&self, row: &Row<'_>, above: &mut Above) -> Option<ProblemKind> {
        let mut cells = row.filled().map(|(_, cell)| cell);
        let (first, second) = (cells.next()?, cells.next());
        let label = |text: &str| matches!(role_of(text), Some((Role::Person | Role::Date, _)));
        // "Medewerker: Ria Vis", in one cell or two.
        let text = match (first.split_once(':'), second) {
            (Some((name, rest)), None) if label(name) => rest.trim(),
            (_, Some(text)) if label(first.trim_end_matches(':')) => text,
            (_, None) => first,
            _ => return None,
        };
        if cells.next().is_some() {
            return None;
        }
        let date = stamp(text)
            .filter(|stamp| stamp.clock.is_none())
            .and_then(|stamp| self.parsed(stamp.date?));
        if date.is_some() && self.plan.date.is_empty() {
            (above.date, above.heads.1) = (date, true);
        } else if !self.plan.names.exist() && date.is_none() && !is_total(text) && is_name(text) {
            (above.names, above.heads.0) = (vec![turned(text)], true);
        } else {
            return None;
        }
        Some(ProblemKind::Section { text: row.text() })
    }

    /// Reads a day alone on its line above the header.
    pub(super) fn day_heading(&self, row: &Row<'_>, above: &mut Above) -> Option<ProblemKind> {
        let mut cells = row.filled();
        let text = cells.next().map(|(_, cell)| cell)?;
        let stamp = stamp(text).filter(|stamp| stamp.clock.is_none())?;
        let date = self
            .parsed(stamp.date?)
            .filter(|_| cells.next().is_none())?;
        (above.date, above.heads.1) = (Some(date), true);
        Some(ProblemKind::Section { text: row.text() })
    }

    pub(super) fn names(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        above: &mut Above,
    ) -> Vec<String> {
        let names = self.plan.names.names(row);
        if names.is_empty() && above.heads.0 {
            return above.names.clone();
        }
        if names.is_empty() && self.repeats_person && !above.names.is_empty() {
            book.problem(place, ProblemKind::NoPerson, Assumed::SameAsAbove);
            return above.names.clone();
        }
        above.names.clone_from(&names);
        names
    }

    /// Returns the people of the row: none stands for an open shift.
    pub(super) fn people(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        names: &[String],
    ) -> Vec<Option<usize>> {
        let open = self.plan.open.is_some_and(|col| says_yes(row.cell(col)));
        if names.is_empty() {
            if !open {
                book.problem(place, ProblemKind::NoPerson, Assumed::Open);
            }
            return vec![None];
        }
        let columns = &self.plan.names;
        let known = names.iter().map(|name| {
            let who = Who {
                name,
                number: columns.number(row),
                email: columns.email(row),
            };
            (!means_nobody(name)).then(|| book.person(who, place))
        });
        known.collect()
    }

    /// Tells whether the row is a day away, or not for this roster.
    pub(super) fn away(
        &self,
        codes: &Codes,
        row: &Row<'_>,
        code: &str,
        timed: bool,
        whole_day: bool,
    ) -> Option<(CodeMeaning, String)> {
        let off = |meaning: &CodeMeaning| !matches!(meaning, CodeMeaning::Shift { .. });
        let said = |text: &str| {
            let meaning = codes.meaning(text).filter(off)?;
            // With times beside it, "RV" may be a shift and "Training" is work.
            let vague = text.len() < 4 || meaning == CodeMeaning::Absent(Away::Other);
            let doubted = timed && vague && !codes.is_known(text);
            (!doubted).then(|| (meaning, text.to_owned()))
        };
        let leave = self.plan.absence.map_or("", |col| row.cell(col));
        if !leave.is_empty() {
            match said(leave) {
                Some(found) => return Some(found),
                None if !timed => {
                    return Some((CodeMeaning::Absent(Away::Other), leave.to_owned()));
                }
                None => {}
            }
        }
        if self.plan.works.is_some_and(|col| says_no(row.cell(col))) {
            return Some((CodeMeaning::Free, code.to_owned()));
        }
        // From midnight to midnight is a day, and the remark says what kind.
        let remark = self.plan.comment.map_or("", |col| row.cell(col));
        if (!timed || whole_day)
            && let Some(meaning) = common(remark)
        {
            return Some((meaning, remark.to_owned()));
        }
        let mut words = self
            .plan
            .shift
            .iter()
            .map(|col| row.cell(*col))
            .filter(|cell| !cell.is_empty());
        // "Ziek" where a time should be.
        let mut stands = self
            .plan
            .start
            .iter()
            .chain(&self.plan.times)
            .map(|col| row.cell(*col))
            .filter(|cell| !cell.is_empty());
        words.find_map(said).or_else(|| {
            stands.find_map(|text| common(text).map(|meaning| (meaning, text.to_owned())))
        })
    }

    pub(super) fn absent(
        &self,
        book: &mut Book<'_>,
        row: &Row<'_>,
        place: Place,
        (date, last): (Date, Option<Date>),
        people: &[Option<usize>],
        (meaning, code): (CodeMeaning, String),
    ) {
        let why = match meaning {
            CodeMeaning::Absent(why) => why,
            CodeMeaning::Free => Away::Free,
            CodeMeaning::Ignore | CodeMeaning::Shift { .. } => {
                book.ignored += 1;
                return;
            }
        };
        let ends = self
            .plan
            .end_date
            .iter()
            .filter_map(|col| self.parsed(stamp(row.cell(*col))?.date?));
        let until = ends
            .into_iter()
            .next()
            .or(last)
            .filter(|until| *until >= date)
            .unwrap_or(date);
        for person in people {
            match person {
                Some(person) => book.absence(place, *person, (date, until), why, &code),
                None => book.problem(place, ProblemKind::EmptyDay, Assumed::Nothing),
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    let letters = |letter: char| letter.is_alphabetic() || " ,.'’-".contains(letter);
    (3..60).contains(&text.len()) && text.chars().all(letters)
}

fn says_yes(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "yes" | "y" | "ja" | "j" | "true" | "waar" | "wahr" | "1" | "x" | "open" | "offen"
    )
}

fn says_no(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "no" | "n" | "nee" | "nein" | "false" | "onwaar" | "falsch" | "0"
    )
}
