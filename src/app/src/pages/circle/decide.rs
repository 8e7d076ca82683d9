//! What an approver reads of a circle, and their word.

use leptos::prelude::*;
use ruil_core::{CircleId, Command, Light};

use super::shown::assessed;
use crate::components::{Button, ButtonKind, Icon, Section};
use crate::i18n::{t, use_lang};
use crate::pages::offer::judged::{Judged, JudgedCard};
use crate::state::use_session;

/// Shows what it means for everybody, and the buttons.
#[component]
pub(super) fn Decide(id: CircleId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let judged = Memo::new(move |_| {
        session.with(|view| {
            let (change, assessment) = assessed(view, id)?;
            let fine = t::offer::possible_swap(lang);
            Some(Judged::of(lang, view, &change, &assessment, fine))
        })
    });
    let decide = move |yes: bool| session.act_or_tell(Command::DecideCircle { circle: id, yes });
    move || {
        judged.get().map(|judged| {
        let is_red = judged.light == Light::Red;
        view! {
            <Section title=t::circle::to_decide(lang) attr:data-test="circle-decide">
                <JudgedCard judged>
                    {is_red.then(|| view! { <p class="muted small">{t::effect::not_now(lang)}</p> })}
                    <div class="circle-page__do">
                        <Button kind=ButtonKind::Primary icon=Icon::Check wide=true disabled=is_red on_click=move |()| decide(true) attr:data-test="circle-allow">
                            {t::circle::allow(lang)}
                        </Button>
                        <Button icon=Icon::Close wide=true on_click=move |()| decide(false) attr:data-test="circle-decline">
                            {t::circle::decline(lang)}
                        </Button>
                    </div>
                </JudgedCard>
            </Section>
        }
    })
    }
}
