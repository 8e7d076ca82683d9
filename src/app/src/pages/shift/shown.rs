//! What a shift shows of itself to me.

use ruil_core::{Moment, Offer, OfferId, ShiftId};

use crate::components::{ChipState, ShiftFace};
use crate::i18n::{Lang, format, offer as words, t};
use crate::pick::reverse::came_by;
use crate::pick::shifts;
use crate::state::View;

/// Whose a shift is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Mine,
    Colleague,
    Open,
}

/// A shift, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShiftShown {
    pub(super) id: ShiftId,
    pub(super) face: ShiftFace,
    pub(super) state: ChipState,
    pub(super) whose: Whose,
    pub(super) owner: String,
    pub(super) length: String,
    pub(super) rest: Option<String>,
    pub(super) needs: Option<String>,
    /// The open offer it stands in, final or not.
    pub(super) offer: Option<OfferId>,
    /// Who is to have it once what I did is final.
    pub(super) next: Option<String>,
    pub(super) is_past: bool,
    /// By which offer I got it, if it is mine and nothing goes on with it.
    pub(super) came_by: Option<OfferId>,
}

impl ShiftShown {
    pub(super) fn of(lang: Lang, view: &View, id: ShiftId, now: Moment) -> Option<Self> {
        let (team, hoped) = (&view.team, &view.hoped);
        let shift = shifts::find(team, hoped, id)?;
        let whose = match shift.owner {
            None => Whose::Open,
            Some(owner) if owner == view.me => Whose::Mine,
            Some(_) => Whose::Colleague,
        };
        let next_owner = hoped.roster.get(id).map(|hoped| hoped.owner);
        let next = next_owner
            .filter(|next| *next != shift.owner)
            .map(|next| match next {
                Some(next) if next == view.me => t::shift::claim_sent(lang).to_owned(),
                Some(next) => t::shift::going(lang, words::name(lang, hoped, next)),
                None => t::shift::going_nobody(lang).to_owned(),
            });
        let offer = team.open_offer_of(id);
        let state = match (whose, offer) {
            (Whose::Open, _) => ChipState::Open,
            (_, Some(_)) => ChipState::Offered,
            (Whose::Mine, None) => ChipState::Mine,
            (Whose::Colleague, None) => ChipState::Plain,
        };
        let needs = shift
            .needs
            .and_then(|needs| hoped.qualifications.get(&needs));
        Some(Self {
            id,
            face: ShiftFace::of(hoped, shift),
            state,
            whose,
            owner: match shift.owner {
                None => t::shift::nobody(lang).to_owned(),
                Some(owner) if owner == view.me => view.my_name().to_owned(),
                Some(owner) => words::name(lang, hoped, owner),
            },
            length: format::length(lang, shift.span.len_min()),
            rest: (shift.break_min > 0).then(|| format::length(lang, shift.break_min.into())),
            needs: needs.map(|needs| needs.name.clone()),
            offer: offer
                .or_else(|| hoped.open_offer_of(id))
                .filter(|offer| is_told_apart(view, offer))
                .map(|offer| offer.id),
            next,
            is_past: shift.has_begun(now),
            came_by: (state == ChipState::Mine)
                .then(|| came_by(team, id, view.me))
                .flatten(),
        })
    }
}

/// Tells whether an offer is shown beside its shift. That colleagues ask for an open one is said where
/// it is asked for; who decides about it is shown the way there.
fn is_told_apart(view: &View, offer: &Offer) -> bool {
    let mut waiting = offer.waiting.iter();
    offer.by.is_some() || waiting.any(|taker| view.hoped.decides(offer, *taker, view.me))
}
