//! The people of a team, their devices, and what they call things.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::event::Terms;
use crate::id::{DeviceId, KindId, PersonId, QualificationId, UnitId};
use crate::replay::Stamp;

/// A colleague: permanent, pool, on-call, agency or freelance, all with the same rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// As colleagues write it.
    pub name: String,
    /// Has the right to admit, remove, import and approve.
    pub coordinator: bool,
    /// What this person may do.
    pub qualifications: BTreeSet<QualificationId>,
    /// What the rules need to know.
    pub terms: Terms,
    /// When this person left the team. The name stays, so that what was can be read.
    pub left: Option<Stamp>,
}

impl Person {
    /// Tells whether this person is in the team.
    pub const fn is_member(&self) -> bool {
        self.left.is_none()
    }
}

/// A phone or tablet that signs events.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is; [`PersonId::NOBODY`] for the team's tablet.
    pub person: PersonId,
    /// The Ed25519 key its signatures are checked with.
    pub key: [u8; 32],
}

impl Device {
    /// Tells whether it is the team's, and acts for whoever stands at it.
    pub fn is_tablet(&self) -> bool {
        self.person == PersonId::NOBODY
    }
}

/// A home or ward.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// As the team calls it.
    pub name: String,
}

/// A qualification a shift can ask for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Qualification {
    /// Its id.
    pub id: QualificationId,
    /// As the team calls it.
    pub name: String,
}

/// A kind of shift.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ShiftKind {
    /// Its id.
    pub id: KindId,
    /// The letter or letters in the roster, such as "N".
    pub code: String,
    /// The word, such as "nacht".
    pub name: String,
}
