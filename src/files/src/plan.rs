//! From a draft roster to the commands that write it into a team.
//!
//! People, kinds, units and qualifications are matched by name, so a second file adds only what is
//! new. A shift that is in the roster already, with its own owner or with whoever has it after a
//! swap, is not added again.

use std::collections::BTreeMap;

use ruil_core::event::{Additions, NewPerson, NewShift, RosterPart};
use ruil_core::{
    Command, KindId, Moment, Person, PersonId, QualificationId, Shift, Span, Team, UnitId,
};

use crate::draft::{Draft, DraftShift};

/// Most shifts in one part: with all its people and kinds it fits an envelope whatever happens.
const SHIFTS_PER_PART: usize = 300;
/// Most people or words in one addition, for the same reason.
const ADDITIONS_PER_COMMAND: usize = 50;

/// What writing a draft would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The commands, in their order.
    pub commands: Vec<Command>,
    /// The names of people who are new to the team.
    pub new_people: Vec<String>,
    /// How many people the team knows already.
    pub known_people: usize,
    /// How many shifts are added.
    pub new_shifts: usize,
    /// How many shifts are there already.
    pub known_shifts: usize,
}

/// A source of ids: sixteen random bytes at a time.
pub type Ids<'a> = &'a mut dyn FnMut() -> [u8; 16];

/// Returns what writing `draft` into `team` would do.
pub fn plan(team: &Team, draft: &Draft, ids: Ids<'_>) -> Plan {
    let mut plan = Plan::default();
    let mut words = Words::new(team, draft, ids);
    let people = words.people(team, draft, ids, &mut plan);
    plan.commands.extend(words.additions.commands());
    plan.commands.extend(words.qualify);
    let new = new_shifts(team, draft, &people, &words.kinds);
    plan.new_shifts = new.len();
    plan.known_shifts = draft.shifts.len() - new.len();
    for chunk in new.chunks(SHIFTS_PER_PART) {
        plan.commands.push(part(
            chunk,
            &people,
            &words.kinds,
            &words.units,
            &words.skills,
        ));
    }
    plan
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

/// Returns the draft's shifts that the roster does not hold.
fn new_shifts<'a>(
    team: &Team,
    draft: &'a Draft,
    people: &[PersonId],
    kinds: &[KindId],
) -> Vec<(&'a DraftShift, NewShift)> {
    let mut held: BTreeMap<(Span, KindId), Vec<Option<PersonId>>> = BTreeMap::new();
    for Shift {
        span, kind, owner, ..
    } in team.roster.iter()
    {
        held.entry((*span, *kind)).or_default().push(*owner);
    }
    let made = draft.shifts.iter().filter_map(|shift| {
        let new = new_shift(shift)?;
        let owner = shift.person.and_then(|at| people.get(at)).copied();
        Some((shift, new, (new.span()?, *kinds.get(shift.kind)?), owner))
    });
    // First those that are where they were, then those that a swap moved.
    let (mut open, mut rest) = (Vec::new(), Vec::new());
    for (shift, new, place, owner) in made {
        let there = held.get_mut(&place);
        let same = there.and_then(|there| {
            let at = there.iter().position(|has| *has == owner)?;
            Some(there.swap_remove(at))
        });
        if same.is_none() {
            open.push((shift, new, place));
        }
    }
    for (shift, new, place) in open {
        if held.get_mut(&place).and_then(Vec::pop).is_none() {
            rest.push((shift, new));
        }
    }
    rest
}

fn new_shift(shift: &DraftShift) -> Option<NewShift> {
    let start = Moment {
        utc_min: i32::try_from(shift.start_utc_min).ok()?,
        offset_min: shift.start_offset_min,
    };
    Some(NewShift {
        start,
        len_min: u16::try_from(shift.elapsed_min).ok()?,
        end_offset_min: shift.end_offset_min,
        break_min: shift.break_min,
        kind: 0,
        unit: None,
        needs: None,
        owner: None,
    })
}

fn part(
    shifts: &[(&DraftShift, NewShift)],
    people: &[PersonId],
    kinds: &[KindId],
    units: &[UnitId],
    skills: &BTreeMap<String, QualificationId>,
) -> Command {
    let mut part = RosterPart::default();
    for (shift, new) in shifts {
        let needs = shift
            .qualification
            .as_ref()
            .and_then(|name| skills.get(&key(name)));
        let kind = kinds
            .get(shift.kind)
            .and_then(|kind| place(&mut part.kinds, *kind));
        let unit = shift.unit.and_then(|at| units.get(at));
        let owner = shift.person.and_then(|at| people.get(at));
        let owner = owner.map(|owner| place(&mut part.people, *owner).unwrap_or_default());
        part.shifts.push(NewShift {
            kind: narrow(kind.unwrap_or_default()),
            unit: unit
                .and_then(|unit| place(&mut part.units, *unit))
                .map(narrow),
            needs: needs
                .and_then(|needs| place(&mut part.needs, *needs))
                .map(narrow),
            owner: owner.map(|at| u16::try_from(at).unwrap_or(u16::MAX)),
            ..*new
        });
    }
    Command::Import(part)
}

/// Returns an item's position in a list, at its end if it is new.
fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> Option<usize> {
    list.iter().position(|other| *other == item).or_else(|| {
        list.push(item);
        list.len().checked_sub(1)
    })
}

/// A position past 255 is refused by replay as a bad shift; the header's limits keep it away.
fn narrow(at: usize) -> u8 {
    u8::try_from(at).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests;
