//! Weighing several yes-answers: the least burdened gets the shift, not the fastest thumb.

use crate::assess::Light;
use crate::event::Answer;
use crate::id::PersonId;
use crate::offer::{LostReason, Offer};
use crate::team::Team;

use super::Stamp;
use super::answer::{lose, settle, wait};
use super::deal::{Deal, deal};

/// A yes, and what it comes to.
struct Weighed {
    person: PersonId,
    answer: Answer,
    deal: Deal,
}

/// Settles with the least burdened of those who said yes and whom nothing stands in the way of;
/// where everybody needs a word, all wait for it.
pub(super) fn weigh(team: &mut Team, offer: &Offer, at: Stamp) {
    team.change_offer(offer.id, |offer| offer.closes_ms = None);
    let all = weighed(team, offer, |person| !offer.waiting.contains(&person), at);
    let (amber, clear): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|one| one.deal.light == Light::Amber);
    let amber: Vec<_> = amber.iter().map(|one| (one.person, one.answer)).collect();
    if clear.is_empty() {
        if !amber.is_empty() {
            wait(team, offer, &amber, at);
        }
        return;
    }
    team.change_offer(offer.id, |offer| {
        offer
            .waiting
            .extend(amber.iter().map(|(person, _)| *person));
    });
    settle_least(team, offer, &clear, at);
}

/// Settles with the least burdened of those who wait: silence means yes here.
pub(super) fn allow(team: &mut Team, offer: &Offer, at: Stamp) {
    team.change_offer(offer.id, |offer| offer.decide_ms = None);
    let all = weighed(team, offer, |person| offer.waiting.contains(&person), at);
    settle_least(team, offer, &all, at);
}

/// Returns those among the yes-answers for whom it is still possible, in the order they came in;
/// the others lose.
fn weighed(
    team: &mut Team,
    offer: &Offer,
    takes_part: impl Fn(PersonId) -> bool,
    at: Stamp,
) -> Vec<Weighed> {
    let yes = offer.answers.iter();
    let mut yes: Vec<_> = yes
        .filter(|(person, answer)| answer.is_yes() && takes_part(**person))
        .map(|(person, answer)| (offer.came.get(person).copied(), *person, *answer))
        .collect();
    yes.sort_unstable_by_key(|(came, person, _)| (*came, *person));
    let (mut fit, mut unfit) = (Vec::new(), Vec::new());
    for (_, person, answer) in yes {
        match deal(team, offer, person, answer, at) {
            Ok(deal) => fit.push(Weighed {
                person,
                answer,
                deal,
            }),
            Err(refusal) => {
                let reason = LostReason::of(&refusal).unwrap_or(LostReason::Busy);
                unfit.push((person, reason));
            }
        }
    }
    lose(team, offer.id, unfit.into_iter(), at);
    fit
}

fn settle_least(team: &mut Team, offer: &Offer, all: &[Weighed], at: Stamp) {
    // The first of several that carry the same, since they are in the order they came in.
    let Some(least) = all.iter().min_by_key(|one| one.deal.burden) else {
        return;
    };
    let others = all.iter().filter(|one| one.person != least.person);
    let winner = least.deal.burden;
    let told: Vec<_> = others
        .map(|one| {
            let loser = one.deal.burden;
            let reason = if loser == winner {
                LostReason::Tie
            } else {
                LostReason::Burden { winner, loser }
            };
            (
                one.person,
                super::answer::lost(Some(least.person), reason, at),
            )
        })
        .collect();
    team.change_offer(offer.id, |offer| {
        // A mark that the answers were weighed: who comes later is told so.
        offer.closes_ms = Some(at.time_ms);
        offer.losses.extend(told);
    });
    let own = (least.person, least.answer);
    settle(team, offer, own, &least.deal, at, |_| LostReason::Clear);
}
