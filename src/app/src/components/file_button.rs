//! The button that opens the device's own list of files.

use leptos::ev::Event;
use leptos::prelude::*;

use super::{Glyph, Icon};

/// Lets somebody pick a file.
#[component]
pub fn FileButton(
    /// What the button says.
    #[prop(into)]
    text: Signal<String>,
    /// The kinds of files it offers, as the browser wants to be told; any, if there are none.
    #[prop(optional)]
    accept: Option<&'static str>,
    /// Whether it is what the page is for.
    #[prop(into, optional)]
    is_primary: Signal<bool>,
    /// Whether it is as wide as the page.
    #[prop(optional)]
    is_wide: bool,
    /// Is told of the field's change.
    #[prop(into)]
    on_pick: Callback<Event>,
    /// What a test finds it by.
    test: &'static str,
) -> impl IntoView {
    view! {
        <label class="file-button">
            <span class="button" class:button--wide=is_wide class:button--primary=is_primary>
                <Glyph icon=Icon::Upload />
                {text}
            </span>
            <input
                type="file"
                class="visually-hidden"
                accept=accept
                data-test=test
                on:change=move |event| on_pick.run(event)
            />
        </label>
    }
}
