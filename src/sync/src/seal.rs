//! Sealing and opening: event → signed → padded → XChaCha20-Poly1305 → envelope, and back.
//!
//! The header is the associated data, so an envelope moved to another team, id or epoch does not
//! open. The nonce is 24 random bytes, so no counter can be reused after a restored backup.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ruil_core::{DeviceId, EventId};
use ruil_wire::envelope::{HEADER_LEN, NONCE_LEN, VERSION};
use ruil_wire::sign::is_signed;
use ruil_wire::{Access, Envelope, Header, SizeClass, TeamId};

use crate::body::{self, Body};
use crate::keys::{Identity, Keyring, TeamKey};

const TAG_LEN: usize = 16;
const SIGNATURE_LEN: usize = 64;
const OVERHEAD: usize = HEADER_LEN + NONCE_LEN + TAG_LEN + SIGNATURE_LEN + 2;

/// Longest body that fits an envelope.
pub const BODY_BYTES_MAX: usize = SizeClass::Huge.len_bytes() - OVERHEAD;

/// The body does not fit an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooBig {
    /// Its length in bytes.
    pub had: usize,
    /// The longest there may be.
    pub max: usize,
}

/// Why an envelope did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is of another team or key period, or was tampered with.
    Sealed,
    /// It opened, but what is inside is no event.
    Inside,
}

/// An event out of its envelope, not yet believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub event: EventId,
    /// What was signed.
    pub body: Body,
    /// What can be sealed again, unchanged inside.
    pub signed: Signed,
    signature: [u8; SIGNATURE_LEN],
    message: Vec<u8>,
}

impl Opened {
    /// Tells whether the holder of this public key signed it.
    pub fn is_signed_by(&self, key: &[u8; 32]) -> bool {
        is_signed(key, &self.message, &self.signature)
    }
}

/// A signed event, before and after it is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its id.
    pub event: EventId,
    device: DeviceId,
    inside: Vec<u8>,
}

/// What an event is sealed into.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    /// The team.
    pub team: TeamId,
    /// Its keys; the newest is used.
    pub keys: &'a Keyring,
    /// Random, or derived from what is sealed and the key it is sealed under.
    pub nonce: [u8; NONCE_LEN],
    /// Who may read and write from this event on, if it changes that.
    pub access: Option<&'a Access>,
}

/// Signs a body.
pub fn sign(me: &Identity, event: EventId, body: &Body) -> Signed {
    let bytes = body.to_bytes();
    let message = body::signed(*me.team.as_bytes(), event, &bytes);
    Signed {
        event,
        device: body.device,
        inside: inside(&me.device_key.sign(&message), &bytes),
    }
}

fn inside(signature: &[u8; SIGNATURE_LEN], body: &[u8]) -> Vec<u8> {
    // What is too long for its length to be written is refused when it is sealed.
    let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
    [&signature[..], &length.to_le_bytes(), body].concat()
}

impl Signed {
    /// Returns a hash of what is inside.
    pub fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.inside).as_bytes()
    }

    /// Seals it.
    pub fn seal(&self, cover: &Cover<'_>) -> Result<Envelope, TooBig> {
        let too_big = TooBig {
            had: self.inside.len() - SIGNATURE_LEN - 2,
            max: BODY_BYTES_MAX,
        };
        let size = SizeClass::holding(HEADER_LEN + NONCE_LEN + TAG_LEN + self.inside.len());
        let size = size.ok_or(too_big)?;
        let key = cover.keys.newest();
        let header = Header {
            version: VERSION,
            team: cover.team,
            event: ruil_wire::EventId(*self.event.as_bytes()),
            epoch: cover.keys.epoch(),
            size,
            device: key.derive_tag(self.device),
            has_access: cover.access.is_some(),
        };
        let mut plain = self.inside.clone();
        plain.resize(size.len_bytes() - HEADER_LEN - NONCE_LEN - TAG_LEN, 0);
        let payload = Payload {
            msg: &plain,
            aad: &header.to_bytes(),
        };
        let sealed = cipher(key).encrypt(&XNonce::from(cover.nonce), payload);
        let sealed = sealed.map_err(|_| too_big)?;
        Envelope::assemble(header, &cover.nonce, &sealed, cover.access).map_err(|_| too_big)
    }
}

/// Opens an envelope. Whether to believe it, the signature and the team say.
pub fn open(key: &TeamKey, envelope: &Envelope) -> Result<Opened, OpenError> {
    let header = envelope.header();
    let (nonce, sealed) = envelope.sealed();
    let nonce: [u8; NONCE_LEN] = nonce.try_into().map_err(|_| OpenError::Sealed)?;
    let payload = Payload {
        msg: sealed,
        aad: &header.to_bytes(),
    };
    let plain = cipher(key).decrypt(&XNonce::from(nonce), payload);
    let plain = plain.map_err(|_| OpenError::Sealed)?;
    unpack(header, &plain).ok_or(OpenError::Inside)
}

fn unpack(header: &Header, plain: &[u8]) -> Option<Opened> {
    let (signature, rest) = plain.split_first_chunk::<SIGNATURE_LEN>()?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (bytes, padding) = rest.split_at_checked(u16::from_le_bytes(*length).into())?;
    if padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    let event = EventId::from_bytes(header.event.0);
    let message = body::signed(header.team.0, event, bytes);
    let body = Body::parse(bytes)?;
    let signed = Signed {
        event,
        device: body.device,
        inside: inside(signature, bytes),
    };
    Some(Opened {
        event,
        body,
        signed,
        signature: *signature,
        message,
    })
}

fn cipher(key: &TeamKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*key.derive_sealing()).into())
}

#[cfg(test)]
mod tests;
