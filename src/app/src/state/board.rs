//! The offers as I see them, judged once a change of the view and read by every page that counts or
//! lists them.

use leptos::prelude::*;

use super::{Session, now};
use crate::pick::board::Board;

/// The board, for the pages of a team.
pub type SharedBoard = Memo<Board>;

/// Provides the board of a session.
pub fn provide_board(session: Session) -> SharedBoard {
    let board = Memo::new(move |_| {
        session.with(|view| Board::of(&view.team, &view.hoped, view.me, now::now()))
    });
    provide_context(board);
    board
}

/// Returns the board.
pub fn use_board() -> SharedBoard {
    expect_context()
}
