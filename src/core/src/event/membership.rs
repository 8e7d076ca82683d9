//! How a team begins; removing people and devices, with the key of the time after them.

use serde::{Deserialize, Serialize};

use super::NewPerson;
use crate::id::{DeviceId, PersonId, TeamId};

/// How a team begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founding {
    /// The team's id, the same as in the envelopes' headers.
    pub team: TeamId,
    /// What it is called.
    pub name: String,
    /// The time zone as a label, such as "Europe/Amsterdam".
    pub zone: String,
    /// The founder, who becomes a coordinator.
    pub founder: NewPerson,
    /// The founder's device.
    pub device: DeviceId,
    /// The key it signs with.
    pub key: [u8; 32],
}

/// Takes people and devices out of the team, and gives all that stay a new team key.
///
/// One event does both, so there is no time in which who was removed has the key that is in use.
/// What is sealed is opaque here: the core checks that there is as much of it as there must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// The membership it was made for ([`crate::Team::membership`]): of two at the same time, the
    /// second is made again, for those who are left then.
    pub base: u64,
    /// People, who lose all their devices.
    pub people: Vec<PersonId>,
    /// Devices of people who stay: a lost phone.
    pub devices: Vec<DeviceId>,
    /// The epoch that begins.
    pub epoch: u32,
    /// The one-time X25519 key that the new team key is sealed with.
    pub ephemeral: [u8; 32],
    /// The new team key for each device that stays, in the order of their ids, [`SEALED_KEY_BYTES`]
    /// each.
    pub keys: Vec<u8>,
}

/// The length of a sealed team key: 32 bytes and a tag of 16.
pub const SEALED_KEY_BYTES: usize = 48;
