//! The mark: two shifts changing hands.

use leptos::prelude::*;

/// Draws the mark in the colours of the theme.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <path class="logo__one" d="M27.5 12H19A10 10 0 0 0 9 22V24.5" />
            <circle class="logo__dot-one" cx="9" cy="36" r="5" />
            <path class="logo__two" d="M20.5 36H29A10 10 0 0 0 39 26V23.5" />
            <circle class="logo__dot-two" cx="39" cy="12" r="5" />
        </svg>
    }
}
