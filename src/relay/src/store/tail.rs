//! The end of a team's log, and the one rule by which it grows.

use ruil_wire::{Envelope, Head, Receipt, Refusal, TeamId};

use super::Admission;

/// Where a log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The last number, 0 in an empty log.
    pub number: u64,
    /// The chain at that number.
    pub head: Head,
    /// The last entry's time, Unix milliseconds.
    pub time_ms: u64,
    /// The length of all envelopes together.
    pub bytes: u64,
}

impl Tail {
    /// Returns the end of an empty log.
    pub fn start(team: TeamId) -> Self {
        Self {
            number: 0,
            head: Head::start(team),
            time_ms: 0,
            bytes: 0,
        }
    }

    /// Numbers one more envelope and returns its receipt.
    ///
    /// The time never goes back, whatever the clock does: replay reads deadlines from it.
    pub fn add(&mut self, envelope: &Envelope, at: Admission) -> Result<Receipt, Refusal> {
        let bytes = self.bytes.saturating_add(envelope.as_bytes().len() as u64);
        if bytes > at.log_bytes_max {
            return Err(Refusal::Quota);
        }
        let number = self.number + 1;
        let time_ms = self.time_ms.max(at.now_ms);
        let head = self.head.then(number, time_ms, envelope);
        *self = Self {
            number,
            head,
            time_ms,
            bytes,
        };
        Ok(Receipt {
            event: envelope.header().event,
            number,
            time_ms,
            head,
            signature: None,
        })
    }
}
