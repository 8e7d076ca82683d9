//! Swapping back, one tap: a new swap that both agree to.

use leptos::prelude::*;
use ruil_core::{Command, NewOffer, OfferId};

use crate::components::{Button, Icon};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::pick::reverse::reverse;
use crate::state::{View, now, use_session};

/// What would be asked, ready to be shown.
fn shown(lang: Lang, view: &View, id: OfferId) -> Option<(NewOffer, String)> {
    let team = &view.hoped;
    // What is not final yet can still be taken back.
    let offer = view.team.offers.get(&id)?;
    let back = reverse(team, offer, view.me, now::now())?;
    let name = words::name(lang, team, back.whom);
    let mine = words::shift_by_id(lang, team, back.mine);
    let hint = match back.theirs {
        Some(theirs) => {
            let theirs = words::shift_by_id(lang, team, theirs);
            t::reverse::hint(lang, name, mine, theirs)
        }
        None => t::reverse::hint_gift(lang, name, mine),
    };
    Some((back.new, hint))
}

/// Lets one of the two ask a settled swap back; nothing where that can't be.
#[component]
pub(super) fn Reversal(id: OfferId) -> impl IntoView {
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
        Some((new, hint)) => view! {
            <div class="stack stack--tight">
                <div class="cluster">
                    <Button icon=Icon::Undo on_click=move |()| ask(new.clone()) attr:data-test="offer-reverse">
                        {t::reverse::act(lang)}
                    </Button>
                </div>
                <p class="muted small">{hint}</p>
            </div>
        }
        .into_any(),
        None if asked.get() => {
            view! { <p class="muted" role="status">{t::reverse::asked(lang)}</p> }.into_any()
        }
        None => ().into_any(),
    }
    }
}
