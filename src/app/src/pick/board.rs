//! The offers as one person sees them: what to answer, what is mine, what became of it.

use ruil_core::{Answer, Moment, Offer, OfferId, OfferState, PersonId, Refusal, Team};

use super::takers::ways;

const MINUTE_MS: u64 = 60_000;
/// How long what became of an offer is told.
const LATELY_MS: u64 = 14 * 24 * 60 * MINUTE_MS;

/// An offer I can't say yes to, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The offer.
    pub offer: OfferId,
    /// What stands in the way.
    pub obstacles: Vec<Refusal>,
}

/// The offers, each in one place, by the time of their shift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Ask me, and I can say yes.
    pub to_answer: Vec<OfferId>,
    /// Ask me, and I have answered.
    pub answered: Vec<OfferId>,
    /// Ask me, and I can't say yes.
    pub blocked: Vec<Blocked>,
    /// Mine and open.
    pub mine: Vec<OfferId>,
    /// Over lately, and about me: the latest first.
    pub past: Vec<OfferId>,
}

impl Board {
    /// Lays out the offers for a person. `now` decides only what is recent and what is overdue.
    pub fn of(team: &Team, hoped: &Team, me: PersonId, now: Moment) -> Self {
        let mut board = Self::default();
        for offer in by_shift(team, hoped) {
            let is_over = !offer.is_open() || is_overdue(team, offer, now);
            if is_over {
                if concerns(offer, me) && is_recent(offer, now) {
                    board.past.push(offer.id);
                }
            } else if offer.by == me {
                board.mine.push(offer.id);
            } else if offer.asks(me) {
                board.ask(hoped, offer, me, now);
            }
        }
        let ended = |id: &OfferId| team.offers.get(id).map(ended_ms);
        board.past.sort_by_key(|id| core::cmp::Reverse(ended(id)));
        board
    }

    fn ask(&mut self, hoped: &Team, offer: &Offer, me: PersonId, now: Moment) {
        // With my waiting answer, which the final state does not have yet.
        let newest = hoped.offers.get(&offer.id).unwrap_or(offer);
        match answer_of(newest, me) {
            Some(Answer::Yes | Answer::YesWith { .. } | Answer::No) => self.answered.push(offer.id),
            None | Some(Answer::Later) => {
                let ways = ways(hoped, offer, me, now);
                if ways.any() {
                    self.to_answer.push(offer.id);
                } else {
                    let obstacles = ways.obstacles;
                    self.blocked.push(Blocked {
                        offer: offer.id,
                        obstacles,
                    });
                }
            }
        }
    }

    /// Returns how many of my offers have a yes to choose among.
    pub fn to_choose(&self, team: &Team) -> usize {
        let mine = self.mine.iter().filter_map(|id| team.offers.get(id));
        mine.filter(|offer| offer.answers.values().any(|answer| answer.is_yes()))
            .count()
    }

    /// Returns how many things wait for me.
    pub fn waiting(&self, team: &Team) -> usize {
        self.to_answer.len() + self.to_choose(team)
    }
}

/// Returns a person's answer to an offer, a lost yes too.
pub fn answer_of(offer: &Offer, person: PersonId) -> Option<Answer> {
    offer.answers.get(&person).copied()
}

/// Returns an offer as it is final, or as it is to be while it is not.
pub fn find<'a>(team: &'a Team, hoped: &'a Team, offer: OfferId) -> Option<&'a Offer> {
    team.offers.get(&offer).or_else(|| hoped.offers.get(&offer))
}

/// Tells whether the shift began while its offer was still open. An offer of a shift that was
/// over when it was made is not overdue: somebody is at work with a roster of the past.
pub fn is_overdue(team: &Team, offer: &Offer, now: Moment) -> bool {
    let shift = team.roster.get(offer.shift);
    shift.is_some_and(|shift| {
        let start_ms = u64::try_from(shift.span.start().utc_min).unwrap_or_default() * MINUTE_MS;
        offer.is_open() && shift.has_begun(now) && offer.made.time_ms < start_ms
    })
}

fn by_shift<'a>(team: &'a Team, hoped: &'a Team) -> Vec<&'a Offer> {
    let new = hoped
        .offers
        .iter()
        .filter(|(id, _)| !team.offers.contains(id));
    let mut offers: Vec<_> = team
        .offers
        .iter()
        .chain(new)
        .map(|(_, offer)| offer)
        .collect();
    let start = |offer: &Offer| team.roster.get(offer.shift).map(|shift| shift.span);
    offers.sort_by_key(|offer| (start(offer), offer.made));
    offers
}

fn concerns(offer: &Offer, me: PersonId) -> bool {
    let won = matches!(offer.state, OfferState::Settled { winner, .. } if winner == me);
    let said_yes = answer_of(offer, me).is_some_and(Answer::is_yes);
    offer.by == me || won || said_yes || offer.losses.contains_key(&me)
}

fn is_recent(offer: &Offer, now: Moment) -> bool {
    let now_ms = u64::try_from(now.utc_min).unwrap_or_default() * MINUTE_MS;
    now_ms.saturating_sub(ended_ms(offer)) < LATELY_MS
}

const fn ended_ms(offer: &Offer) -> u64 {
    match offer.state {
        OfferState::Settled { at, .. } => at.time_ms,
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed => offer.made.time_ms,
    }
}

#[cfg(test)]
mod tests;
