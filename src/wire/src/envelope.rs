//! The envelope: a header the relay reads and sealed bytes it cannot.
//!
//! | offset | length | field | written by | read by |
//! | --- | --- | --- | --- | --- |
//! | 0 | 1 | version | device | all |
//! | 1 | 16 | team | device | all |
//! | 17 | 16 | event id, random | device | all |
//! | 33 | 4 | epoch | device | all |
//! | 37 | 1 | size class; the highest bit says that an access record follows | device | all |
//! | 38 | 8 | device tag, per-team pseudonym | device | all |
//! | 46 | 24 | nonce | device | members |
//! | 70 | rest | ciphertext and its 16-byte tag | device | members |
//!
//! The header is the associated data of the seal: the relay can drop an envelope, not alter it.
//! It is exactly as long as its size class says, so that a swap and an answer look alike. Behind it, in
//! clear, an [`Access`] record can follow: who may read and write from this event on.

use crate::bytes::{ReadError, Reader};
use crate::limit::SEALED_BYTES_MAX;
use crate::{Access, DeviceTag, EventId, TeamId};

/// The version of the format.
pub const VERSION: u8 = 1;
/// In the size class's byte: an access record follows.
const WITH_ACCESS: u8 = 0x80;

/// Length of the header in bytes.
pub const HEADER_LEN: usize = 46;
/// Length of the nonce in bytes (XChaCha20-Poly1305).
pub const NONCE_LEN: usize = 24;

/// The four lengths an envelope can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SizeClass {
    /// 512 bytes: an ordinary swap command.
    Small,
    /// 1 KiB.
    Medium,
    /// 4 KiB.
    Large,
    /// 16 KiB: a stretch of imported roster.
    Huge,
}

impl SizeClass {
    /// All classes, smallest first.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Huge];

    /// Returns the whole envelope's length in bytes.
    pub const fn len_bytes(self) -> usize {
        match self {
            Self::Small => 512,
            Self::Medium => 1024,
            Self::Large => 4096,
            Self::Huge => SEALED_BYTES_MAX,
        }
    }

    /// Returns the smallest class that holds `len` bytes in all, or none.
    pub fn holding(len: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.len_bytes() >= len)
    }

    fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

/// The part of an envelope that is readable without a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Format version, [`VERSION`] in this build.
    pub version: u8,
    /// The team whose log it belongs to.
    pub team: TeamId,
    /// The event's id: the relay gives a number once per id.
    pub event: EventId,
    /// The key period it is sealed under.
    pub epoch: u32,
    /// How long the envelope is.
    pub size: SizeClass,
    /// The sending device's pseudonym.
    pub device: DeviceTag,
    /// Whether an access record follows.
    pub has_access: bool,
}

impl Header {
    /// Returns the bytes, which are also the seal's associated data.
    pub fn to_bytes(&self) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        let fields: [&[u8]; 6] = [
            &[self.version],
            &self.team.0,
            &self.event.0,
            &self.epoch.to_le_bytes(),
            &[self.size as u8 | if self.has_access { WITH_ACCESS } else { 0 }],
            &self.device.0,
        ];
        let flat = fields.into_iter().flatten();
        out.iter_mut().zip(flat).for_each(|(to, from)| *to = *from);
        out
    }
}

/// Why some bytes are no envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvelopeError {
    /// Shorter than header, nonce and tag.
    TooShort,
    /// Made by another version of the format.
    Version(u8),
    /// A size class that does not exist.
    SizeClass(u8),
    /// The length is not what the size class says.
    Length {
        /// Bytes there are.
        had: usize,
        /// Bytes the class asks for.
        need: usize,
    },
    /// The access record can't be read.
    Access(ReadError),
    /// The access record is about another team or event.
    OtherAccess,
}

/// A sealed event as it travels and as it is stored: whole, checked for shape, opaque inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    header: Header,
    bytes: Vec<u8>,
    access: Option<Box<Access>>,
}

impl Envelope {
    /// Checks the shape of `bytes` and keeps them.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, EnvelopeError> {
        let header = parse_header(&bytes)?;
        let (need, had) = (header.size.len_bytes(), bytes.len());
        let length = EnvelopeError::Length { had, need };
        let (_, rest) = bytes.split_at_checked(need).ok_or(length)?;
        let access = match (header.has_access, rest) {
            (false, []) => None,
            (false, _) => return Err(length),
            (true, rest) => Some(Box::new(parse_access(&header, rest)?)),
        };
        Ok(Self {
            header,
            bytes,
            access,
        })
    }

    /// Puts an envelope together from its parts, as sealing does.
    pub fn assemble(
        header: Header,
        nonce: &[u8; NONCE_LEN],
        sealed: &[u8],
        access: Option<&Access>,
    ) -> Result<Self, EnvelopeError> {
        let access = access.map(Access::to_bytes).unwrap_or_default();
        Self::parse([&header.to_bytes()[..], nonce, sealed, &access].concat())
    }

    /// Returns the readable part.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Returns the whole envelope as it travels.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns who may read and write from this event on, if it changes that.
    pub fn access(&self) -> Option<&Access> {
        self.access.as_deref()
    }

    /// Returns nonce and ciphertext.
    pub fn sealed(&self) -> (&[u8], &[u8]) {
        let sealed = HEADER_LEN..self.header.size.len_bytes();
        let rest = self.bytes.get(sealed).unwrap_or_default();
        rest.split_at_checked(NONCE_LEN).unwrap_or_default()
    }

    /// Returns the hash that enters the chain.
    pub fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.bytes).as_bytes()
    }
}

fn parse_header(bytes: &[u8]) -> Result<Header, EnvelopeError> {
    let short = |_| EnvelopeError::TooShort;
    let mut reader = Reader::new(bytes);
    let version = reader.u8().map_err(short)?;
    if version != VERSION {
        return Err(EnvelopeError::Version(version));
    }
    let team = TeamId(reader.array().map_err(short)?);
    let event = EventId(reader.array().map_err(short)?);
    let epoch = reader.u32().map_err(short)?;
    let size = reader.u8().map_err(short)?;
    let has_access = size & WITH_ACCESS > 0;
    let size = SizeClass::from_byte(size & !WITH_ACCESS).ok_or(EnvelopeError::SizeClass(size))?;
    let device = DeviceTag(reader.array().map_err(short)?);
    Ok(Header {
        version,
        team,
        event,
        epoch,
        size,
        device,
        has_access,
    })
}

fn parse_access(header: &Header, bytes: &[u8]) -> Result<Access, EnvelopeError> {
    let access = Access::parse(bytes).map_err(EnvelopeError::Access)?;
    if (access.grant.team, access.grant.event) != (header.team, header.event) {
        return Err(EnvelopeError::OtherAccess);
    }
    Ok(access)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grant;

    fn header() -> Header {
        Header {
            version: VERSION,
            team: TeamId([1; 16]),
            event: EventId([2; 16]),
            epoch: 3,
            size: SizeClass::Small,
            device: DeviceTag([4; 8]),
            has_access: false,
        }
    }

    fn envelope() -> Envelope {
        let sealed = vec![9; SizeClass::Small.len_bytes() - HEADER_LEN - NONCE_LEN];
        Envelope::assemble(header(), &[5; NONCE_LEN], &sealed, None).unwrap()
    }

    #[test]
    fn there_and_back() {
        let envelope = envelope();
        assert_eq!(
            Envelope::parse(envelope.as_bytes().to_vec()),
            Ok(envelope.clone())
        );
        assert_eq!(envelope.header(), &header());
        assert_eq!(envelope.sealed().0, [5; NONCE_LEN]);
    }

    #[test]
    fn an_access_record_travels_behind_it() {
        let grant = Grant {
            team: TeamId([1; 16]),
            event: EventId([2; 16]),
            revision: 1,
            epoch: 3,
            devices: Vec::new(),
            keep_days: None,
        };
        let access = Access {
            grant,
            signer: [7; 32],
            signature: [8; 64],
        };
        let with = |header: Header, access: &Access| {
            let sealed = vec![9; SizeClass::Small.len_bytes() - HEADER_LEN - NONCE_LEN];
            Envelope::assemble(header, &[5; NONCE_LEN], &sealed, Some(access))
        };
        let header = Header {
            has_access: true,
            ..header()
        };
        let whole = with(header, &access).unwrap();
        assert_eq!(whole.access(), Some(&access));
        assert_eq!(whole.sealed(), envelope().sealed());
        assert_ne!(whole.hash(), envelope().hash());
        let mut other = access.clone();
        other.grant.event = EventId([3; 16]);
        assert_eq!(with(header, &other), Err(EnvelopeError::OtherAccess));
        let bare = whole.as_bytes()[..512].to_vec();
        assert_eq!(
            Envelope::parse(bare),
            Err(EnvelopeError::Access(ReadError::TooShort))
        );
        let unannounced = [envelope().as_bytes(), &access.to_bytes()].concat();
        let length = EnvelopeError::Length {
            had: unannounced.len(),
            need: 512,
        };
        assert_eq!(Envelope::parse(unannounced), Err(length));
    }

    #[test]
    fn a_wrong_shape_is_named() {
        let good = envelope().as_bytes().to_vec();
        let with = |at: usize, byte: u8| {
            let mut bytes = good.clone();
            bytes[at] = byte;
            Envelope::parse(bytes)
        };
        assert_eq!(with(0, 2), Err(EnvelopeError::Version(2)));
        assert_eq!(with(37, 4), Err(EnvelopeError::SizeClass(4)));
        assert_eq!(
            with(37, 1),
            Err(EnvelopeError::Length {
                had: 512,
                need: 1024
            })
        );
        assert_eq!(
            Envelope::parse(good[..40].to_vec()),
            Err(EnvelopeError::TooShort)
        );
        assert_eq!(Envelope::parse(Vec::new()), Err(EnvelopeError::TooShort));
    }
}
