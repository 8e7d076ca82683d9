//! Swapping or giving back, one tap: a new swap that both agree to.

use leptos::prelude::*;
use ruil_core::{Command, NewOffer, OfferId, ShiftId};

use crate::components::{Button, Icon};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::pick::reverse::{giver_back, reverse};
use crate::state::{View, now, use_session};

/// What can be asked, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Back {
    /// A swap or a gift back, and what that is.
    Ask(NewOffer, &'static str, String),
    /// Nothing, since only the other can.
    Them(String),
}

fn shown(lang: Lang, view: &View, id: OfferId) -> Option<Back> {
    let team = &view.hoped;
    // What is not final yet can still be taken back.
    let offer = view.team.offers.get(&id)?;
    if let Some(whom) = giver_back(team, offer, view.me, now::now()) {
        let name = words::name(lang, team, whom);
        return Some(Back::Them(t::reverse::them(lang, name)));
    }
    let back = reverse(team, offer, view.me, now::now())?;
    let name = words::name(lang, team, back.whom);
    // The part that changed hands is named as what it is.
    let named = |shift: ShiftId| {
        if shift == ShiftId::part_of(id) {
            words::offered(lang, team, offer)
        } else {
            words::shift_by_id(lang, team, shift)
        }
    };
    let mine = named(back.mine);
    Some(match back.theirs {
        Some(theirs) => {
            let hint = t::reverse::hint(lang, name, named(theirs), mine);
            Back::Ask(back.new, t::reverse::act(lang), hint)
        }
        None => {
            let hint = t::reverse::hint_gift(lang, name, mine);
            Back::Ask(back.new, t::reverse::act_gift(lang), hint)
        }
    })
}

/// Lets one of the two ask a settled swap back, or says who can; nothing where that can't be.
#[component]
pub(crate) fn Reversal(id: OfferId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let asked = RwSignal::new(false);
    let back = Memo::new(move |_| session.with(|view| shown(lang, view, id)));
    let ask = move |new: NewOffer| {
        session.act_or_tell(Command::Propose(new));
        asked.set(true);
    };
    move || {
        match back.get() {
        Some(Back::Ask(new, act, hint)) => view! {
            <div class="stack stack--tight">
                <div class="cluster">
                    <Button icon=Icon::Undo on_click=move |()| ask(new.clone()) attr:data-test="offer-reverse">
                        {act}
                    </Button>
                </div>
                <p class="muted small">{hint}</p>
            </div>
        }
        .into_any(),
        Some(Back::Them(hint)) => view! {
            <p class="muted" data-test="reverse-them">{hint}</p>
        }
        .into_any(),
        None if asked.get() => {
            view! { <p class="muted" role="status" data-test="reverse-asked">{t::reverse::asked(lang)}</p> }.into_any()
        }
        None => ().into_any(),
    }
    }
}
