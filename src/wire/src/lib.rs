//! Everything the relay can see, and nothing else.
//!
//! The app and the relay share this crate; the relay has no other crate of ours. What is not
//! written here (names, shifts, answers) the relay cannot read, because it has no code to read it.
//!
//! Reading order: [`id`], [`envelope`], [`access`], [`chain`], [`sign`], [`frame`], [`http`], [`bearer`],
//! [`invite`], [`push`], [`limit`].

pub mod access;
pub mod bearer;
pub mod bytes;
pub mod chain;
pub mod envelope;
pub mod frame;
pub mod http;
pub mod id;
pub mod invite;
pub mod limit;
pub mod memo;
pub mod push;
pub mod sign;

pub use access::{Access, AccessError, Grant, Member};
pub use bearer::Bearer;
pub use chain::Head;
pub use envelope::{Envelope, EnvelopeError, Header, SizeClass};
pub use frame::{ClientFrame, Entry, Fault, Receipt, Receipts, Refusal, RelayFrame};
pub use id::{DeviceTag, EventId, InviteId, TeamId, Token};
pub use push::{Letter, Topic};
pub use sign::{PublicKey, Signature};

/// The version of frames this build speaks; the first field of every greeting.
///
/// The relay still speaks [`OLD_PROTOCOL`], so that a device a release behind works on; what is older
/// is told to update instead of being misread.
pub const PROTOCOL: u8 = 2;

/// The version before: access by one token a team, receipts that nobody signs.
pub const OLD_PROTOCOL: u8 = 1;
