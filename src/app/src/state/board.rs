//! The offers as I see them, judged once a change of the view and read by every page that counts or
//! lists them.

use leptos::prelude::*;

use super::notes::Notes;
use super::{Session, now};
use crate::edge::clock;
use crate::pick::board::Board;

/// How often the board looks at the clock.
const MINUTE_MS: u32 = 60_000;

/// The board, for the pages of a team.
pub type SharedBoard = Memo<Board>;

/// Provides the board of a session; what this device put off stands apart.
pub fn provide_board(session: Session, notes: Notes) -> SharedBoard {
    // Who is asked in turn is asked when it is their turn, though nothing moved.
    let minute = RwSignal::new(());
    let ticker = clock::every(MINUTE_MS, move || {
        let _ = minute.try_set(());
    });
    let ticker = StoredValue::new_local(Some(ticker));
    on_cleanup(move || drop(ticker.try_update_value(Option::take)));
    let board = Memo::new(move |_| {
        minute.get();
        let parked = notes.parked();
        let board = session.with(|view| Board::of(&view.team, &view.hoped, view.me, now::now()));
        Board {
            circles: board.circles.park(&parked),
            ..board
        }
    });
    provide_context(board);
    board
}

/// Returns the board.
pub fn use_board() -> SharedBoard {
    expect_context()
}
