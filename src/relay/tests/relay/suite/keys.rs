//! Devices' keys, the lists of who may, and envelopes.

use std::ops::Range;

use ed25519_dalek::{Signer, SigningKey};
use ruil_wire::envelope::{HEADER_LEN, NONCE_LEN, VERSION};
use ruil_wire::http::Founding;
use ruil_wire::{
    Access, DeviceTag, Envelope, EventId, Grant, Head, Header, Member, PublicKey, SizeClass, TeamId,
};

use super::harness::TEAM;

/// The device of the team's coordinator.
pub const ANA: u8 = 1;
/// The device of a colleague.
pub const BEN: u8 = 2;
/// The device of somebody who is not in the team at first.
pub const CAS: u8 = 3;

/// Returns a device's keys.
pub fn pair(device: u8) -> SigningKey {
    SigningKey::from_bytes(&[device; 32])
}

/// Returns a device's public key.
pub fn key(device: u8) -> PublicKey {
    pair(device).verifying_key().to_bytes()
}

/// Returns an event's id.
pub fn event_id(event: u64) -> EventId {
    let mut id = [0x5e; 16];
    id[..8].copy_from_slice(&event.to_le_bytes());
    EventId(id)
}

/// Returns who may from an event on; Ana is the admin.
pub fn grant(event: u64, revision: u32, epoch: u32, devices: &[u8]) -> Grant {
    let member = |&device: &u8| Member {
        key: key(device),
        is_admin: device == ANA,
    };
    let mut devices: Vec<_> = devices.iter().map(member).collect();
    devices.sort_unstable();
    Grant {
        team: TEAM,
        event: event_id(event),
        revision,
        epoch,
        devices,
        keep_days: None,
    }
}

/// Signs it.
pub fn signed(by: u8, grant: Grant) -> Access {
    Access {
        signature: pair(by).sign(&grant.message()).to_bytes(),
        signer: key(by),
        grant,
    }
}

/// Returns the first list: Ana and Ben.
pub fn first_access() -> Access {
    signed(ANA, grant(0, 0, 0, &[ANA, BEN]))
}

/// Returns what the team is founded with.
pub fn founding() -> Founding {
    Founding {
        access: first_access(),
        number: 0,
        head: Head::start(TEAM),
        time_ms: 0,
    }
}

/// Returns an envelope with all its readable parts.
pub fn sealed(
    team: TeamId,
    event: u64,
    epoch: u32,
    size: SizeClass,
    access: Option<&Access>,
) -> Envelope {
    let header = Header {
        version: VERSION,
        team,
        event: event_id(event),
        epoch,
        size,
        device: DeviceTag([6; 8]),
        has_access: access.is_some(),
    };
    let sealed = vec![event as u8; size.len_bytes() - HEADER_LEN - NONCE_LEN];
    Envelope::assemble(header, &[9; NONCE_LEN], &sealed, access).unwrap()
}

/// Returns an envelope of a team with that number as its event's id.
pub fn envelope_of(team: TeamId, event: u64, size: SizeClass) -> Envelope {
    sealed(team, event, 0, size, None)
}

/// Returns a small envelope of the team.
pub fn envelope(event: u64) -> Envelope {
    envelope_of(TEAM, event, SizeClass::Small)
}

/// Returns one of a key period.
pub fn envelope_in(epoch: u32, event: u64) -> Envelope {
    sealed(TEAM, event, epoch, SizeClass::Small, None)
}

/// Returns several.
pub fn envelopes(events: Range<u64>) -> Vec<Envelope> {
    events.map(envelope).collect()
}

/// Returns an envelope that changes who may, sealed in the key period before.
pub fn change(epoch: u32, access: &Access) -> Envelope {
    let mut event = [0; 8];
    event.copy_from_slice(&access.grant.event.0[..8]);
    let event = u64::from_le_bytes(event);
    sealed(TEAM, event, epoch, SizeClass::Small, Some(access))
}

/// Returns the entry that removes everybody but these devices, in the team as it was founded.
pub fn removal(event: u64, devices: &[u8]) -> Envelope {
    change(0, &signed(ANA, grant(event, 1, 1, devices)))
}
