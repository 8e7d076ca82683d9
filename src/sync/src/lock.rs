//! A lock: bytes sealed under what a person knows.
//!
//! A short secret is stretched with Argon2id (RFC 9106), so that trying many costs time and memory.
//! Stretching takes long on purpose, and is a step of its own, for a worker to do. A lock of four digits
//! keeps out who picks the device up; it does not keep out who copies its storage and has a computer and
//! a day. The app says so where a lock is set.

pub mod passkey;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Memory a try takes, in KiB: what a cheap phone can spare (OWASP's first choice for Argon2id).
const MEMORY_KIB: u32 = 19 * 1024;
/// Most memory a lock from elsewhere may ask for, in KiB.
const MEMORY_KIB_MAX: u32 = 256 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;
/// Most passes a lock from elsewhere may ask for.
const PASSES_MAX: u32 = 16;
/// The fewest signs of a secret.
pub const SECRET_MIN: usize = 4;

/// How a secret is stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    salt: [u8; 16],
    memory_kib: u32,
    passes: u32,
}

/// A secret, stretched.
pub struct Stretched(Zeroizing<[u8; 32]>);

/// Sealed bytes, and how to stretch the secret that opens them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// How the secret is stretched.
    pub stretch: Stretch,
    nonce: [u8; 24],
    sealed: Vec<u8>,
}

impl Stretch {
    /// Makes a new one; the same secret comes to something else under every salt.
    pub const fn make(salt: [u8; 16]) -> Self {
        Self {
            salt,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
        }
    }

    /// Stretches a secret. Takes a good part of a second; nothing if it asks for more than a device
    /// should be made to spend.
    pub fn run(&self, secret: &str) -> Option<Stretched> {
        if self.memory_kib > MEMORY_KIB_MAX || self.passes > PASSES_MAX {
            return None;
        }
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).ok()?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = Zeroizing::new([0; 32]);
        argon
            .hash_password_into(secret.as_bytes(), &self.salt, &mut *key)
            .ok()?;
        Some(Stretched(key))
    }

    /// Returns the bytes, to hand them to a worker.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl Stretched {
    /// Returns the bytes, to hand them back from a worker.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Takes the bytes a worker handed back.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        let key = Zeroizing::new(blake3::derive_key(purpose, &*self.0));
        XChaCha20Poly1305::new((&*key).into())
    }
}

impl Lock {
    /// Locks bytes up.
    pub fn close(stretch: Stretch, key: &Stretched, nonce: [u8; 24], plain: &[u8]) -> Self {
        let aad = stretch.to_bytes();
        let payload = Payload {
            msg: plain,
            aad: &aad,
        };
        let sealed = key
            .cipher(PURPOSE)
            .encrypt(&XNonce::from(nonce), payload)
            .unwrap_or_default();
        Self {
            stretch,
            nonce,
            sealed,
        }
    }

    /// Opens it; nothing if the secret was another.
    pub fn open(&self, key: &Stretched) -> Option<Zeroizing<Vec<u8>>> {
        let aad = self.stretch.to_bytes();
        let payload = Payload {
            msg: self.sealed.as_slice(),
            aad: &aad,
        };
        let plain = key
            .cipher(PURPOSE)
            .decrypt(&XNonce::from(self.nonce), payload);
        plain.ok().map(Zeroizing::new)
    }

    /// Returns the bytes to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

const PURPOSE: &str = "ruil 2026 lock v1";

/// How long to wait before the next try, after so many wrong ones, in milliseconds: the first five are
/// free, then it doubles up to an hour.
pub const fn wait_ms(wrong: u32) -> u64 {
    const FREE: u32 = 5;
    const FIRST_MS: u64 = 30_000;
    const LONGEST_MS: u64 = 60 * 60 * 1_000;
    if wrong < FREE {
        return 0;
    }
    let doubled = wrong - FREE;
    let doubled = if doubled > 10 { 10 } else { doubled };
    let wait_ms = FIRST_MS << doubled;
    if wait_ms > LONGEST_MS {
        LONGEST_MS
    } else {
        wait_ms
    }
}

/// How often a wrong secret was tried in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    wrong: u32,
    /// When last, Unix milliseconds by the device's clock.
    last_ms: u64,
}

impl Tries {
    /// Counts one more. A try is counted before it is made: who ends the app in between gains nothing.
    pub const fn one_more(self, now_ms: u64) -> Self {
        Self {
            wrong: self.wrong.saturating_add(1),
            last_ms: now_ms,
        }
    }

    /// Returns how many there were.
    pub const fn count(self) -> u32 {
        self.wrong
    }

    /// Returns when the next try may be, in Unix milliseconds. A clock that was put back in the meantime
    /// makes nobody wait longer than once more from now.
    pub fn next_ms(self, now_ms: u64) -> u64 {
        self.last_ms.min(now_ms).saturating_add(wait_ms(self.wrong))
    }

    /// Returns the bytes to keep.
    pub fn to_bytes(self) -> Vec<u8> {
        postcard::to_allocvec(&self).unwrap_or_default()
    }

    /// Reads the bytes; what is not there is no try.
    pub fn parse(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cost of a real one would make the tests slow.
    fn cheap(salt: u8) -> Stretch {
        Stretch {
            salt: [salt; 16],
            memory_kib: 64,
            passes: 1,
        }
    }

    fn locked() -> Lock {
        let key = cheap(1).run("1234").unwrap();
        Lock::close(cheap(1), &key, [2; 24], b"the key")
    }

    #[test]
    fn the_right_secret_opens_and_no_other() {
        let lock = Lock::parse(&locked().to_bytes()).unwrap();
        let open = |secret| lock.open(&lock.stretch.run(secret).unwrap());
        assert_eq!(open("1234").unwrap().as_slice(), b"the key");
        assert_eq!(open("1235"), None);
        assert_eq!(open(""), None);
        let salted = cheap(3).run("1234").unwrap();
        assert_eq!(lock.open(&salted), None);
    }

    #[test]
    fn what_is_changed_does_not_open() {
        let bytes = locked().to_bytes();
        let key = cheap(1).run("1234").unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let opened = Lock::parse(&changed).and_then(|lock| lock.open(&key));
            assert_eq!(opened, None, "byte {at}");
        }
    }

    #[test]
    fn a_lock_from_elsewhere_can_not_make_a_device_work_for_ever() {
        let greedy = Stretch {
            memory_kib: u32::MAX,
            ..cheap(1)
        };
        assert!(greedy.run("1234").is_none());
        let endless = Stretch {
            passes: u32::MAX,
            ..cheap(1)
        };
        assert!(endless.run("1234").is_none());
    }

    #[test]
    fn a_real_one_costs_what_it_says() {
        assert!(Stretch::make([1; 16]).run("1234").is_some());
    }

    #[test]
    fn wrong_tries_cost_more_and_more_time() {
        let waits: Vec<_> = [0, 4, 5, 6, 11, 12, 13, u32::MAX].map(wait_ms).to_vec();
        let hour_ms = 3_600_000;
        assert_eq!(waits[..4], [0, 0, 30_000, 60_000]);
        assert_eq!(waits[4..], [1_920_000, hour_ms, hour_ms, hour_ms]);
    }

    #[test]
    fn tries_are_remembered_and_the_sixth_has_to_wait() {
        let mut tries = Tries::parse(b"");
        for _ in 0..4 {
            tries = Tries::parse(&tries.to_bytes()).one_more(1_000);
            assert_eq!(tries.next_ms(1_000), 1_000);
        }
        let fifth = tries.one_more(1_000);
        assert_eq!(fifth.next_ms(2_000), 31_000);
        assert_eq!(fifth.next_ms(500), 30_500, "a clock that was put back");
    }
}
