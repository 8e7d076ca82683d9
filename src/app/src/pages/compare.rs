//! The three words that two people compare.

use leptos::prelude::*;
use ruil_sync::invite::Words;

use crate::state::words::words;

/// Shows the words, big enough to read from the other side of a table.
#[component]
pub fn ThreeWords(
    /// Which.
    words: Words,
) -> impl IntoView {
    let word = |word| view! { <li class="words__one">{word}</li> };
    let all = self::words(words);
    view! {
        <div role="status">
            <ol class="words" lang="nl" dir="ltr" data-test="words">{all.into_iter().map(word).collect_view()}</ol>
        </div>
    }
}
