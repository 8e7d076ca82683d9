//! Where a shift can be put into the week.

use leptos::prelude::*;
use ruil_core::{Day, PersonId};

use super::icon::{Glyph, Icon};
use crate::i18n::{format, t, use_lang};

/// Called with whose cell was tapped, and the day.
pub type OnCell = Callback<(Option<PersonId>, Day)>;

/// Shows a plus in a cell of the week.
#[component]
pub fn WeekPut(
    /// Whose row it is; nobody's is that of the open shifts.
    person: Option<PersonId>,
    /// What stands in front of the row.
    #[prop(into)]
    name: String,
    /// The day.
    day: Day,
    /// Called when it is tapped.
    on_cell: OnCell,
) -> impl IntoView {
    let lang = use_lang();
    let label = t::ui::put_in(lang, format::day(lang, day), name);
    let tap = move |_| on_cell.run((person, day));
    view! {
        <button class="week-put" type="button" aria-label=label data-test="week-put" on:click=tap>
            <Glyph icon=Icon::Plus />
        </button>
    }
}
