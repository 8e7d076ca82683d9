//! A circle that one device found, and asks the others in it to agree to.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, ShiftId};

/// Moves that happen together or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCircle {
    /// The moves. Who proposes is in one of them, and agrees by proposing.
    pub moves: Vec<Move>,
    /// Until so many minutes after it was proposed it can be agreed to.
    pub open_min: u32,
}

/// One shift that changes hands in a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Move {
    /// The shift.
    pub shift: ShiftId,
    /// Its revision as the proposer saw it.
    pub revision: u32,
    /// Who gets it.
    pub to: PersonId,
}
