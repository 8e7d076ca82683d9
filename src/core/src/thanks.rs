//! Thanks: one tap, for whoever took a shift, seen by them.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, ShiftId};
use crate::replay::Stamp;
use crate::team::Team;

/// Somebody's thanks for a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Thanks {
    /// Who is thanked.
    pub to: PersonId,
    /// When it was said.
    pub at: Stamp,
}

impl Team {
    /// Returns who thanked a person, and for which shift, the latest first.
    pub fn thanks_to(&self, person: PersonId) -> Vec<(PersonId, ShiftId, Stamp)> {
        let mine = self.thanks.iter();
        let mine = mine.filter(|(_, thanks)| thanks.to == person);
        let mine = mine.map(|((shift, from), thanks)| (*from, *shift, thanks.at));
        let mut mine: Vec<_> = mine.collect();
        mine.sort_by_key(|(_, _, at)| core::cmp::Reverse(*at));
        mine
    }

    /// Tells whether somebody thanked for a shift already.
    pub fn has_thanked(&self, from: PersonId, shift: ShiftId) -> bool {
        self.thanks.contains(&(shift, from))
    }
}
