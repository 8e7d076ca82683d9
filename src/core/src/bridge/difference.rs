//! What may stand otherwise in the planner's roster than in the team's.

use std::collections::BTreeSet;

use super::Planned;
use crate::event::ShiftRef;
use crate::id::{PersonId, ShiftId};
use crate::time::Day;

/// A planner's roster: all of it that a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannerRoster {
    /// The first and the last day it is about.
    pub days: Option<(Day, Day)>,
    /// Everybody it is about, with shifts or without.
    pub people: BTreeSet<PersonId>,
    /// Its shifts.
    pub shifts: Vec<Planned>,
}

/// What stands where, found by [`Team::compare`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The planner's shifts, with what their file does not say (places, posts, breaks) as it is here.
    pub shifts: Vec<Planned>,
    /// How many shifts are the same here and there, and always were.
    pub same: usize,
    /// The rest, the earliest first.
    pub differences: Vec<Difference>,
    /// Who works in that time here and is not in the file at all, with so many shifts. Nothing is
    /// said of those.
    pub missing: Vec<(PersonId, usize)>,
}

impl Comparison {
    /// Tells whether any of it was known before: else it is a new stretch of roster.
    pub fn has_known(&self) -> bool {
        self.same > 0 || self.differences.iter().any(|one| one.shift().is_some())
    }
}

/// Something that is not the same in Ruil and at the planner's, or no longer was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A change made here is in the planner's roster by now.
    Processed {
        /// The shift.
        shift: ShiftId,
        /// Its revision; nothing if it was taken out here.
        revision: Option<u32>,
    },
    /// A change made here is not in the planner's roster yet.
    Waiting {
        /// The shift.
        shift: ShiftId,
        /// Its revision; nothing if it was taken out here.
        revision: Option<u32>,
    },
    /// The planner has a shift that is not here.
    Added {
        /// Its position.
        new: usize,
    },
    /// The planner changed a shift that is here as it was.
    Changed {
        /// The shift.
        seen: ShiftRef,
        /// Its position.
        new: usize,
    },
    /// The planner took a shift out that is here as it was.
    Gone {
        /// The shift.
        seen: ShiftRef,
    },
    /// Both changed it, each in another way.
    Conflict {
        /// The shift.
        shift: ShiftId,
        /// Its revision; nothing if it was taken out here.
        revision: Option<u32>,
        /// Its position in the planner's roster; nothing if it was taken out there.
        new: Option<usize>,
    },
}

impl Difference {
    /// Returns the shift here that it is about.
    pub const fn shift(&self) -> Option<ShiftId> {
        match self {
            Self::Processed { shift, .. }
            | Self::Waiting { shift, .. }
            | Self::Conflict { shift, .. } => Some(*shift),
            Self::Changed { seen, .. } | Self::Gone { seen } => Some(seen.shift),
            Self::Added { .. } => None,
        }
    }

    /// Returns the position of the planner's shift that it is about.
    pub const fn planned(&self) -> Option<usize> {
        match self {
            Self::Added { new } | Self::Changed { new, .. } => Some(*new),
            Self::Conflict { new, .. } => *new,
            Self::Processed { .. } | Self::Waiting { .. } | Self::Gone { .. } => None,
        }
    }
}
