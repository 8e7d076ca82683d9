//! Whom I can thank for a shift, and who thanked me.

use std::collections::{BTreeMap, BTreeSet};

use ruil_core::{Offer, OfferState, PersonId, Proposal, ProposalState, ShiftId, Team};

const DAY_MS: u64 = 24 * 60 * 60_000;
/// After so long nobody is asked to say thanks any more, and no thanks are shown.
const LATELY_MS: u64 = 31 * DAY_MS;

/// A colleague who took a shift, and whom I can thank for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thankable {
    /// Whom.
    pub person: PersonId,
    /// For which shift.
    pub shift: ShiftId,
    /// Whether I did already.
    pub is_done: bool,
}

/// Thanks to me for one shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// For which shift.
    pub shift: ShiftId,
    /// Who said so, the first one first.
    pub from: Vec<PersonId>,
}

impl Received {
    /// Returns the names under which these thanks are put away.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.from.iter().map(|from| name(self.shift, *from))
    }
}

/// Returns whom I can thank for what became of an offer: its maker the one who took the shift, who
/// took it in a swap its maker, and everybody the one who filled an open shift.
pub fn for_offer(team: &Team, me: PersonId, offer: &Offer, now_ms: u64) -> Option<Thankable> {
    let OfferState::Settled { winner, with, at } = offer.state else {
        return None;
    };
    let taken = match offer.part {
        Some(_) => ShiftId::part_of(offer.id),
        None => offer.shift,
    };
    let (person, shift) = match (offer.by, with) {
        (Some(by), Some(with)) if winner == me => (by, with),
        (Some(by), _) if by == me => (winner, taken),
        (Some(_), _) => return None,
        (None, _) => (winner, taken),
    };
    thankable(team, me, (person, shift), (at.time_ms, now_ms))
}

/// Returns whom I can thank for having a shift, if it came to them by an offer or a circle.
pub fn for_shift(team: &Team, me: PersonId, shift: ShiftId, now_ms: u64) -> Option<Thankable> {
    let by_offer = team.offers.values();
    let by_offer = by_offer.filter_map(|offer| for_offer(team, me, offer, now_ms));
    let by_circle = team.proposals.values();
    let by_circle = by_circle.filter_map(|circle| for_circle(team, me, circle, shift, now_ms));
    let taken = taken(team, me, shift, now_ms);
    let mut all = by_offer.chain(by_circle).chain(taken);
    all.find(|found| found.shift == shift)
}

/// Returns who has a shift now that was open in the planner's roster.
fn taken(team: &Team, me: PersonId, shift: ShiftId, now_ms: u64) -> Option<Thankable> {
    let official = team.official.get(&shift)?;
    official.was.filter(|was| was.owner.is_none())?;
    let owner = team.roster.get(shift)?.owner?;
    let at_ms = official.since.time_ms;
    thankable(team, me, (owner, shift), (at_ms, now_ms))
}

fn for_circle(
    team: &Team,
    me: PersonId,
    circle: &Proposal,
    shift: ShiftId,
    now_ms: u64,
) -> Option<Thankable> {
    let ProposalState::Settled { at } = circle.state else {
        return None;
    };
    let mine = |from: Option<PersonId>| from.is_none_or(|from| from == me);
    let mut steps = circle.moves.iter();
    let step = steps.find(|step| step.shift == shift && mine(step.from))?;
    thankable(team, me, (step.to, shift), (at.time_ms, now_ms))
}

fn thankable(
    team: &Team,
    me: PersonId,
    (person, shift): (PersonId, ShiftId),
    (at_ms, now_ms): (u64, u64),
) -> Option<Thankable> {
    let owner = team.roster.get(shift)?.owner;
    let is_lately = now_ms.saturating_sub(at_ms) <= LATELY_MS;
    let can = owner == Some(person) && person != me && team.is_member(person) && is_lately;
    can.then(|| Thankable {
        person,
        shift,
        is_done: team.has_thanked(me, shift),
    })
}

/// Returns who thanked me lately, by shift, the latest thanks first, but for those put away.
pub fn received(team: &Team, me: PersonId, away: &BTreeSet<String>, now_ms: u64) -> Vec<Received> {
    let all = team.thanks_to(me).into_iter();
    let all = all.filter(|(from, shift, at)| {
        let is_lately = now_ms.saturating_sub(at.time_ms) <= LATELY_MS;
        is_lately && team.roster.get(*shift).is_some() && !away.contains(&name(*shift, *from))
    });
    let mut order = Vec::new();
    let mut by_shift = BTreeMap::<ShiftId, Vec<PersonId>>::new();
    for (from, shift, _) in all {
        if !by_shift.contains_key(&shift) {
            order.push(shift);
        }
        by_shift.entry(shift).or_default().insert(0, from);
    }
    let one = |shift: ShiftId| {
        let from = by_shift.remove(&shift)?;
        Some(Received { shift, from })
    };
    order.into_iter().filter_map(one).collect()
}

/// Returns the name under which somebody's thanks for a shift are put away.
fn name(shift: ShiftId, from: PersonId) -> String {
    format!("thanks.{shift}.{from}")
}

#[cfg(test)]
mod tests;
