//! How far something long has come.

use leptos::prelude::*;

/// Shows a bar that fills, or one that only says "busy".
#[component]
pub fn Progress(
    /// What is under way.
    #[prop(into)]
    label: Signal<String>,
    /// Per cent done; nothing when it can't be known.
    #[prop(into)]
    percent: Signal<Option<u32>>,
) -> impl IntoView {
    view! {
        <label class="progress">
            <span class="progress__label">
                {label}
                <span class="progress__number">{move || percent.get().map(|n| format!("{n} %"))}</span>
            </span>
            <progress class="progress__bar" max="100" value=move || percent.get()></progress>
        </label>
    }
}
