//! The chain: every number commits to all numbers before it.
//!
//! `head_n = H(head_{n-1} ‖ n ‖ time ‖ envelope_hash)`, with BLAKE3 keyed by purpose. The relay's
//! receive time is part of it, because replay reads deadlines from it: two members with the same
//! head have the same log *and* the same times.

use core::fmt;

use crate::{Envelope, TeamId};

const START: &str = "ruil 2026 chain start v1";
const LINK: &str = "ruil 2026 chain link v1";

/// The chain's value after some number of entries.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head(pub [u8; 32]);

impl Head {
    /// Returns the head of an empty log (number 0).
    pub fn start(team: TeamId) -> Self {
        Self(blake3::derive_key(START, &team.0))
    }

    /// Returns the head after one more entry.
    ///
    /// `number` counts from 1; `time_ms` is the relay's receive time in Unix milliseconds.
    pub fn then(self, number: u64, time_ms: u64, envelope: &Envelope) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(LINK);
        hasher.update(&self.0);
        hasher.update(&number.to_le_bytes());
        hasher.update(&time_ms.to_le_bytes());
        hasher.update(&envelope.hash());
        Self(*hasher.finalize().as_bytes())
    }
}

impl fmt::Debug for Head {
    /// Writes the first four bytes, enough to compare by eye.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Head(")?;
        self.0
            .iter()
            .take(4)
            .try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str("…)")
    }
}
