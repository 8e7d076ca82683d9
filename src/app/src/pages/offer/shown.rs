//! What an offer shows of itself to me.

use ruil_core::{Moment, Offer, OfferId, OfferKind, OfferState, PersonId, ShiftId, Team};

use crate::components::{OfferStage, ShiftFace};
use crate::i18n::{Lang, format, light, offer as words, t};
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
    /// The shifts that go with it.
    pub more: Vec<ShiftFace>,
    /// That only a part of it is offered, and what stays.
    pub part: Option<String>,
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
    /// Whose yes waits for whose word, and how long.
    pub waits: Option<String>,
    /// Until when answers are gathered.
    pub gathers: Option<String>,
}

impl OfferShown {
    pub(crate) fn of(lang: Lang, view: &View, id: OfferId, at: Moment) -> Option<Self> {
        let offer = find(&view.team, &view.hoped, id)?;
        let team: &Team = &view.hoped;
        let is_mine = offer.by == Some(view.me);
        let wants = match offer.by {
            Some(_) => words::wants(lang, &offer.kind, team, is_mine),
            None => t::offer::open_shift(lang).to_owned(),
        };
        let wants = if is_mine {
            format!("{wants}. {}.", words::audience(lang, &offer.to, team))
        } else {
            wants
        };
        let named = match &offer.kind {
            OfferKind::SwapForNamed(named) => named.as_slice(),
            OfferKind::GiveAway
            | OfferKind::SwapForAnswer
            | OfferKind::SwapForWish(_)
            | OfferKind::OweLater { .. }
            | OfferKind::Repay { .. } => &[],
        };
        let faces = named
            .iter()
            .filter_map(|id| shifts::find(&view.team, team, *id));
        let shift = shifts::find(&view.team, team, offer.shift)?;
        let more = offer.more.iter().map(|found| found.shift);
        let outcome = if is_overdue(&view.team, offer, at) {
            Some(t::offer::overdue(lang).to_owned())
        } else {
            words::outcome(lang, offer, team, view.me)
        };
        let newest = view.hoped.offers.get(&id);
        let lost = words::my_loss(lang, offer, team, view.me, now::local);
        Some(Self {
            id,
            by: if is_mine {
                t::shift::you(lang).to_owned()
            } else {
                words::maker(lang, team, offer)
            },
            is_mine,
            wants,
            shift: offer.shift,
            face: ShiftFace {
                span: offer.part.map_or(shift.span, |part| part.taken),
                ..ShiftFace::of(team, shift)
            },
            more: more
                .filter_map(|id| shifts::find(&view.team, team, id))
                .map(|shift| ShiftFace::of(team, shift))
                .collect(),
            part: offer.part.map(|part| {
                let times = format::times(part.kept);
                if is_mine {
                    t::offer::part_kept_mine(lang, times)
                } else {
                    t::offer::part_kept(lang, words::maker(lang, team, offer), times)
                }
            }),
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
                OfferState::Settled { .. }
                | OfferState::Withdrawn
                | OfferState::Lapsed
                | OfferState::Expired => 0,
            },
            to_choose: is_mine && offer.is_open() && is_to_choose(offer),
            waits: newest.and_then(|newest| waits(lang, view, newest)),
            gathers: newest
                .and_then(|newest| words::gathering(lang, newest, team, now::today(), now::local)),
        })
    }
}

/// Returns whose yes waits for whose word, as far as that is mine to know.
fn waits(lang: Lang, view: &View, offer: &Offer) -> Option<String> {
    let (team, me) = (&view.hoped, view.me);
    let is_in_it = offer.by == Some(me) || team.is_approver(me);
    if !offer.is_open() {
        None
    } else if offer.waiting.contains(&me) {
        Some(wait_of(lang, view, offer, me))
    } else {
        let first = offer.waiting.first().filter(|_| is_in_it)?;
        let waits = light::waits_answer(lang, team, offer, *first, me);
        Some(with_deadline(lang, view, offer, waits))
    }
}

/// Returns that a yes waits, for whom, until when, and what silence means.
pub(crate) fn wait_of(lang: Lang, view: &View, offer: &Offer, taker: PersonId) -> String {
    let waits = light::waits(lang, &view.hoped, offer, taker, view.me);
    with_deadline(lang, view, offer, format!("{waits}."))
}

fn with_deadline(lang: Lang, view: &View, offer: &Offer, waits: String) -> String {
    match words::deadline(lang, offer, &view.hoped, now::today(), now::local) {
        Some(deadline) => format!("{waits} {deadline}"),
        None => waits,
    }
}
