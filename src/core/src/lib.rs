//! The domain: a team's roster and the swaps in it.
//!
//! Everything here is a pure function of its arguments. Time, ids and randomness come from
//! outside; nothing waits, reads a clock or iterates in hash order. A [`Team`] is what is left
//! after replaying events in the relay's order, and it is the same on every device.
//!
//! Reading order: [`id`], [`time`], [`person`], [`shift`], [`roster`], [`event`], [`offer`],
//! [`check`], [`team`], [`replay`], [`checkpoint`], [`bridge`]; then the traffic light: [`rules`],
//! [`burden`], [`mod@assess`], [`mod@staged`]; then what is found for people: [`wish`], [`matching`],
//! [`circle`], [`proposal`]; what the team rosters itself: [`round`]; and who is told what, and when:
//! [`news`], [`calm`].

pub mod ablation;
pub mod assess;
pub mod bridge;
pub mod burden;
pub mod calm;
pub mod check;
pub mod checkpoint;
pub mod debt;
pub mod due;
pub mod event;
pub mod fingerprint;
pub mod gather;
pub mod holiday;
pub mod id;
pub mod limit;
pub mod matching;
pub mod news;
pub mod offer;
pub mod person;
pub mod proposal;
pub mod refusal;
pub mod release;
pub mod replay;
pub mod roster;
pub mod round;
pub mod rules;
pub mod shift;
pub mod staged;
pub mod team;
pub mod thanks;
pub mod time;
pub mod ways;
pub mod wish;

#[cfg(test)]
mod fixture;

pub use ruil_circle as circle;

pub use assess::{Assessment, Light, assess};
pub use checkpoint::Checkpoint;
pub use debt::{Debt, DebtState};
pub use event::{
    Agreements, Answer, Audience, Calm, Command, Demand, Event, ExtraMax, Mix, Move, NewCircle,
    NewLine, NewOffer, NewPick, NewRound, NewWish, OfferKind, PartAsked, Pattern, Publication,
    Removal, Revise, Revision, ShiftRef, Silence, TeamRules, Terms, Turn, Wanted,
};
pub use gather::gather;
pub use id::{
    CircleId, DeviceId, EventId, KindId, OfferId, PersonId, QualificationId, RoundId, ShiftId,
    TeamId, UnitId, WishId,
};
pub use offer::{Lost, LostReason, Offer, OfferState};
pub use person::{Device, Person, Qualification, ShiftKind, Unit};
pub use proposal::{Proposal, ProposalState};
pub use refusal::Refusal;
pub use release::Release;
pub use replay::{Outcome, Stamp};
pub use roster::Roster;
pub use round::{Phase, Round};
pub use shift::{PartOfDay, Shift};
pub use team::Team;
pub use time::{Day, Moment, Span, Weekday};
pub use wish::Wish;

/// The version of the rules by which this build replays.
///
/// Every event names the version it was made under. A device that meets a newer one stops there,
/// read-only, and asks for an update, because guessing would let two phones disagree.
pub const RULES: u16 = 6;
