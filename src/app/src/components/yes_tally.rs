//! How many have said yes, without saying who.

use leptos::prelude::*;

use crate::i18n::{t, use_lang};

/// Shows a dot for each person, filled for each yes, and says the same in words.
#[component]
pub fn YesTally(
    /// How many said yes.
    yes: usize,
    /// How many there are.
    of: usize,
) -> impl IntoView {
    let lang = use_lang();
    let dot = |at: usize| view! { <span class="yes-tally__dot" data-yes=(at < yes).then_some("")></span> };
    let count = i64::try_from(yes).unwrap_or(i64::MAX);
    view! {
        <p class="yes-tally" data-test="yes-tally" data-yes=yes.to_string() data-of=of.to_string()>
            <span class="yes-tally__dots" aria-hidden="true">{(0..of).map(dot).collect_view()}</span>
            {t::circle::tally(lang, count, of)}
        </p>
    }
}
