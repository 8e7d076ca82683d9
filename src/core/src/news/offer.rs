//! What an offer is to somebody.

use super::{About, News, What, ms};
use crate::assess::Light;
use crate::event::{Answer, Audience, OfferKind, Wanted};
use crate::id::PersonId;
use crate::offer::{Offer, OfferState};
use crate::team::Team;
use crate::time::Moment;
use crate::ways::light;

/// Returns what an offer is to a person, all at once: whom it asks may have to decide about it too.
pub(super) fn news(
    team: &Team,
    offer: &Offer,
    person: PersonId,
    now: Moment,
) -> impl Iterator<Item = News> {
    let own = match offer.state {
        OfferState::Open if offer.by == Some(person) => to_choose(offer),
        OfferState::Open => asked(team, offer, person, now),
        OfferState::Settled { winner, at, .. } => {
            let is_mine = offer.by == Some(person) || winner == person;
            // Who claimed an open shift, and got it at once, knows.
            is_mine.then_some((at.time_ms, What::Settled))
        }
        OfferState::Withdrawn => {
            let hoped = answer(offer, person).is_some_and(Answer::is_yes);
            hoped.then_some((offer.made.time_ms, What::Over))
        }
        OfferState::Lapsed | OfferState::Expired => {
            let is_mine = offer.by == Some(person);
            let hoped = answer(offer, person).is_some_and(Answer::is_yes);
            (is_mine || hoped).then_some((offer.made.time_ms, What::Over))
        }
    };
    let lost = offer.losses.get(&person);
    let lost = lost.map(|lost| (lost.settled.time_ms, What::Lost));
    let own = lost.or(own).into_iter();
    own.chain(to_decide(team, offer, person))
        .map(|(at_ms, what)| News {
            at_ms,
            about: About::Offer(offer.id),
            what,
        })
}

fn answer(offer: &Offer, person: PersonId) -> Option<Answer> {
    offer.answers.get(&person).copied()
}

/// Its maker chooses among the answers. One that was chosen and waits for an approver is nothing to
/// choose any more.
fn to_choose(offer: &Offer) -> Option<(u64, What)> {
    let is_chosen = offer.kind == OfferKind::SwapForAnswer && offer.waiting.is_empty();
    let yes = offer.answers.iter().filter(|(_, answer)| answer.is_yes());
    let came = yes.filter_map(|(person, _)| Some(offer.came.get(person)?.time_ms));
    let first_ms = came.min().filter(|_| is_chosen)?;
    Some((first_ms, What::Choose))
}

/// Asks who has not answered, could say yes, and did not say that they would rather be free then.
fn asked(team: &Team, offer: &Offer, person: PersonId, now: Moment) -> Option<(u64, What)> {
    let from_ms = offer.asked_ms(person)?;
    if answer(offer, person).is_some() || offer.by.is_none() || has_begun(team, offer, now) {
        return None;
    }
    let is_named = match &offer.to {
        Audience::Everyone => false,
        Audience::Some(people) | Audience::InTurn { people, .. } => people.contains(&person),
    };
    if !is_named && would_rather_be_free(team, offer, person, now) {
        return None;
    }
    let what = if is_named { What::Asked } else { What::Could };
    let light = light(team, offer, person, now);
    light
        .is_some_and(|light| light != Light::Red)
        .then_some((from_ms, what))
}

fn has_begun(team: &Team, offer: &Offer, now: Moment) -> bool {
    let shift = team.roster.get(offer.shift);
    shift.is_none_or(|shift| ms(shift.span.start()) <= ms(now))
}

fn would_rather_be_free(team: &Team, offer: &Offer, person: PersonId, now: Moment) -> bool {
    let Some(shift) = team.roster.get(offer.shift) else {
        return false;
    };
    let wishes = team.wishes.values();
    let mut free = wishes.filter(|wish| wish.person == person && wish.wish.what == Wanted::Free);
    free.any(|wish| wish.holds(now.day()) && wish.wish.shifts.matches(shift))
}

fn to_decide(team: &Team, offer: &Offer, person: PersonId) -> Option<(u64, What)> {
    if !offer.is_open() {
        return None;
    }
    let waiting = offer.waiting.iter();
    let mut mine = waiting.filter(|taker| team.decides(offer, **taker, person));
    let taker = mine.next()?;
    let at_ms = offer
        .came
        .get(taker)
        .map_or(offer.made.time_ms, |at| at.time_ms);
    Some((at_ms, What::Decide))
}
