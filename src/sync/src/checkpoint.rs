//! A state of the team that stands for all the log before it.
//!
//! Every device comes past the same milestones, and writes the same bytes there: what the state is, how
//! far each device had counted, and the chain at that number. Two persons say so in the log by its hash
//! ([`ruil_core::Command::Checkpoint`]), then the sealed bytes may replace what was before: joiners need
//! not replay it, and the relay need not keep it.

use std::collections::BTreeMap;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ruil_core::{DeviceId, Team};
use ruil_wire::{Access, Head};
use serde::{Deserialize, Serialize, Serializer};

use crate::keys::{Keyring, TeamKey};

/// A milestone comes after so many entries at the latest.
pub const EVERY: u64 = 1_000;
/// A milestone comes where a period of this length of the relay's time ends.
pub const PERIOD_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

const PURPOSE: &[u8] = b"ruil checkpoint v1";

/// Tells whether a milestone follows an entry, from its number and the times of it and the next.
pub const fn is_milestone(number: u64, time_ms: u64, next_ms: Option<u64>) -> bool {
    let ends_period = match next_ms {
        Some(next_ms) => next_ms / PERIOD_MS > time_ms / PERIOD_MS,
        None => false,
    };
    number.is_multiple_of(EVERY) || ends_period
}

/// What a checkpoint says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The last number it stands for.
    pub number: u64,
    /// The relay's time at that number, Unix milliseconds.
    pub time_ms: u64,
    /// The chain at that number.
    pub head: Head,
    /// How far each device had counted.
    pub counters: BTreeMap<DeviceId, u64>,
    /// Who could read and write then.
    pub access: Option<Access>,
    /// The state.
    pub team: Team,
}

#[derive(Serialize, Deserialize)]
struct Plain<'a> {
    number: u64,
    time_ms: u64,
    head: [u8; 32],
    counters: BTreeMap<DeviceId, u64>,
    #[serde(borrow, serialize_with = "in_one")]
    access: &'a [u8],
    #[serde(borrow, serialize_with = "in_one")]
    team: &'a [u8],
}

/// Writes bytes in one go, and not each by itself; the outcome is the same.
pub(crate) fn in_one<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

impl Checkpoint {
    /// Returns the bytes, the same on every device.
    pub fn to_bytes(&self) -> Vec<u8> {
        let access = self.access.as_ref().map(Access::to_bytes);
        let plain = Plain {
            number: self.number,
            time_ms: self.time_ms,
            head: self.head.0,
            counters: self.counters.clone(),
            access: &access.unwrap_or_default(),
            team: &self.team.to_bytes(),
        };
        postcard::to_allocvec(&plain).unwrap_or_default()
    }

    /// Reads the bytes. Nothing if they are of another version, or not the only ones that say this:
    /// persons vouch for bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let plain: Plain = postcard::from_bytes(bytes).ok()?;
        if postcard::to_allocvec(&plain).ok()? != bytes {
            return None;
        }
        let team = Team::parse(plain.team)?;
        plain.with(team)
    }

    /// Reads the bytes of a checkpoint that this device has read before.
    pub fn parse_known(bytes: &[u8]) -> Option<Self> {
        let plain: Plain = postcard::from_bytes(bytes).ok()?;
        let team = Team::parse_known(plain.team)?;
        plain.with(team)
    }
}

impl Plain<'_> {
    fn with(self, team: Team) -> Option<Checkpoint> {
        let access = match self.access {
            [] => None,
            bytes => Some(Access::parse(bytes).ok()?),
        };
        Some(Checkpoint {
            number: self.number,
            time_ms: self.time_ms,
            head: Head(self.head),
            counters: self.counters,
            access,
            team,
        })
    }
}

/// Returns the hash that persons vouch for.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    blake3::derive_key("ruil 2026 checkpoint digest v1", bytes)
}

/// Seals a checkpoint's bytes under the newest key. The nonce follows from what is sealed.
pub fn seal(keys: &Keyring, team: ruil_wire::TeamId, bytes: &[u8]) -> Vec<u8> {
    let epoch = keys.epoch().to_le_bytes();
    let nonce = nonce(&digest(bytes));
    let payload = Payload {
        msg: bytes,
        aad: &[PURPOSE, &team.0, &epoch].concat(),
    };
    let sealed = cipher(keys.newest()).encrypt(&XNonce::from(nonce), payload);
    [&epoch[..], &nonce, &sealed.unwrap_or_default()].concat()
}

/// Opens a sealed checkpoint and returns its bytes.
pub fn open(keys: &Keyring, team: ruil_wire::TeamId, sealed: &[u8]) -> Option<Vec<u8>> {
    let (epoch, rest) = sealed.split_first_chunk()?;
    let (nonce, rest) = rest.split_first_chunk()?;
    let key = keys.get(u32::from_le_bytes(*epoch))?;
    let payload = Payload {
        msg: rest,
        aad: &[PURPOSE, &team.0, epoch].concat(),
    };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).ok()
}

/// Tells whether a checkpoint is sealed for a key period soon after all that are known here. Something else
/// in its place hardly ever looks like that.
pub fn is_of_later(keys: &Keyring, sealed: &[u8]) -> bool {
    let epoch = sealed.first_chunk().map(|epoch| u32::from_le_bytes(*epoch));
    let soon = keys.epoch().saturating_add(SOON);
    epoch.is_some_and(|epoch| epoch > keys.epoch() && epoch <= soon)
}

/// So many key periods can pass while somebody joins.
const SOON: u32 = 16;

fn nonce(digest: &[u8; 32]) -> [u8; 24] {
    let mut nonce = [0; 24];
    nonce
        .iter_mut()
        .zip(digest)
        .for_each(|(to, from)| *to = *from);
    nonce
}

fn cipher(key: &TeamKey) -> XChaCha20Poly1305 {
    let key = blake3::derive_key("ruil 2026 checkpoint key v1", key.as_bytes());
    XChaCha20Poly1305::new((&key).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_row_of_bytes_is_a_checkpoint() {
        let checkpoint = Checkpoint {
            number: 7,
            time_ms: 8,
            head: Head([9; 32]),
            counters: BTreeMap::from([(DeviceId::from_bytes([1; 16]), 2)]),
            access: None,
            team: Team::default(),
        };
        let bytes = checkpoint.to_bytes();
        assert_eq!(Checkpoint::parse(&bytes), Some(checkpoint));
        assert_eq!(Checkpoint::parse(&[&bytes[..], &[0]].concat()), None);
        // A seven in two bytes, as nobody writes it.
        let longer = [&[0x87, 0], &bytes[1..]].concat();
        assert_eq!(Checkpoint::parse(&longer), None);
    }
}
