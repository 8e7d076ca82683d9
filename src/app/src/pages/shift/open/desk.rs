//! What I can do with an open shift, or what I did.

use ruil_core::check::Change;
use ruil_core::{Command, Light, Offer, OfferId, OfferState, Shift, ShiftId};

use crate::i18n::{Lang, light, offer as words, t};
use crate::pages::offer::judged::Judged;
use crate::pages::offer::shown::wait_of;
use crate::pick::board::answer_of;
use crate::pick::deeds::{self, Deed, Stage};
use crate::pick::takers;
use crate::state::{View, now};

/// What I can do with an open shift.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Desk {
    /// I asked for it already, or nobody can any more.
    Asked(Box<Deed>),
    /// A colleague got it.
    Lost(String),
    /// I asked for it, and others still can.
    Said(Box<Said>),
    /// I can ask for it, or what is in the way is said.
    Free(Box<Free>),
}

/// My yes, while it is not decided.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) offer: OfferId,
    pub(super) text: String,
    pub(super) gathers: Option<String>,
    pub(super) waits: Option<String>,
    /// How far my claim is, while that is not final.
    pub(super) deed: Option<Deed>,
}

/// What asking for it would mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Free {
    /// As it stood at this revision.
    pub(super) revision: u32,
    pub(super) judged: Judged,
    pub(super) label: &'static str,
    pub(super) hint: String,
    pub(super) is_blocked: bool,
    pub(super) gathers: Option<String>,
    /// Why a yes of mine was lost while it stayed open.
    pub(super) lost: Option<String>,
}

impl Desk {
    /// Returns nothing where there is nothing to say: it is a colleague's, and I never asked.
    pub(super) fn of(lang: Lang, view: &View, id: ShiftId) -> Option<Self> {
        let shift = view.hoped.roster.get(id)?;
        if let Some(owner) = shift.owner {
            let lost = lost(view, id).filter(|_| owner != view.me);
            if let Some(lost) = lost {
                return words::my_loss(lang, lost, &view.hoped, view.me, now::local)
                    .map(Self::Lost);
            }
            let deed = deeds::last(&view.outbox, &view.done, |deed| is_claim(deed, id));
            return deed.map(Box::new).map(Self::Asked);
        }
        let offer = view.hoped.open_offer_of(id);
        let mine = offer.filter(|offer| {
            let answer = answer_of(offer, view.me);
            answer.is_some_and(ruil_core::Answer::is_yes)
        });
        Some(match mine {
            Some(offer) => Self::Said(Box::new(said(lang, view, offer))),
            None => Self::Free(Box::new(free(lang, view, shift, offer))),
        })
    }
}

/// Tells whether I asked for this shift, and do not have it.
fn is_claim(deed: &Deed, id: ShiftId) -> bool {
    matches!(deed.command, Command::Claim { shift, .. } if shift == id)
        && matches!(deed.stage, Stage::Waiting(..) | Stage::Rejected(..))
}

/// Returns the last time this shift was open, if I asked for it then and somebody else has it.
fn lost(view: &View, id: ShiftId) -> Option<&Offer> {
    let offers = view.hoped.offers.values();
    let lost = offers.filter(|offer| {
        offer.shift == id
            && offer.by.is_none()
            && offer.losses.contains_key(&view.me)
            && matches!(offer.state, OfferState::Settled { .. })
    });
    lost.max_by_key(|offer| offer.made)
}

fn said(lang: Lang, view: &View, offer: &Offer) -> Said {
    let waits = offer.waiting.contains(&view.me);
    let is_claim = |deed: &Deed| is_claim(deed, offer.shift) || deed.offer() == Some(offer.id);
    let deed = deeds::last(&view.outbox, &view.done, is_claim);
    let text = t::shift::claimed(lang);
    Said {
        offer: offer.id,
        text: if offer.closes_ms.is_some() && !waits {
            format!("{text} {}", t::window::counted(lang))
        } else {
            text.to_owned()
        },
        gathers: words::gathering(lang, offer, &view.hoped, now::today(), now::local),
        waits: waits.then(|| wait_of(lang, view, offer, view.me)),
        deed: deed.filter(|deed| matches!(deed.stage, Stage::Waiting(..))),
    }
}

fn free(lang: Lang, view: &View, shift: &Shift, offer: Option<&Offer>) -> Free {
    let team = &view.hoped;
    let assessment = takers::claim(team, shift, view.me, now::now());
    let change = Change::gift(shift, view.me);
    let judged = Judged::of(lang, view, &change, &assessment, t::offer::possible(lang));
    let by = || light::approvers_of(lang, team, view.me, &[view.me]);
    // Only a team that agreed on how it swaps can let a claim wait.
    let waits = team.agreements.is_some();
    let (hint, is_blocked) = match judged.light {
        Light::Green | Light::Unknown => (t::shift::claim_hint(lang).to_owned(), false),
        Light::Amber if waits => (t::approve::claim_waits(lang, by()), false),
        Light::Amber => (t::approve::claim(lang, by()), true),
        Light::Red => (t::shift::blocked(lang).to_owned(), true),
    };
    let gathers = match offer {
        Some(offer) => words::gathering(lang, offer, team, now::today(), now::local),
        None => words::window_min(team, &ruil_core::OfferKind::GiveAway)
            .map(|min| t::window::first(lang, crate::i18n::format::length(lang, min))),
    };
    let others_can = gathers.is_some() || judged.light == Light::Amber;
    Free {
        revision: shift.revision,
        label: if others_can && !is_blocked {
            t::shift::ask_claim(lang)
        } else {
            t::shift::claim(lang)
        },
        hint,
        gathers: gathers.filter(|_| !is_blocked),
        is_blocked,
        lost: offer.and_then(|offer| words::my_loss(lang, offer, team, view.me, now::local)),
        judged,
    }
}
