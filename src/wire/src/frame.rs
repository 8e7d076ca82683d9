//! The frames of a live connection, one WebSocket binary message each.
//!
//! The first byte is the frame's tag. A device greets with what it has; the relay answers with
//! what it has; the device pulls what it lacks and pushes what waits. New entries then arrive as
//! they are numbered.

use crate::bytes::{ReadError, Reader, Writer};
use crate::limit::{ENVELOPE_BYTES_MAX, ENVELOPES_PER_FRAME_MAX};
use crate::{Envelope, EnvelopeError, EventId, Head, Token};

/// Why a frame could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// The frame's own bytes are wrong.
    Read(ReadError),
    /// An envelope within is wrong.
    Envelope(EnvelopeError),
}

impl From<ReadError> for FrameError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<EnvelopeError> for FrameError {
    fn from(error: EnvelopeError) -> Self {
        Self::Envelope(error)
    }
}

/// One line of a team's log, as the relay ordered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, counting from 1 without gaps. Number = final.
    pub number: u64,
    /// When the relay received it, Unix milliseconds; never earlier than the entry before.
    pub time_ms: u64,
    /// What was received.
    pub envelope: Envelope,
}

/// The relay's word that an envelope is stored for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The event it is for.
    pub event: EventId,
    /// The number it was given, the first time it arrived.
    pub number: u64,
    /// When it was first received, Unix milliseconds.
    pub time_ms: u64,
    /// The chain after it.
    pub head: Head,
}

/// Why the relay did not store an envelope. The device keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is addressed to another team than the connection's.
    OtherTeam,
    /// It is sealed under a key period that is over.
    StaleEpoch,
    /// The sender may not write (any more).
    NotMember,
    /// The team's room at this relay is used up.
    Quota,
    /// The relay's disk did not take it; it is worth trying later.
    Storage,
}

/// Why the relay ends a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The frames are of another version; the number is the relay's.
    Protocol(u8),
    /// There is no such team here.
    UnknownTeam,
    /// The token is not the team's.
    WrongToken,
    /// Something unreadable was sent.
    Unreadable,
    /// Too much, too fast; come back later.
    TooFast,
    /// The relay's storage does not answer; come back later.
    Storage,
    /// The relay is stopping; come back soon.
    Stopping,
}

/// What a device says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientFrame {
    /// Opens the connection: who I am and how far I am.
    Hello {
        /// [`crate::PROTOCOL`] of the device.
        protocol: u8,
        /// The team's token.
        token: Token,
        /// The last number I hold.
        number: u64,
        /// The chain at that number.
        head: Head,
    },
    /// Asks to store and number these, in this order.
    Push(Vec<Envelope>),
    /// Asks for the entries after this number.
    Pull {
        /// The last number I hold.
        after: u64,
    },
}

/// What the relay says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayFrame {
    /// Answers a greeting: how far I am.
    Welcome {
        /// The log's last number.
        number: u64,
        /// The chain at that number.
        head: Head,
    },
    /// Entries in order, without a gap, at most a frame full. Sent for a pull and, while a device
    /// is up to date, for every new entry.
    Batch {
        /// The entries.
        entries: Vec<Entry>,
        /// The log's last number, so that a device knows whether to pull on.
        last: u64,
    },
    /// An envelope is stored.
    Receipt(Receipt),
    /// An envelope is not stored.
    Refused {
        /// The event it is for.
        event: EventId,
        /// Why.
        reason: Refusal,
    },
    /// The greeting does not fit this log: the device is ahead of it, or on another branch.
    Rewind {
        /// The log's last number.
        number: u64,
        /// The chain at that number.
        head: Head,
    },
    /// The connection ends.
    Fault(Fault),
}

impl ClientFrame {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Hello {
                protocol,
                token,
                number,
                head,
            } => Writer::new()
                .u8(1)
                .u8(*protocol)
                .put(&token.0)
                .u64(*number)
                .put(&head.0)
                .end(),
            Self::Push(envelopes) => {
                let start = Writer::new().u8(2).count(envelopes.len());
                let write = |writer: Writer, envelope: &Envelope| writer.blob(envelope.as_bytes());
                envelopes.iter().fold(start, write).end()
            }
            Self::Pull { after } => Writer::new().u8(3).u64(*after).end(),
        }
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(bytes);
        let frame = match reader.u8()? {
            1 => Self::Hello {
                protocol: reader.u8()?,
                token: Token(reader.array()?),
                number: reader.u64()?,
                head: Head(reader.array()?),
            },
            2 => {
                let count = reader.count(ENVELOPES_PER_FRAME_MAX)?;
                Self::Push(
                    (0..count)
                        .map(|_| envelope(&mut reader))
                        .collect::<Result<_, _>>()?,
                )
            }
            3 => Self::Pull {
                after: reader.u64()?,
            },
            other => return Err(ReadError::Unknown(other).into()),
        };
        reader.end()?;
        Ok(frame)
    }
}

impl RelayFrame {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Welcome { number, head } => Writer::new().u8(1).u64(*number).put(&head.0).end(),
            Self::Batch { entries, last } => {
                let start = Writer::new().u8(2).u64(*last).count(entries.len());
                let write = |writer: Writer, entry: &Entry| {
                    writer
                        .u64(entry.number)
                        .u64(entry.time_ms)
                        .blob(entry.envelope.as_bytes())
                };
                entries.iter().fold(start, write).end()
            }
            Self::Receipt(receipt) => {
                let writer = Writer::new()
                    .u8(3)
                    .put(&receipt.event.0)
                    .u64(receipt.number);
                writer.u64(receipt.time_ms).put(&receipt.head.0).end()
            }
            Self::Refused { event, reason } => Writer::new()
                .u8(4)
                .put(&event.0)
                .u8(refusal_byte(*reason))
                .end(),
            Self::Rewind { number, head } => Writer::new().u8(5).u64(*number).put(&head.0).end(),
            Self::Fault(fault) => {
                let (tag, version) = fault_bytes(*fault);
                Writer::new().u8(6).u8(tag).u8(version).end()
            }
        }
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(bytes);
        let frame = match reader.u8()? {
            1 => Self::Welcome {
                number: reader.u64()?,
                head: Head(reader.array()?),
            },
            2 => {
                let last = reader.u64()?;
                let count = reader.count(ENVELOPES_PER_FRAME_MAX)?;
                let entries = (0..count)
                    .map(|_| entry(&mut reader))
                    .collect::<Result<_, _>>()?;
                Self::Batch { entries, last }
            }
            3 => Self::Receipt(Receipt {
                event: EventId(reader.array()?),
                number: reader.u64()?,
                time_ms: reader.u64()?,
                head: Head(reader.array()?),
            }),
            4 => {
                let event = EventId(reader.array()?);
                Self::Refused {
                    event,
                    reason: refusal(reader.u8()?)?,
                }
            }
            5 => Self::Rewind {
                number: reader.u64()?,
                head: Head(reader.array()?),
            },
            6 => Self::Fault(fault(reader.u8()?, reader.u8()?)?),
            other => return Err(ReadError::Unknown(other).into()),
        };
        reader.end()?;
        Ok(frame)
    }
}

fn envelope(reader: &mut Reader<'_>) -> Result<Envelope, FrameError> {
    Ok(Envelope::parse(reader.blob(ENVELOPE_BYTES_MAX)?.to_vec())?)
}

fn entry(reader: &mut Reader<'_>) -> Result<Entry, FrameError> {
    Ok(Entry {
        number: reader.u64()?,
        time_ms: reader.u64()?,
        envelope: envelope(reader)?,
    })
}

const fn refusal_byte(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::OtherTeam => 1,
        Refusal::StaleEpoch => 2,
        Refusal::NotMember => 3,
        Refusal::Quota => 4,
        Refusal::Storage => 5,
    }
}

fn refusal(byte: u8) -> Result<Refusal, ReadError> {
    Ok(match byte {
        1 => Refusal::OtherTeam,
        2 => Refusal::StaleEpoch,
        3 => Refusal::NotMember,
        4 => Refusal::Quota,
        5 => Refusal::Storage,
        other => return Err(ReadError::Unknown(other)),
    })
}

const fn fault_bytes(fault: Fault) -> (u8, u8) {
    match fault {
        Fault::Protocol(version) => (1, version),
        Fault::UnknownTeam => (2, 0),
        Fault::WrongToken => (3, 0),
        Fault::Unreadable => (4, 0),
        Fault::TooFast => (5, 0),
        Fault::Storage => (6, 0),
        Fault::Stopping => (7, 0),
    }
}

fn fault(tag: u8, version: u8) -> Result<Fault, ReadError> {
    Ok(match tag {
        1 => Fault::Protocol(version),
        2 => Fault::UnknownTeam,
        3 => Fault::WrongToken,
        4 => Fault::Unreadable,
        5 => Fault::TooFast,
        6 => Fault::Storage,
        7 => Fault::Stopping,
        other => return Err(ReadError::Unknown(other)),
    })
}
