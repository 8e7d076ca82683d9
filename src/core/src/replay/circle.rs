//! Circles: proposing, agreeing, carrying out all of it or nothing.

use std::collections::BTreeSet;

use crate::assess::{Light, assess};
use crate::event::{Move, NewCircle, OfferKind, ShiftRef};
use crate::gather::gather;
use crate::id::{CircleId, EventId, PersonId};
use crate::limit::{CIRCLE_OPEN_MIN_MAX, MOVES_MAX};
use crate::offer::LostReason;
use crate::proposal::{Effect, Input, Proposal, ProposalState, Step, step};
use crate::refusal::Refusal;
use crate::team::Team;

use super::Stamp;
use super::deal::{allowed, carry_out, open, owned};
use super::membership::at_most;
use super::removal::member;

const MINUTE_MS: u64 = 60_000;

/// Proposes a circle that `by` is in. What another device found is checked here, move by move.
pub(super) fn propose(
    team: &mut Team,
    event: EventId,
    by: PersonId,
    new: &NewCircle,
    made: Stamp,
) -> Result<(), Refusal> {
    at_most(new.moves.len(), MOVES_MAX)?;
    let mut moves = Vec::with_capacity(new.moves.len());
    for found in &new.moves {
        moves.push(checked(team, *found)?);
    }
    let open_min = new.open_min.min(CIRCLE_OPEN_MIN_MAX);
    let open_ms = u64::from(open_min) * MINUTE_MS;
    let begins = moves.iter().filter_map(|step| team.start_ms(step.shift));
    let ends_ms = made.time_ms.saturating_add(open_ms);
    let ends_ms = begins.fold(ends_ms, u64::min).max(made.time_ms);
    let proposal = Proposal {
        id: CircleId::of(event),
        by,
        moves,
        made,
        ends_ms,
        agreed: BTreeSet::from([by]),
        state: ProposalState::Open,
    };
    is_circle(team, &proposal)?;
    if !proposal.concerns(by) {
        return Err(Refusal::NotAsked);
    }
    let people = proposal.people();
    people.iter().try_for_each(|person| member(team, *person))?;
    let first = proposal.moves.first().ok_or(Refusal::NoCircle)?.shift;
    allowed(&assess(team, &proposal.change(), made.moment()), first)?;
    team.put_proposal(proposal);
    Ok(())
}

fn checked(team: &Team, found: Move) -> Result<Step, Refusal> {
    let shift = found.shift;
    let from = team
        .roster
        .get(shift)
        .ok_or(Refusal::UnknownShift(shift))?
        .owner;
    let seen = ShiftRef {
        shift,
        revision: found.revision,
    };
    match from {
        Some(owner) => owned(team, seen, owner)?,
        None => open(team, seen)?,
    }
    if let Some(other) = team.open_circle_of(shift) {
        return Err(Refusal::InCircle(other.id));
    }
    Ok(Step {
        shift,
        revision: found.revision,
        from,
        to: found.to,
    })
}

/// Tells why some moves are no circle and no chain: one alone is a claim or an answer, everybody gets one shift at most and gives one
/// at most, and who gives without getting has given it away by an offer.
fn is_circle(team: &Team, proposal: &Proposal) -> Result<(), Refusal> {
    let moves = &proposal.moves;
    let shifts: BTreeSet<_> = gather(moves.iter().map(|step| step.shift));
    let takers: BTreeSet<_> = gather(moves.iter().map(|step| step.to));
    let givers: BTreeSet<_> = gather(moves.iter().filter_map(|step| step.from));
    let given = moves.iter().filter(|step| step.from.is_some()).count();
    let is_each_once =
        shifts.len() == moves.len() && takers.len() == moves.len() && givers.len() == given;
    let to_self = moves.iter().any(|step| step.from == Some(step.to));
    let gives_freely = |step: &Step| {
        let offer = team.open_offer_of(step.shift);
        offer.is_some_and(|offer| offer.kind == OfferKind::GiveAway)
    };
    let loses = |step: &Step| step.from.is_some_and(|from| !takers.contains(&from));
    let unasked = moves.iter().any(|step| loses(step) && !gives_freely(step));
    if is_each_once && !to_self && !unasked && moves.len() > 1 {
        Ok(())
    } else {
        Err(Refusal::NoCircle)
    }
}

/// Does to a circle what an input does.
pub(super) fn input(team: &mut Team, id: CircleId, given: Input, at: Stamp) -> Result<(), Refusal> {
    let proposal = team.proposals.get(&id).ok_or(Refusal::UnknownCircle(id))?;
    match step(proposal, given)? {
        Effect::Stay => {}
        Effect::Agree(person) => team.change_proposal(id, |proposal| {
            proposal.agreed.insert(person);
        }),
        Effect::Complete(person) => complete(team, id, person, at),
        Effect::Settle => carry(team, id, true, at),
        Effect::End(state) => team.change_proposal(id, |proposal| proposal.state = state),
    }
    Ok(())
}

fn complete(team: &mut Team, id: CircleId, person: PersonId, at: Stamp) {
    team.change_proposal(id, |proposal| {
        proposal.agreed.insert(person);
    });
    carry(team, id, false, at);
}

/// Checks it again, now that all agree, and carries it out, lets it wait, or ends it.
fn carry(team: &mut Team, id: CircleId, is_approved: bool, at: Stamp) {
    let Some(proposal) = team.proposals.get(&id) else {
        return;
    };
    let change = proposal.change();
    let first = proposal.moves.first().map(|step| step.shift);
    let light = first.map(|first| allowed(&assess(team, &change, at.moment()), first));
    let state = match light {
        Some(Ok(Light::Amber)) if !is_approved => ProposalState::Agreed,
        Some(Ok(_)) => ProposalState::Settled { at },
        Some(Err(refusal)) => {
            ProposalState::Broken(LostReason::of(&refusal).unwrap_or(LostReason::Busy))
        }
        None => ProposalState::Lapsed,
    };
    team.change_proposal(id, |proposal| proposal.state = state);
    if matches!(state, ProposalState::Settled { .. }) {
        carry_out(team, &change, None, at);
        let gives = |person| {
            let mut handovers = change.handovers().iter();
            handovers.any(|handover| handover.from == Some(person))
        };
        for handover in change.handovers() {
            if !gives(handover.to) {
                team.took_extra(handover.to, handover.shift);
            }
        }
    }
}
