//! PINs on the team's tablet, and the permit to choose one.
//!
//! That nobody takes another's name, whoever chooses a PIN types a permit of eight digits that the own
//! phone shows, or a coordinator's for who has none. It comes from an agreement (X25519, RFC 7748) of the
//! phone's key with the tablet's: those two can make it and nobody else, and neither needs a network.
//! It is about one person, good for some minutes, and taken once.
//!
//! What is kept of a PIN is a lock it opens ([`crate::lock`]). It keeps out who stands at the tablet, not
//! who copies its storage; such a person has the tablet's own key as well.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;
use ruil_core::{Device, PersonId, Team};
use serde::{Deserialize, Serialize};
use x25519_dalek::{PublicKey, StaticSecret};

use crate::keys::Identity;
use crate::lock::{Lock, Tries};

/// The fewest digits of a PIN.
pub const PIN_MIN: usize = 4;
/// The most digits of a PIN.
pub const PIN_MAX: usize = 8;
/// Digits of a permit.
pub const PERMIT_LEN: usize = 8;
/// How long a permit is shown before the next one, in milliseconds. The one before and the one after
/// count too, for clocks differ.
pub const TURN_MS: u64 = 5 * 60 * 1_000;
/// So many wrong tries, and a PIN is gone: a new permit is needed.
pub const TRIES_MAX: u32 = 10;

const PERMITS: u64 = 10_u64.pow(PERMIT_LEN as u32);

/// Why a permit is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPermit {
    /// It is none for this person now.
    Wrong,
    /// It was used; the next one comes within minutes.
    Used,
}

/// Returns the permit this phone shows for somebody to choose a PIN on a tablet; nothing if that
/// device's key is none.
pub fn permit(me: &Identity, tablet: &Device, person: PersonId, now_ms: u64) -> Option<String> {
    let shared = agreement(me, &tablet.key)?;
    let ends = (me.device_key.public(), tablet.key);
    Some(digits(me, &shared, ends, person, turn(now_ms)))
}

/// Checks a permit on the tablet and returns the turn it is of, to be kept with the PIN.
pub fn check(
    me: &Identity,
    team: &Team,
    pins: &Pins,
    (person, typed): (PersonId, &str),
    now_ms: u64,
) -> Result<u64, NoPermit> {
    let may_vouch = |device: &&Device| {
        let is_own = device.person == person;
        !device.is_tablet() && (is_own || team.is_coordinator(device.person))
    };
    let now = turn(now_ms);
    let turns = now.saturating_sub(1)..=now.saturating_add(1);
    let is_of = |device: &Device, turn: u64| {
        let shared = agreement(me, &device.key)?;
        let ends = (device.key, me.device_key.public());
        (digits(me, &shared, ends, person, turn) == typed).then_some(turn)
    };
    let mut vouching = team.devices.values().filter(may_vouch);
    let found = vouching.find_map(|device| turns.clone().find_map(|turn| is_of(device, turn)));
    let turn = found
        .filter(|_| team.is_member(person))
        .ok_or(NoPermit::Wrong)?;
    let used = pins.0.get(&person).map_or(0, |pin| pin.used);
    if turn > used {
        Ok(turn)
    } else {
        Err(NoPermit::Used)
    }
}

const fn turn(now_ms: u64) -> u64 {
    now_ms / TURN_MS
}

fn agreement(me: &Identity, other: &[u8; 32]) -> Option<[u8; 32]> {
    let secret = StaticSecret::from(me.device_key.pair().to_scalar_bytes());
    let point = VerifyingKey::from_bytes(other).ok()?.to_montgomery();
    let shared = secret.diffie_hellman(&PublicKey::from(point.to_bytes()));
    Some(*shared.as_bytes())
}

fn digits(
    me: &Identity,
    shared: &[u8; 32],
    (phone, tablet): ([u8; 32], [u8; 32]),
    person: PersonId,
    turn: u64,
) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("ruil 2026 tablet permit v1");
    hasher.update(shared).update(&phone).update(&tablet);
    hasher.update(me.team.as_bytes()).update(person.as_bytes());
    hasher.update(&turn.to_le_bytes());
    let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
    let number = u64::from_le_bytes([a, b, c, d, e, f, g, h]) % PERMITS;
    format!("{number:0PERMIT_LEN$}")
}

/// The PINs of a tablet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pins(BTreeMap<PersonId, Pin>);

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Pin {
    lock: Option<Lock>,
    tries: Tries,
    /// The turn of the last permit.
    used: u64,
}

impl Pins {
    /// Tells whether somebody has a PIN.
    pub fn has(&self, person: PersonId) -> bool {
        self.0.get(&person).is_some_and(|pin| pin.lock.is_some())
    }

    /// Returns when somebody may try next, Unix milliseconds by the device's clock.
    pub fn next_ms(&self, person: PersonId, now_ms: u64) -> u64 {
        let tries = self.0.get(&person).map(|pin| pin.tries);
        tries.unwrap_or_default().next_ms(now_ms)
    }

    /// Counts a try before it is made, and returns the lock to try at. The last one takes the PIN away
    /// already: who ends the app in between gains nothing.
    pub fn begin(&mut self, person: PersonId, now_ms: u64) -> Option<Lock> {
        let pin = self.0.entry(person).or_default();
        pin.tries = pin.tries.one_more(now_ms);
        let lock = pin.lock.clone();
        if lock.is_some() && pin.tries.count() >= TRIES_MAX {
            pin.lock = None;
            pin.tries = Tries::default();
        }
        lock
    }

    /// It was the right PIN: the count begins anew.
    pub fn opened(&mut self, person: PersonId, lock: Lock) {
        let pin = self.0.entry(person).or_default();
        pin.lock = Some(lock);
        pin.tries = Tries::default();
    }

    /// It was a right permit: the count begins anew, though it is not used yet.
    pub fn vouched(&mut self, person: PersonId) {
        self.0.entry(person).or_default().tries = Tries::default();
    }

    /// Keeps a new PIN; the permit of that turn, and those before it, are used.
    pub fn set(&mut self, person: PersonId, lock: Lock, turn: u64) {
        self.opened(person, lock);
        self.0.entry(person).or_default().used = turn;
    }

    /// Returns the bytes to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads the bytes; what is not there is no PIN.
    pub fn parse(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
