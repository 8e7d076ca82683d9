//! The offers as one person sees them: what to answer, what is mine, what became of it.

use std::collections::BTreeMap;

use ruil_core::{Answer, Light, Moment, Offer, OfferId, OfferKind, OfferState, PersonId, Team};

use super::circles::Circles;
use super::rank::Ranks;
use super::ways::{given, light};

const MINUTE_MS: u64 = 60_000;
/// How long what became of an offer is told.
const LATELY_MS: u64 = 14 * 24 * 60 * MINUTE_MS;

/// The offers, each in one place, by the time of their shift; what an approver is to decide stands
/// apart from that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Ask me, and I can say yes: what suits me best and helps most comes first.
    pub to_answer: Vec<OfferId>,
    /// Ask me, and I said that I answer later.
    pub parked: Vec<OfferId>,
    /// Ask me, and I have answered.
    pub answered: Vec<OfferId>,
    /// Ask me, and I can't say yes.
    pub blocked: Vec<OfferId>,
    /// Mine and open.
    pub mine: Vec<OfferId>,
    /// Over lately, and about me: the latest first.
    pub past: Vec<OfferId>,
    /// Have a yes that waits for my word.
    pub to_approve: Vec<OfferId>,
    /// The light of each offer that asks me: of my yes, or of the calmest way there is.
    pub lights: BTreeMap<OfferId, Light>,
    /// The proposed circles.
    pub circles: Circles,
}

impl Board {
    /// Lays out the offers for a person. `now` decides only what is recent and what is overdue.
    pub fn of(team: &Team, hoped: &Team, me: PersonId, now: Moment) -> Self {
        let mut board = Self {
            circles: Circles::of(team, hoped, me, now),
            ..Self::default()
        };
        for offer in by_shift(team, hoped, now) {
            let is_over = !offer.is_open() || is_overdue(team, offer, now);
            if !is_over && awaits_word(hoped, offer, me) {
                board.to_approve.push(offer.id);
            }
            if is_over {
                if concerns(offer, me) && is_recent(offer, now) {
                    board.past.push(offer.id);
                }
            } else if offer.by == Some(me) {
                board.mine.push(offer.id);
            } else if offer.asks(me, ms(now)) {
                board.ask(hoped, offer, me, now);
            }
        }
        let ended = |id: &OfferId| team.offers.get(id).map(ended_ms);
        board.past.sort_by_key(|id| core::cmp::Reverse(ended(id)));
        board.rank(hoped, me, now);
        board
    }

    fn ask(&mut self, hoped: &Team, offer: &Offer, me: PersonId, now: Moment) {
        // With my waiting answer, which the final state does not have yet.
        let newest = hoped.offers.get(&offer.id).unwrap_or(offer);
        let answer = answer_of(newest, me);
        let light = match answer {
            Some(Answer::Yes | Answer::YesWith { .. }) => {
                // The roster has it already if my yes would settle it.
                let way = newest.is_open().then(|| given(hoped, newest, me, now));
                way.flatten().map(|way| way.light())
            }
            None | Some(Answer::Later | Answer::No) => light(hoped, newest, me, now),
        };
        if let Some(light) = light {
            self.lights.insert(offer.id, light);
        }
        let can = light.is_some_and(|light| light != Light::Red);
        match answer {
            Some(Answer::Yes | Answer::YesWith { .. } | Answer::No) => self.answered.push(offer.id),
            // A yes that was turned away is an answer, too.
            None if newest.losses.contains_key(&me) => self.answered.push(offer.id),
            None if can => self.to_answer.push(offer.id),
            Some(Answer::Later) if can => self.parked.push(offer.id),
            None | Some(Answer::Later) => self.blocked.push(offer.id),
        }
    }

    fn rank(&mut self, hoped: &Team, me: PersonId, now: Moment) {
        let mut ranks = Ranks::new(hoped, me, now.day());
        let lights = &self.lights;
        self.to_answer.sort_by_cached_key(|id| {
            let shift = hoped.offers.get(id).map(|offer| offer.shift)?;
            let light = lights.get(id).copied().unwrap_or(Light::Red);
            Some(ranks.of(hoped.roster.get(shift)?, light))
        });
    }

    /// Returns how many of my offers have a yes to choose among.
    pub fn to_choose(&self, team: &Team) -> usize {
        let mine = self.mine.iter().filter_map(|id| team.offers.get(id));
        mine.filter(|offer| is_to_choose(offer)).count()
    }

    /// Returns how many things wait for me.
    pub fn waiting(&self, team: &Team) -> usize {
        self.to_answer.len() + self.to_choose(team) + self.to_approve.len() + self.circles.to_do()
    }
}

/// Tells whether its maker has a yes to choose. One that was chosen and waits for a coordinator is
/// nothing to choose any more.
pub fn is_to_choose(offer: &Offer) -> bool {
    offer.kind == OfferKind::SwapForAnswer
        && offer.waiting.is_empty()
        && offer.answers.values().any(|answer| answer.is_yes())
}

/// Tells whether a yes to an open offer waits for this person's word.
fn awaits_word(hoped: &Team, offer: &Offer, me: PersonId) -> bool {
    let newest = hoped.offers.get(&offer.id).unwrap_or(offer);
    newest.is_open()
        && newest
            .waiting
            .iter()
            .any(|taker| hoped.decides(newest, *taker, me))
}

/// Returns a moment as Unix milliseconds.
fn ms(moment: Moment) -> u64 {
    u64::try_from(moment.utc_min).unwrap_or_default() * MINUTE_MS
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

/// Returns what is open or was lately, by the time of its shift: of a year's offers few are.
fn by_shift<'a>(team: &'a Team, hoped: &'a Team, now: Moment) -> Vec<&'a Offer> {
    let new = hoped
        .offers
        .iter()
        .filter(|(id, _)| !team.offers.contains(id));
    let all = team.offers.iter().chain(new).map(|(_, offer)| offer);
    let mut offers: Vec<_> = all
        .filter(|offer| offer.is_open() || is_recent(offer, now))
        .collect();
    let start = |offer: &Offer| team.roster.get(offer.shift).map(|shift| shift.span);
    offers.sort_by_cached_key(|offer| (start(offer), offer.made));
    offers
}

fn concerns(offer: &Offer, me: PersonId) -> bool {
    let won = matches!(offer.state, OfferState::Settled { winner, .. } if winner == me);
    let said_yes = answer_of(offer, me).is_some_and(Answer::is_yes);
    offer.by == Some(me) || won || said_yes || offer.losses.contains_key(&me)
}

fn is_recent(offer: &Offer, now: Moment) -> bool {
    ms(now).saturating_sub(ended_ms(offer)) < LATELY_MS
}

const fn ended_ms(offer: &Offer) -> u64 {
    match offer.state {
        OfferState::Settled { at, .. } => at.time_ms,
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => {
            offer.made.time_ms
        }
    }
}

#[cfg(test)]
mod tests;
