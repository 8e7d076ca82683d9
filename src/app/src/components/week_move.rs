//! Moving a shift in the week: with the mouse, or with Alt and the arrows. A finger scrolls the week,
//! and taps a shift to change it.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use ruil_core::{Day, PersonId, ShiftId};

/// A cell of the week: whose, and the day.
pub type Cell = (Option<PersonId>, Day);
/// Called with a shift and the cell it is moved to.
pub type OnMove = Callback<(ShiftId, Cell)>;

/// What is being moved in a week.
#[derive(Clone, Copy)]
pub struct WeekMove {
    on_move: OnMove,
    /// The shift that is held, and where it was.
    held: RwSignal<Option<(ShiftId, Cell)>>,
    over: RwSignal<Option<Cell>>,
    /// The shift that was moved last, by the arrows: it is where one goes on.
    moved: RwSignal<Option<ShiftId>>,
}

impl WeekMove {
    pub(super) fn new(on_move: OnMove) -> Self {
        Self {
            on_move,
            held: RwSignal::new(None),
            over: RwSignal::new(None),
            moved: RwSignal::new(None),
        }
    }

    /// Takes hold of a shift.
    pub(super) fn take(self, event: &PointerEvent, shift: ShiftId, cell: Cell) {
        if event.pointer_type() == "mouse" && event.button() == 0 {
            self.held.set(Some((shift, cell)));
        }
    }

    /// Comes over a cell.
    pub(super) fn enter(self, event: &PointerEvent, cell: Cell) {
        // It was let go of somewhere else.
        if event.buttons() == 0 {
            self.held.set(None);
        }
        self.over.set(Some(cell));
    }

    /// Lets go of it.
    pub(super) fn drop(self) {
        let (held, over) = (self.held.get_untracked(), self.over.get_untracked());
        self.held.set(None);
        if let (Some((shift, from)), Some(to)) = (held, over)
            && from != to
        {
            self.on_move.run((shift, to));
        }
    }

    /// Tells whether a held shift would land in a cell, and follows it.
    pub(super) fn lands(self, cell: Cell) -> bool {
        let from = self.held.get().map(|(_, from)| from);
        from.is_some_and(|from| from != cell) && self.over.get() == Some(cell)
    }

    /// Moves a shift by Alt and an arrow: to another day of the week, or into the row above or below.
    pub(super) fn key(
        self,
        event: &KeyboardEvent,
        shift: ShiftId,
        (person, day): Cell,
        (monday, people): (Day, &[Option<PersonId>]),
    ) {
        let row = people.iter().position(|own| *own == person);
        let beside = |by: i32| {
            let day = day.plus(by);
            let is_in_week = (monday..monday.plus(7)).contains(&day);
            is_in_week.then_some((person, day))
        };
        let to = match event.key().as_str() {
            _ if !event.alt_key() => return,
            "ArrowLeft" => beside(-1),
            "ArrowRight" => beside(1),
            "ArrowUp" => row
                .and_then(|row| people.get(row.checked_sub(1)?))
                .map(|person| (*person, day)),
            "ArrowDown" => row
                .and_then(|row| people.get(row + 1))
                .map(|person| (*person, day)),
            _ => return,
        };
        // Alt and an arrow would leave the page.
        event.prevent_default();
        if let Some(to) = to {
            self.moved.set(Some(shift));
            self.on_move.run((shift, to));
        }
    }

    /// Tells once whether a shift is the one to go on with.
    pub(super) fn goes_on(self, shift: ShiftId) -> bool {
        let is_it = self.moved.get_untracked() == Some(shift);
        if is_it {
            self.moved.set(None);
        }
        is_it
    }
}
