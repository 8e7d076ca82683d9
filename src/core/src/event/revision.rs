//! Changes to the roster that are no swaps: the planner's, and those made by hand.

use serde::{Deserialize, Serialize};

use super::{RosterPart, ShiftRef};
use crate::id::ShiftId;

/// Changes to the roster, all of them or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Whether the planner's roster says so. Else the team does, and the planner is to hear of it.
    pub is_official: bool,
    /// The shifts as they are to be, and the lists they refer to.
    pub part: RosterPart,
    /// What becomes of what.
    pub changes: Vec<Revise>,
}

/// One change to the roster, for what somebody saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Revise {
    /// Adds a shift.
    Add {
        /// Its position in the part.
        new: u16,
    },
    /// Makes a shift another: moved, longer, somebody else's.
    Change {
        /// Which.
        seen: ShiftRef,
        /// Its position in the part, as it is to be.
        new: u16,
    },
    /// Takes a shift out.
    Cancel {
        /// Which.
        seen: ShiftRef,
    },
    /// Leaves a shift as it is, though the planner's roster has it otherwise.
    Keep {
        /// Which.
        seen: ShiftRef,
        /// Its position in the part as the planner has it; nothing if the planner has no such shift.
        new: Option<u16>,
    },
    /// Says that the planner's roster has a shift as it is here: a change was processed.
    Confirm {
        /// The shift, which may be gone.
        shift: ShiftId,
        /// Its revision; nothing if it is taken out.
        revision: Option<u32>,
    },
}
