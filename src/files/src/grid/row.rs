//! One row of a grid: a person's days, a sum, a unit's name or a text.

use jiff::civil::Date;

use super::Grid;
use super::cell::{Part, parts};
use crate::book::{Book, Entry, Place, Who};
use crate::codes::Codes;
use crate::days::Band;
use crate::fit::{Times, fit};
use crate::legend;
use crate::name::{fold, means_nobody};
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::is_total;
use crate::table::Row;

impl Grid<'_, '_> {
    pub(super) fn row(
        &mut self,
        book: &mut Book<'_>,
        codes: &Codes,
        band: &Band,
        row: &Row<'_>,
        place: Place,
    ) {
        let columns = self.columns;
        let cells: Vec<&str> = row
            .filled()
            .filter(|(col, _)| columns.is_day(*col))
            .map(|(_, cell)| cell)
            .collect();
        let first = row.filled().next().map_or("", |(_, cell)| cell);
        let count = |cell: &&str| {
            cell.chars()
                .all(|letter| letter.is_ascii_digit() || ",.".contains(letter))
                && !codes.is_known(cell)
        };
        let counts = !cells.is_empty() && cells.iter().all(count);
        let names = columns.names.names(row);
        // Cover has a number under every day; nobody works on every one.
        let full = cells.len() > 5 && cells.len() >= band.days.len();
        let shouted = codes.is_known(first) || names.is_empty() || full;
        let sums = || counts || cells.iter().all(|cell| parts(cell, codes).0.is_empty());
        if counts && shouted || is_total(first) && sums() {
            book.problem(place, ProblemKind::Total, Assumed::Nothing);
            return;
        }
        if cells.is_empty() && self.aside(book, &names, row, place, first) {
            return;
        }
        let unit = columns
            .unit(row)
            .map(str::to_owned)
            .or_else(|| self.unit.clone());
        let unit = book.unit(unit.as_deref().unwrap_or(""));
        let qualification = columns.qualification(row).map(str::to_owned);
        let person = match names.first() {
            Some(name) if !means_nobody(name) => {
                let who = Who {
                    name,
                    number: columns.names.number(row),
                    email: columns.names.email(row),
                };
                let person = book.person(who, place);
                book.qualified(person, qualification.as_deref().unwrap_or(""));
                Some(person)
            }
            Some(_) => None,
            None => {
                book.problem(place, ProblemKind::NoPerson, Assumed::Open);
                None
            }
        };
        let (cells, header) = (row.cells.len(), columns.list.len());
        if cells < header && self.full >= header {
            book.problem(
                place,
                ProblemKind::ShortRow { cells, header },
                Assumed::Kept,
            );
        }
        let row_facts = RowFacts {
            place,
            person,
            unit,
            qualification,
        };
        for (col, cell) in row.filled() {
            if columns.is_loose(col) && legend::in_text(cell).is_empty() {
                let place = place.at(col);
                book.problem(
                    place,
                    ProblemKind::NoDay {
                        text: cell.to_owned(),
                    },
                    Assumed::LeftOut,
                );
            }
        }
        for (position, (col, date)) in band.days.iter().enumerate() {
            let until = band
                .days
                .get(position + 1)
                .map_or(usize::MAX, |(next, _)| *next);
            for (col, text) in columns.texts(row, *col, until) {
                day(book, codes, &row_facts, (col, *date), &text);
            }
        }
    }

    /// Deals with rows that have nothing under the days; tells whether it did.
    fn aside(
        &mut self,
        book: &mut Book<'_>,
        names: &[String],
        row: &Row<'_>,
        place: Place,
        first: &str,
    ) -> bool {
        const UNITS: [&str; 16] = [
            "woning",
            "afdeling",
            "team",
            "groep",
            "unit",
            "locatie",
            "etage",
            "huis",
            "ward",
            "department",
            "station",
            "wohnbereich",
            "abteilung",
            "gruppe",
            "area",
            "woongroep",
        ];
        let alone = row.filled().count() == 1;
        let folded = fold(first);
        if alone && folded.split(' ').any(|word| UNITS.contains(&word)) {
            self.unit = Some(first.to_owned());
            book.problem(
                place,
                ProblemKind::Section {
                    text: first.to_owned(),
                },
                Assumed::Nothing,
            );
            return true;
        }
        const GROUPS: [&str; 28] = [
            "verzorgenden",
            "helpenden",
            "verpleegkundigen",
            "begeleiders",
            "zorgmedewerkers",
            "verzorging",
            "verpleging",
            "huishouding",
            "keuken",
            "stagiaires",
            "stagiairs",
            "leerlingen",
            "studenten",
            "bbl",
            "bbl ers",
            "zzp",
            "zzp ers",
            "uitzendkrachten",
            "invallers",
            "oproepkrachten",
            "flexpool",
            "flexwerkers",
            "vaste medewerkers",
            "nurses",
            "carers",
            "pflegekrafte",
            "bank staff",
            "zorgassistenten",
        ];
        if alone && GROUPS.contains(&folded.as_str()) {
            let text = first.to_owned();
            book.problem(place, ProblemKind::Section { text }, Assumed::Nothing);
            return true;
        }
        // Somebody without a shift is still somebody; a sentence or a date is not.
        let sentence = first.len() > 60
            || first.contains(|letter: char| letter.is_ascii_digit() || ":=".contains(letter));
        let last = place.row > self.last;
        if names.is_empty() || alone && sentence {
            let assumed = if last || alone {
                Assumed::Nothing
            } else {
                Assumed::LeftOut
            };
            book.problem(place, ProblemKind::Text { text: row.text() }, assumed);
            return true;
        }
        false
    }
}

struct RowFacts {
    place: Place,
    person: Option<usize>,
    unit: Option<usize>,
    qualification: Option<String>,
}

/// Reads one person's cell of one day.
fn day(
    book: &mut Book<'_>,
    codes: &Codes,
    facts: &RowFacts,
    (col, date): (usize, Date),
    text: &str,
) {
    let place = facts.place.at(col);
    let (found, marked) = parts(text, codes);
    if found.is_empty() {
        book.unknown_code(text, codes.name(text), place);
        return;
    }
    if let Some(code) = marked {
        book.problem(
            place,
            ProblemKind::MarkedCode {
                text: text.to_owned(),
            },
            Assumed::Text(code),
        );
    }
    for part in found {
        match part {
            Part::Ignored => book.ignored += 1,
            Part::Away(why, code) => match facts.person {
                Some(person) => book.absence(place, person, (date, date), why, &code),
                // Nobody's day off is nothing.
                None => book.problem(place, ProblemKind::EmptyDay, Assumed::Nothing),
            },
            Part::Shift {
                code,
                name,
                start_min,
                end_min,
            } => {
                let kind = book.kind(&code, name.as_deref(), start_min, end_min);
                let times = Times::plain(date, start_min, end_min);
                match fit(&book.clock, &times) {
                    Ok(span) => book.shift(Entry {
                        place,
                        person: facts.person,
                        kind,
                        unit: facts.unit,
                        qualification: facts.qualification.clone(),
                        span,
                        said_min: Vec::new(),
                        break_min: None,
                        comment: None,
                    }),
                    Err(what) => book.problem(place, what, Assumed::LeftOut),
                }
            }
        }
    }
}
