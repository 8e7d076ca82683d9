//! What travels and what a device keeps: sealing, the chain, the outbox, invites, the engine.
//!
//! The promise: every device of a team replays the same events in the same order to the same
//! state; a relay, or anyone on the way, learns only what [`ruil_wire`] spells out (how many
//! envelopes of which size class, when, from which pseudonym); work done offline is kept until
//! the relay has it.
//!
//! Nothing here does I/O. The [`engine`] takes inputs and returns outputs; whoever drives it owns
//! the storage, the connection, the clock and the dice.
//!
//! Reading order: [`keys`], [`body`], [`seal`], [`epoch`], [`checkpoint`], [`saved`], [`engine`], [`invite`],
//! [`lock`], [`kit`], [`export`].

pub mod body;
pub mod checkpoint;
pub mod engine;
pub mod epoch;
pub mod export;
pub mod invite;
pub mod keys;
pub mod kit;
pub mod lock;
pub mod pin;
pub mod saved;
pub mod seal;

pub use engine::{
    Alarm, Done, Engine, Input, Link, NotDone, Output, Progress, Seed, Ticket, Waiting,
};
pub use keys::{DeviceKey, Identity, Keyring, TeamKey};
pub use saved::{Batch, Durability, Saved};
