//! Who stands at the tablet, and the way back to the board.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::Icon;
use super::person_badge::PersonBadge;
use crate::i18n::{t, use_lang};

/// Shows a name, and in the last seconds how long it stays.
#[component]
pub fn StandBar(
    /// Who.
    #[prop(into)]
    name: String,
    /// The last seconds; nothing before.
    #[prop(into)]
    left_s: Signal<Option<u64>>,
    /// Called when they are done.
    #[prop(into)]
    on_done: Callback<()>,
    /// Stands between, such as the language.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let left = move || {
        left_s
            .get()
            .map(|left_s| t::tablet::left(lang, i64::try_from(left_s).unwrap_or(i64::MAX)))
    };
    // Told aloud once, not every second.
    let is_ending = Memo::new(move |_| left_s.read().is_some());
    let aloud = move || is_ending.get().then(|| untrack(left)).flatten();
    view! {
        <div class="stand-bar" data-ending=move || is_ending.get().then_some("") data-test="stand">
            <PersonBadge name />
            <span class="stand-bar__left" aria-hidden="true" data-test="stand-left">{left}</span>
            <span class="visually-hidden" role="status">{aloud}</span>
            {children()}
            <Button kind=ButtonKind::Primary icon=Icon::Check on_click=on_done attr:data-test="stand-done">
                {t::tablet::done(lang)}
            </Button>
        </div>
    }
}
