//! What happens by itself, and when: until when answers are gathered, until when somebody decides,
//! and why the one who got a shift did.

use ruil_core::{Day, LostReason, Moment, Offer, OfferKind, OfferState, PersonId, Silence, Team};

use super::name;
use crate::i18n::{Lang, format, t};

/// Returns how the answers to an open offer are gathered; nothing where the first yes settles it.
pub fn gathering(
    lang: Lang,
    offer: &Offer,
    team: &Team,
    today: Day,
    local: impl Fn(u64) -> Moment,
) -> Option<String> {
    if !offer.is_open() {
        return None;
    }
    match offer.closes_ms {
        Some(closes_ms) => {
            let when = format::when(lang, local(closes_ms), today);
            Some(t::window::until(lang, when))
        }
        None if offer.waiting.is_empty() => {
            let length = format::length(lang, window_min(team, &offer.kind)?);
            Some(t::window::first(lang, length))
        }
        None => None,
    }
}

/// Returns for how many minutes a team gathers answers to such an offer; nothing if it does not.
pub fn window_min(team: &Team, kind: &OfferKind) -> Option<i32> {
    let gathers = match kind {
        OfferKind::GiveAway | OfferKind::OweLater { .. } => true,
        OfferKind::SwapForNamed(_)
        | OfferKind::SwapForAnswer
        | OfferKind::SwapForWish(_)
        | OfferKind::Repay { .. } => false,
    };
    let agreed = team.agreements.as_ref().filter(|_| gathers)?;
    let window_min = i32::try_from(agreed.window_min).unwrap_or(i32::MAX);
    (window_min > 0).then_some(window_min)
}

/// Returns until when the approvers can decide about a yes that waits, and what their silence means;
/// nothing where nothing waits, or in a team that agreed on nothing.
pub fn deadline(
    lang: Lang,
    offer: &Offer,
    team: &Team,
    today: Day,
    local: impl Fn(u64) -> Moment,
) -> Option<String> {
    let agreed = team.agreements.as_ref()?;
    if !offer.is_open() || offer.waiting.is_empty() {
        return None;
    }
    let when = offer
        .decide_ms
        .map(|ms| format::when(lang, local(ms), today));
    Some(match (when, agreed.silence) {
        (Some(when), Silence::No) => t::approve::silence_no(lang, when),
        (Some(when), Silence::Yes) => t::approve::silence_yes(lang, when),
        (None, Silence::No | Silence::Yes) => t::approve::silence_begin(lang).to_owned(),
    })
}

/// Returns why the winner of an offer got it, where several answers were weighed.
pub fn why_won(lang: Lang, offer: &Offer, team: &Team, me: PersonId) -> Option<String> {
    let OfferState::Settled { winner, .. } = offer.state else {
        return None;
    };
    let weighed = offer.losses.values().filter_map(|lost| match lost.reason {
        LostReason::Burden { .. } => Some(true),
        LostReason::Tie => Some(false),
        LostReason::First
        | LostReason::Chosen
        | LostReason::Clear
        | LostReason::Approved
        | LostReason::Late
        | LostReason::Breaks(_)
        | LostReason::Busy
        | LostReason::Unqualified
        | LostReason::Declined
        | LostReason::Silence
        | LostReason::Begun
        | LostReason::Moved => None,
    });
    let weighed: Vec<_> = weighed.collect();
    if weighed.is_empty() {
        return None;
    }
    let all = i64::try_from(weighed.len().saturating_add(1)).unwrap_or(i64::MAX);
    let winner_name = || name(lang, team, winner);
    Some(match (weighed.contains(&true), winner == me) {
        (true, true) => t::window::won_you(lang, all),
        (true, false) => t::window::won(lang, all, winner_name()),
        (false, true) => t::window::tie_you(lang).to_owned(),
        (false, false) => t::window::tie(lang, winner_name()),
    })
}

#[cfg(test)]
mod tests;
