//! The relay's own key: what it signs its word with, and makes its passes from.

use ed25519_dalek::{Signer, SigningKey};
use ruil_wire::limit::BEARER_LIFE_S;
use ruil_wire::{Bearer, Head, PublicKey, Receipt, Receipts, RelayFrame, Signature, TeamId, sign};

use crate::push::Vapid;

/// The relay's secret, made at its first start and kept in its store.
pub struct RelayKey {
    secret: [u8; 32],
    pair: SigningKey,
}

impl RelayKey {
    /// Returns the key of a secret.
    pub fn new(secret: [u8; 32]) -> Self {
        let pair = SigningKey::from_bytes(&secret);
        Self { secret, pair }
    }

    /// Returns what devices know the relay by.
    pub fn public(&self) -> PublicKey {
        self.pair.verifying_key().to_bytes()
    }

    fn receipt(&self, team: TeamId, receipt: Receipt) -> Receipt {
        let Receipt {
            event,
            number,
            time_ms,
            head,
            signature: _,
        } = receipt;
        let message = sign::receipt(team, event, number, time_ms, head);
        Receipt {
            signature: Some(self.pair.sign(&message).to_bytes()),
            ..receipt
        }
    }

    /// Signs what was stored of one push, once for all of it, and returns what there is to say.
    pub fn stored(&self, team: TeamId, list: Vec<Receipt>) -> Option<RelayFrame> {
        match list[..] {
            [] => None,
            [receipt] => Some(RelayFrame::Receipt(self.receipt(team, receipt))),
            _ => {
                let signature = self.pair.sign(&sign::receipts(team, &list)).to_bytes();
                Some(RelayFrame::Receipts(Receipts { list, signature }))
            }
        }
    }

    /// Signs for how far a log goes.
    pub fn mark(&self, team: TeamId, number: u64, head: Head) -> Signature {
        self.pair.sign(&sign::mark(team, number, head)).to_bytes()
    }

    /// Returns the key for push services that follows from this one.
    pub fn vapid(&self) -> Option<Vapid> {
        Vapid::of(&self.secret)
    }

    /// Makes a pass for a device that proved who it is.
    pub fn bearer(&self, team: TeamId, device: PublicKey, now_s: u64) -> Bearer {
        Bearer::make(&self.secret, team, device, now_s + BEARER_LIFE_S)
    }

    /// Returns whose pass this is, if this relay made it and it is not over.
    pub fn holder(&self, team: TeamId, bearer: &Bearer, now_s: u64) -> Option<PublicKey> {
        let holds = bearer.holds(&self.secret, team, now_s);
        holds.then_some(bearer.device)
    }
}
