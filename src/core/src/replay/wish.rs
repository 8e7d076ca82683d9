//! Wishing, agreeing how to swap, and making a shift open for somebody who fell ill.

use crate::event::{Agreements, NewWish, Pattern, ShiftRef};
use crate::id::{EventId, PersonId, WishId};
use crate::limit::{NAMED_MAX, WINDOW_MIN_MAX, WISHES_MAX};
use crate::refusal::Refusal;
use crate::release::Release;
use crate::team::Team;
use crate::wish::Wish;

use super::Stamp;
use super::deal::{moved, owned};
use super::membership::at_most;
use super::removal::member;

/// The heaviest wish.
const WEIGHT_MAX: u8 = 3;
/// All days of the week.
const ALL_DAYS: u8 = 0b111_1111;
/// All parts of the day.
const ALL_PARTS: u8 = 0b1_1111;

pub(super) fn wish(
    team: &mut Team,
    event: EventId,
    person: PersonId,
    wish: &NewWish,
) -> Result<(), Refusal> {
    good_pattern(team, &wish.shifts)?;
    let own = team.wishes.values().filter(|other| other.person == person);
    at_most(own.count() + 1, WISHES_MAX)?;
    if !(1..=WEIGHT_MAX).contains(&wish.weight) {
        return Err(Refusal::BadWish);
    }
    let id = WishId::of(event);
    let wish = wish.clone();
    team.wishes.put(id, Wish { id, person, wish });
    Ok(())
}

pub(super) fn unwish(team: &mut Team, id: WishId, person: PersonId) -> Result<(), Refusal> {
    let found = team.wishes.get(&id).filter(|wish| wish.person == person);
    found.ok_or(Refusal::UnknownWish(id))?;
    team.wishes.remove(&id);
    Ok(())
}

/// Tells why a pattern says nothing that can be understood here.
pub(super) fn good_pattern(team: &Team, pattern: &Pattern) -> Result<(), Refusal> {
    at_most(pattern.kinds.len(), NAMED_MAX)?;
    at_most(pattern.units.len(), NAMED_MAX)?;
    let unknown = pattern.kinds.iter().find(|kind| !team.kinds.contains(kind));
    if let Some(unknown) = unknown {
        return Err(Refusal::UnknownKind(*unknown));
    }
    let unknown = pattern.units.iter().find(|unit| !team.units.contains(unit));
    if let Some(unknown) = unknown {
        return Err(Refusal::UnknownUnit(*unknown));
    }
    let is_backwards = pattern.days.is_some_and(|(from, until)| until < from);
    if is_backwards || pattern.weekdays > ALL_DAYS || pattern.parts > ALL_PARTS {
        return Err(Refusal::BadWish);
    }
    Ok(())
}

pub(super) fn agree(team: &mut Team, agreements: &Agreements) -> Result<(), Refusal> {
    at_most(agreements.approvers.len(), NAMED_MAX)?;
    let mut approvers = agreements.approvers.iter();
    approvers.try_for_each(|person| member(team, *person))?;
    team.agree(Agreements {
        window_min: agreements.window_min.min(WINDOW_MIN_MAX),
        decide_min: agreements.decide_min.min(WINDOW_MIN_MAX),
        ..agreements.clone()
    });
    Ok(())
}

/// Makes a shift open: at once for its owner and for coordinators, else by two colleagues.
pub(super) fn release(
    team: &mut Team,
    actor: PersonId,
    found: ShiftRef,
    at: Stamp,
) -> Result<(), Refusal> {
    let shift = team.roster.get(found.shift);
    let owner = shift.ok_or(Refusal::UnknownShift(found.shift))?.owner;
    let owner = owner.ok_or(Refusal::NotOwner {
        shift: found.shift,
        owner: None,
    })?;
    owned(team, found, owner)?;
    let before = team.releases.get(&found.shift);
    let before = before.filter(|release| release.revision == found.revision);
    let mut by = before.map(|release| release.by.clone()).unwrap_or_default();
    if by.contains(&actor) {
        return Err(Refusal::SecondNeeded(found.shift));
    }
    by.push(actor);
    let is_enough = actor == owner || team.is_coordinator(actor) || by.len() > 1;
    let release = Release {
        of: owner,
        revision: found.revision,
        by,
        at: is_enough.then_some(at),
    };
    team.releases.put(found.shift, release);
    if is_enough {
        team.hand_over(found.shift, None, at);
        moved(team, found.shift, at);
    }
    Ok(())
}
