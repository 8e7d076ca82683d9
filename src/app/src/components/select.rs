//! One of many, in the phone's own list.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is reported when it is chosen.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl SelectOption {
    /// Makes an option.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// Shows a list to choose one from.
#[component]
pub fn Select(
    /// Unique on the page; ties the label to the list.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    quiet_label: bool,
    /// What there is.
    options: Vec<SelectOption>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new choice.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let label_class = if quiet_label {
        "visually-hidden"
    } else {
        "field__label"
    };
    let option = move |option: SelectOption| {
        let SelectOption { value: own, label } = option;
        let shown = own.clone();
        view! { <option value=own selected=move || *value.read() == shown>{label}</option> }
    };
    view! {
        <div class="select">
            <label class=label_class for=id.clone()>{label}</label>
            <span class="select__box">
                <select
                    class="select__list"
                    id=id
                    prop:value=value
                    on:change=move |event| on_change.run(event_target_value(&event))
                >
                    {options.into_iter().map(option).collect_view()}
                </select>
                <Glyph icon=Icon::Down />
            </span>
        </div>
    }
}
