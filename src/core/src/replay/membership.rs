//! Founding, adding, qualifying and admitting.

use std::collections::BTreeSet;

use crate::event::{Additions, Event, Founding, Letterbox, NewPerson, TeamRules, Terms};
use crate::gather::gather;
use crate::id::{DeviceId, PersonId, QualificationId};
use crate::limit::{ADDITIONS_PER_COMMAND_MAX, CODE_BYTES_MAX, NAME_BYTES_MAX, PEOPLE_MAX};
use crate::person::{Device, Person, Qualification, ShiftKind, Unit};
use crate::refusal::Refusal;
use crate::team::{Rules, Team};

pub(super) fn found(team: &mut Team, event: &Event, founding: &Founding) -> Result<(), Refusal> {
    if team.is_founded() {
        return Err(Refusal::Founding);
    }
    if founding.device != event.device || founding.founder.id != event.actor {
        return Err(Refusal::NotYourDevice(event.actor));
    }
    good_name(&founding.name, NAME_BYTES_MAX)?;
    good_name(&founding.zone, NAME_BYTES_MAX)?;
    good_name(&founding.founder.name, NAME_BYTES_MAX)?;
    team.id = Some(founding.team);
    team.name = founding.name.clone();
    team.zone = founding.zone.clone();
    let founder = NewPerson {
        coordinator: true,
        ..founding.founder.clone()
    };
    put_person(team, &founder);
    put_device(team, founder.id, founding.device, founding.key);
    Ok(())
}

pub(super) fn add(team: &mut Team, new: &Additions) -> Result<(), Refusal> {
    let had = new.people.len() + new.units.len() + new.kinds.len() + new.qualifications.len();
    at_most(had, ADDITIONS_PER_COMMAND_MAX)?;
    at_most(team.members().count() + new.people.len(), PEOPLE_MAX)?;
    let known: BTreeSet<_> = gather(new.qualifications.iter().map(|(id, _)| *id));
    let is_known = |id: &QualificationId| known.contains(id) || team.qualifications.contains(id);

    fresh(new.people.iter().map(|person| person.id), |id| {
        *id == PersonId::NOBODY || team.people.contains(id)
    })?;
    fresh(new.units.iter().map(|(id, _)| *id), |id| {
        team.units.contains(id)
    })?;
    fresh(new.kinds.iter().map(|(id, ..)| *id), |id| {
        team.kinds.contains(id)
    })?;
    fresh(new.qualifications.iter().map(|(id, _)| *id), |id| {
        team.qualifications.contains(id)
    })?;
    for person in &new.people {
        good_name(&person.name, NAME_BYTES_MAX)?;
        if let Some(unknown) = person.qualifications.iter().find(|id| !is_known(id)) {
            return Err(Refusal::UnknownQualification(*unknown));
        }
    }
    let names = new.units.iter().map(|(_, name)| name);
    for name in names.chain(new.qualifications.iter().map(|(_, name)| name)) {
        good_name(name, NAME_BYTES_MAX)?;
    }
    for (_, code, name) in &new.kinds {
        good_name(code, CODE_BYTES_MAX)?;
        good_name(name, NAME_BYTES_MAX)?;
    }

    for (id, name) in &new.qualifications {
        team.qualifications.put(
            *id,
            Qualification {
                id: *id,
                name: name.clone(),
            },
        );
    }
    for (id, name) in &new.units {
        team.units.put(
            *id,
            Unit {
                id: *id,
                name: name.clone(),
            },
        );
    }
    for (id, code, name) in &new.kinds {
        team.kinds.put(
            *id,
            ShiftKind {
                id: *id,
                code: code.clone(),
                name: name.clone(),
            },
        );
    }
    new.people
        .iter()
        .for_each(|person| put_person(team, person));
    Ok(())
}

pub(super) fn qualify(
    team: &mut Team,
    person: PersonId,
    qualifications: &[QualificationId],
) -> Result<(), Refusal> {
    if !team.people.contains(&person) {
        return Err(Refusal::UnknownPerson(person));
    }
    if let Some(unknown) = qualifications
        .iter()
        .find(|id| !team.qualifications.contains(id))
    {
        return Err(Refusal::UnknownQualification(*unknown));
    }
    let all = gather(qualifications.iter().copied());
    team.people
        .change(&person, |person| person.qualifications = all);
    Ok(())
}

pub(super) fn set_terms(team: &mut Team, person: PersonId, terms: Terms) -> Result<(), Refusal> {
    if !team.people.contains(&person) {
        return Err(Refusal::UnknownPerson(person));
    }
    team.people.change(&person, |person| person.terms = terms);
    Ok(())
}

pub(super) fn set_rules(team: &mut Team, own: &TeamRules) -> Result<(), Refusal> {
    at_most(own.duties.len(), ADDITIONS_PER_COMMAND_MAX)?;
    at_most(own.needs.len(), ADDITIONS_PER_COMMAND_MAX)?;
    at_most(own.mix.len(), ADDITIONS_PER_COMMAND_MAX)?;
    let kinds = own.duties.iter().map(|(kind, _)| *kind);
    let kinds = kinds.chain(own.needs.iter().map(|(kind, _)| *kind));
    let mut kinds = kinds.chain(own.mix.iter().map(|mix| mix.kind));
    if let Some(unknown) = kinds.find(|kind| !team.kinds.contains(kind)) {
        return Err(Refusal::UnknownKind(unknown));
    }
    let asked = own.needs.iter().map(|(_, qualification)| *qualification);
    let mut asked = asked.chain(own.mix.iter().map(|mix| mix.qualification));
    if let Some(unknown) = asked.find(|id| !team.qualifications.contains(id)) {
        return Err(Refusal::UnknownQualification(unknown));
    }
    let rules = Rules::of(own.clone());
    team.rules = Some(rules.ok_or(Refusal::UnknownRules(own.law.version))?);
    Ok(())
}

pub(super) fn admit(
    team: &mut Team,
    person: PersonId,
    device: DeviceId,
    key: [u8; 32],
) -> Result<(), Refusal> {
    if !team.people.contains(&person) {
        return Err(Refusal::UnknownPerson(person));
    }
    if team.devices.contains(&device) {
        return Err(Refusal::Repeated);
    }
    team.people.change(&person, |person| person.left = None);
    put_device(team, person, device, key);
    Ok(())
}

pub(super) fn set_letterbox(
    team: &mut Team,
    device: DeviceId,
    letterbox: Option<&Letterbox>,
) -> Result<(), Refusal> {
    match letterbox {
        Some(letterbox) if letterbox.is_sound() => {
            team.letterboxes.put(device, letterbox.clone());
        }
        Some(_) => return Err(Refusal::BadLetterbox),
        None => {
            team.letterboxes.remove(&device);
        }
    }
    Ok(())
}

fn put_person(team: &mut Team, new: &NewPerson) {
    let person = Person {
        id: new.id,
        name: new.name.clone(),
        coordinator: new.coordinator,
        qualifications: gather(new.qualifications.iter().copied()),
        terms: Terms::default(),
        left: None,
    };
    team.people.put(new.id, person);
}

pub(super) fn put_device(team: &mut Team, person: PersonId, id: DeviceId, key: [u8; 32]) {
    team.devices.put(id, Device { id, person, key });
}

pub(super) fn fresh<K: Ord + Copy>(
    ids: impl Iterator<Item = K>,
    is_known: impl Fn(&K) -> bool,
) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if is_known(&id) || !seen.insert(id) {
            return Err(Refusal::Repeated);
        }
    }
    Ok(())
}

pub(super) fn at_most(had: usize, max: usize) -> Result<(), Refusal> {
    if had > max {
        Err(Refusal::TooMuch { had, max })
    } else {
        Ok(())
    }
}

fn good_name(name: &str, max: usize) -> Result<(), Refusal> {
    let is_good =
        !name.trim().is_empty() && name.len() <= max && !name.chars().any(char::is_control);
    if is_good {
        Ok(())
    } else {
        Err(Refusal::BadName)
    }
}
