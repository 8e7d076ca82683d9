//! From a draft roster to the planner's roster in the team's own words.
//!
//! People, kinds, units and qualifications are matched by name; those that are new come with the
//! commands that add them. What the roster says is then compared with the team's
//! ([`Team::compare`]).

use std::collections::BTreeMap;

use ruil_core::bridge::Planned;
use ruil_core::bridge::difference::PlannerRoster;
use ruil_core::event::{Additions, NewPerson};
use ruil_core::{Command, KindId, Moment, Person, PersonId, QualificationId, Span, Team, UnitId};

use crate::draft::{Draft, DraftShift};

/// Most people or words in one addition, for the same reason.
const ADDITIONS_PER_COMMAND: usize = 50;

/// A draft in the team's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The commands that add the people and words that are new, in their order.
    pub commands: Vec<Command>,
    /// The names of people who are new to the team.
    pub new_people: Vec<String>,
    /// How many people the team knows already.
    pub known_people: usize,
    /// The roster.
    pub roster: PlannerRoster,
}

/// A source of ids: sixteen random bytes at a time.
pub type Ids<'a> = &'a mut dyn FnMut() -> [u8; 16];

impl Plan {
    /// Returns the commands that write it into a team, as far as nobody need be asked.
    pub fn write(&self, team: &Team) -> Vec<Command> {
        let comparison = team.compare(&self.roster);
        let usual = comparison.differences.iter();
        let usual = usual.filter_map(|difference| Some((*difference, difference.usual_word()?)));
        let roster = team.decide(&comparison, usual);
        self.commands.iter().cloned().chain(roster).collect()
    }
}

/// Returns `draft` in the words of `team`.
pub fn plan(team: &Team, draft: &Draft, ids: Ids<'_>) -> Plan {
    let mut planning = Planning::begin(team, draft, ids);
    while planning.step(draft, usize::MAX) {}
    planning.finish()
}

/// A plan that is being made, some shifts at a time, so that nobody's screen stands still for it.
pub struct Planning {
    words: Words,
    people: Vec<PersonId>,
    plan: Plan,
    /// The next shift.
    at: usize,
}

impl Planning {
    /// Begins with the people and the words.
    pub fn begin(team: &Team, draft: &Draft, ids: Ids<'_>) -> Self {
        let mut plan = Plan::default();
        let mut words = Words::new(team, draft, ids);
        let people = words.people(team, draft, ids, &mut plan);
        plan.commands.extend(words.additions.commands());
        plan.commands.extend(core::mem::take(&mut words.qualify));
        plan.roster.people = people.iter().copied().collect();
        Self {
            words,
            people,
            plan,
            at: 0,
        }
    }

    /// Goes on for so many shifts; tells whether there are more. Give it the same draft each time.
    pub fn step(&mut self, draft: &Draft, shifts: usize) -> bool {
        for shift in draft.shifts.iter().skip(self.at).take(shifts) {
            if let Some(day) = span(shift).map(|span| span.start().day()) {
                let (first, last) = self.plan.roster.days.unwrap_or((day, day));
                self.plan.roster.days = Some((first.min(day), last.max(day)));
            }
            let planned = self.words.planned(shift, &self.people);
            self.plan.roster.shifts.extend(planned);
        }
        self.at = self.at.saturating_add(shifts);
        self.at < draft.shifts.len()
    }

    /// Returns the plan as far as it is made.
    pub fn finish(self) -> Plan {
        self.plan
    }
}

/// What a name is compared by: letters' case and doubled blanks do not matter.
fn key(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The team's words for what the draft speaks of, known or to be added.
struct Words {
    kinds: Vec<KindId>,
    units: Vec<UnitId>,
    skills: BTreeMap<String, QualificationId>,
    additions: AllAdditions,
    qualify: Vec<Command>,
}

#[derive(Default)]
struct AllAdditions {
    qualifications: Vec<(QualificationId, String)>,
    people: Vec<NewPerson>,
    units: Vec<(UnitId, String)>,
    kinds: Vec<(KindId, String, String)>,
}

impl Words {
    fn new(team: &Team, draft: &Draft, ids: Ids<'_>) -> Self {
        let mut additions = AllAdditions::default();
        let known = team.qualifications.values();
        let mut skills: BTreeMap<_, _> = known.map(|known| (key(&known.name), known.id)).collect();
        let of_shifts = draft
            .shifts
            .iter()
            .filter_map(|shift| shift.qualification.as_ref());
        let of_people = draft
            .people
            .iter()
            .flat_map(|person| &person.qualifications);
        for name in of_shifts.chain(of_people) {
            skills.entry(key(name)).or_insert_with(|| {
                let id = QualificationId::from_bytes(ids());
                additions.qualifications.push((id, name.clone()));
                id
            });
        }
        let units = draft.units.iter().map(|name| {
            let known = team
                .units
                .values()
                .find(|unit| key(&unit.name) == key(name));
            known.map_or_else(
                || {
                    let id = UnitId::from_bytes(ids());
                    additions.units.push((id, name.clone()));
                    id
                },
                |unit| unit.id,
            )
        });
        let units = units.collect();
        let kinds = draft.kinds.iter().map(|kind| {
            let (code, name) = kind_words(kind);
            let known = team
                .kinds
                .values()
                .find(|known| key(&known.code) == key(&code) && key(&known.name) == key(&name));
            known.map_or_else(
                || {
                    let id = KindId::from_bytes(ids());
                    additions.kinds.push((id, code, name));
                    id
                },
                |kind| kind.id,
            )
        });
        let kinds = kinds.collect();
        Self {
            kinds,
            units,
            skills,
            additions,
            qualify: Vec::new(),
        }
    }

    fn people(
        &mut self,
        team: &Team,
        draft: &Draft,
        ids: Ids<'_>,
        plan: &mut Plan,
    ) -> Vec<PersonId> {
        let mut found = Vec::new();
        for person in &draft.people {
            let names = person.qualifications.iter();
            let skills = names.filter_map(|name| self.skills.get(&key(name)).copied());
            let mut skills: Vec<QualificationId> = skills.collect();
            let named = |known: &&Person| key(&known.name) == key(&person.name);
            // A planner's file may still name who left; what it gives them becomes open.
            let mut left = team.people.values();
            let known = team.members().find(named);
            let known = known.or_else(|| left.find(named));
            let Some(known) = known else {
                let id = PersonId::from_bytes(ids());
                let name = person.name.clone();
                plan.new_people.push(name.clone());
                let new = NewPerson {
                    id,
                    name,
                    coordinator: false,
                    qualifications: skills,
                };
                self.additions.people.push(new);
                found.push(id);
                continue;
            };
            plan.known_people += 1;
            found.push(known.id);
            if skills
                .iter()
                .any(|skill| !known.qualifications.contains(skill))
            {
                skills.extend(&known.qualifications);
                skills.sort();
                skills.dedup();
                self.qualify.push(Command::Qualify {
                    person: known.id,
                    qualifications: skills,
                });
            }
        }
        found
    }
}

impl AllAdditions {
    fn commands(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        let mut add = |additions| commands.push(Command::Add(additions));
        for some in self.qualifications.chunks(ADDITIONS_PER_COMMAND) {
            add(Additions {
                qualifications: some.to_vec(),
                ..Additions::default()
            });
        }
        for some in self.people.chunks(ADDITIONS_PER_COMMAND) {
            add(Additions {
                people: some.to_vec(),
                ..Additions::default()
            });
        }
        for some in self.units.chunks(ADDITIONS_PER_COMMAND) {
            add(Additions {
                units: some.to_vec(),
                ..Additions::default()
            });
        }
        for some in self.kinds.chunks(ADDITIONS_PER_COMMAND) {
            add(Additions {
                kinds: some.to_vec(),
                ..Additions::default()
            });
        }
        commands
    }
}

/// Returns code and name of a kind; where the file has only one of them, or none but times, the
/// other is made of it.
fn kind_words(kind: &crate::draft::DraftKind) -> (String, String) {
    let clock = |min: u16| format!("{:02}:{:02}", min / 60 % 24, min % 60);
    let times = || format!("{}–{}", clock(kind.start_min), clock(kind.end_min));
    let name = kind.name.clone().filter(|name| !name.trim().is_empty());
    let code = Some(kind.code.clone()).filter(|code| !code.trim().is_empty());
    match (code, name) {
        (Some(code), Some(name)) => (code, name),
        (Some(code), None) => (code.clone(), code),
        (None, Some(name)) => (name.clone(), name),
        (None, None) => (clock(kind.start_min), times()),
    }
}

impl Words {
    fn planned(&self, shift: &DraftShift, people: &[PersonId]) -> Option<Planned> {
        let needs = shift.qualification.as_ref();
        Some(Planned {
            span: span(shift)?,
            owner: shift.person.and_then(|at| people.get(at)).copied(),
            kind: *self.kinds.get(shift.kind)?,
            unit: shift.unit.and_then(|at| self.units.get(at)).copied(),
            needs: needs.and_then(|name| self.skills.get(&key(name)).copied()),
            break_min: shift.break_min,
        })
    }
}

fn span(shift: &DraftShift) -> Option<Span> {
    let moment = |utc_min: i64, offset_min| {
        let utc_min = i32::try_from(utc_min).ok()?;
        Some(Moment {
            utc_min,
            offset_min,
        })
    };
    let start = moment(shift.start_utc_min, shift.start_offset_min)?;
    Span::new(start, moment(shift.end_utc_min, shift.end_offset_min)?)
}

#[cfg(test)]
mod tests;
