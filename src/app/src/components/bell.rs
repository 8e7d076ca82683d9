//! The way to the news, from every page.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::{t, use_lang};

/// Shows a bell with how much is new; said in words to a screen reader.
#[component]
pub fn Bell(
    /// Where the news is.
    #[prop(into)]
    href: String,
    /// How much is new.
    #[prop(into)]
    count: Signal<u32>,
    /// Whether that page is the one that is shown.
    #[prop(optional, into)]
    is_here: Signal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let label = move || match count.get() {
        0 => t::news::title(lang).to_owned(),
        n => t::news::bell(lang, i64::from(n)),
    };
    let number = move || {
        let n = count.get();
        (n > 0).then(|| view! { <span class="bell__count" aria-hidden="true">{n.min(99)}</span> })
    };
    view! {
        <a
            class="bell"
            href=href
            aria-label=label
            title=label
            aria-current=move || is_here.get().then_some("page")
            data-test="bell"
            data-count=count
        >
            <Glyph icon=Icon::Bell />
            {number}
        </a>
    }
}
