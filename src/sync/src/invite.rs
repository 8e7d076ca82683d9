//! Joining a team: two devices, a short code, and words that a human compares.
//!
//! The steps are those of [`ruil_wire::invite`]. The code (50 bits, typed or scanned) names the
//! mailbox and keeps strangers out of it; it protects no key. The team key travels sealed under an
//! X25519 agreement (RFC 7748) of two one-time keys, and the words prove that nobody sat between:
//! the inviter commits to her key before she sees the joiner's, so a relay in the middle gets one
//! guess among 16 million.

use core::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ruil_core::{DeviceId, PersonId, TeamId};
use ruil_wire::invite::Open;
use ruil_wire::{InviteId, Token};
use serde::{Deserialize, Serialize};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::keys::{DeviceKey, Identity, Keyring};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LEN: usize = 10;
const NONCE_LEN: usize = 24;

/// How many words there are to choose from; three are shown.
pub const WORDS: usize = 256;

/// A one-time code, ten letters and digits (Crockford's base 32: no I, L, O, U).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code(String);

/// The words on both screens, as positions in the word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub [u8; 3]);

/// Why a step of an invite failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteError {
    /// A message does not open under this code, or has the wrong shape.
    Message,
    /// The inviter's key is not the one committed to: someone is in between.
    Commitment,
}

impl Code {
    /// Makes a code of random bytes.
    pub fn make(random: [u8; CODE_LEN]) -> Self {
        let letter = |byte: u8| {
            ALPHABET
                .get(usize::from(byte % 32))
                .copied()
                .unwrap_or(b'0')
        };
        Self(
            random
                .into_iter()
                .map(|byte| char::from(letter(byte)))
                .collect(),
        )
    }

    /// Reads a code as people type it: any case, with spaces or hyphens, O for 0, I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let letter = |letter: char| match letter.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            other => u8::try_from(other)
                .ok()
                .filter(|byte| ALPHABET.contains(byte))
                .map(char::from),
        };
        let bare = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-');
        let code: String = bare.map(letter).collect::<Option<_>>()?;
        (code.len() == CODE_LEN).then_some(Self(code))
    }

    /// Derives the mailbox's place at the relay.
    pub fn derive_place(&self) -> InviteId {
        let bytes = blake3::derive_key("ruil 2026 invite place v1", self.0.as_bytes());
        let mut place = [0; 16];
        place
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = from);
        InviteId(place)
    }

    fn derive_key(&self) -> [u8; 32] {
        blake3::derive_key("ruil 2026 invite key v1", self.0.as_bytes())
    }
}

impl fmt::Display for Code {
    /// Writes it in two groups, as it is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = self.0.split_at_checked(CODE_LEN / 2).unwrap_or_default();
        write!(f, "{left}-{right}")
    }
}

impl fmt::Debug for Code {
    /// Never prints the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// The inviter's side. Kept by her device until the invite ends, so that a reload loses nothing.
#[derive(Clone, Serialize, Deserialize)]
pub struct Inviter {
    /// The code to show.
    pub code: Code,
    /// Whom it is for.
    pub person: PersonId,
    secret: Zeroizing<[u8; 32]>,
}

/// What a joiner asked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The joining device.
    pub device: DeviceId,
    /// The key it signs with.
    pub key: [u8; 32],
    agree: [u8; 32],
}

/// What an inviter hands over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Welcome {
    /// The team.
    pub team: TeamId,
    /// All keys she has, so that the joiner may read what was before him.
    pub keys: Keyring,
    /// Where to begin; nothing for the log's first entry.
    pub start: Option<Start>,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    person: PersonId,
    welcome: Welcome,
}

/// Where a joiner begins: a checkpoint the inviter vouches for, in place of all that was before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The last number it stands for.
    pub number: u64,
    /// The chain at that number.
    pub head: [u8; 32],
    /// The hash of what is in it.
    pub digest: [u8; 32],
}

impl Start {
    /// Returns the bytes to keep until the checkpoint is there.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// What a joiner is given: who he is in the team, and where to begin.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Who he is.
    pub me: Identity,
    /// Where to begin; nothing for the log's first entry.
    pub start: Option<Start>,
}

impl Inviter {
    /// Makes an invite for one person.
    pub fn make(code: Code, person: PersonId, random: [u8; 32]) -> Self {
        Self {
            code,
            person,
            secret: Zeroizing::new(random),
        }
    }

    /// Returns what opens the mailbox. A token is shown in the old protocol only.
    pub fn open(&self, me: &Identity, token: Option<Token>, life_s: u32) -> Open {
        let commitment = commitment(self.public());
        Open {
            team: me.wire_team(),
            token,
            life_s,
            commitment,
        }
    }

    /// Reads what the joiner asked with.
    pub fn asked(&self, message: &[u8]) -> Result<Asked, InviteError> {
        let plain = unseal(&self.code.derive_key(), b"ask", message)?;
        postcard::from_bytes(&plain).map_err(|_| InviteError::Message)
    }

    /// Returns the message that reveals her key.
    pub fn reveal(&self, nonce: [u8; NONCE_LEN]) -> Vec<u8> {
        seal(&self.code.derive_key(), b"reveal", nonce, &self.public())
    }

    /// Returns the words her screen shows.
    pub fn words(&self, asked: &Asked) -> Words {
        words(self.public(), asked)
    }

    /// Returns the message that gives the joiner the team, after the words were compared.
    pub fn answer(&self, welcome: Welcome, asked: &Asked, nonce: [u8; NONCE_LEN]) -> Vec<u8> {
        let key = agreement(&self.secret, asked.agree, self.public(), asked);
        let person = self.person;
        let answer = Answer { person, welcome };
        let plain = Zeroizing::new(postcard::to_allocvec(&answer).unwrap_or_default());
        seal(&key, b"answer", nonce, &plain)
    }

    /// Returns the bytes to keep.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(postcard::to_allocvec(self).unwrap_or_default())
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    fn public(&self) -> [u8; 32] {
        PublicKey::from(&StaticSecret::from(*self.secret)).to_bytes()
    }
}

/// The joiner's side.
#[derive(Clone, Serialize, Deserialize)]
pub struct Joiner {
    /// The code that was typed or scanned.
    pub code: Code,
    device: DeviceId,
    device_key: DeviceKey,
    secret: Zeroizing<[u8; 32]>,
}

impl Joiner {
    /// Makes a joiner with a new device key and a one-time key.
    pub fn make(code: Code, device: [u8; 16], device_key: [u8; 32], secret: [u8; 32]) -> Self {
        Self {
            code,
            device: DeviceId::from_bytes(device),
            device_key: DeviceKey::make(device_key),
            secret: Zeroizing::new(secret),
        }
    }

    /// Returns the message that asks.
    pub fn ask(&self, nonce: [u8; NONCE_LEN]) -> Vec<u8> {
        let plain = postcard::to_allocvec(&self.asked()).unwrap_or_default();
        seal(&self.code.derive_key(), b"ask", nonce, &plain)
    }

    /// Reads the inviter's key and returns the words his screen shows.
    pub fn words(&self, committed: &[u8; 32], reveal: &[u8]) -> Result<Words, InviteError> {
        Ok(words(self.inviter(committed, reveal)?, &self.asked()))
    }

    /// Reads the answer: who he is in the team now.
    pub fn answered(
        &self,
        committed: &[u8; 32],
        reveal: &[u8],
        answer: &[u8],
    ) -> Result<Joined, InviteError> {
        let inviter = self.inviter(committed, reveal)?;
        let key = agreement(&self.secret, inviter, inviter, &self.asked());
        let plain = unseal(&key, b"answer", answer)?;
        let answer: Answer = postcard::from_bytes(&plain).map_err(|_| InviteError::Message)?;
        let Welcome { team, keys, start } = answer.welcome;
        let me = Identity {
            team,
            person: answer.person,
            device: self.device,
            device_key: self.device_key.clone(),
            keys,
        };
        Ok(Joined { me, start })
    }

    fn inviter(&self, committed: &[u8; 32], reveal: &[u8]) -> Result<[u8; 32], InviteError> {
        let plain = unseal(&self.code.derive_key(), b"reveal", reveal)?;
        let public = plain
            .as_slice()
            .try_into()
            .map_err(|_| InviteError::Message)?;
        if commitment(public) == *committed {
            Ok(public)
        } else {
            Err(InviteError::Commitment)
        }
    }

    fn asked(&self) -> Asked {
        let agree = PublicKey::from(&StaticSecret::from(*self.secret)).to_bytes();
        Asked {
            device: self.device,
            key: self.device_key.public(),
            agree,
        }
    }
}

fn commitment(public: [u8; 32]) -> [u8; 32] {
    blake3::derive_key("ruil 2026 invite commitment v1", &public)
}

fn transcript(context: &str, inviter: [u8; 32], asked: &Asked) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    hasher.update(&inviter).update(asked.device.as_bytes());
    hasher.update(&asked.key).update(&asked.agree);
    *hasher.finalize().as_bytes()
}

fn words(inviter: [u8; 32], asked: &Asked) -> Words {
    let [first, second, third, ..] = transcript("ruil 2026 invite words v1", inviter, asked);
    Words([first, second, third])
}

fn agreement(
    secret: &[u8; 32],
    other: [u8; 32],
    inviter: [u8; 32],
    asked: &Asked,
) -> Zeroizing<[u8; 32]> {
    let shared = StaticSecret::from(*secret).diffie_hellman(&PublicKey::from(other));
    let mut hasher = blake3::Hasher::new_derive_key("ruil 2026 invite answer v1");
    hasher.update(shared.as_bytes());
    hasher.update(&transcript(
        "ruil 2026 invite transcript v1",
        inviter,
        asked,
    ));
    Zeroizing::new(*hasher.finalize().as_bytes())
}

fn seal(key: &[u8; 32], step: &[u8], nonce: [u8; NONCE_LEN], plain: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher.encrypt(
        &XNonce::from(nonce),
        Payload {
            msg: plain,
            aad: step,
        },
    );
    [&nonce[..], &sealed.unwrap_or_default()].concat()
}

fn unseal(key: &[u8; 32], step: &[u8], message: &[u8]) -> Result<Zeroizing<Vec<u8>>, InviteError> {
    let (nonce, sealed) = message.split_first_chunk().ok_or(InviteError::Message)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let plain = cipher.decrypt(
        &XNonce::from(*nonce),
        Payload {
            msg: sealed,
            aad: step,
        },
    );
    plain.map(Zeroizing::new).map_err(|_| InviteError::Message)
}

#[cfg(test)]
mod tests;
