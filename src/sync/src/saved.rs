//! What a device keeps, and the one transaction by which it changes.
//!
//! Three stores: `meta` (who am I, how far did I count), `log` (final entries by number) and
//! `outbox` (finished envelopes that the relay has not numbered yet, in the order they were made).

use std::collections::BTreeMap;

use ruil_wire::Envelope;

/// The key in `meta` of [`crate::Identity`].
pub const IDENTITY: &str = "identity";
/// The key in `meta` of the device's counter and last event.
pub const COUNTER: &str = "counter";

/// Everything a device kept, as read when it opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Small values by name.
    pub meta: BTreeMap<String, Vec<u8>>,
    /// Final entries: number and row.
    pub log: Vec<(u64, Vec<u8>)>,
    /// Waiting envelopes: slot and bytes.
    pub outbox: Vec<(u64, Vec<u8>)>,
}

/// How sure a write must be before it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Flushed to disk: outgoing work, counters and keys.
    Strict,
    /// May be lost with the power: what the relay still has.
    #[default]
    Relaxed,
}

/// One transaction: all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// How sure it must be.
    pub durability: Durability,
    /// Values to set by name.
    pub meta: Vec<(String, Vec<u8>)>,
    /// Final entries to add: number and row.
    pub log: Vec<(u64, Vec<u8>)>,
    /// Waiting envelopes to add: slot and bytes.
    pub outbox: Vec<(u64, Vec<u8>)>,
    /// Slots that wait no longer.
    pub drop_outbox: Vec<u64>,
}

impl Saved {
    /// Does to this copy what the storage does; the tests' devices keep themselves this way.
    pub fn write(&mut self, batch: &Batch) {
        self.meta.extend(batch.meta.iter().cloned());
        for (number, row) in &batch.log {
            self.log.retain(|(other, _)| other != number);
            self.log.push((*number, row.clone()));
        }
        self.outbox.extend(batch.outbox.iter().cloned());
        self.outbox
            .retain(|(slot, _)| !batch.drop_outbox.contains(slot));
        self.log.sort_unstable_by_key(|(number, _)| *number);
        self.outbox.sort_unstable_by_key(|(slot, _)| *slot);
    }
}

/// Returns the row of a final entry: the relay's time, then the envelope.
pub fn log_row(time_ms: u64, envelope: &Envelope) -> Vec<u8> {
    [&time_ms.to_le_bytes(), envelope.as_bytes()].concat()
}

/// Reads a row of the log.
pub fn parse_log_row(row: &[u8]) -> Option<(u64, Envelope)> {
    let (time_ms, envelope) = row.split_first_chunk::<8>()?;
    Some((
        u64::from_le_bytes(*time_ms),
        Envelope::parse(envelope.to_vec()).ok()?,
    ))
}

/// Returns the value kept under [`COUNTER`].
pub fn counter_bytes(counter: u64, last: ruil_core::EventId) -> Vec<u8> {
    [&counter.to_le_bytes()[..], last.as_bytes()].concat()
}

/// Reads the value kept under [`COUNTER`].
pub fn parse_counter(bytes: &[u8]) -> Option<(u64, ruil_core::EventId)> {
    let (counter, last) = bytes.split_first_chunk::<8>()?;
    let last = ruil_core::EventId::from_bytes(last.try_into().ok()?);
    Some((u64::from_le_bytes(*counter), last))
}
