//! Keys. `make` is random (the randomness is an argument), `derive` is deterministic.

use core::fmt;
use std::collections::BTreeMap;

use ed25519_dalek::{Signer, SigningKey};
use ruil_core::{DeviceId, EventId, PersonId, TeamId};
use ruil_wire::{DeviceTag, Token};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// The key all members of a team share in one epoch.
#[derive(Clone, Serialize, Deserialize)]
pub struct TeamKey(Zeroizing<[u8; 32]>);

impl TeamKey {
    /// Makes a key of 32 random bytes.
    pub fn make(random: [u8; 32]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// Returns the bytes, to seal them for someone.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Derives what members show to the relay. It does not lead back to the key.
    pub fn derive_token(&self) -> Token {
        Token(blake3::derive_key("ruil 2026 relay token v1", &*self.0))
    }

    /// Derives the key envelopes are sealed with.
    pub(crate) fn derive_sealing(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key("ruil 2026 envelope key v1", &*self.0))
    }

    /// Derives a device's pseudonym in this team, so that the relay can't link it to another.
    pub(crate) fn derive_tag(&self, device: DeviceId) -> DeviceTag {
        let mut hasher = blake3::Hasher::new_derive_key("ruil 2026 device tag v1");
        hasher.update(&*self.0).update(device.as_bytes());
        let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
        DeviceTag([a, b, c, d, e, f, g, h])
    }
}

impl fmt::Debug for TeamKey {
    /// Never prints the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TeamKey(…)")
    }
}

/// The key a device signs its events with (Ed25519, RFC 8032). It never leaves the device.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// Makes a key of 32 random bytes.
    pub fn make(random: [u8; 32]) -> Self {
        let random = Zeroizing::new(random);
        Self(SigningKey::from_bytes(&random))
    }

    /// Returns the public half.
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// Returns the id of an event that is made again.
    pub(crate) fn derive_id(&self, event: EventId) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_derive_key("ruil 2026 event made again v1");
        hasher.update(self.0.as_bytes()).update(event.as_bytes());
        let mut id = [0; 16];
        hasher.finalize_xof().fill(&mut id);
        id
    }

    /// Derives what this device seals for itself with.
    pub(crate) fn derive_snapshot(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(
            "ruil 2026 snapshot key v1",
            self.0.as_bytes(),
        ))
    }

    pub(crate) const fn pair(&self) -> &SigningKey {
        &self.0
    }
}

impl Serialize for DeviceKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.as_bytes().serialize(to)
    }
}

impl<'de> Deserialize<'de> for DeviceKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <[u8; 32]>::deserialize(from).map(Self::make)
    }
}

impl fmt::Debug for DeviceKey {
    /// Never prints the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

/// The team's keys, by epoch: the one in use, and those before that this device may read with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Keyring {
    epoch: u32,
    newest: TeamKey,
    older: BTreeMap<u32, TeamKey>,
}

impl Keyring {
    /// Starts with the key of one epoch.
    pub fn new(epoch: u32, key: TeamKey) -> Self {
        Self {
            epoch,
            newest: key,
            older: BTreeMap::new(),
        }
    }

    /// Returns the newest epoch there is a key for.
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Returns its key.
    pub const fn newest(&self) -> &TeamKey {
        &self.newest
    }

    /// Returns the key of an epoch.
    pub fn get(&self, epoch: u32) -> Option<&TeamKey> {
        if epoch == self.epoch {
            Some(&self.newest)
        } else {
            self.older.get(&epoch)
        }
    }

    /// Adds the key of an epoch. What is there already stays.
    pub fn add(&mut self, epoch: u32, key: TeamKey) {
        if epoch > self.epoch {
            let old = core::mem::replace(&mut self.newest, key);
            self.older.insert(self.epoch, old);
            self.epoch = epoch;
        } else if epoch < self.epoch {
            self.older.entry(epoch).or_insert(key);
        }
    }
}

/// Who this device is in a team, with all it needs to read and write.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// The team.
    pub team: TeamId,
    /// The person; nobody in particular on the team's tablet.
    pub person: PersonId,
    /// The device.
    pub device: DeviceId,
    /// The device's own key.
    pub device_key: DeviceKey,
    /// The team's keys as the device got them when it joined; later ones are in the log.
    pub keys: Keyring,
}

impl Identity {
    /// Tells whether it is the team's tablet, and acts for whoever stands at it.
    pub fn is_tablet(&self) -> bool {
        self.person == PersonId::NOBODY
    }

    /// Returns the bytes to keep in the device's own storage.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(postcard::to_allocvec(self).unwrap_or_default())
    }

    /// Reads the bytes. What a build before epochs kept has no older keys behind the one.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let older_build = || postcard::from_bytes(&[bytes, &[0]].concat()).ok();
        postcard::from_bytes(bytes).ok().or_else(older_build)
    }

    /// Returns the team's id as the relay knows it.
    pub fn wire_team(&self) -> ruil_wire::TeamId {
        ruil_wire::TeamId(*self.team.as_bytes())
    }
}
