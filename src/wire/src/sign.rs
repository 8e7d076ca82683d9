//! What is signed in the open: access records, proofs and receipts.
//!
//! Ed25519 (RFC 8032), each kind of message behind a tag of its own, so that no signature can be
//! shown for anything else than it was made for. Checked strictly: weak keys and malleable
//! signatures are refused.

use ed25519_dalek::Signature as Checked;

use crate::{EventId, Head, Receipt, TeamId, memo};

const PROOF: &[u8] = b"ruil proof v1";
const RECEIPT: &[u8] = b"ruil receipt v1";
const RECEIPTS: &[u8] = b"ruil receipts v1";
const LIST: &str = "ruil 2026 list of receipts v1";
const MARK: &[u8] = b"ruil mark v1";

/// A public key: a device's in one team, or a relay's.
pub type PublicKey = [u8; 32];

/// A signature's bytes.
pub type Signature = [u8; 64];

/// Tells whether the holder of a public key signed a message.
pub fn is_signed(key: &PublicKey, message: &[u8], signature: &Signature) -> bool {
    let verify = || {
        memo::key(key)
            .and_then(|key| key.verify_strict(message, &Checked::from_bytes(signature)))
            .is_ok()
    };
    memo::known(key, message, signature, verify)
}

/// Returns what a device signs to show a relay that it is there. It names the relay, so that what is
/// said to one relay is worth nothing at another.
pub fn proof(team: TeamId, relay: &PublicKey, nonce: &[u8; 32]) -> Vec<u8> {
    [PROOF, &team.0, relay, nonce].concat()
}

/// Returns what a relay signs when it has stored an event.
pub fn receipt(team: TeamId, event: EventId, number: u64, time_ms: u64, head: Head) -> Vec<u8> {
    let (number, time_ms) = (number.to_le_bytes(), time_ms.to_le_bytes());
    [RECEIPT, &team.0, &event.0, &number, &time_ms, &head.0].concat()
}

/// Returns what a relay signs when it has stored several events of one push: the list of their receipts.
/// Whoever keeps the list can prove each of them.
pub fn receipts(team: TeamId, list: &[Receipt]) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new_derive_key(LIST);
    for receipt in list {
        hasher.update(&receipt.event.0);
        hasher.update(&receipt.number.to_le_bytes());
        hasher.update(&receipt.time_ms.to_le_bytes());
        hasher.update(&receipt.head.0);
    }
    [RECEIPTS, &team.0, hasher.finalize().as_bytes()].concat()
}

/// Returns what a relay signs under the end of a batch.
pub fn mark(team: TeamId, number: u64, head: Head) -> Vec<u8> {
    [MARK, &team.0, &number.to_le_bytes(), &head.0].concat()
}
