//! Remembers which signatures were verified, so that a simulation of ten devices does the arithmetic once.
//!
//! Only builds with the feature `memo` can, and only on a thread that was told to; all others verify each
//! time. What is remembered is the answer for exactly these bytes.

#[cfg(feature = "memo")]
use std::{cell::RefCell, collections::HashMap};

use ed25519_dalek::{SignatureError, VerifyingKey};

use crate::{PublicKey, Signature};

#[cfg(feature = "memo")]
thread_local! {
    static KNOWN: RefCell<Option<HashMap<[u8; 32], bool>>> = const { RefCell::new(None) };
    static KEYS: RefCell<HashMap<PublicKey, VerifyingKey>> = RefCell::default();
}

/// Begins to remember on this thread, from nothing, or ends it.
#[cfg(feature = "memo")]
pub fn remember(is_on: bool) {
    KNOWN.set(is_on.then(HashMap::new));
    KEYS.take();
}

/// Reads a public key, if it is one.
pub(crate) fn key(bytes: &PublicKey) -> Result<VerifyingKey, SignatureError> {
    #[cfg(feature = "memo")]
    if let Some(key) = KEYS.with_borrow(|keys| keys.get(bytes).copied()) {
        return Ok(key);
    }
    let key = VerifyingKey::from_bytes(bytes)?;
    #[cfg(feature = "memo")]
    if KNOWN.with_borrow(Option::is_some) {
        KEYS.with_borrow_mut(|keys| keys.insert(*bytes, key));
    }
    Ok(key)
}

/// Returns what is known of a signature, or verifies it.
#[cfg(feature = "memo")]
pub(crate) fn known(
    key: &PublicKey,
    message: &[u8],
    signature: &Signature,
    verify: impl FnOnce() -> bool,
) -> bool {
    if KNOWN.with_borrow(Option::is_none) {
        return verify();
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(key).update(signature).update(message);
    let hash = *hasher.finalize().as_bytes();
    let known = |known: &Option<HashMap<_, _>>| known.as_ref()?.get(&hash).copied();
    KNOWN.with_borrow(known).unwrap_or_else(|| {
        let is_signed = verify();
        KNOWN.with_borrow_mut(|known| known.as_mut()?.insert(hash, is_signed));
        is_signed
    })
}

/// Verifies a signature.
#[cfg(not(feature = "memo"))]
pub(crate) fn known(
    _key: &PublicKey,
    _message: &[u8],
    _signature: &Signature,
    verify: impl FnOnce() -> bool,
) -> bool {
    verify()
}

#[cfg(all(test, feature = "memo"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_known_for_these_bytes_and_until_the_end() {
        let ask = |message: &[u8], says| known(&[1; 32], message, &[2; 64], || says);
        assert!(
            ask(b"a", true) && !ask(b"a", false),
            "nothing is remembered"
        );
        remember(true);
        assert!(ask(b"a", true) && ask(b"a", false));
        assert!(!ask(b"b", false) && !ask(b"b", true));
        assert!(!known(&[3; 32], b"a", &[2; 64], || false));
        assert!(!known(&[1; 32], b"a", &[3; 64], || false));
        remember(false);
        assert!(!ask(b"a", false));
    }
}
