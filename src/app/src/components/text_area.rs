//! Several lines to fill in.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows a labelled field of several lines, for signs that are copied from paper.
#[component]
pub fn TextArea(
    /// Unique on the page; ties the texts to the field.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// A word of help.
    #[prop(into)]
    hint: String,
    /// Lines it shows.
    #[prop(default = 5)]
    rows: u32,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Called with every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field text-area">
            <label class="field__label" for=id.clone()>{label}</label>
            <p class="field__hint" id=hint_id.clone()>{hint}</p>
            <textarea
                class="field__input text-area__input"
                id=id
                rows=rows
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby=format!("{hint_id} {error_id}")
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
            <p class="field__error" id=error_id role="alert">
                {move || error.get().map(|error| view! { <Glyph icon=Icon::Warning />{error} })}
            </p>
        </div>
    }
}
