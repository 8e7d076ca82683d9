//! A short cut for opening: all that the rows up to a number came to, as this device found it.
//!
//! It stands for nothing that others see, replaces no row, and is believed only as far as the rows go.
//! Without it, or with one that can't be read, every row is replayed, to the same end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ruil_core::{DeviceId, Event, EventId, Outcome, PersonId, Stamp, Team};
use ruil_wire::Access;
use serde::{Deserialize, Serialize};

use crate::checkpoint::in_one;
use crate::keys::{DeviceKey, Keyring};
use crate::saved::{self, Batch};

use super::chain::Chain;
use super::milestone::Milestone;
use super::{Done, Engine, Output};

/// After so many new entries another snapshot pays.
pub const EVERY: u64 = 64;
/// The form of the bytes; what is of another form is not read.
const FORM: u16 = 1;

#[derive(Serialize, Deserialize)]
struct Plain<'a> {
    form: u16,
    /// The checkpoint that stands for what was before the first row.
    base: [u8; 32],
    first: (u64, u64),
    time_ms: u64,
    #[serde(borrow, serialize_with = "in_one")]
    heads: &'a [u8],
    states: Vec<u64>,
    keys: Keyring,
    events: BTreeSet<EventId>,
    in_vain: BTreeSet<EventId>,
    counters: BTreeMap<DeviceId, u64>,
    copied: BTreeSet<DeviceId>,
    doubted: Option<u64>,
    seen: BTreeMap<PersonId, u64>,
    done: Vec<(Event, Stamp, Outcome)>,
    milestone: u64,
    #[serde(borrow, serialize_with = "in_one")]
    milestone_bytes: &'a [u8],
    #[serde(borrow, serialize_with = "in_one")]
    access: &'a [u8],
    #[serde(borrow, serialize_with = "in_one")]
    team: &'a [u8],
}

impl Engine {
    /// Keeps a snapshot, if so many entries came since the last one. It takes tens of milliseconds on
    /// a phone, so it is asked for when nobody waits.
    pub fn snapshot(&mut self, every: u64) -> Vec<Output> {
        let is_sound = self.alarm.is_none() && self.unproven.is_none() && self.behind.is_none();
        let is_due = self.number >= self.snapped.saturating_add(every);
        if !is_sound || !is_due || self.number == self.chain.first() {
            return Vec::new();
        }
        self.snapped = self.number;
        let sealed = seal(&self.me.device_key, &self.plain());
        let row = [&self.number.to_le_bytes()[..], &sealed].concat();
        let batch = Batch {
            meta: vec![(saved::SNAPSHOT.to_owned(), row)],
            ..Batch::default()
        };
        let tidied = self.tidy();
        self.write_tidied(tidied, batch)
    }

    pub(super) fn plain(&self) -> Vec<u8> {
        let access = self.access.as_ref().map(Access::to_bytes);
        let milestone = self.milestone.as_ref();
        let (heads, states) = self.chain.rows();
        let done = self.done.iter();
        let done = done.map(|done| (done.event.clone(), done.stamp, done.outcome.clone()));
        let plain = Plain {
            form: FORM,
            base: self.base_digest(),
            first: (self.chain.first(), self.chain.first_ms()),
            time_ms: self.chain.time_ms(),
            heads: &heads,
            states: states.to_vec(),
            keys: self.keys.clone(),
            events: self.events.clone(),
            in_vain: self.in_vain.clone(),
            counters: self.counters.clone(),
            copied: self.copied.clone(),
            doubted: self.doubted,
            seen: self.seen.clone(),
            done: done.collect(),
            milestone: milestone.map_or(0, |last| last.number),
            milestone_bytes: milestone.map_or(&[], |last| last.bytes.as_slice()),
            access: &access.unwrap_or_default(),
            team: &self.team.to_bytes(),
        };
        postcard::to_allocvec(&plain).unwrap_or_default()
    }

    /// Starts from the snapshot, if there is one that can be read and the rows go as far.
    pub(super) fn take_snapshot(&mut self, row: &[u8], last: u64) {
        let Some(number) = saved::snapshot_number(row).filter(|number| *number <= last) else {
            return;
        };
        let sealed = row.get(8..).unwrap_or_default();
        let plain = open(&self.me.device_key, sealed);
        let plain = plain.as_deref().map(postcard::from_bytes::<Plain<'_>>);
        let Some(Ok(plain)) = plain else { return };
        let team = Team::parse_known(plain.team);
        let access = match plain.access {
            [] => None,
            bytes => Access::parse(bytes).ok(),
        };
        let chain = Chain::of_rows(plain.first, plain.time_ms, plain.heads, plain.states);
        let chain = chain.filter(|chain| {
            chain.head_at(number).is_some() && chain.head() == chain.head_at(number)
        });
        let is_mine = plain.form == FORM && plain.base == self.base_digest();
        let is_whole = is_mine && access.is_some() != plain.access.is_empty();
        let (Some(team), Some(chain), true) = (team, chain, is_whole) else {
            return;
        };
        self.number = number;
        self.snapped = number;
        self.chain = chain;
        self.keys = plain.keys;
        self.events = plain.events;
        self.in_vain = plain.in_vain;
        self.counters = plain.counters;
        self.copied = plain.copied;
        self.doubted = plain.doubted;
        self.seen = plain.seen;
        let done = plain.done.into_iter();
        let done = done.map(|(event, stamp, outcome)| Done {
            event,
            stamp,
            outcome,
        });
        self.done = done.collect();
        self.milestone = (!plain.milestone_bytes.is_empty())
            .then(|| Milestone::of(plain.milestone, plain.milestone_bytes.to_vec()));
        self.access = access;
        self.team = Arc::new(team);
        self.tentative = Arc::clone(&self.team);
    }
}

const PURPOSE: &[u8] = b"ruil snapshot v1";

/// Seals for this device alone. The nonce follows from what is sealed.
fn seal(key: &DeviceKey, bytes: &[u8]) -> Vec<u8> {
    let digest = blake3::derive_key("ruil 2026 snapshot nonce v1", bytes);
    let nonce: [u8; 24] = core::array::from_fn(|at| digest.get(at).copied().unwrap_or_default());
    let payload = Payload {
        msg: bytes,
        aad: PURPOSE,
    };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload);
    [&nonce[..], &sealed.unwrap_or_default()].concat()
}

fn open(key: &DeviceKey, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_first_chunk()?;
    let payload = Payload {
        msg: rest,
        aad: PURPOSE,
    };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).ok()
}

fn cipher(key: &DeviceKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*key.derive_snapshot()).into())
}
