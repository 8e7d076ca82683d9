//! What is inside an envelope: the signed body of an event.
//!
//! ```text
//! plaintext = signature (64) ‖ length of body (u16, little-endian) ‖ body ‖ zeros
//! body      = postcard of [`Body`]
//! signed    = "ruil event v1" ‖ team (16) ‖ event id (16) ‖ body
//! ```
//!
//! The signature covers team, event id and body, and not the epoch: when a key period ends, the
//! same signed event is sealed anew, unchanged inside.
//!
//! The command is kept as bytes of its own, so that an event of a newer build can be placed and
//! counted even where its command can't be read.

use ruil_core::{Command, DeviceId, EventId, PersonId};
use serde::{Deserialize, Serialize};

const DOMAIN: &[u8] = b"ruil event v1";

/// The body of an event. Fields are only ever added behind a new envelope version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The version of the rules it was made under ([`ruil_core::RULES`]).
    pub rules: u16,
    /// The device that signs.
    pub device: DeviceId,
    /// Counts this device's events from 1.
    pub counter: u64,
    /// This device's event before, all zeros for its first.
    pub previous: EventId,
    /// The last number the device had seen.
    pub seen_number: u64,
    /// The chain at that number: a relay that shows two logs is caught by this.
    pub seen_head: [u8; 32],
    /// The state's fingerprint at that number: a replay that came apart is caught by this.
    pub seen_state: u64,
    /// The device's own clock, Unix milliseconds. Shown, never trusted.
    pub wall_ms: u64,
    /// The person who acted.
    pub actor: PersonId,
    /// The command, as postcard of [`Command`].
    pub command: Vec<u8>,
}

impl Body {
    /// Returns the bytes that are sealed, without the padding's zeros.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads the bytes; what is not exactly a body is none.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        match postcard::take_from_bytes(bytes) {
            Ok((body, [])) => Some(body),
            Ok(_) | Err(_) => None,
        }
    }

    /// Returns the command, if this build knows it.
    pub fn command(&self) -> Option<Command> {
        match postcard::take_from_bytes(&self.command) {
            Ok((command, [])) => Some(command),
            Ok(_) | Err(_) => None,
        }
    }
}

/// Returns a command's bytes.
pub fn command_bytes(command: &Command) -> Vec<u8> {
    postcard::to_allocvec(command).unwrap_or_default()
}

/// Returns what a device signs.
pub fn signed(team: [u8; 16], event: EventId, body: &[u8]) -> Vec<u8> {
    [DOMAIN, &team, event.as_bytes(), body].concat()
}
