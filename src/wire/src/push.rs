//! Web Push through the relay: a letter that only the receiver's browser can open.
//!
//! A device tells the relay where its browser's push service takes messages for it. Its colleagues' devices
//! hand in letters, sealed for that browser (RFC 8291) and all of one length, and the relay forwards them
//! when their time has come, with its own signature (RFC 8292). It learns whose device gets one, when, and
//! whether it is urgent; not what it says, nor whom it is from.

use crate::bytes::{ReadError, Reader, Writer};

/// Bytes of a letter before it is sealed: its text and what fills it up.
pub const PLAIN_BYTES: usize = 1_024;
/// The length of a sealed letter: salt, record size, key's length and key; text, delimiter and tag (RFC 8188).
pub const SEALED_BYTES: usize = 16 + 4 + 1 + 65 + PLAIN_BYTES + 1 + 16;
/// Longest address at a push service.
pub const ENDPOINT_BYTES_MAX: usize = 1_024;
/// Longest time a letter waits for its time: a long weekend's leave.
pub const WAIT_S_MAX: u32 = 4 * 24 * 60 * 60;
/// Longest time a push service keeps a letter for a phone that is off.
pub const LIFE_S_MAX: u32 = 24 * 60 * 60;

/// The length of a relay's key for push services: a point of P-256, uncompressed.
pub const KEY_BYTES: usize = 65;

/// What a letter is about, so that a later one takes its place. It is a hash that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic(pub [u8; 16]);

/// A letter to one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is about.
    pub topic: Topic,
    /// In so many seconds it may be delivered.
    pub wait_s: u32,
    /// So many seconds after that it is worth nothing any more.
    pub life_s: u32,
    /// Whether a phone should be woken for it.
    pub is_urgent: bool,
    /// The sealed text, of [`SEALED_BYTES`]; nothing takes back what waits about this topic.
    pub sealed: Option<Vec<u8>>,
}

impl Letter {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = Writer::new().put(&self.topic.0);
        let times = head.u32(self.wait_s).u32(self.life_s);
        let urgency = times.u8(u8::from(self.is_urgent));
        urgency.maybe_blob(self.sealed.as_deref()).end()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(bytes);
        let topic = Topic(reader.array()?);
        let (wait_s, life_s) = (reader.u32()?, reader.u32()?);
        let urgency = reader.u8()?;
        let sealed = reader.maybe_blob(SEALED_BYTES)?.map(<[u8]>::to_vec);
        reader.end()?;
        at_most(wait_s, WAIT_S_MAX)?;
        at_most(life_s, LIFE_S_MAX)?;
        let is_part = |sealed: &Vec<u8>| sealed.len() != SEALED_BYTES;
        if sealed.as_ref().is_some_and(is_part) {
            return Err(ReadError::TooShort);
        }
        let is_urgent = match urgency {
            0 => false,
            1 => true,
            other => return Err(ReadError::Unknown(other)),
        };
        Ok(Self {
            topic,
            wait_s,
            life_s,
            is_urgent,
            sealed,
        })
    }
}

fn at_most(had_s: u32, max_s: u32) -> Result<(), ReadError> {
    let (had, max) = (had_s as usize, max_s as usize);
    if had <= max {
        Ok(())
    } else {
        Err(ReadError::TooLong { had, max })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            topic: Topic([1; 16]),
            wait_s: 60,
            life_s: 3_600,
            is_urgent: true,
            sealed: Some(vec![7; SEALED_BYTES]),
        }
    }

    #[test]
    fn a_letter_comes_back_from_its_bytes() {
        let taken_back = Letter {
            sealed: None,
            is_urgent: false,
            ..letter()
        };
        for letter in [letter(), taken_back] {
            assert_eq!(Letter::parse(&letter.to_bytes()), Ok(letter));
        }
    }

    #[test]
    fn a_letter_of_another_length_or_a_longer_wait_is_refused() {
        let bad = [
            Letter {
                sealed: Some(vec![7; SEALED_BYTES - 1]),
                ..letter()
            },
            Letter {
                wait_s: WAIT_S_MAX + 1,
                ..letter()
            },
            Letter {
                life_s: LIFE_S_MAX + 1,
                ..letter()
            },
        ];
        for letter in bad {
            assert!(Letter::parse(&letter.to_bytes()).is_err());
        }
        let bytes = letter().to_bytes();
        assert!(Letter::parse(&bytes[..bytes.len() - 1]).is_err());
        assert!(Letter::parse(&[&bytes[..], &[0]].concat()).is_err());
    }
}
