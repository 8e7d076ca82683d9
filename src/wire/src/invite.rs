//! The invite's mailbox: four messages that two devices leave for each other.
//!
//! 1. the inviter opens it with a *commitment* to a key she keeps to herself,
//! 2. the joiner *asks* with his own keys,
//! 3. the inviter *reveals* the key she committed to; both screens now show the same words,
//! 4. after a human compared them, the inviter *answers* with the sealed team key.
//!
//! Because she commits before she sees his keys, and he sends his before he sees hers, a relay in
//! the middle gets one guess at the words, not as many as it can compute (Vaudenay, CRYPTO 2005).
//! All the relay sees is four blobs and a clock.

use crate::bytes::{ReadError, Reader, Writer};
use crate::limit::INVITE_MESSAGE_BYTES_MAX;
use crate::{TeamId, Token};

/// The messages that follow the opening, each written once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The joiner's keys.
    Ask,
    /// The inviter's key, as committed.
    Reveal,
    /// The sealed team key.
    Answer,
}

impl Slot {
    /// Returns its name in a path.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Reveal => "reveal",
            Self::Answer => "answer",
        }
    }

    /// Returns the slot of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Ask, Self::Reveal, Self::Answer]
            .into_iter()
            .find(|slot| slot.as_str() == name)
    }
}

/// What opens a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The team that invites.
    pub team: TeamId,
    /// Its token, so that strangers open none, in the old protocol; a bearer beside the request else.
    pub token: Option<Token>,
    /// Seconds until it is gone.
    pub life_s: u32,
    /// The inviter's commitment.
    pub commitment: [u8; 32],
}

impl Open {
    /// Length in bytes with a token.
    const OLD_LEN: usize = TeamId::LEN + Token::LEN + 4 + 32;

    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let writer = Writer::new().put(&self.team.0);
        let writer = match &self.token {
            Some(token) => writer.put(&token.0),
            None => writer,
        };
        writer.u32(self.life_s).put(&self.commitment).end()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(bytes);
        let team = TeamId(reader.array()?);
        let token = match bytes.len() {
            Self::OLD_LEN => Some(Token(reader.array()?)),
            _ => None,
        };
        let life_s = reader.u32()?;
        let commitment = reader.array()?;
        reader.end()?;
        Ok(Self {
            team,
            token,
            life_s,
            commitment,
        })
    }
}

/// A mailbox as anyone who knows the invite reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Seconds it has left.
    pub left_s: u32,
    /// The inviter's commitment.
    pub commitment: [u8; 32],
    /// The joiner's keys, once he asked.
    pub ask: Option<Vec<u8>>,
    /// The inviter's key, once revealed.
    pub reveal: Option<Vec<u8>>,
    /// The sealed team key, once given.
    pub answer: Option<Vec<u8>>,
}

impl Mailbox {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let writer = Writer::new().u32(self.left_s).put(&self.commitment);
        let writer = writer.maybe_blob(self.ask.as_deref());
        writer
            .maybe_blob(self.reveal.as_deref())
            .maybe_blob(self.answer.as_deref())
            .end()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(bytes);
        let left_s = reader.u32()?;
        let commitment = reader.array()?;
        let mut message = || {
            Ok(reader
                .maybe_blob(INVITE_MESSAGE_BYTES_MAX)?
                .map(<[u8]>::to_vec))
        };
        let (ask, reveal, answer) = (message()?, message()?, message()?);
        reader.end()?;
        Ok(Self {
            left_s,
            commitment,
            ask,
            reveal,
            answer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for token in [None, Some(Token([2; 32]))] {
            let open = Open {
                team: TeamId([1; 16]),
                token,
                life_s: 60,
                commitment: [3; 32],
            };
            assert_eq!(Open::parse(&open.to_bytes()), Ok(open));
        }
        let mailbox = Mailbox {
            left_s: 9,
            commitment: [4; 32],
            ask: Some(vec![5; 96]),
            reveal: None,
            answer: Some(Vec::new()),
        };
        assert_eq!(Mailbox::parse(&mailbox.to_bytes()), Ok(mailbox));
    }

    #[test]
    fn a_message_past_its_limit_is_not_read() {
        let bytes = Writer::new().u32(9).put(&[0; 32]).u8(1).u32(u32::MAX).end();
        let max = INVITE_MESSAGE_BYTES_MAX;
        assert_eq!(
            Mailbox::parse(&bytes),
            Err(ReadError::TooLong {
                had: u32::MAX as usize,
                max
            })
        );
    }
}
