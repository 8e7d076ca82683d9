//! The draft while it is being filled: people, kinds and units found again, doubles seen.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::Unreadable;
use crate::clock::DAY_MIN;
use crate::decode::ungarbled;
use crate::draft::{DayPart, DraftAbsence, DraftKind, DraftPerson, DraftShift, UnknownCode};
use crate::fit::ROUNDING_MIN;
use crate::guide::{Away, Guide};
use crate::legend::Line;
use crate::problem::{Assumed, Problem, ProblemKind};
use crate::zone::WallClock;

mod checks;
mod entry;
mod glue;
mod same;

pub(crate) use entry::{Entry, Place, Who};
use same::{fill, matches, numbered};

/// More shifts, absences and problems than this are no roster: a team of a hundred has forty
/// thousand a year, an organisation of a thousand ten times that.
const FINDINGS_MAX: usize = 600_000;

/// Everything found so far.
pub(crate) struct Book<'g> {
    pub guide: &'g Guide,
    pub clock: WallClock,
    /// The names of the sheets, and the index of the one being read.
    pub sheets: Vec<String>,
    pub sheet: usize,
    /// The unit of rows that name none.
    pub usual_unit: Option<String>,
    /// Codes that other sheets explain.
    pub legend: Vec<Line>,
    pub people: Vec<DraftPerson>,
    pub kinds: Vec<DraftKind>,
    pub units: Vec<String>,
    pub shifts: Vec<DraftShift>,
    pub absences: Vec<DraftAbsence>,
    pub problems: Vec<Problem>,
    pub ignored: usize,
    /// The first of the empty rows just passed, and how many there were.
    blank: Option<(usize, usize)>,
    unknown: BTreeMap<String, UnknownCode>,
    person_index: BTreeMap<String, Vec<usize>>,
    kind_index: BTreeMap<(String, u16, u16), usize>,
    unit_index: BTreeMap<String, usize>,
    seen: BTreeMap<(usize, i64, i64, usize, Option<usize>), usize>,
    claims: Vec<(usize, Vec<i64>)>,
}

impl<'g> Book<'g> {
    pub fn new(guide: &'g Guide) -> Self {
        Self {
            guide,
            clock: guide.zone.clock(),
            sheets: Vec::new(),
            sheet: 0,
            usual_unit: None,
            legend: Vec::new(),
            people: Vec::new(),
            kinds: Vec::new(),
            units: Vec::new(),
            shifts: Vec::new(),
            absences: Vec::new(),
            problems: Vec::new(),
            ignored: 0,
            blank: None,
            unknown: BTreeMap::new(),
            person_index: BTreeMap::new(),
            kind_index: BTreeMap::new(),
            unit_index: BTreeMap::new(),
            seen: BTreeMap::new(),
            claims: Vec::new(),
        }
    }

    pub fn problem(&mut self, place: Place, what: ProblemKind, assumed: Assumed) {
        self.problems.push(Problem {
            sheet: self.sheet,
            row: place.row,
            column: place.col,
            what,
            assumed,
        });
    }

    /// Counts an empty row.
    pub fn blank_row(&mut self, place: Place) {
        let (_, count) = self.blank.get_or_insert((place.row, 0));
        *count += 1;
    }

    /// Tells of the empty rows before this one, or before the file's end.
    pub fn end_blanks(&mut self) {
        if let Some((row, count)) = self.blank.take() {
            self.problem(
                Place { row, col: None },
                ProblemKind::BlankRows { count },
                Assumed::Nothing,
            );
        }
    }

    /// Refuses to grow beyond what any roster has, and a phone's memory.
    pub fn check_size(&self) -> Result<(), Unreadable> {
        let size = self.shifts.len() + self.absences.len() + self.problems.len();
        if size > FINDINGS_MAX {
            Err(Unreadable::TooMany { max: FINDINGS_MAX })
        } else {
            Ok(())
        }
    }

    /// Returns the person's index, new or known.
    pub fn person(&mut self, who: Who<'_>, place: Place) -> usize {
        let (name, number) = numbered(who.name);
        let number = if who.number.is_empty() {
            number
        } else {
            who.number
        };
        let who = Who {
            name,
            number,
            ..who
        };
        let known = self
            .person_index
            .get(&who.name.to_lowercase())
            .map_or(&[][..], Vec::as_slice);
        let mut same_name = false;
        for index in known {
            let Some(person) = self.people.get_mut(*index) else {
                continue;
            };
            if matches(person, who) {
                fill(&mut person.number, who.number);
                fill(&mut person.email, who.email);
                return *index;
            }
            same_name = true;
        }
        if same_name {
            self.problem(
                place,
                ProblemKind::SameName {
                    name: who.name.to_owned(),
                },
                Assumed::TwoPeople,
            );
        }
        let name = self.legible(who.name, place);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.people.push(DraftPerson {
            name,
            number: some(who.number),
            email: some(who.email),
            qualifications: Vec::new(),
            row: place.row,
        });
        let index = self.people.len() - 1;
        self.person_index
            .entry(who.name.to_lowercase())
            .or_default()
            .push(index);
        index
    }

    fn legible(&mut self, name: &str, place: Place) -> String {
        let text = name.to_owned();
        if let Some(meant) = ungarbled(name) {
            self.problem(
                place,
                ProblemKind::Garbled { text },
                Assumed::Text(meant.clone()),
            );
            return meant;
        }
        if name.contains([char::REPLACEMENT_CHARACTER, '?']) {
            self.problem(place, ProblemKind::LostLetters { text }, Assumed::Kept);
        }
        name.to_owned()
    }

    /// Returns the kind's index, new or known.
    pub fn kind(&mut self, code: &str, name: Option<&str>, start_min: u16, end_min: u16) -> usize {
        let key = (code.to_owned(), start_min, end_min);
        if let Some(index) = self.kind_index.get(&key) {
            return *index;
        }
        self.kinds.push(DraftKind {
            code: code.to_owned(),
            name: name.map(str::to_owned),
            start_min,
            end_min,
            part: DayPart::of(start_min, end_min),
        });
        let index = self.kinds.len() - 1;
        self.kind_index.insert(key, index);
        index
    }

    /// Returns the unit's index, or none for no name.
    pub fn unit(&mut self, name: &str) -> Option<usize> {
        let usual = self.usual_unit.clone();
        let name = if name.is_empty() {
            usual.as_deref()?
        } else {
            name
        };
        if let Some(index) = self.unit_index.get(name) {
            return Some(*index);
        }
        self.units.push(name.to_owned());
        let index = self.units.len() - 1;
        self.unit_index.insert(name.to_owned(), index);
        Some(index)
    }

    pub fn qualified(&mut self, person: usize, qualification: &str) {
        if let Some(person) = self.people.get_mut(person)
            && !qualification.is_empty()
            && !person
                .qualifications
                .iter()
                .any(|known| known == qualification)
        {
            person.qualifications.push(qualification.to_owned());
        }
    }

    pub fn unknown_code(&mut self, code: &str, name: Option<&str>, place: Place) {
        let first = (place.row, place.col.unwrap_or(0));
        let entry = self
            .unknown
            .entry(code.to_owned())
            .or_insert_with(|| UnknownCode {
                code: code.to_owned(),
                name: name.map(str::to_owned),
                count: 0,
                first,
            });
        entry.count += 1;
        self.problem(
            place,
            ProblemKind::UnknownCode {
                code: code.to_owned(),
            },
            Assumed::LeftOut,
        );
    }

    pub fn absence(
        &mut self,
        place: Place,
        person: usize,
        days: (Date, Date),
        why: Away,
        code: &str,
    ) {
        let (from, until) = days;
        self.absences.push(DraftAbsence {
            sheet: self.sheet,
            row: place.row,
            col: place.col,
            person,
            from,
            until,
            why,
            code: code.to_owned(),
        });
    }

    /// Enters a shift, unless the same person has the very same one already.
    pub fn shift(&mut self, entry: Entry) {
        let Entry { place, span, .. } = entry;
        let (start_at, end_at) = (span.start_at, span.end_at);
        if let Some(person) = entry.person {
            let key = (
                person,
                start_at.utc_min,
                end_at.utc_min,
                entry.kind,
                entry.unit,
            );
            if let Some(first_row) = self.seen.get(&key).copied() {
                self.problem(
                    place,
                    ProblemKind::Duplicate { first_row },
                    Assumed::LeftOut,
                );
                return;
            }
            self.seen.insert(key, place.row);
            if let Some(qualification) = &entry.qualification {
                self.qualified(person, &qualification.clone());
            }
        }
        let elapsed_min = span.elapsed_min();
        for (what, assumed) in span.findings {
            self.problem(place, what, assumed);
        }
        let break_min = entry
            .break_min
            .filter(|minutes| i64::from(*minutes) < elapsed_min);
        if let (Some(minutes), None) = (entry.break_min, break_min) {
            let text = minutes.to_string();
            self.problem(place, ProblemKind::BadBreak { text }, Assumed::Minutes(0));
        }
        self.shifts.push(DraftShift {
            sheet: self.sheet,
            row: place.row,
            col: place.col,
            person: entry.person,
            kind: entry.kind,
            unit: entry.unit,
            qualification: entry.qualification,
            start: span.start,
            end: span.end,
            start_utc_min: start_at.utc_min,
            end_utc_min: end_at.utc_min,
            start_offset_min: start_at.offset_min,
            end_offset_min: end_at.offset_min,
            elapsed_min,
            break_min: break_min.unwrap_or(0),
            comment: entry.comment,
        });
        if !entry.said_min.is_empty() {
            self.claims.push((self.shifts.len() - 1, entry.said_min));
        }
    }

    /// Ends the reading: looks at shifts next to each other and puts everything in order.
    pub fn finish(&mut self) -> Vec<UnknownCode> {
        self.end_blanks();
        self.glue();
        self.check_hours();
        self.check_overlaps();
        self.problems
            .sort_by_key(|problem| (problem.sheet, problem.row, problem.column));
        self.shifts
            .sort_by_key(|shift| (shift.sheet, shift.row, shift.start_utc_min, shift.col));
        let mut codes: Vec<UnknownCode> = std::mem::take(&mut self.unknown).into_values().collect();
        codes.sort_by_key(|code| code.first);
        codes
    }
}
