//! What a device keeps, and the one transaction by which it changes.
//!
//! Three stores: `meta` (who am I, how far did I count), `log` (final entries by number) and
//! `outbox` (finished envelopes that the relay has not numbered yet, in the order they were made).

pub mod pack;

use std::collections::BTreeMap;

use ruil_wire::frame::Mark;
use ruil_wire::limit::{ENVELOPES_PER_FRAME_MAX, FRAME_BYTES_MAX};
use ruil_wire::{ClientFrame, Entry, Envelope, Head, TeamId};

/// Room for an entry's number, time and length.
const ENTRY_SLACK_BYTES: usize = 20;
/// Room for a frame's own bytes and a relay's word.
const FRAME_SLACK_BYTES: usize = 128;

/// The key in `meta` of [`crate::Identity`].
pub const IDENTITY: &str = "identity";
/// The key in `meta` of the identity under a lock, in place of [`IDENTITY`].
pub const LOCKED: &str = "locked";
/// The key in `meta` of how often a wrong secret was tried, and when last.
pub const TRIES: &str = "tries";
/// The key in `meta` of the PINs of the team's tablet.
pub const PINS: &str = "pins";
/// The key in `meta` of the device's counter and last event.
pub const COUNTER: &str = "counter";
/// The key in `meta` of the relay's key, as first seen, and its last word for how far the log goes.
pub const RELAY: &str = "relay";
/// The key in `meta` of the pass with which the service worker sends what waits.
pub const BEARER: &str = "bearer";
/// The key in `meta` of where a joiner begins, until it has that checkpoint.
pub const START: &str = "start";
/// The key in `meta` of the sealed checkpoint that stands for the log's beginning on this device.
pub const CHECKPOINT: &str = "checkpoint";
/// The key in `meta` of what the log's rows up to a number came to, sealed by the device for itself.
pub const SNAPSHOT: &str = "snapshot";
/// The key in `meta` that says this team lives on this device alone.
pub const SOLO: &str = "solo";

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
    /// Waiting envelopes that were sealed anew: slot and bytes.
    pub reseal: Vec<(u64, Vec<u8>)>,
    /// Slots that wait no longer.
    pub drop_outbox: Vec<u64>,
}

impl Batch {
    /// Returns what writes this and then the next.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        if next.durability == Durability::Strict {
            self.durability = Durability::Strict;
        }
        self.reseal
            .retain(|(slot, _)| !next.drop_outbox.contains(slot));
        self.meta.extend(next.meta);
        self.log.extend(next.log);
        self.outbox.extend(next.outbox);
        self.reseal.extend(next.reseal);
        self.drop_outbox.extend(next.drop_outbox);
        self
    }
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
        for (slot, bytes) in &batch.reseal {
            self.outbox.retain(|(other, _)| other != slot);
            self.outbox.push((*slot, bytes.clone()));
        }
        self.outbox
            .retain(|(slot, _)| !batch.drop_outbox.contains(slot));
        self.log.sort_unstable_by_key(|(number, _)| *number);
        self.outbox.sort_unstable_by_key(|(slot, _)| *slot);
    }

    /// Tells whether all that can be told apart here belongs to one team.
    pub fn is_of(&self, team: TeamId) -> bool {
        let entries = self.log.iter().filter_map(|(_, row)| parse_log_row(row));
        let waiting = self.outbox.iter();
        let waiting = waiting.filter_map(|(_, bytes)| Envelope::parse(bytes.clone()).ok());
        let envelopes = entries.map(|(_, envelope)| envelope).chain(waiting);
        envelopes
            .into_iter()
            .all(|envelope| envelope.header().team == team)
    }
}

/// Returns the number of the last entry that a snapshot stands for, which its row begins with.
pub fn snapshot_number(row: &[u8]) -> Option<u64> {
    row.first_chunk().map(|number| u64::from_le_bytes(*number))
}

/// Returns the row of a final entry: the relay's time, then the envelope.
pub fn log_row(time_ms: u64, envelope: &Envelope) -> Vec<u8> {
    [&time_ms.to_le_bytes(), envelope.as_bytes()].concat()
}

/// Reads a row of the log.
pub fn parse_log_row(row: &[u8]) -> Option<(u64, Envelope)> {
    let (time_ms, envelope) = row.split_first_chunk::<8>()?;
    let mut envelope = envelope.to_vec();
    let version = envelope.first_mut()?;
    *version &= !DOUBT;
    Some((
        u64::from_le_bytes(*time_ms),
        Envelope::parse(envelope).ok()?,
    ))
}

/// Set in the envelope's version, where it stands in a row, if the signature did not hold.
const DOUBT: u8 = 0x80;
/// Where that is.
const VERSION_AT: usize = 8;

/// Marks the row of an event that was passed over for its signature. It belongs to the chain, so it is
/// kept; but rows are believed when they are read, and this one has to be checked again.
pub fn doubt(row: &mut [u8]) {
    if let Some(version) = row.get_mut(VERSION_AT) {
        *version |= DOUBT;
    }
}

/// Tells whether a row has to be checked again.
pub fn is_doubted(row: &[u8]) -> bool {
    row.get(VERSION_AT)
        .is_some_and(|version| version & DOUBT > 0)
}

/// Returns the frames that give a relay back what it has lost, from rows of the log in order.
pub fn restore(rows: &[(u64, Vec<u8>)], after: u64, goal: Mark) -> Vec<ClientFrame> {
    let lost = rows.iter().filter(|(number, _)| *number > after);
    let lost = lost.take_while(|(number, _)| *number <= goal.number);
    let entries: Vec<Entry> = lost
        .map_while(|(number, row)| {
            let (time_ms, envelope) = parse_log_row(row)?;
            Some(Entry {
                number: *number,
                time_ms,
                envelope,
            })
        })
        .collect();
    let mut frames = Vec::new();
    let (mut next, mut bytes) = (Vec::new(), 0);
    for entry in entries {
        let len = entry.envelope.as_bytes().len() + ENTRY_SLACK_BYTES;
        if bytes + len > FRAME_BYTES_MAX - FRAME_SLACK_BYTES
            || next.len() >= ENVELOPES_PER_FRAME_MAX
        {
            frames.push(core::mem::take(&mut next));
            bytes = 0;
        }
        bytes += len;
        next.push(entry);
    }
    frames.push(next);
    let restore = |entries| ClientFrame::Restore { goal, entries };
    frames.into_iter().map(restore).collect()
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

/// What is kept of the relay under [`RELAY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayWord {
    /// Its key.
    pub key: ruil_wire::PublicKey,
    /// Its last word.
    pub mark: Option<Mark>,
}

impl RelayWord {
    /// Returns the bytes.
    pub fn to_bytes(self) -> Vec<u8> {
        let mark = self.mark.map(|mark| {
            let number = mark.number.to_le_bytes();
            [&number[..], &mark.head.0, &mark.signature].concat()
        });
        [&self.key[..], &mark.unwrap_or_default()].concat()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (key, rest) = bytes.split_first_chunk()?;
        let mark = || {
            let (number, rest) = rest.split_first_chunk()?;
            let (head, rest) = rest.split_first_chunk()?;
            Some(Mark {
                number: u64::from_le_bytes(*number),
                head: Head(*head),
                signature: rest.try_into().ok()?,
            })
        };
        Some(Self {
            key: *key,
            mark: mark(),
        })
    }
}
