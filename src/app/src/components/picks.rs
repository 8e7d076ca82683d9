//! Any of a few, side by side.

use leptos::prelude::*;
use ruil_core::PartOfDay;

use super::shift_chip::{ChipSize, ShiftChip};

/// Something that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Its place among the others, as it is reported.
    pub number: u8,
    /// What it is.
    pub label: String,
    /// The part of the day it stands for, with its letter.
    pub part: Option<(PartOfDay, &'static str)>,
}

/// Shows some things of which any may be picked, as a set of bits by their numbers.
#[component]
pub fn Picks(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What there is.
    picks: Vec<Pick>,
    /// What is picked: bit 0 is number 0.
    #[prop(into)]
    value: Signal<u8>,
    /// Called with the new set.
    #[prop(into)]
    on_change: Callback<u8>,
) -> impl IntoView {
    let one = move |pick: Pick| {
        let Pick {
            number,
            label,
            part,
        } = pick;
        let bit = 1_u8.checked_shl(number.into()).unwrap_or(0);
        view! {
            <label class="picks__one">
                <input
                    class="picks__input"
                    type="checkbox"
                    data-pick=number.to_string()
                    prop:checked=move || value.get() & bit != 0
                    on:change=move |_| on_change.run(value.get_untracked() ^ bit)
                />
                <span class="picks__face">
                    {part.map(|(part, code)| view! { <ShiftChip part code size=ChipSize::Small /> })}
                    {label}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="picks">
            <legend class="picks__label">{label}</legend>
            {hint.map(|hint| view! { <p class="picks__hint">{hint}</p> })}
            <div class="picks__all">{picks.into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
}
