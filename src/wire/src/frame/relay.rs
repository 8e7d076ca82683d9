//! The relay's frames as bytes.
//!
//! What the old protocol knows keeps its tag and shape; what got a field got a new tag.

use super::reason::{fault, fault_bytes, refusal, refusal_byte};
use super::{FrameError, Receipt, Receipts, RelayFrame, entries, write_entries};
use crate::bytes::{ReadError, Reader, Writer};
use crate::limit::ENVELOPES_PER_FRAME_MAX;
use crate::{Bearer, EventId, Head};

impl RelayFrame {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Welcome {
                number,
                head,
                bearer: None,
            } => Writer::new().u8(1).u64(*number).put(&head.0).end(),
            Self::Welcome {
                number,
                head,
                bearer: Some(bearer),
            } => {
                let start = Writer::new().u8(8).u64(*number).put(&head.0);
                start.put(&bearer.to_bytes()).end()
            }
            Self::Batch {
                entries,
                last,
                mark: None,
            } => write_entries(Writer::new().u8(2).u64(*last), entries).end(),
            Self::Batch {
                entries,
                last,
                mark: Some(mark),
            } => write_entries(Writer::new().u8(10).u64(*last).put(mark), entries).end(),
            Self::Receipt(receipt) => {
                let tag = if receipt.signature.is_some() { 9 } else { 3 };
                let start = write_receipt(Writer::new().u8(tag), receipt);
                match &receipt.signature {
                    Some(signature) => start.put(signature).end(),
                    None => start.end(),
                }
            }
            Self::Receipts(Receipts { list, signature }) => {
                let start = Writer::new().u8(12).count(list.len());
                list.iter().fold(start, write_receipt).put(signature).end()
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
            Self::Challenge { relay, nonce } => Writer::new().u8(7).put(relay).put(nonce).end(),
            Self::Dropped { until } => Writer::new().u8(11).u64(*until).end(),
        }
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(bytes);
        let tag = reader.u8()?;
        let frame = match tag {
            1 | 8 => Self::Welcome {
                number: reader.u64()?,
                head: Head(reader.array()?),
                bearer: match tag {
                    8 => Some(Bearer::parse(&reader.array()?)),
                    _ => None,
                },
            },
            2 | 10 => {
                let last = reader.u64()?;
                let mark = match tag {
                    10 => Some(reader.array()?),
                    _ => None,
                };
                let entries = entries(&mut reader)?;
                Self::Batch {
                    entries,
                    last,
                    mark,
                }
            }
            3 | 9 => {
                let receipt = receipt(&mut reader)?;
                let signature = match tag {
                    9 => Some(reader.array()?),
                    _ => None,
                };
                Self::Receipt(Receipt {
                    signature,
                    ..receipt
                })
            }
            12 => {
                let count = reader.count(ENVELOPES_PER_FRAME_MAX)?;
                let list = (0..count).map(|_| receipt(&mut reader));
                Self::Receipts(Receipts {
                    list: list.collect::<Result<_, _>>()?,
                    signature: reader.array()?,
                })
            }
            4 => Self::Refused {
                event: EventId(reader.array()?),
                reason: refusal(reader.u8()?)?,
            },
            5 => Self::Rewind {
                number: reader.u64()?,
                head: Head(reader.array()?),
            },
            6 => Self::Fault(fault(reader.u8()?, reader.u8()?)?),
            7 => Self::Challenge {
                relay: reader.array()?,
                nonce: reader.array()?,
            },
            11 => Self::Dropped {
                until: reader.u64()?,
            },
            other => return Err(ReadError::Unknown(other).into()),
        };
        reader.end()?;
        Ok(frame)
    }
}

fn write_receipt(writer: Writer, receipt: &Receipt) -> Writer {
    let writer = writer.put(&receipt.event.0).u64(receipt.number);
    writer.u64(receipt.time_ms).put(&receipt.head.0)
}

fn receipt(reader: &mut Reader<'_>) -> Result<Receipt, ReadError> {
    Ok(Receipt {
        event: EventId(reader.array()?),
        number: reader.u64()?,
        time_ms: reader.u64()?,
        head: Head(reader.array()?),
        signature: None,
    })
}
