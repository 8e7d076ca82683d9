//! What an offer shows of itself to me.

use ruil_core::{Moment, Offer, OfferId, OfferKind, OfferState, ShiftId, Team};

use crate::components::{OfferStage, ShiftFace};
use crate::i18n::{Lang, light, offer as words, t};
use crate::pick::board::{find, is_overdue, is_to_choose};
use crate::pick::deeds::{self, Deed};
use crate::pick::shifts;
use crate::state::{View, now};

/// An offer, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OfferShown {
    pub id: OfferId,
    /// Whose it is; mine is "you".
    pub by: String,
    pub is_mine: bool,
    /// What is wanted, and of whom if it is mine.
    pub wants: String,
    pub shift: ShiftId,
    pub face: ShiftFace,
    pub named: Vec<ShiftFace>,
    pub stage: OfferStage,
    pub outcome: Option<String>,
    /// Why I did not get it.
    pub lost: Option<String>,
    /// My last deed about it.
    pub deed: Option<Deed>,
    /// How many said yes.
    pub yes: usize,
    /// Whether I have a yes to choose.
    pub to_choose: bool,
    /// Whose yes waits for whose word.
    pub waits: Option<String>,
}

impl OfferShown {
    pub(crate) fn of(lang: Lang, view: &View, id: OfferId, at: Moment) -> Option<Self> {
        let offer = find(&view.team, &view.hoped, id)?;
        let team: &Team = &view.hoped;
        let is_mine = offer.by == view.me;
        let wants = words::wants(lang, &offer.kind, is_mine);
        let wants = if is_mine {
            format!("{wants}. {}.", words::audience(lang, &offer.to, team))
        } else {
            wants.to_owned()
        };
        let named = match &offer.kind {
            OfferKind::SwapForNamed(named) => named.as_slice(),
            OfferKind::GiveAway | OfferKind::SwapForAnswer => &[],
        };
        let faces = named
            .iter()
            .filter_map(|id| shifts::find(&view.team, team, *id));
        let shift = shifts::find(&view.team, team, offer.shift)?;
        let outcome = if is_overdue(&view.team, offer, at) {
            Some(t::offer::overdue(lang).to_owned())
        } else {
            words::outcome(lang, offer, team, view.me)
        };
        let lost = words::my_loss(lang, offer, team, view.me, now::local);
        Some(Self {
            id,
            by: if is_mine {
                t::shift::you(lang).to_owned()
            } else {
                words::name(lang, team, offer.by)
            },
            is_mine,
            wants,
            shift: offer.shift,
            face: ShiftFace::of(team, shift),
            named: faces.map(|shift| ShiftFace::of(team, shift)).collect(),
            stage: OfferStage::of(offer.state),
            // Why I lost says who has it, too.
            outcome: outcome.filter(|_| lost.is_none()),
            lost,
            deed: deeds::last(&view.outbox, &view.done, |deed| deed.offer() == Some(id)),
            yes: match offer.state {
                OfferState::Open => offer
                    .answers
                    .values()
                    .filter(|answer| answer.is_yes())
                    .count(),
                OfferState::Settled { .. } | OfferState::Withdrawn | OfferState::Lapsed => 0,
            },
            to_choose: is_mine && offer.is_open() && is_to_choose(offer),
            waits: view
                .hoped
                .offers
                .get(&id)
                .and_then(|newest| waits(lang, view, newest)),
        })
    }
}

/// Returns whose yes waits for whose word, as far as that is mine to know.
fn waits(lang: Lang, view: &View, offer: &Offer) -> Option<String> {
    let (team, me) = (&view.hoped, view.me);
    let is_in_it = offer.by == me || view.am_coordinator();
    if !offer.is_open() {
        None
    } else if offer.waiting.contains(&me) {
        Some(light::waits(lang, team, me))
    } else {
        let first = offer.waiting.first().filter(|_| is_in_it)?;
        Some(light::waits_answer(lang, team, *first, me))
    }
}
