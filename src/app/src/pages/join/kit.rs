//! Joining with a recovery kit: scanned, or typed from its paper.

use leptos::prelude::*;

use super::scan::ScanView;
use crate::components::{Button, ButtonKind, Icon, TextArea};
use crate::i18n::{keep, t, use_lang};
use crate::state::boot::Boot;
use crate::state::kit::{self, Slip};
use crate::state::work;

/// Asks for a kit.
#[component]
pub(super) fn KitForm(
    /// What was scanned already.
    given: String,
    /// Called when it is to be a code after all.
    #[prop(into)]
    on_code: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let scanning = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let typed = RwSignal::new(given.clone());
    let error = RwSignal::new(None::<String>);
    let done = Callback::new(move |entered: Result<(), Slip>| {
        busy.set(false);
        error.set(entered.err().map(|slip| keep::slip(lang, &slip)));
    });
    let enter = move |text: String| {
        if !busy.get_untracked() {
            busy.set(true);
            error.set(None);
            work::then(kit::enter(boot, text), done);
        }
    };
    let on_text = Callback::new(move |text: String| {
        if kit::may_be_kit(&text) {
            scanning.set(false);
            typed.set(text.clone());
            enter(text);
        } else {
            error.set(Some(t::kit::no_kit(lang).to_owned()));
        }
    });
    if !given.is_empty() {
        enter(given);
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        enter(typed.get_untracked());
    };
    let scan = move || {
        if scanning.get() {
            view! { <ScanView on_text on_close=move |()| scanning.set(false) /> }.into_any()
        } else {
            let start = move |()| scanning.set(true);
            view! {
                <Button icon=Icon::Camera wide=true on_click=start>{t::join::scan(lang)}</Button>
            }
            .into_any()
        }
    };
    view! {
        <p>{t::kit::have_lead(lang)}</p>
        {scan}
        <p class="join__or">{t::join::or(lang)}</p>
        <form class="stack" novalidate on:submit=submit data-test="join-kit">
            <TextArea
                id="join-kit-text"
                label=t::kit::typed(lang)
                hint=t::kit::typed_hint(lang)
                rows=7
                value=typed
                on_input=move |text| {
                    error.set(None);
                    typed.set(text);
                }
                error
            />
            <Button kind=ButtonKind::Primary wide=true submit=true busy attr:data-test="join-kit-submit">
                {t::kit::enter(lang)}
            </Button>
            <Button wide=true on_click=on_code>{t::kit::by_code(lang)}</Button>
        </form>
    }
}
