//! Sealing and opening: event → signed → padded → XChaCha20-Poly1305 → envelope, and back.
//!
//! The header is the associated data, so an envelope moved to another team, id or epoch does not
//! open. The nonce is 24 random bytes, so no counter can be reused after a restored backup.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ruil_core::EventId;
use ruil_wire::envelope::{HEADER_LEN, NONCE_LEN};
use ruil_wire::{Envelope, Header, PROTOCOL, SizeClass};

use crate::body::{self, Body};
use crate::keys::{Identity, TeamKey, is_signed_by};

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
    signature: [u8; SIGNATURE_LEN],
    message: Vec<u8>,
}

impl Opened {
    /// Tells whether the holder of this public key signed it.
    pub fn is_signed_by(&self, key: &[u8; 32]) -> bool {
        is_signed_by(key, &self.message, &self.signature)
    }
}

/// Signs and seals a body.
pub fn seal(
    me: &Identity,
    event: EventId,
    body: &Body,
    nonce: [u8; NONCE_LEN],
) -> Result<Envelope, TooBig> {
    let bytes = body.to_bytes();
    let too_big = TooBig {
        had: bytes.len(),
        max: BODY_BYTES_MAX,
    };
    let size = SizeClass::holding(bytes.len() + OVERHEAD).ok_or(too_big)?;
    let length = u16::try_from(bytes.len()).map_err(|_| too_big)?;
    let header = Header {
        version: PROTOCOL,
        team: me.wire_team(),
        event: ruil_wire::EventId(*event.as_bytes()),
        epoch: me.epoch,
        size,
        device: me.team_key.derive_tag(me.device),
    };
    let signature = me
        .device_key
        .sign(&body::signed(header.team.0, event, &bytes));
    let mut plain = [&signature[..], &length.to_le_bytes(), &bytes].concat();
    plain.resize(size.len_bytes() - HEADER_LEN - NONCE_LEN - TAG_LEN, 0);
    let payload = Payload {
        msg: &plain,
        aad: &header.to_bytes(),
    };
    let sealed = cipher(&me.team_key).encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| too_big)?;
    Envelope::assemble(header, &nonce, &sealed).map_err(|_| too_big)
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
    Some(Opened {
        event,
        body: Body::parse(bytes)?,
        signature: *signature,
        message,
    })
}

fn cipher(key: &TeamKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&*key.derive_sealing()).into())
}

#[cfg(test)]
mod tests;
