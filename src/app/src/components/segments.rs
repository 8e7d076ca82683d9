//! One of a few, side by side.

use leptos::prelude::*;

use super::select::SelectOption;

/// Shows two to four choices side by side.
#[component]
pub fn Segments(
    /// Unique on the page; ties the choices together.
    #[prop(into)]
    name: String,
    /// What is chosen here, read aloud.
    #[prop(into)]
    label: String,
    /// What there is.
    options: Vec<SelectOption>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new choice.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let segment = move |option: SelectOption| {
        let SelectOption { value: own, label } = option;
        let (shown, chosen) = (own.clone(), own.clone());
        view! {
            <label class="segments__one">
                <input
                    class="segments__input"
                    type="radio"
                    name=name.clone()
                    value=own
                    prop:checked=move || *value.read() == shown
                    on:change=move |_| on_change.run(chosen.clone())
                />
                <span class="segments__text">{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{label}</legend>
            {options.into_iter().map(segment).collect_view()}
        </fieldset>
    }
}
