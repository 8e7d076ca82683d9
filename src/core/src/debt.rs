//! Owed shifts: taken now, given back later.

use serde::{Deserialize, Serialize};

use crate::id::{OfferId, PersonId};
use crate::time::Day;

/// A shift that somebody owes a colleague. Its id is that of the offer it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

const DAY_MS: u64 = 24 * 60 * 60_000;

impl Debt {
    /// Returns when it ends by itself, Unix milliseconds; nothing if it is settled. That is the end of
    /// the last day by the clock of Greenwich: half a day matters to nobody here.
    pub(crate) fn ends_ms(&self) -> Option<u64> {
        let is_open = self.state == DebtState::Open;
        let day = u64::try_from(self.until.plus(1).0).ok()?;
        is_open.then(|| day.saturating_mul(DAY_MS))
    }
}
