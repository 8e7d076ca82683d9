//! The naive oracle: one list of events, from the first to the last, and nothing else.
//!
//! It knows no pending, no signatures and no chain. Whether an event is real it looks up in the ledger of
//! what was made; the rules of who counts it has of its own.

use std::collections::{BTreeMap, BTreeSet};

use ruil_core::{DeviceId, Event, EventId, Outcome, Stamp, Team};
use ruil_sync::Keyring;
use ruil_sync::body::Body;
use ruil_sync::seal::open;
use ruil_wire::{Entry, Envelope};

/// What the oracle thinks of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was replayed.
    Counted,
    /// It has no effect.
    Passed,
}

/// The log as it is meant.
#[derive(Default)]
pub struct Oracle {
    /// The team after the last entry.
    pub team: Team,
    /// The team's fingerprint after each number, from 0 on.
    pub states: Vec<u64>,
    /// What became of the entries, by event.
    pub verdicts: BTreeMap<EventId, (u64, Verdict)>,
    /// Who was in the team before each removal: the device, and the number of the entry that removed it.
    pub removed: BTreeMap<DeviceId, u64>,
    counters: BTreeMap<DeviceId, u64>,
}

impl Oracle {
    /// Reads a log. `is_real` tells whether a device made an event itself.
    pub fn read<'a>(
        entries: impl Iterator<Item = &'a Entry>,
        keys: &[Keyring],
        is_real: impl Fn(&Event) -> bool,
    ) -> Self {
        let mut oracle = Self::default();
        oracle.states.push(oracle.team.fingerprint());
        for entry in entries {
            let before: BTreeSet<_> = oracle.devices();
            let id = EventId::from_bytes(entry.envelope.header().event.0);
            let verdict = match oracle.replay(entry, keys, &is_real) {
                Some(_) => Verdict::Counted,
                None => Verdict::Passed,
            };
            let after = oracle.devices();
            let gone = before.difference(&after);
            let gone: Vec<_> = gone.map(|device| (*device, entry.number)).collect();
            oracle.removed.extend(gone);
            oracle.verdicts.entry(id).or_insert((entry.number, verdict));
            oracle.states.push(oracle.team.fingerprint());
        }
        oracle
    }

    fn devices(&self) -> BTreeSet<DeviceId> {
        self.team.devices.values().map(|device| device.id).collect()
    }

    fn replay(
        &mut self,
        entry: &Entry,
        keys: &[Keyring],
        is_real: impl Fn(&Event) -> bool,
    ) -> Option<Outcome> {
        let header = entry.envelope.header();
        let id = EventId::from_bytes(header.event.0);
        if header.epoch != self.team.epoch || self.verdicts.contains_key(&id) {
            return None;
        }
        let body = read(&entry.envelope, keys)?;
        let event = Event {
            id,
            device: body.device,
            actor: body.actor,
            command: body.command()?,
        };
        let is_known = self.team.key_for(&event).is_some();
        if !is_known || !is_real(&event) {
            return None;
        }
        let counter = self.counters.entry(event.device).or_default();
        if body.counter <= *counter {
            return None;
        }
        *counter = body.counter;
        let stamp = Stamp {
            number: entry.number,
            time_ms: entry.time_ms,
        };
        Some(self.team.apply(&event, stamp))
    }
}

/// Reads what is in an envelope, with any of these keys.
pub fn read(envelope: &Envelope, keys: &[Keyring]) -> Option<Body> {
    let keys = keys
        .iter()
        .filter_map(|ring| ring.get(envelope.header().epoch));
    let mut opened = keys.filter_map(|key| open(key, envelope).ok());
    opened.next().map(|opened| opened.body)
}
