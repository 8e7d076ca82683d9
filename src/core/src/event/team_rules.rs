//! The rules a team works by: whose law, and what it agreed on top. Coordinators set them, whole.

use serde::{Deserialize, Serialize};

use crate::id::{KindId, QualificationId};
use crate::rules::{Age, Choice, DutyKind};

/// A team's rules, as an event carries them: the choice of the law and never its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TeamRules {
    /// Whose law, in which version, with which options.
    pub law: Choice,
    /// Kinds of shift that are not work: on call, asleep at work, leave.
    pub duties: Vec<(KindId, DutyKind)>,
    /// What a kind of shift asks for.
    pub needs: Vec<(KindId, QualificationId)>,
    /// What must remain among those who work a kind of shift together.
    pub mix: Vec<Mix>,
    /// A change later than so many minutes before the shift needs a coordinator.
    pub notice_min: u32,
    /// More than so many minutes above the contract in a week need a coordinator.
    pub extra_min_max: Option<u16>,
}

/// How many people with a qualification a shift needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mix {
    /// On which kind of shift.
    pub kind: KindId,
    /// Which qualification.
    pub qualification: QualificationId,
    /// At least so many people.
    pub at_least: u8,
}

/// What the rules need to know of a person, and no more: no date of birth, no reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Terms {
    /// How old, as coarse as the rules allow.
    pub age: Age,
    /// Contract, in minutes a week; nothing if it is not known or has no fixed hours.
    pub contract_min: Option<u16>,
}

impl Default for Terms {
    /// An adult of whose contract nothing is known.
    fn default() -> Self {
        Self {
            age: Age::From18,
            contract_min: None,
        }
    }
}
