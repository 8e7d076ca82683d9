//! A column or code the file does not explain, and what it is to mean.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::select::{Select, SelectOption};

/// Shows what is unknown, where it was seen, and a list to choose its meaning from.
#[component]
pub fn MappingRow(
    /// Unique on the page; ties the label to the list.
    #[prop(into)]
    id: String,
    /// The column's name or the code.
    #[prop(into)]
    name: String,
    /// What helps to recognise it, such as a few values or how often it occurs.
    #[prop(optional, into)]
    sample: Option<String>,
    /// What it can mean.
    options: Vec<SelectOption>,
    /// What it means now.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new meaning.
    #[prop(into)]
    on_change: Callback<String>,
    /// More to fill in for this meaning, such as times.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="mapping-row">
            <div class="mapping-row__what">
                <code class="mapping-row__name">{name.clone()}</code>
                {sample.map(|sample| view! { <span class="mapping-row__sample">{sample}</span> })}
            </div>
            <Glyph icon=Icon::Next />
            <div class="mapping-row__meaning">
                <Select id label=name quiet_label=true options value on_change />
                {children.map(|children| children())}
            </div>
        </div>
    }
}
