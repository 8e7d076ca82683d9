//! A button with an icon alone.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows a round button with an icon; its label is read aloud and shown on hover.
#[component]
pub fn IconButton(
    /// What it shows.
    #[prop(into)]
    icon: Signal<Icon>,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Can't be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called when pressed.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type="button"
            disabled=disabled
            aria-label=label
            title=label
            on:click=move |_| on_click.run(())
        >
            <Glyph icon />
        </button>
    }
}
