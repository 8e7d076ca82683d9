//! Wishes: what somebody would rather have. Why is theirs, and stays on their device.

use serde::{Deserialize, Serialize};

use crate::id::{KindId, UnitId};
use crate::time::Day;

/// A wish that stands until it is met, taken back or over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewWish {
    /// What.
    pub what: Wanted,
    /// Which shifts it is about.
    pub shifts: Pattern,
    /// How much it matters, from 1 to 3.
    pub weight: u8,
    /// The last day it holds for; nothing: until it is taken back.
    pub until: Option<Day>,
}

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Wanted {
    /// Rather free: my shifts that match may be swapped for others.
    Free,
    /// Would like to work such shifts, for one of mine.
    Work,
    /// Would like to work such shifts on top of mine: extra hours.
    Extra,
    /// Never such a shift right after one of these parts of the day (a set of [`Pattern::parts`]).
    NeverAfter(u8),
}

/// Which shifts: all that match every field that says something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pattern {
    /// From one day to another, both in it.
    pub days: Option<(Day, Day)>,
    /// Days of the week, Monday is bit 0; 0 is any.
    pub weekdays: u8,
    /// Parts of the day in the order of [`crate::PartOfDay`], early is bit 0; 0 is any.
    pub parts: u8,
    /// Kinds; none is any.
    pub kinds: Vec<KindId>,
    /// Units; none is any.
    pub units: Vec<UnitId>,
}
