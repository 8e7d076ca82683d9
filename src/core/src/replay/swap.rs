//! Offering, answering, settling and claiming.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::{Light, assess};
use crate::check::Change;
use crate::event::{Answer, Audience, OfferKind};
use crate::gather::gather;
use crate::id::{EventId, OfferId, PersonId, ShiftId};
use crate::limit::NAMED_MAX;
use crate::offer::{Input, Lost, LostReason, Offer, OfferState, Step, step};
use crate::refusal::Refusal;
use crate::team::Team;

use super::Stamp;
use super::membership::at_most;

pub(super) fn offer(
    team: &mut Team,
    event: EventId,
    by: PersonId,
    (shift, revision): (ShiftId, u32),
    kind: &OfferKind,
    to: &Audience,
    made: Stamp,
) -> Result<(), Refusal> {
    owned(team, shift, revision, by)?;
    if let Some(open) = team.open_offer_of(shift) {
        return Err(Refusal::AlreadyOffered(open.id));
    }
    if let OfferKind::SwapForNamed(named) = kind {
        at_most(named.len(), NAMED_MAX)?;
        if named.is_empty() {
            return Err(Refusal::ReturnNeeded);
        }
        if let Some(unknown) = named.iter().find(|id| team.roster.get(**id).is_none()) {
            return Err(Refusal::UnknownShift(*unknown));
        }
    }
    if let Audience::Some(people) = to {
        at_most(people.len(), NAMED_MAX)?;
        if let Some(unknown) = people.iter().find(|id| !team.people.contains(id)) {
            return Err(Refusal::UnknownPerson(*unknown));
        }
    }
    let id = OfferId::of(event);
    let offer = Offer {
        id,
        by,
        shift,
        revision,
        kind: kind.clone(),
        to: to.clone(),
        made,
        state: OfferState::Open,
        answers: BTreeMap::new(),
        waiting: BTreeSet::new(),
        losses: BTreeMap::new(),
    };
    team.offers.put(id, offer);
    Ok(())
}

pub(super) fn by_maker(team: &Team, offer: OfferId, person: PersonId) -> Result<(), Refusal> {
    let offer = team
        .offers
        .get(&offer)
        .ok_or(Refusal::UnknownOffer(offer))?;
    if offer.by == person {
        Ok(())
    } else {
        Err(Refusal::NotYourOffer(offer.by))
    }
}

pub(super) fn input(
    team: &mut Team,
    id: OfferId,
    input: Input,
    stamp: Stamp,
) -> Result<(), Refusal> {
    let offer = team
        .offers
        .get(&id)
        .ok_or(Refusal::UnknownOffer(id))?
        .clone();
    match step(&offer, input) {
        Ok(Step::Stay) => Ok(()),
        Ok(Step::Record { person, answer }) => {
            if answer.is_yes() {
                possible(team, &offer, person, answer, stamp)?;
            }
            team.offers.change(&id, |offer| {
                offer.answers.insert(person, answer);
                offer.waiting.remove(&person);
            });
            Ok(())
        }
        Ok(Step::Settle { winner, answer }) => {
            let (change, light) = possible(team, &offer, winner, answer, stamp)?;
            let is_allowed = matches!(input, Input::Approve { .. });
            if light == Light::Amber && !is_allowed {
                team.offers.change(&id, |offer| {
                    offer.answers.insert(winner, answer);
                    offer.waiting.insert(winner);
                });
            } else {
                settle(team, &offer, (winner, answer), is_allowed, stamp);
                carry_out(team, &change, stamp);
            }
            Ok(())
        }
        Ok(Step::Withdraw) => {
            team.offers
                .change(&id, |offer| offer.state = OfferState::Withdrawn);
            Ok(())
        }
        Ok(Step::Lapse) => {
            team.offers
                .change(&id, |offer| offer.state = OfferState::Lapsed);
            Ok(())
        }
        Err(Refusal::Lost(lost)) => Err(Refusal::Lost(late(team, &offer, input, lost, stamp))),
        Err(refusal) => Err(refusal),
    }
}

/// Keeps the loss of a yes that came after the settling, so that its author is told for good.
fn late(team: &mut Team, offer: &Offer, input: Input, lost: Lost, came: Stamp) -> Lost {
    let lost = Lost {
        came: Some(came),
        ..lost
    };
    if let Input::Answer { person, .. } = input
        && offer.asks(person)
    {
        team.offers.change(&offer.id, |offer| {
            offer.losses.entry(person).or_insert(lost);
        });
    }
    lost
}

fn settle(
    team: &mut Team,
    offer: &Offer,
    (winner, answer): (PersonId, Answer),
    is_allowed: bool,
    at: Stamp,
) {
    let with = returned(answer).map(|(shift, _)| shift);
    team.offers.change(&offer.id, |offer| {
        offer.answers.insert(winner, answer);
        offer.state = OfferState::Settled { winner, with, at };
        let losers = offer
            .answers
            .iter()
            .filter(|(person, answer)| **person != winner && answer.is_yes());
        let reason = |loser: &PersonId| match (is_allowed, offer.waiting.contains(loser)) {
            (true, _) => LostReason::Approved,
            (false, true) => LostReason::Clear,
            (false, false) => offer.reason(),
        };
        let lost = |loser: &PersonId| Lost {
            winner,
            reason: reason(loser),
            settled: at,
            came: None,
        };
        offer.losses = gather(losers.map(|(person, _)| (*person, lost(person))));
        offer.waiting.clear();
    });
}

/// Returns the change a yes asks for and its light, if nothing stands in its way.
fn possible(
    team: &Team,
    offer: &Offer,
    taker: PersonId,
    answer: Answer,
    at: Stamp,
) -> Result<(Change, Light), Refusal> {
    owned(team, offer.shift, offer.revision, offer.by)?;
    if let Some((shift, revision)) = returned(answer) {
        owned(team, shift, revision, taker)?;
    }
    let in_return = returned(answer).map(|(shift, _)| shift);
    let change = Change::swap(offer.shift, offer.by, taker, in_return);
    let light = light(team, &change, offer.shift, at)?;
    Ok((change, light))
}

/// Returns a change's light, or why it can't be.
fn light(team: &Team, change: &Change, shift: ShiftId, at: Stamp) -> Result<Light, Refusal> {
    let assessment = assess(team, change, at.moment());
    if let Some(obstacle) = assessment.obstacles.first() {
        return Err(obstacle.clone());
    }
    let red = assessment.effects.iter();
    let mut red = red.filter(|effect| effect.light() == Light::Red);
    match red.next() {
        Some(effect) => Err(effect
            .first_law()
            .map_or(Refusal::NeedsApproval(shift), |rule| Refusal::Breaks {
                person: effect.person,
                shift,
                rule,
            })),
        None => Ok(assessment.light()),
    }
}

pub(super) fn claim(
    team: &mut Team,
    person: PersonId,
    (shift, revision): (ShiftId, u32),
    at: Stamp,
) -> Result<(), Refusal> {
    let found = team.roster.get(shift).ok_or(Refusal::UnknownShift(shift))?;
    if let Some(owner) = found.owner {
        return Err(Refusal::NotOpen { shift, owner });
    }
    same_revision(shift, revision, found.revision)?;
    let change = Change::gift(found, person);
    if light(team, &change, shift, at)? == Light::Amber {
        return Err(Refusal::NeedsApproval(shift));
    }
    carry_out(team, &change, at);
    Ok(())
}

/// Moves the shifts; every other open offer they stand in lapses.
fn carry_out(team: &mut Team, change: &Change, at: Stamp) {
    for handover in change.handovers() {
        team.roster.hand_over(handover.shift, Some(handover.to));
        let other = team.open_offer_of(handover.shift).map(|offer| offer.id);
        if let Some(other) = other {
            let lapsed = input(team, other, Input::Moved, at);
            debug_assert_eq!(lapsed, Ok(()));
        }
    }
}

fn returned(answer: Answer) -> Option<(ShiftId, u32)> {
    match answer {
        Answer::YesWith { shift, revision } => Some((shift, revision)),
        Answer::Yes | Answer::Later | Answer::No => None,
    }
}

fn owned(team: &Team, shift: ShiftId, revision: u32, owner: PersonId) -> Result<(), Refusal> {
    let found = team.roster.get(shift).ok_or(Refusal::UnknownShift(shift))?;
    if found.owner != Some(owner) {
        return Err(Refusal::NotOwner {
            shift,
            owner: found.owner,
        });
    }
    same_revision(shift, revision, found.revision)
}

const fn same_revision(shift: ShiftId, had: u32, now: u32) -> Result<(), Refusal> {
    if had == now {
        Ok(())
    } else {
        Err(Refusal::ShiftChanged { shift, had, now })
    }
}
