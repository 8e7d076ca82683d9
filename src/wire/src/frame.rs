//! The frames of a live connection, one WebSocket binary message each.
//!
//! The first byte is the frame's tag. A device greets with what it has and proves who it is; the relay
//! answers with what it has; the device pulls what it lacks and pushes what waits. New entries then
//! arrive as they are numbered.

mod client;
mod reason;
mod relay;

pub use reason::{Fault, Refusal};

use crate::bytes::{ReadError, Reader, Writer};
use crate::limit::{ENVELOPE_BYTES_MAX, ENVELOPES_PER_FRAME_MAX};
use crate::{
    Bearer, Envelope, EnvelopeError, EventId, Head, PublicKey, Signature, TeamId, Token, sign,
};

/// Why a frame could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// The frame's own bytes are wrong.
    Read(ReadError),
    /// An envelope within is wrong.
    Envelope(EnvelopeError),
    /// A greeting of a version that is not spoken here.
    Protocol(u8),
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
    /// The relay's signature; the old protocol has none.
    pub signature: Option<Signature>,
}

/// The relay's word for several envelopes of one push, under one signature: it proves each of them, as
/// long as the list is kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// A receipt each, without a signature of its own.
    pub list: Vec<Receipt>,
    /// The relay's signature ([`sign::receipts`]).
    pub signature: Signature,
}

/// The relay's word for how far a team's log goes. The chain commits to all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number.
    pub number: u64,
    /// The chain at that number.
    pub head: Head,
    /// The relay's signature.
    pub signature: Signature,
}

impl Receipt {
    /// Tells whether the holder of this key signed it.
    pub fn is_signed_by(&self, relay: &PublicKey, team: TeamId) -> bool {
        let message = sign::receipt(team, self.event, self.number, self.time_ms, self.head);
        let signature = self.signature.as_ref();
        signature.is_some_and(|signature| sign::is_signed(relay, &message, signature))
    }
}

impl Receipts {
    /// Tells whether the holder of this key signed them.
    pub fn is_signed_by(&self, relay: &PublicKey, team: TeamId) -> bool {
        let message = sign::receipts(team, &self.list);
        sign::is_signed(relay, &message, &self.signature)
    }
}

impl Mark {
    /// Tells whether the holder of this key signed it.
    pub fn is_signed_by(&self, relay: &PublicKey, team: TeamId) -> bool {
        let message = sign::mark(team, self.number, self.head);
        sign::is_signed(relay, &message, &self.signature)
    }
}

/// What a device says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientFrame {
    /// Opens the connection: who I am and how far I am.
    Hello {
        /// The key I will prove to hold.
        device: PublicKey,
        /// The last number I hold.
        number: u64,
        /// The chain at that number.
        head: Head,
    },
    /// Opens the connection in the protocol before.
    OldHello {
        /// The team's token.
        token: Token,
        /// The last number I hold.
        number: u64,
        /// The chain at that number.
        head: Head,
    },
    /// Answers a challenge: [`sign::proof`], signed.
    Proof(Signature),
    /// Asks to store and number these, in this order.
    Push(Vec<Envelope>),
    /// Asks for the entries after this number.
    Pull {
        /// The last number I hold.
        after: u64,
    },
    /// Gives back to a relay what it has lost, frame by frame: the entries after its last one.
    Restore {
        /// How far it will go, in the relay's own word where it gave it.
        goal: Mark,
        /// The next entries.
        entries: Vec<Entry>,
    },
}

/// What the relay says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayFrame {
    /// Answers a greeting: prove it.
    Challenge {
        /// The relay's key.
        relay: PublicKey,
        /// Random, for this connection.
        nonce: [u8; 32],
    },
    /// Lets a device in: how far I am.
    Welcome {
        /// The log's last number.
        number: u64,
        /// The chain at that number.
        head: Head,
        /// A pass for requests outside this connection; the old protocol has none.
        bearer: Option<Bearer>,
    },
    /// Entries in order, without a gap, at most a frame full. Sent for a pull and, while a device
    /// is up to date, for every new entry.
    Batch {
        /// The entries.
        entries: Vec<Entry>,
        /// The log's last number, so that a device knows whether to pull on.
        last: u64,
        /// The relay's signature under the chain after these entries ([`sign::mark`]); the old protocol
        /// has none.
        mark: Option<Signature>,
    },
    /// An envelope is stored.
    Receipt(Receipt),
    /// Several envelopes of one push are stored.
    Receipts(Receipts),
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
    /// The entries up to this number are not kept any more; a checkpoint stands for them.
    Dropped {
        /// The last number that is gone.
        until: u64,
    },
    /// The connection ends.
    Fault(Fault),
}

fn envelope(reader: &mut Reader<'_>) -> Result<Envelope, FrameError> {
    Ok(Envelope::parse(reader.blob(ENVELOPE_BYTES_MAX)?.to_vec())?)
}

fn write_entry(writer: Writer, entry: &Entry) -> Writer {
    let writer = writer.u64(entry.number).u64(entry.time_ms);
    writer.blob(entry.envelope.as_bytes())
}

fn write_entries(writer: Writer, entries: &[Entry]) -> Writer {
    entries
        .iter()
        .fold(writer.count(entries.len()), write_entry)
}

fn entries(reader: &mut Reader<'_>) -> Result<Vec<Entry>, FrameError> {
    let count = reader.count(ENVELOPES_PER_FRAME_MAX)?;
    (0..count).map(|_| entry(reader)).collect()
}

fn entry(reader: &mut Reader<'_>) -> Result<Entry, FrameError> {
    Ok(Entry {
        number: reader.u64()?,
        time_ms: reader.u64()?,
        envelope: envelope(reader)?,
    })
}

#[cfg(test)]
mod tests;
