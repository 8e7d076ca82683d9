//! Who may read and write a team's log, as its coordinators tell the relay.
//!
//! A record is the whole list, signed by a device that is an admin in the one before: a relay can
//! leave it out, not make one up. It travels with the event that makes it so, behind the sealed bytes
//! of the same envelope, and holds from that event's number on.
//!
//! | length | field |
//! | --- | --- |
//! | 16 | team |
//! | 16 | event it came with |
//! | 4 | revision, one more than before |
//! | 4 | epoch that envelopes are sealed under from now on |
//! | 2 + 33 each | devices: public key, admin or not |
//! | 0 or 2 | days the relay keeps what a checkpoint stands for, if the team says so |
//! | 32 | who signs |
//! | 64 | signature of all before it |
//!
//! The days came later; a list without them is the bytes it always was.

use crate::bytes::{ReadError, Reader, Writer};
use crate::limit::DEVICES_MAX;
use crate::sign::{PublicKey, Signature, is_signed};
use crate::{EventId, TeamId};

const DOMAIN: &[u8] = b"ruil access v1";
/// Length of who signs and the signature.
const SIGNED_LEN: usize = 32 + 64;

/// A list of the devices of a team, signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// What is signed.
    pub grant: Grant,
    /// Who signs it.
    pub signer: PublicKey,
    /// The signature.
    pub signature: Signature,
}

/// Who may, from which event on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The team.
    pub team: TeamId,
    /// The event that makes it so.
    pub event: EventId,
    /// Counts the lists, from 0 for the founder's.
    pub revision: u32,
    /// The key period from then on.
    pub epoch: u32,
    /// The devices, in order of their keys.
    pub devices: Vec<Member>,
    /// For so many days the relay keeps what a checkpoint stands for, or shorter if its operator says so;
    /// nothing: as long as the operator says.
    pub keep_days: Option<u16>,
}

/// A device that may read and write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Its public key.
    pub key: PublicKey,
    /// Whether it may sign the next list.
    pub is_admin: bool,
}

/// Why a list does not follow the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessError {
    /// It is not signed by whom it says.
    Signature,
    /// It was made on another list than the last.
    Revision,
    /// Who signs it is no admin.
    Signer,
    /// It skips a key period.
    Epoch,
    /// Nobody could ever sign the next one.
    NoAdmin,
}

impl Grant {
    /// Returns what is signed.
    pub fn message(&self) -> Vec<u8> {
        [DOMAIN, &self.to_bytes()].concat()
    }

    fn to_bytes(&self) -> Vec<u8> {
        let start = Writer::new().put(&self.team.0).put(&self.event.0);
        let start = start.u32(self.revision).u32(self.epoch);
        let write =
            |writer: Writer, member: &Member| writer.put(&member.key).u8(member.is_admin.into());
        let start = start.count(self.devices.len());
        let list = self.devices.iter().fold(start, write);
        match self.keep_days {
            None => list,
            Some(days) => list.u16(days),
        }
        .end()
    }

    /// Returns a device, if it is in the list.
    pub fn member(&self, key: &PublicKey) -> Option<Member> {
        let found = self.devices.binary_search_by(|member| member.key.cmp(key));
        self.devices.get(found.ok()?).copied()
    }
}

impl Access {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let grant = Writer::new().put(&self.grant.to_bytes());
        grant.put(&self.signer).put(&self.signature).end()
    }

    /// Reads the bytes. Whether to believe them, [`Access::follows`] and [`Access::begins`] say.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(bytes);
        let team = TeamId(reader.array()?);
        let event = EventId(reader.array()?);
        let revision = reader.u32()?;
        let epoch = reader.u32()?;
        let count = reader.count(DEVICES_MAX)?;
        let devices = (0..count).map(|_| member(&mut reader));
        let devices: Vec<_> = devices.collect::<Result<_, _>>()?;
        if !devices.is_sorted_by(|one, next| one.key < next.key) {
            return Err(ReadError::Unsorted);
        }
        let has_days = reader.left() > SIGNED_LEN;
        let keep_days = has_days.then(|| reader.u16()).transpose()?;
        let grant = Grant {
            team,
            event,
            revision,
            epoch,
            devices,
            keep_days,
        };
        let access = Self {
            grant,
            signer: reader.array()?,
            signature: reader.array()?,
        };
        reader.end()?;
        Ok(access)
    }

    /// Tells why it can't be a team's first list: one that an admin in it signed.
    pub fn begins(&self) -> Result<(), AccessError> {
        self.is_sound(&self.grant)
    }

    /// Tells why it can't come after `last`.
    pub fn follows(&self, last: &Grant) -> Result<(), AccessError> {
        if self.grant.team != last.team || Some(self.grant.revision) != last.revision.checked_add(1)
        {
            return Err(AccessError::Revision);
        }
        // It may go back: to what the team's state is, where the event that came with the last one had no
        // effect. Only an admin who has seen that one can say so.
        if self.grant.epoch > last.epoch.saturating_add(1) {
            return Err(AccessError::Epoch);
        }
        self.is_sound(last)
    }

    fn is_sound(&self, last: &Grant) -> Result<(), AccessError> {
        if !last
            .member(&self.signer)
            .is_some_and(|member| member.is_admin)
        {
            return Err(AccessError::Signer);
        }
        if !self.grant.devices.iter().any(|member| member.is_admin) {
            return Err(AccessError::NoAdmin);
        }
        if !is_signed(&self.signer, &self.grant.message(), &self.signature) {
            return Err(AccessError::Signature);
        }
        Ok(())
    }
}

fn member(reader: &mut Reader<'_>) -> Result<Member, ReadError> {
    let key = reader.array()?;
    match reader.u8()? {
        0 => Ok(Member {
            key,
            is_admin: false,
        }),
        1 => Ok(Member {
            key,
            is_admin: true,
        }),
        other => Err(ReadError::Unknown(other)),
    }
}

#[cfg(test)]
mod tests;
