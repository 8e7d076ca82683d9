//! Owed shifts: taken now, given back later.

use crate::id::{OfferId, PersonId};
use crate::time::Day;

/// A shift that somebody owes a colleague. Its id is that of the offer it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Debt {
    /// Who owes.
    pub owes: PersonId,
    /// Who took a shift, and may give one back.
    pub to: PersonId,
    /// How long that shift was, in minutes.
    pub minutes: i32,
    /// The last day to settle it, as both agreed.
    pub until: Day,
    /// Where it stands.
    pub state: DebtState,
}

/// Where an owed shift stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DebtState {
    /// It is owed.
    Open,
    /// It was given back, by this offer.
    Repaid(OfferId),
    /// The other let it go.
    Forgiven,
    /// Its day has passed.
    Expired,
    /// One of the two left the team.
    Left,
}
