//! A shift in the week, to tap and perhaps to move.

use leptos::html::Button;
use leptos::prelude::*;
use ruil_core::{Day, PartOfDay, PersonId, ShiftId};

use super::part_mark::part_text;
use super::shift_chip::{ChipSize, ChipState, ShiftChip};
use super::week_grid::WeekShift;
use super::week_move::WeekMove;
use crate::i18n::{Lang, format, t, use_lang};

/// What moving needs to know: how, the Monday, and the rows from above.
pub type Moving = (WeekMove, Signal<Day>, Signal<Vec<Option<PersonId>>>);

/// Shows a shift of the week.
#[component]
pub fn WeekChip(
    /// The shift.
    shift: WeekShift,
    /// In whose row it stands.
    owner: Option<PersonId>,
    /// Called when it is tapped.
    on_shift: Callback<ShiftId>,
    /// How it can be moved, if it can.
    moving: Option<Moving>,
) -> impl IntoView {
    let lang = use_lang();
    let (id, span, state) = (shift.id, shift.span, shift.state);
    let part = PartOfDay::of(span);
    let label = format!("{} {}", part_text(lang, part), format::times(span));
    let (title, about) = (label.clone(), state_text(lang, state));
    let cell = (owner, span.start().day());
    let own = NodeRef::<Button>::new();
    if let Some((moves, ..)) = moving {
        Effect::new(move |_| {
            if let Some(own) = own.get()
                && moves.goes_on(id)
            {
                let _ = own.focus();
            }
        });
    }
    let arrows = ["Left", "Right", "Up", "Down"];
    let keys = moving.map(|_| arrows.map(|arrow| format!("Alt+Arrow{arrow}")).join(" "));
    view! {
        <button
            class="week-grid__shift"
            type="button"
            title=title
            data-test="roster-shift"
            data-shift=id.to_string()
            data-owner=owner.map(|owner| owner.to_string())
            data-state=state.as_str()
            aria-keyshortcuts=keys
            node_ref=own
            on:click=move |_| on_shift.run(id)
            on:pointerdown=move |event| {
                if let Some((moves, ..)) = moving {
                    moves.take(&event, id, cell);
                }
            }
            on:keydown=move |event| {
                if let Some((moves, monday, people)) = moving {
                    let people = people.get_untracked();
                    moves.key(&event, id, cell, (monday.get_untracked(), &people));
                }
            }
        >
            <ShiftChip part code=shift.code state size=ChipSize::Small detail=format::times(span) />
            <span class="visually-hidden">{label}{about}</span>
        </button>
    }
}

/// Returns what a shift's state adds when it is read aloud.
fn state_text(lang: Lang, state: ChipState) -> Option<String> {
    let word = match state {
        ChipState::Plain | ChipState::Mine => return None,
        ChipState::Offered => t::ui::offered(lang),
        ChipState::Pending => t::ui::pending(lang),
        ChipState::Open => t::ui::open(lang),
        ChipState::Lost => t::ui::lost(lang),
    };
    Some(format!(", {word}"))
}
