//! Everything the relay can see, and nothing else.
//!
//! The app and the relay share this crate; the relay has no other crate of ours. What is not
//! written here (names, shifts, answers) the relay cannot read, because it has no code to read it.
//!
//! Reading order: [`id`], [`envelope`], [`chain`], [`frame`], [`http`], [`invite`], [`limit`].

pub mod bytes;
pub mod chain;
pub mod envelope;
pub mod frame;
pub mod http;
pub mod id;
pub mod invite;
pub mod limit;

pub use chain::Head;
pub use envelope::{Envelope, EnvelopeError, Header, SizeClass};
pub use frame::{ClientFrame, Entry, Fault, Receipt, Refusal, RelayFrame};
pub use id::{DeviceTag, EventId, InviteId, TeamId, Token};

/// The version of frames and envelope headers this build speaks.
///
/// It is the first byte of every envelope and the first field of every greeting, so that a
/// device a release behind is told to update instead of being misread.
pub const PROTOCOL: u8 = 1;
