//! The part of the day as a shape, so that colour is never alone.

use leptos::prelude::*;
use ruil_core::PartOfDay;

use crate::i18n::{Lang, t};

/// Returns a part's name in the stylesheet.
pub(super) const fn part_str(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => "early",
        PartOfDay::Day => "day",
        PartOfDay::Late => "late",
        PartOfDay::Night => "night",
        PartOfDay::Long => "long",
    }
}

/// Returns a part's name for the user.
pub fn part_text(lang: Lang, part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => t::ui::part_early(lang),
        PartOfDay::Day => t::ui::part_day(lang),
        PartOfDay::Late => t::ui::part_late(lang),
        PartOfDay::Night => t::ui::part_night(lang),
        PartOfDay::Long => t::ui::part_long(lang),
    }
}

/// Returns the filled and the drawn part of the shape, on a grid of 16.
const fn shape(part: PartOfDay) -> (&'static str, &'static str) {
    match part {
        // A sun coming up: half a disc on the horizon.
        PartOfDay::Early => ("M2.5 10.25a5.5 5.5 0 0 1 11 0z", "M1.5 13h13"),
        // A whole sun.
        PartOfDay::Day => ("M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z", ""),
        // A sun gone down: half a disc below the horizon.
        PartOfDay::Late => ("M2.5 5.75a5.5 5.5 0 0 0 11 0z", "M1.5 3h13"),
        // A crescent.
        PartOfDay::Night => ("M14 10.5A6.5 6.5 0 1 1 6 1.75 5.25 5.25 0 0 0 14 10.5z", ""),
        // All the way round.
        PartOfDay::Long => ("", "M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10z"),
    }
}

/// Draws the shape of a part of the day.
#[component]
pub fn PartMark(
    /// Which part.
    part: PartOfDay,
) -> impl IntoView {
    let (fill, line) = shape(part);
    view! {
        <svg class="part-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path class="part-mark__fill" d=fill />
            <path class="part-mark__line" d=line />
        </svg>
    }
}
