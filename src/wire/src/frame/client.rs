//! A device's frames as bytes.

use super::{ClientFrame, FrameError, Mark, entries, envelope, write_entries};
use crate::bytes::{ReadError, Reader, Writer};
use crate::limit::ENVELOPES_PER_FRAME_MAX;
use crate::{Envelope, Head, OLD_PROTOCOL, PROTOCOL, Token};

impl ClientFrame {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Hello {
                device,
                number,
                head,
            } => hello(PROTOCOL, device, *number, *head),
            Self::OldHello {
                token,
                number,
                head,
            } => hello(OLD_PROTOCOL, &token.0, *number, *head),
            Self::Push(envelopes) => {
                let start = Writer::new().u8(2).count(envelopes.len());
                let write = |writer: Writer, envelope: &Envelope| writer.blob(envelope.as_bytes());
                envelopes.iter().fold(start, write).end()
            }
            Self::Pull { after } => Writer::new().u8(3).u64(*after).end(),
            Self::Proof(signature) => Writer::new().u8(4).put(signature).end(),
            Self::Restore { goal, entries } => {
                let start = Writer::new().u8(5).u64(goal.number).put(&goal.head.0);
                write_entries(start.put(&goal.signature), entries).end()
            }
        }
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(bytes);
        let frame = match reader.u8()? {
            1 => match reader.u8()? {
                PROTOCOL => Self::Hello {
                    device: reader.array()?,
                    number: reader.u64()?,
                    head: Head(reader.array()?),
                },
                OLD_PROTOCOL => Self::OldHello {
                    token: Token(reader.array()?),
                    number: reader.u64()?,
                    head: Head(reader.array()?),
                },
                other => return Err(FrameError::Protocol(other)),
            },
            2 => {
                let count = reader.count(ENVELOPES_PER_FRAME_MAX)?;
                let envelopes = (0..count).map(|_| envelope(&mut reader));
                Self::Push(envelopes.collect::<Result<_, _>>()?)
            }
            3 => Self::Pull {
                after: reader.u64()?,
            },
            4 => Self::Proof(reader.array()?),
            5 => Self::Restore {
                goal: Mark {
                    number: reader.u64()?,
                    head: Head(reader.array()?),
                    signature: reader.array()?,
                },
                entries: entries(&mut reader)?,
            },
            other => return Err(ReadError::Unknown(other).into()),
        };
        reader.end()?;
        Ok(frame)
    }
}

/// The first two bytes of a greeting never change their meaning.
fn hello(protocol: u8, who: &[u8; 32], number: u64, head: Head) -> Vec<u8> {
    let start = Writer::new().u8(1).u8(protocol).put(who);
    start.u64(number).put(&head.0).end()
}
