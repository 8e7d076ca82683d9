//! Offers of more than one whole shift, to more than one colleague at a time.

use serde::{Deserialize, Serialize};

use super::{Audience, OfferKind};
use crate::id::ShiftId;
use crate::time::Moment;

/// A shift as somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShiftRef {
    /// The shift.
    pub shift: ShiftId,
    /// Its revision then.
    pub revision: u32,
}

/// An offer of shifts, or of a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOffer {
    /// The shifts, which go together: the halves of a broken one, or several for one.
    pub shifts: Vec<ShiftRef>,
    /// If only a part of the one shift is offered.
    pub part: Option<PartAsked>,
    /// What is wanted for it.
    pub kind: OfferKind,
    /// Whom it asks.
    pub to: Audience,
}

/// The part of a shift that is offered: its beginning or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartAsked {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// For so many minutes both are there, to hand over.
    pub handover_min: u16,
}

/// A colleague's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Answer {
    /// I take it.
    Yes,
    /// I take it, and you take this one of mine.
    YesWith {
        /// My shift.
        shift: ShiftId,
        /// Its revision as I saw it.
        revision: u32,
    },
    /// I don't know yet.
    Later,
    /// No.
    No,
}

impl Answer {
    /// Tells whether it is a yes of either kind.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes | Self::YesWith { .. })
    }
}
