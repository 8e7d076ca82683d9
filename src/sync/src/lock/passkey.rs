//! A passkey: a second way to open a lock, beside what a person knows.
//!
//! What an authenticator makes of a salt (WebAuthn Level 3, the extension `prf`) is 32 bytes that nobody
//! else can make, so they need no stretching. They open a copy of what the lock holds. A passkey stands
//! beside a secret and never alone: who loses it still has the secret.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Lock;

const PURPOSE: &str = "ruil 2026 passkey v1";

/// What an authenticator makes of a salt.
pub struct Made(Zeroizing<[u8; 32]>);

impl Made {
    /// Takes the bytes the authenticator gave.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key = Zeroizing::new(blake3::derive_key(PURPOSE, &*self.0));
        XChaCha20Poly1305::new((&*key).into())
    }
}

/// Sealed bytes, and what to ask of which passkey to open them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// The name the authenticator gave it.
    pub credential: Vec<u8>,
    /// What it makes the key of.
    pub salt: [u8; 32],
    nonce: [u8; 24],
    sealed: Vec<u8>,
}

impl Passkey {
    /// Locks bytes up.
    pub fn close(
        (credential, salt): (Vec<u8>, [u8; 32]),
        made: &Made,
        nonce: [u8; 24],
        plain: &[u8],
    ) -> Self {
        let payload = Payload {
            msg: plain,
            aad: &[&credential[..], &salt].concat(),
        };
        let sealed = made.cipher().encrypt(&XNonce::from(nonce), payload);
        Self {
            credential,
            salt,
            nonce,
            sealed: sealed.unwrap_or_default(),
        }
    }

    /// Opens it; nothing if another passkey made the key.
    pub fn open(&self, made: &Made) -> Option<Zeroizing<Vec<u8>>> {
        let payload = Payload {
            msg: self.sealed.as_slice(),
            aad: &[&self.credential[..], &self.salt].concat(),
        };
        let plain = made.cipher().decrypt(&XNonce::from(self.nonce), payload);
        plain.ok().map(Zeroizing::new)
    }
}

/// What is kept in place of the open identity: a lock, and perhaps a passkey that opens it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The lock.
    pub lock: Lock,
    /// The passkey.
    pub passkey: Option<Passkey>,
}

impl Locked {
    /// Returns the bytes to keep: those of the lock, and behind them those of the passkey.
    pub fn to_bytes(&self) -> Vec<u8> {
        let passkey = self.passkey.as_ref();
        let passkey = passkey.and_then(|passkey| postcard::to_allocvec(passkey).ok());
        [self.lock.to_bytes(), passkey.unwrap_or_default()].concat()
    }

    /// Reads the bytes. A passkey that can't be read is none: the secret opens the lock without it.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (lock, behind) = postcard::take_from_bytes(bytes).ok()?;
        let passkey = postcard::from_bytes(behind).ok();
        Some(Self { lock, passkey })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Stretch, Stretched};
    use super::*;

    fn made(byte: u8) -> Made {
        Made::from_bytes([byte; 32])
    }

    fn passkey() -> Passkey {
        Passkey::close((vec![7; 20], [8; 32]), &made(1), [2; 24], b"the key")
    }

    fn lock() -> Lock {
        let key = Stretched::from_bytes([3; 32]);
        Lock::close(Stretch::make([4; 16]), &key, [5; 24], b"the key")
    }

    #[test]
    fn the_passkey_opens_and_no_other() {
        assert_eq!(passkey().open(&made(1)).unwrap().as_slice(), b"the key");
        assert_eq!(passkey().open(&made(2)), None);
        let moved = Passkey {
            salt: [9; 32],
            ..passkey()
        };
        assert_eq!(moved.open(&made(1)), None);
    }

    #[test]
    fn a_lock_is_kept_with_a_passkey_and_without() {
        for passkey in [None, Some(passkey())] {
            let locked = Locked {
                lock: lock(),
                passkey,
            };
            assert_eq!(Locked::parse(&locked.to_bytes()), Some(locked));
        }
        assert_eq!(Locked::parse(b""), None);
    }

    #[test]
    fn a_lock_from_before_there_were_passkeys_is_one_without() {
        let locked = Locked::parse(&lock().to_bytes()).unwrap();
        assert_eq!((locked.lock, locked.passkey), (lock(), None));
    }

    #[test]
    fn a_damaged_passkey_leaves_the_lock() {
        let locked = Locked {
            lock: lock(),
            passkey: Some(passkey()),
        };
        let bytes = locked.to_bytes();
        for end in lock().to_bytes().len()..bytes.len() {
            let kept = Locked::parse(&bytes[..end]).unwrap();
            assert_eq!((kept.lock, kept.passkey), (lock(), None), "{end}");
        }
    }
}
