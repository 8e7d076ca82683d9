//! Why and to whom somebody lost: derived, so it reads the same on every device.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::refusal::Refusal;
use crate::replay::Stamp;
use crate::rules::Rule;

/// A yes that did not get the shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lost {
    /// Who got it; nobody, if nobody did then.
    pub winner: Option<PersonId>,
    /// What decided.
    pub reason: LostReason,
    /// When it was decided.
    pub settled: Stamp,
    /// When the loser's yes came in, if it came after that.
    pub came: Option<Stamp>,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LostReason {
    /// The relay received the winner's yes first.
    First,
    /// The one who offered chose the winner's.
    Chosen,
    /// The loser's yes waited for an approver, and the winner's needed to wait for nobody.
    Clear,
    /// An approver allowed the winner's.
    Approved,
    /// Several said yes in time, and the winner carries less: burden per contract hour, thousandths.
    Burden {
        /// The winner's.
        winner: i64,
        /// The loser's.
        loser: i64,
    },
    /// Several said yes in time and carry the same; the winner said so first.
    Tie,
    /// The yes came after the answers were weighed.
    Late,
    /// A rule of the law forbids it by now.
    Breaks(Rule),
    /// The loser works then by now.
    Busy,
    /// The loser is not qualified.
    Unqualified,
    /// An approver said no.
    Declined,
    /// No approver said anything in time, and here that means no.
    Silence,
    /// The shift began before it was decided.
    Begun,
    /// The shift changed hands by another way before it was decided, or was made open.
    Moved,
}

impl LostReason {
    /// Returns the reason for which a yes is lost that does not hold any more, unless it never
    /// could have been given.
    pub(crate) const fn of(refusal: &Refusal) -> Option<Self> {
        match refusal {
            Refusal::Breaks { rule, .. } => Some(Self::Breaks(*rule)),
            Refusal::Overlap { .. } => Some(Self::Busy),
            Refusal::NotQualified { .. } => Some(Self::Unqualified),
            _ => None,
        }
    }
}
