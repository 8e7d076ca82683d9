//! Yes or no to one thing.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows a box to tick.
#[component]
pub fn Checkbox(
    /// What is agreed to.
    #[prop(into)]
    label: String,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Can't be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Stands below the words, such as a light.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                class="checkbox__input"
                type="checkbox"
                disabled=disabled
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class="checkbox__box" aria-hidden="true"><Glyph icon=Icon::Check /></span>
            <span class="checkbox__text">
                {label}
                {hint.map(|hint| view! { <span class="checkbox__hint">{hint}</span> })}
                {children.map(|children| view! { <span class="checkbox__more">{children()}</span> })}
            </span>
        </label>
    }
}
