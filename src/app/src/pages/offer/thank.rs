//! Thanking who took a shift.

use leptos::prelude::*;
use ruil_core::{Command, OfferId, ShiftId};

use crate::components::ThankButton;
use crate::i18n::{offer as words, use_lang};
use crate::pick::thanks::{Thankable, for_offer, for_shift};
use crate::state::{Session, now, use_session};

/// Shows whom I can thank for what became of an offer.
#[component]
pub(crate) fn ThankForOffer(id: OfferId) -> impl IntoView {
    let session = use_session();
    let whom = Memo::new(move |_| {
        session.with(|view| {
            // What is final decides; that I said thanks already need not be.
            let offer = view.team.offers.get(&id)?;
            for_offer(&view.hoped, view.me, offer, now::now_ms())
        })
    });
    move || whom.get().map(|whom| button(session, whom))
}

/// Shows whom I can thank for having a shift.
#[component]
pub(crate) fn ThankForShift(id: ShiftId) -> impl IntoView {
    let session = use_session();
    let whom = Memo::new(move |_| {
        session.with(|view| {
            let found = for_shift(&view.team, view.me, id, now::now_ms())?;
            let is_done = view.hoped.has_thanked(view.me, id);
            Some(Thankable { is_done, ..found })
        })
    });
    move || whom.get().map(|whom| button(session, whom))
}

fn button(session: Session, whom: Thankable) -> impl IntoView {
    let Thankable {
        person,
        shift,
        is_done: done,
    } = whom;
    let lang = use_lang();
    let name = untrack(|| session.with(|view| words::name(lang, &view.hoped, person)));
    let on_thank = move |()| session.act_or_tell(Command::Thank { person, shift });
    view! { <ThankButton name done on_thank /> }
}
