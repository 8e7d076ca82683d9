//! A new key period: the team key sealed to each device that stays.
//!
//! Every key is sealed under an agreement (X25519, RFC 7748) of one key made for the occasion with the
//! device's own key, whose Ed25519 half signs: one pair may serve for both (Thormarker, *On using the
//! same key pair for Ed25519 and an X25519 based KEM*, 2021). For 50 devices that is 2.4 kB, so there is
//! no tree of keys.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::VerifyingKey;
use ruil_core::TeamId;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::keys::{DeviceKey, TeamKey};

/// The length of a sealed team key: 32 bytes and a tag of 16.
pub const SEALED_LEN: usize = ruil_core::event::SEALED_KEY_BYTES;

/// What a new key period is about; no sealed key of another opens in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The team.
    pub team: TeamId,
    /// The epoch that begins.
    pub epoch: u32,
}

/// A team key sealed for several devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The public half of the key made for the occasion.
    pub ephemeral: [u8; 32],
    /// The sealed keys, one after the other, in the order of the devices.
    pub keys: Vec<u8>,
}

/// Seals a team key for devices, by their public keys. Nothing if one of these is no key.
pub fn seal_for<'a>(
    period: Period,
    key: &TeamKey,
    secret: [u8; 32],
    devices: impl Iterator<Item = &'a [u8; 32]>,
) -> Option<Sealed> {
    let secret = StaticSecret::from(secret);
    let ephemeral = PublicKey::from(&secret).to_bytes();
    let mut keys = Vec::new();
    for device in devices {
        let point = VerifyingKey::from_bytes(device).ok()?.to_montgomery();
        let shared = secret.diffie_hellman(&PublicKey::from(point.to_bytes()));
        let cipher = cipher(period, shared.as_bytes(), &ephemeral, device);
        keys.extend(cipher.encrypt(&NONCE, &key.as_bytes()[..]).ok()?);
    }
    Some(Sealed { ephemeral, keys })
}

/// Opens the key that was sealed for this device.
pub fn open_own(
    period: Period,
    device: &DeviceKey,
    ephemeral: [u8; 32],
    sealed: &[u8],
) -> Option<TeamKey> {
    let secret = StaticSecret::from(device.pair().to_scalar_bytes());
    let shared = secret.diffie_hellman(&PublicKey::from(ephemeral));
    let cipher = cipher(period, shared.as_bytes(), &ephemeral, &device.public());
    let plain = Zeroizing::new(cipher.decrypt(&NONCE, sealed).ok()?);
    Some(TeamKey::make(plain.as_slice().try_into().ok()?))
}

/// The sealing key is used once, so the nonce need not differ.
const NONCE: XNonce = chacha20poly1305::aead::array::Array([0; 24]);

fn cipher(
    period: Period,
    shared: &[u8; 32],
    ephemeral: &[u8; 32],
    device: &[u8; 32],
) -> XChaCha20Poly1305 {
    let mut hasher = blake3::Hasher::new_derive_key("ruil 2026 epoch key v1");
    hasher.update(shared).update(ephemeral).update(device);
    hasher.update(period.team.as_bytes());
    hasher.update(&period.epoch.to_le_bytes());
    let key = Zeroizing::new(*hasher.finalize().as_bytes());
    XChaCha20Poly1305::new((&*key).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERIOD: Period = Period {
        team: TeamId::from_bytes([1; 16]),
        epoch: 4,
    };

    #[test]
    fn each_device_opens_its_own_and_no_other() {
        let (ann, ben) = (DeviceKey::make([2; 32]), DeviceKey::make([3; 32]));
        let key = TeamKey::make([9; 32]);
        let public = [ann.public(), ben.public()];
        let sealed = seal_for(PERIOD, &key, [7; 32], public.iter()).unwrap();
        assert_eq!(sealed.keys.len(), 2 * SEALED_LEN);
        let (first, second) = sealed.keys.split_at(SEALED_LEN);
        let open = |device: &DeviceKey, period, sealed_key: &[u8]| {
            let key = open_own(period, device, sealed.ephemeral, sealed_key);
            key.map(|key| *key.as_bytes())
        };
        assert_eq!(open(&ann, PERIOD, first), Some([9; 32]));
        assert_eq!(open(&ben, PERIOD, second), Some([9; 32]));
        assert_eq!(open(&ann, PERIOD, second), None);
        let later = Period { epoch: 5, ..PERIOD };
        assert_eq!(open(&ann, later, first), None);
        assert_eq!(open(&DeviceKey::make([4; 32]), PERIOD, first), None);
    }

    #[test]
    fn a_key_that_is_none_is_refused() {
        let key = TeamKey::make([9; 32]);
        let none = [[2; 32]];
        assert_eq!(seal_for(PERIOD, &key, [7; 32], none.iter()), None);
    }
}
