//! Offering several shifts in one go.

use leptos::prelude::*;
use ruil_core::{Shift, ShiftId};

use crate::components::Checkbox;
use crate::i18n::{format, offer as words, t, use_lang};
use crate::pages::shift::ask::{Draft, toggle};
use crate::pick::lot::together;
use crate::state::{now, use_session};

/// Shows my other shifts that can go with it.
#[component]
pub(super) fn Together(draft: Draft, shift: StoredValue<Shift>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let lines = Memo::new(move |_| {
        session.with(|view| {
            let all = shift.with_value(|shift| together(&view.hoped, shift, now::now()));
            let line = |other: &Shift| {
                let name = words::capital(&words::shift(lang, other));
                (other.id, name, format::times(other.span))
            };
            all.iter().map(line).collect::<Vec<_>>()
        })
    });
    let row = move |(id, name, times): (ShiftId, String, String)| {
        view! {
            <li>
                <Checkbox
                    label=name
                    hint=times
                    checked=Signal::derive(move || draft.more.read().contains(&id))
                    on_change=move |_| toggle(draft.more, id)
                    attr:data-test="offer-together"
                    attr:data-shift=id.to_string()
                />
            </li>
        }
    };
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            view! { <p class="muted">{t::more::together_none(lang)}</p> }.into_any()
        } else {
            view! {
                <ul class="offer-sheet__people list">{lines.into_iter().map(row).collect_view()}</ul>
                <p class="muted small">{t::more::together_hint(lang)}</p>
            }
            .into_any()
        }
    };
    view! {
        <fieldset class="offer-sheet__part">
            <legend class="offer-sheet__legend">{t::more::together(lang)}</legend>
            {rows}
        </fieldset>
    }
}
