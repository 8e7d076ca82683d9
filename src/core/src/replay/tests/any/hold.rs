//! What must hold, each told from the tables alone.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::fixture::*;
use crate::bridge::Planned;
use crate::offer::Offer;
use crate::proposal::Proposal;

mod debts;
mod gone;
mod kept;
mod law;
mod news;
mod rounds;

pub(super) use debts::debts;
pub(super) use gone::{checkpoints, who_left_is_nowhere};
pub(super) use kept::{indexes, unnumbered};
pub(super) use law::{law, nobody_is_in_two_places};
pub(super) use news::news;
pub(super) use rounds::{no_place_is_lost_or_doubled, picks};

type Held = Result<(), TestCaseError>;

/// Tells every shift of some step and the owner the step gave it.
type Moved = BTreeSet<(ShiftId, Option<PersonId>)>;

/// Returns the offers that a step settled.
fn settled<'a>(before: &Ward, after: &'a Ward) -> Vec<(&'a Offer, PersonId, Option<ShiftId>)> {
    let offers = after.team.offers.values();
    let was_open = |offer: &Offer| {
        let old = before.team.offers.get(&offer.id);
        old.is_none_or(Offer::is_open)
    };
    let new = offers.filter(|offer| was_open(offer));
    let new = new.filter_map(|offer| match offer.state {
        OfferState::Settled { winner, with, .. } => Some((offer, winner, with)),
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => None,
    });
    new.collect()
}

/// Returns the circles that a step settled.
fn closed<'a>(before: &Ward, after: &'a Ward) -> Vec<&'a Proposal> {
    let was_open = |found: &&Proposal| {
        let old = before.team.proposals.get(&found.id);
        old.is_none_or(Proposal::is_open)
    };
    let is_settled = |found: &&Proposal| matches!(found.state, ProposalState::Settled { .. });
    let all = after.team.proposals.values();
    all.filter(was_open).filter(is_settled).collect()
}

/// Returns where shifts may have gone in a step, and where they must have gone.
fn allowed(before: &Ward, after: &Ward) -> Moved {
    let mut moved = Moved::new();
    for (offer, winner, with) in settled(before, after) {
        match offer.part {
            Some(_) => moved.extend([(ShiftId::part_of(offer.id), Some(winner))]),
            None => moved.extend(offer.shifts().map(|found| (found.shift, Some(winner)))),
        }
        moved.extend(with.map(|with| (with, offer.by)));
    }
    for circle in closed(before, after) {
        moved.extend(circle.moves.iter().map(|step| (step.shift, Some(step.to))));
    }
    for (shift, release) in after.team.releases.iter() {
        if release.at.is_some() && before.team.releases.get(shift) != Some(release) {
            moved.insert((*shift, None));
        }
    }
    moved.extend(opened(before, after));
    // Where a team agreed on nothing, a claim leaves nothing but itself.
    if let Some((event, _)) = after.log.get(before.log.len())
        && let Command::Claim { shift, .. } = event.command
        && before.team.agreements.is_none()
        && before.owner(shift).is_none()
        && after.owner(shift).is_some()
    {
        moved.insert((shift, Some(event.actor)));
    }
    moved
}

/// Returns the shifts to come of those who left in a step.
fn opened(before: &Ward, after: &Ward) -> Moved {
    let now = after.stamp().moment();
    let left =
        |person: &&PersonId| before.team.is_member(**person) && !after.team.is_member(**person);
    let shifts = PEOPLE.iter().filter(left);
    let shifts = shifts.flat_map(|person| before.team.roster.of(Some(*person)));
    let shifts = shifts.filter(|shift| !shift.has_begun(now));
    shifts.map(|shift| (shift.id, None)).collect()
}

/// Tells whether the roster was written in this step, by the planner or by hand.
fn written(before: &Ward, after: &Ward) -> bool {
    let new = after.log.get(before.log.len());
    let is_writing = |command: &Command| matches!(command, Command::Import(_) | Command::Revise(_));
    new.is_some_and(|(event, _)| is_writing(&event.command))
}

/// What differs from the planner's roster is what was changed since, and nothing else.
pub(super) fn the_planner_is_told_of_what_differs(before: &Ward, after: &Ward) -> Held {
    for change in after.team.net_changes(0) {
        prop_assert_ne!(change.was, change.now, "{:?}", change.shift);
    }
    if written(before, after) {
        return Ok(());
    }
    let official = |team: &Team, id: ShiftId| {
        let known = team.official.get(&id).map(|official| official.was);
        known.unwrap_or_else(|| team.roster.get(id).map(Planned::of))
    };
    for shift in before.team.roster.iter().chain(after.team.roster.iter()) {
        let (was, is) = (
            official(&before.team, shift.id),
            official(&after.team, shift.id),
        );
        prop_assert_eq!(was, is, "no swap changes what the planner has");
    }
    Ok(())
}

pub(super) fn each_shift_has_one_place(team: &Team) -> Held {
    let owners = PEOPLE.into_iter().map(Some).chain([None]);
    let mut seen = BTreeSet::new();
    for owner in owners {
        for shift in team.roster.of(owner) {
            prop_assert_eq!(shift.owner, owner);
            prop_assert!(seen.insert(shift.id), "{:?} has two owners", shift.id);
        }
    }
    let all: BTreeSet<_> = team.roster.iter().map(|shift| shift.id).collect();
    prop_assert_eq!(seen, all);
    Ok(())
}

pub(super) fn only_what_was_settled_moved(before: &Ward, after: &Ward) -> Held {
    let revised = after.log.get(before.log.len());
    if revised.is_some_and(|(event, _)| matches!(event.command, Command::Revise(_))) {
        return Ok(());
    }
    let allowed = allowed(before, after);
    for old in before.team.roster.iter() {
        let new = after.team.roster.get(old.id);
        let new = new.ok_or_else(|| TestCaseError::fail(format!("{:?} is gone", old.id)))?;
        if new.owner != old.owner {
            prop_assert!(
                allowed.contains(&(new.id, new.owner)),
                "{:?} → {:?}",
                old,
                new
            );
            prop_assert_eq!(new.revision, old.revision + 1);
        } else if !allowed.contains(&(new.id, new.owner)) && new.span == old.span {
            prop_assert_eq!(new, old);
        }
    }
    for (shift, owner) in &allowed {
        prop_assert_eq!(after.owner(*shift), *owner, "what was settled happened");
    }
    if !written(before, after) && rounds::published(before, after).is_empty() {
        let is_old = |shift: &&Shift| before.team.roster.get(shift.id).is_some();
        let mut new = after.team.roster.iter().filter(|shift| !is_old(shift));
        prop_assert!(new.all(|shift| allowed.contains(&(shift.id, shift.owner))));
    }
    Ok(())
}

pub(super) fn minutes_are_kept(before: &Ward, after: &Ward) -> Held {
    if written(before, after) || !rounds::published(before, after).is_empty() {
        return Ok(());
    }
    let sums = |ward: &Ward| {
        let shifts = ward.team.roster.iter();
        shifts.fold((0, 0), |(all, pause), shift| {
            (
                all + shift.span.len_min(),
                pause + i32::from(shift.break_min),
            )
        })
    };
    let ((had, had_pause), (has, has_pause)) = (sums(before), sums(after));
    let settled = settled(before, after);
    let parts = settled.iter().filter_map(|(offer, ..)| offer.part);
    let overlaps = parts.map(|part| {
        let (taken, kept) = (part.taken, part.kept);
        let end = taken.end().utc_min.min(kept.end().utc_min);
        end - taken.start().utc_min.max(kept.start().utc_min)
    });
    let overlaps: Vec<i32> = overlaps.collect();
    prop_assert!(overlaps.iter().all(|overlap| (0..=60).contains(overlap)));
    prop_assert_eq!(has, had + overlaps.iter().sum::<i32>());
    // Each cut rounds a break down, and shares out again what falls in the handover.
    let lost = i32::try_from(overlaps.len()).unwrap();
    let most = overlaps.iter().map(|overlap| overlap.min(&8)).sum::<i32>();
    prop_assert!((-lost..=most).contains(&(has_pause - had_pause)));
    Ok(())
}

/// A yes that is lost is told so, and that is kept; nothing else of a refusal leaves a trace.
pub(super) fn a_refusal_changes_nothing(before: &Ward, after: &Ward, outcome: &Outcome) -> Held {
    match outcome {
        Outcome::Applied => Ok(()),
        Outcome::Rejected(Refusal::Lost(lost)) => {
            let offers = after.team.offers.values();
            let mut losses = offers.flat_map(|offer| &offer.losses);
            // Who lost for a reason before it was settled keeps that one.
            let actor = after.log.last().unwrap().0.actor;
            let is_kept = |(person, kept): (&PersonId, &Lost)| {
                *person == actor || (kept.winner, kept.settled) == (lost.winner, lost.settled)
            };
            prop_assert!(losses.any(is_kept), "{:?}", lost);
            prop_assert_eq!(&before.team.roster, &after.team.roster);
            Ok(())
        }
        Outcome::Rejected(_) => {
            // Who chooses or allows a yes that fell away meanwhile is refused, and its author told.
            let mut expected = before.team.clone();
            for offer in after.team.offers.values() {
                let told = |(_, lost): &(&PersonId, &Lost)| {
                    lost.winner.is_none() && lost.settled.number == after.number
                };
                if offer.losses.iter().any(|loss| told(&loss)) {
                    let old = before.team.offers.get(&offer.id).unwrap();
                    prop_assert_eq!(offer.state, old.state);
                    expected.change_offer(offer.id, |old| *old = offer.clone());
                }
            }
            prop_assert_eq!(&expected, &after.team);
            Ok(())
        }
        Outcome::Opaque => Err(TestCaseError::fail("this build knows its own events")),
    }
}

pub(super) fn circles_are_whole(before: &Ward, after: &Ward) -> Held {
    for circle in closed(before, after) {
        for step in &circle.moves {
            let (old, new) = (before.shift(step.shift), after.shift(step.shift));
            prop_assert_eq!((old.owner, old.revision), (step.from, step.revision));
            prop_assert_eq!(
                (new.owner, new.revision),
                (Some(step.to), step.revision + 1)
            );
        }
        let people = circle.people();
        prop_assert!(people.iter().all(|person| circle.agreed.contains(person)));
    }
    // A circle that still stands is about shifts as they were.
    for circle in after
        .team
        .proposals
        .values()
        .filter(|found| found.is_open())
    {
        for step in &circle.moves {
            let shift = after.shift(step.shift);
            prop_assert_eq!((shift.owner, shift.revision), (step.from, step.revision));
        }
    }
    Ok(())
}
