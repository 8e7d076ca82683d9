//! Where I am in something of several steps.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows the steps.
#[component]
pub fn Stepper(
    /// Their names.
    steps: Vec<String>,
    /// The one I am at, from 0.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    let step = move |(index, name): (usize, String)| {
        let at = move || (current.get() == index).then_some("step");
        let done = move || current.get() > index;
        view! {
            <li class="stepper__step" aria-current=at data-done=move || done().then_some("")>
                <span class="stepper__number">
                    {move || if done() { view! { <Glyph icon=Icon::Check /> }.into_any() } else { (index + 1).into_any() }}
                </span>
                <span class="stepper__name">{name}</span>
            </li>
        }
    };
    view! { <ol class="stepper">{steps.into_iter().enumerate().map(step).collect_view()}</ol> }
}
