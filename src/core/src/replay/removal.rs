//! Removing people and devices, and what follows from somebody having left; appointing.

use std::collections::BTreeSet;

use crate::ablation::{Defence, stands};
use crate::debt::DebtState;
use crate::event::{Removal, SEALED_KEY_BYTES, Terms};
use crate::gather::gather;
use crate::id::{CircleId, DeviceId, OfferId, PersonId};
use crate::limit::PEOPLE_MAX;
use crate::offer::{Input, Offer};
use crate::proposal;
use crate::refusal::Refusal;
use crate::team::Team;

use super::deal::moved;
use super::membership::{at_most, fresh};
use super::{Stamp, answer, circle, debt};

/// Tells why somebody is not in the team.
pub(super) fn member(team: &Team, person: PersonId) -> Result<(), Refusal> {
    match team.people.get(&person) {
        Some(found) if found.is_member() => Ok(()),
        Some(_) => Err(Refusal::HasLeft(person)),
        None => Err(Refusal::UnknownPerson(person)),
    }
}

/// Makes somebody a coordinator, or no longer one.
pub(super) fn appoint(team: &mut Team, person: PersonId, coordinator: bool) -> Result<(), Refusal> {
    member(team, person)?;
    if !coordinator {
        someone_coordinates(team, &[person], &[])?;
    }
    team.people
        .change(&person, |person| person.coordinator = coordinator);
    Ok(())
}

/// Forgets what was written of somebody who left; that somebody worked then stays.
pub(super) fn erase(team: &mut Team, person: PersonId) -> Result<(), Refusal> {
    let found = team.people.get(&person);
    let found = found.ok_or(Refusal::UnknownPerson(person))?;
    if found.is_member() {
        return Err(Refusal::StillMember(person));
    }
    team.people.change(&person, |person| {
        person.name.clear();
        person.qualifications.clear();
        person.terms = Terms::default();
    });
    Ok(())
}

/// Takes people and devices out of the team.
pub(super) fn remove(team: &mut Team, removal: &Removal, at: Stamp) -> Result<(), Refusal> {
    valid(team, removal)?;
    team.epoch = removal.epoch;
    let stay = team.remaining(&removal.people, &removal.devices);
    let stay: BTreeSet<DeviceId> = gather(stay.into_iter().map(|device| device.id));
    let gone = team.devices.values().map(|device| device.id);
    let gone: Vec<_> = gone.filter(|device| !stay.contains(device)).collect();
    for device in gone {
        team.devices.remove(&device);
        team.letterboxes.remove(&device);
    }
    for person in &removal.people {
        resign(team, *person, at);
        release_answers(team, *person, at);
        release_shifts(team, *person, at);
    }
    // Who left is waited for no longer.
    for offer in open_offers(team) {
        let done = answer::complete(team, offer, at);
        debug_assert_eq!(done, Ok(()));
    }
    Ok(())
}

fn valid(team: &Team, removal: &Removal) -> Result<(), Refusal> {
    let (people, devices) = (&removal.people, &removal.devices);
    if removal.base != team.membership() && stands(Defence::Base) {
        return Err(Refusal::MembershipChanged);
    }
    let next = team.epoch.saturating_add(1);
    if removal.epoch != next && stands(Defence::Base) {
        let had = removal.epoch;
        return Err(Refusal::WrongEpoch { had, next });
    }
    if people.is_empty() && devices.is_empty() {
        return Err(Refusal::NothingToRemove);
    }
    at_most(people.len(), PEOPLE_MAX)?;
    at_most(devices.len(), team.devices.len())?;
    fresh(people.iter().copied(), |_| false)?;
    fresh(devices.iter().copied(), |_| false)?;
    people.iter().try_for_each(|person| member(team, *person))?;
    if let Some(unknown) = devices.iter().find(|id| !team.devices.contains(id)) {
        return Err(Refusal::UnknownDevice(*unknown));
    }
    someone_coordinates(team, people, devices)?;
    let needs = team.remaining(people, devices).len() * SEALED_KEY_BYTES;
    let had = removal.keys.len();
    if had != needs && stands(Defence::Base) {
        return Err(Refusal::BadKeys { had, needs });
    }
    Ok(())
}

/// Tells whether nobody would be left who coordinates and has a device.
fn someone_coordinates(
    team: &Team,
    people: &[PersonId],
    devices: &[DeviceId],
) -> Result<(), Refusal> {
    let stay = team.remaining(people, devices);
    let mut stay = stay.iter();
    if stay.any(|device| team.is_coordinator(device.person)) {
        Ok(())
    } else {
        Err(Refusal::LastCoordinator)
    }
}

/// Takes from somebody what they were in the team, and what they wished and said.
fn resign(team: &mut Team, person: PersonId, at: Stamp) {
    team.people.change(&person, |person| {
        person.coordinator = false;
        person.left = Some(at);
    });
    if let Some(agreed) = &mut team.agreements {
        agreed.approvers.retain(|other| *other != person);
    }
    team.claims.forget(person);
    let rounds = team.rounds.values().filter(|round| round.knows(person));
    let rounds: Vec<_> = rounds.map(|round| round.id).collect();
    for id in rounds {
        team.change_round(id, |round| round.forget(person));
    }
    let wishes = team.wishes.values().filter(|wish| wish.person == person);
    let wishes: Vec<_> = wishes.map(|wish| wish.id).collect();
    for wish in wishes {
        team.wishes.remove(&wish);
    }
    let debts = team.debts_of(person);
    let debts = debts.filter(|(_, debt)| debt.state == DebtState::Open);
    let debts: Vec<_> = debts.map(|(id, _)| id).collect();
    for id in debts {
        debt::end(team, id, DebtState::Left);
    }
    let begun = team.releases.iter();
    let begun = begun.filter(|(_, release)| release.at.is_none() && release.by.contains(&person));
    let begun: Vec<_> = begun.map(|(shift, _)| *shift).collect();
    for shift in begun {
        team.releases.remove(&shift);
    }
}

/// Ends what somebody asked for, and takes back what they answered.
fn release_answers(team: &mut Team, person: PersonId, at: Stamp) {
    for id in open_offers(team) {
        let Some(offer) = team.offers.get(&id) else {
            continue;
        };
        let is_theirs = offer.by == Some(person);
        if !is_theirs && !offer.knows(person) {
            continue;
        }
        team.change_offer(id, |offer| {
            offer.forget(person);
            answer::stop_clocks(offer);
        });
        let asks_nobody = team.offers.get(&id).is_some_and(Offer::asks_nobody);
        if is_theirs || asks_nobody {
            let lapsed = answer::input(team, id, Input::Moved, at);
            debug_assert_eq!(lapsed, Ok(()));
        }
    }
    let circles: BTreeSet<CircleId> = gather(team.open_circles.values().copied());
    for id in circles {
        let found = team.proposals.get(&id);
        if found.is_some_and(|found| found.concerns(person)) {
            let lapsed = circle::input(team, id, proposal::Input::Moved, at);
            debug_assert_eq!(lapsed, Ok(()));
        }
    }
}

/// Makes what somebody would have worked open.
fn release_shifts(team: &mut Team, person: PersonId, at: Stamp) {
    let now = at.moment();
    let shifts = team.roster.of(Some(person));
    let shifts = shifts.filter(|shift| !shift.has_begun(now));
    let shifts: Vec<_> = shifts.map(|shift| shift.id).collect();
    for shift in shifts {
        team.hand_over(shift, None, at);
        moved(team, shift, at);
    }
}

fn open_offers(team: &Team) -> BTreeSet<OfferId> {
    gather(team.open_offers.values().copied())
}
