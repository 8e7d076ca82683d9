//! What I answer later: out of the way, not forgotten.

use leptos::prelude::*;

use super::Line;
use crate::components::Section;
use crate::i18n::{t, use_lang};
use crate::pages::offer::summary::OfferSummary;

/// Shows what I parked; nothing where there is nothing.
#[component]
pub(super) fn Parked(lines: Memo<Vec<Line>>) -> impl IntoView {
    let lang = use_lang();
    let card = move |line: Line| {
        let Line { shown, light, note } = line;
        view! { <OfferSummary shown nostrip:note=note nostrip:light=light go=t::swaps::answer(lang) /> }
    };
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <Section title=t::swaps::parked(lang) count=Some(lines.len()) attr:data-test="parked">
                    <p class="muted small">{t::swaps::parked_hint(lang)}</p>
                    <div class="stack">{lines.into_iter().map(card).collect_view()}</div>
                </Section>
            }
        })
    }
}
