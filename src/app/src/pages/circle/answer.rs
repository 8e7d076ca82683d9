//! My answer to a circle.

use leptos::prelude::*;
use ruil_core::{CircleId, Command, Light};

use super::shown::assessed;
use crate::components::{Button, ButtonKind, Icon};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::notes::use_notes;
use crate::state::{use_here, use_session};

/// Shows the buttons: yes, no, later; to who said yes, no alone.
#[component]
pub(super) fn Answer(id: CircleId, asks_me: bool, may_leave: bool) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let (here, notes) = (use_here(), use_notes());
    let cannot = Memo::new(move |_| {
        let assessed = session.with(|view| assessed(view, id));
        assessed.is_none_or(|(_, assessment)| assessment.light() == Light::Red)
    });
    let answer = move |yes: bool| {
        notes.unpark(&id.to_string());
        session.act_or_tell(Command::AnswerCircle { circle: id, yes });
    };
    let later = move |()| {
        notes.park(id.to_string());
        here.go(Route::Swaps);
    };
    let no = move || {
        view! {
            <Button icon=Icon::Close wide=true on_click=move |()| answer(false) attr:data-test="circle-no">
                {t::circle::no(lang)}
            </Button>
        }
    };
    if asks_me {
        view! {
            <div class="circle-page__do">
                <Button kind=ButtonKind::Primary icon=Icon::Hand wide=true disabled=cannot on_click=move |()| answer(true) attr:data-test="circle-yes">
                    {t::circle::yes(lang)}
                </Button>
                {no()}
            </div>
            <div class="cluster">
                <Button kind=ButtonKind::Link icon=Icon::Clock on_click=later attr:data-test="circle-later">
                    {t::circle::later(lang)}
                </Button>
                <span class="muted small">{t::circle::later_hint(lang)}</span>
            </div>
        }
        .into_any()
    } else if may_leave {
        view! { <div class="circle-page__do">{no()}</div> }.into_any()
    } else {
        ().into_any()
    }
}
