//! Why the relay does not do what it is asked.

use crate::bytes::ReadError;

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
    /// Its access record was made on another list than the last.
    StaleAccess,
    /// Its access record is not signed by an admin, or makes no sense.
    BadAccess,
    /// Something before it in the same push was refused: the order is kept.
    Behind,
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
    /// This device is not in the team (any more, or not yet).
    NotMember,
    /// The proof is not signed with the key of the greeting.
    BadProof,
}

pub(super) const fn refusal_byte(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::OtherTeam => 1,
        Refusal::StaleEpoch => 2,
        Refusal::NotMember => 3,
        Refusal::Quota => 4,
        Refusal::Storage => 5,
        Refusal::StaleAccess => 6,
        Refusal::BadAccess => 7,
        Refusal::Behind => 8,
    }
}

pub(super) fn refusal(byte: u8) -> Result<Refusal, ReadError> {
    Ok(match byte {
        1 => Refusal::OtherTeam,
        2 => Refusal::StaleEpoch,
        3 => Refusal::NotMember,
        4 => Refusal::Quota,
        5 => Refusal::Storage,
        6 => Refusal::StaleAccess,
        7 => Refusal::BadAccess,
        8 => Refusal::Behind,
        other => return Err(ReadError::Unknown(other)),
    })
}

pub(super) const fn fault_bytes(fault: Fault) -> (u8, u8) {
    match fault {
        Fault::Protocol(version) => (1, version),
        Fault::UnknownTeam => (2, 0),
        Fault::WrongToken => (3, 0),
        Fault::Unreadable => (4, 0),
        Fault::TooFast => (5, 0),
        Fault::Storage => (6, 0),
        Fault::Stopping => (7, 0),
        Fault::NotMember => (8, 0),
        Fault::BadProof => (9, 0),
    }
}

pub(super) fn fault(tag: u8, version: u8) -> Result<Fault, ReadError> {
    if tag != 1 && version != 0 {
        return Err(ReadError::Unknown(version));
    }
    Ok(match tag {
        1 => Fault::Protocol(version),
        2 => Fault::UnknownTeam,
        3 => Fault::WrongToken,
        4 => Fault::Unreadable,
        5 => Fault::TooFast,
        6 => Fault::Storage,
        7 => Fault::Stopping,
        8 => Fault::NotMember,
        9 => Fault::BadProof,
        other => return Err(ReadError::Unknown(other)),
    })
}
