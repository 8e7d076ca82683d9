//! Answering, weighing, settling and claiming.

use crate::assess::Light;
use crate::event::{Answer, Audience, OfferKind, ShiftRef};
use crate::id::{EventId, OfferId, PersonId, ShiftId};
use crate::limit::WEIGHED_BEFORE_MIN;
use crate::offer::{Input, Lost, LostReason, Offer, OfferState, Step, step};
use crate::refusal::Refusal;
use crate::team::Team;

use super::deal::{Deal, carry_out, deal, open, returned};
use super::offer::blank;
use super::{Stamp, debt};

const MINUTE_MS: u64 = 60_000;

/// Records a colleague's answer, and what follows from it.
pub(super) fn answer(
    team: &mut Team,
    id: OfferId,
    person: PersonId,
    answer: Answer,
    at: Stamp,
) -> Result<(), Refusal> {
    let offer = team.offers.get(&id).ok_or(Refusal::UnknownOffer(id))?;
    let given = Input::Answer {
        person,
        answer,
        at,
        closes_ms: closes_ms(team, offer, at),
    };
    input(team, id, given, at)?;
    complete(team, id, at)
}

/// Weighs the answers if everybody who was asked has answered: nobody waits for nothing.
pub(super) fn complete(team: &mut Team, id: OfferId, at: Stamp) -> Result<(), Refusal> {
    let is_complete =
        |offer: &&Offer| offer.is_open() && offer.closes_ms.is_some() && offer.has_all_answers();
    if team.offers.get(&id).filter(is_complete).is_some() {
        input(team, id, Input::Close, at)?;
    }
    Ok(())
}

/// Takes an open shift, or says that one would.
pub(super) fn claim(
    team: &mut Team,
    event: EventId,
    person: PersonId,
    found: ShiftRef,
    at: Stamp,
) -> Result<(), Refusal> {
    open(team, found)?;
    let asked = team.open_offer_of(found.shift).map(|offer| offer.id);
    let id = asked.unwrap_or(OfferId::of(event));
    let new = blank(id, found, OfferKind::GiveAway, Audience::Everyone, at);
    if team.agreements.is_none() {
        let Deal { change, light, .. } = deal(team, &new, person, Answer::Yes, at)?;
        if light == Light::Amber {
            return Err(Refusal::NeedsApproval(found.shift));
        }
        carry_out(team, &change, None, at);
        return Ok(());
    }
    if asked.is_none() {
        deal(team, &new, person, Answer::Yes, at)?;
        team.put_offer(new);
    }
    answer(team, id, person, Answer::Yes, at)
}

/// Returns until when yes-answers are gathered if the first comes now.
fn closes_ms(team: &Team, offer: &Offer, at: Stamp) -> u64 {
    let window_min = team
        .agreements
        .as_ref()
        .map_or(0, |agreed| agreed.window_min);
    let closes_ms = at.time_ms.saturating_add(u64::from(window_min) * MINUTE_MS);
    match team.begins_ms(offer) {
        Some(begins_ms) => closes_ms.min(begins_ms.saturating_sub(WEIGHED_BEFORE_MIN * MINUTE_MS)),
        None => closes_ms,
    }
}

/// Does to an offer what an input does.
pub(super) fn input(team: &mut Team, id: OfferId, input: Input, at: Stamp) -> Result<(), Refusal> {
    let offer = team
        .offers
        .get(&id)
        .ok_or(Refusal::UnknownOffer(id))?
        .clone();
    match step(&offer, input) {
        Ok(Step::Stay) => {}
        Ok(Step::Record { person, answer }) => {
            if answer.is_yes() {
                possible(team, &offer, (person, answer), input, at)?;
            }
            team.change_offer(id, |offer| record(offer, person, answer, at));
        }
        Ok(Step::Gather {
            person,
            answer,
            closes_ms,
        }) => {
            possible(team, &offer, (person, answer), input, at)?;
            team.change_offer(id, |offer| {
                // Saying the same again keeps the place.
                if offer.answers.get(&person) != Some(&answer) {
                    record(offer, person, answer, at);
                }
                offer.closes_ms = Some(closes_ms);
            });
        }
        Ok(Step::Settle { winner, answer }) => {
            let deal = possible(team, &offer, (winner, answer), input, at)?;
            let is_allowed = matches!(input, Input::Approve { .. });
            if deal.light == Light::Amber && !is_allowed {
                wait(team, &offer, &[(winner, answer)], at);
            } else {
                settle(team, &offer, (winner, answer), &deal, at, |waits| {
                    match (is_allowed, waits) {
                        (true, _) => LostReason::Approved,
                        (false, true) => LostReason::Clear,
                        (false, false) => offer.reason(),
                    }
                });
            }
        }
        Ok(Step::Weigh) => super::weigh::weigh(team, &offer, at),
        Ok(Step::Allow) => super::weigh::allow(team, &offer, at),
        Ok(Step::TurnAway { person }) => {
            let reason = match input {
                Input::Decline { .. } => LostReason::Declined,
                _ => LostReason::Silence,
            };
            let all: Vec<_> = offer.waiting.iter().copied().collect();
            let turned = person.map_or(all, |person| vec![person]);
            lose(
                team,
                id,
                turned.into_iter().map(|person| (person, reason)),
                at,
            );
        }
        Ok(Step::Withdraw) => team.change_offer(id, |offer| offer.state = OfferState::Withdrawn),
        Ok(Step::Lapse) => end(team, &offer, OfferState::Lapsed, LostReason::Moved, at),
        Ok(Step::Expire) => end(team, &offer, OfferState::Expired, LostReason::Begun, at),
        Err(Refusal::Lost(lost)) => return Err(Refusal::Lost(late(team, &offer, input, lost, at))),
        Err(refusal) => return Err(refusal),
    }
    Ok(())
}

/// Ends an offer that nobody got, and tells those who said yes. Who has the shift by now got it by
/// another way, and lost nothing.
fn end(team: &mut Team, offer: &Offer, state: OfferState, reason: LostReason, at: Stamp) {
    let owner = |found: ShiftRef| team.roster.get(found.shift)?.owner;
    let owners: Vec<_> = offer.shifts().filter_map(owner).collect();
    let new = owners
        .iter()
        .copied()
        .find(|owner| Some(*owner) != offer.by);
    let yes = offer.answers.iter().filter(|(_, answer)| answer.is_yes());
    let yes = yes.map(|(person, _)| *person);
    let losers: Vec<_> = yes.filter(|person| !owners.contains(person)).collect();
    team.change_offer(offer.id, |offer| {
        for person in losers {
            offer.answers.remove(&person);
            offer.losses.insert(person, lost(new, reason, at));
        }
        offer.waiting.clear();
        stop_clocks(offer);
        offer.state = state;
    });
}

fn record(offer: &mut Offer, person: PersonId, answer: Answer, at: Stamp) {
    offer.answers.insert(person, answer);
    offer.came.insert(person, at);
    offer.waiting.remove(&person);
    offer.losses.remove(&person);
    stop_clocks(offer);
}

/// Forgets when the answers are weighed if there is no yes left, and when silence means something
/// if nobody waits: the next one has the whole time.
pub(super) fn stop_clocks(offer: &mut Offer) {
    if !offer.answers.values().any(|answer| answer.is_yes()) {
        offer.closes_ms = None;
    }
    if offer.waiting.is_empty() {
        offer.decide_ms = None;
    }
}

/// Returns what a yes comes to. A yes that something else has overtaken is lost, and its author told;
/// who chose or approved it is told what stands in its way.
fn possible(
    team: &mut Team,
    offer: &Offer,
    (person, answer): (PersonId, Answer),
    input: Input,
    at: Stamp,
) -> Result<Deal, Refusal> {
    let refusal = match deal(team, offer, person, answer, at) {
        Ok(deal) => return Ok(deal),
        Err(refusal) => refusal,
    };
    let Some(reason) = LostReason::of(&refusal) else {
        return Err(refusal);
    };
    lose(team, offer.id, [(person, reason)].into_iter(), at);
    match input {
        Input::Answer { .. } => Err(Refusal::Lost(lost(None, reason, at))),
        Input::Withdraw
        | Input::Choose { .. }
        | Input::Approve { .. }
        | Input::Decline { .. }
        | Input::Close
        | Input::Unanswered { .. }
        | Input::Begin
        | Input::Moved => Err(refusal),
    }
}

pub(super) const fn lost(winner: Option<PersonId>, reason: LostReason, settled: Stamp) -> Lost {
    Lost {
        winner,
        reason,
        settled,
        came: None,
    }
}

/// Tells some that they don't get it, while it stays open for others.
pub(super) fn lose(
    team: &mut Team,
    id: OfferId,
    losers: impl Iterator<Item = (PersonId, LostReason)>,
    at: Stamp,
) {
    team.change_offer(id, |offer| {
        for (person, reason) in losers {
            offer.answers.remove(&person);
            offer.waiting.remove(&person);
            offer.losses.insert(person, lost(None, reason, at));
        }
        stop_clocks(offer);
    });
}

/// Lets some answers wait for an approver's word.
pub(super) fn wait(team: &mut Team, offer: &Offer, answers: &[(PersonId, Answer)], at: Stamp) {
    let decide_min = team
        .agreements
        .as_ref()
        .map_or(0, |agreed| agreed.decide_min);
    let decide_ms = at.time_ms.saturating_add(u64::from(decide_min) * MINUTE_MS);
    // A roster of the past has no beginning to wait for.
    let begins_ms = team.begins_ms(offer);
    let begins_ms = begins_ms.filter(|begins_ms| *begins_ms > at.time_ms);
    let begins_ms = begins_ms.unwrap_or(u64::MAX);
    team.change_offer(offer.id, |offer| {
        for (person, answer) in answers {
            if offer.answers.get(person) != Some(answer) {
                record(offer, *person, *answer, at);
            }
            offer.waiting.insert(*person);
        }
        if decide_min > 0 && offer.decide_ms.is_none() {
            offer.decide_ms = Some(decide_ms.min(begins_ms));
        }
    });
}

/// Makes it final: who has the shift, what everybody else is told, what follows.
pub(super) fn settle(
    team: &mut Team,
    offer: &Offer,
    (winner, answer): (PersonId, Answer),
    deal: &Deal,
    at: Stamp,
    why: impl Fn(bool) -> LostReason,
) {
    let with = returned(answer).map(|found| found.shift);
    team.change_offer(offer.id, |offer| {
        if offer.answers.insert(winner, answer).is_none() {
            offer.came.insert(winner, at);
        }
        offer.losses.remove(&winner);
        offer.state = OfferState::Settled { winner, with, at };
        let yes = offer.answers.iter();
        let losers = yes.filter(|(person, answer)| **person != winner && answer.is_yes());
        for (loser, _) in losers {
            let reason = why(offer.waiting.contains(loser));
            let told = lost(Some(winner), reason, at);
            offer.losses.entry(*loser).or_insert(told);
        }
        offer.waiting.clear();
        offer.decide_ms = None;
    });
    let cut = offer.part.map(|_| ShiftId::part_of(offer.id));
    carry_out(team, &deal.change, cut, at);
    debt::follow(team, offer, winner);
    if with.is_none() && !matches!(offer.kind, OfferKind::Repay { .. }) {
        let taken = offer.shifts().map(|found| cut.unwrap_or(found.shift));
        taken.for_each(|shift| team.took_extra(winner, shift));
    }
}

/// Keeps the loss of a yes that came after the settling, so that its author is told for good.
fn late(team: &mut Team, offer: &Offer, input: Input, lost: Lost, came: Stamp) -> Lost {
    let lost = Lost {
        came: Some(came),
        ..lost
    };
    if let Input::Answer { person, .. } = input {
        team.change_offer(offer.id, |offer| {
            offer.losses.entry(person).or_insert(lost);
        });
    }
    lost
}
