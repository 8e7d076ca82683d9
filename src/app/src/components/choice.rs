//! One of a few, each on a card of its own with room to explain.

use leptos::prelude::*;

/// Shows a choice among others of the same name.
#[component]
pub fn Choice(
    /// Ties the choices together.
    #[prop(into)]
    name: String,
    /// What it is.
    #[prop(into)]
    title: String,
    /// What it means.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether it is chosen.
    #[prop(into)]
    checked: Signal<bool>,
    /// Can't be chosen.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called when chosen.
    #[prop(into)]
    on_choose: Callback<()>,
    /// Stands before the text, such as a shift's mark.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                class="choice__input"
                type="radio"
                name=name
                disabled=disabled
                prop:checked=checked
                on:change=move |_| on_choose.run(())
            />
            {children.map(|children| view! { <span class="choice__mark">{children()}</span> })}
            <span class="choice__text">
                <span class="choice__title">{title}</span>
                {hint.map(|hint| view! { <span class="choice__hint">{hint}</span> })}
            </span>
            <span class="choice__dot" aria-hidden="true"></span>
        </label>
    }
}
