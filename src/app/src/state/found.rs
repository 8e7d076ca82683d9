//! Founding a team: a new key, a new identity, the first event.

use leptos::prelude::*;
use ruil_core::event::{Founding, NewPerson};
use ruil_core::{Command, DeviceId, PersonId, TeamId};
use ruil_sync::{DeviceKey, Identity, NotDone, TeamKey};

use super::boot::Boot;
use crate::edge::storage::StorageError;
use crate::edge::{random, task};

/// Why a team could not be founded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFounded {
    /// This device can't keep it.
    Storage(StorageError),
    /// A name was refused.
    NotDone(NotDone),
}

/// Founds a team with this device's user as its first coordinator. Works without a network.
///
/// Ends with a new phase, or else with a call of `on_failed`.
pub fn found(
    boot: Boot,
    name: String,
    founder: String,
    zone: String,
    on_failed: Callback<NotFounded>,
) {
    task::spawn(async move {
        if let Err(not_founded) = try_to_found(boot, name, founder, zone).await {
            // The page may have been left.
            let _gone = on_failed.try_run(not_founded);
        }
    });
}

async fn try_to_found(
    boot: Boot,
    name: String,
    founder: String,
    zone: String,
) -> Result<(), NotFounded> {
    let me = Identity {
        team: TeamId::from_bytes(random::bytes()),
        person: PersonId::from_bytes(random::bytes()),
        device: DeviceId::from_bytes(random::bytes()),
        device_key: DeviceKey::make(random::bytes()),
        epoch: 0,
        team_key: TeamKey::make(random::bytes()),
    };
    let founding = Founding {
        team: me.team,
        name,
        zone,
        founder: NewPerson {
            id: me.person,
            name: founder,
            coordinator: true,
            qualifications: Vec::new(),
        },
        device: me.device,
        key: me.device_key.public(),
    };
    let session = boot.enter(me).await.map_err(NotFounded::Storage)?;
    session
        .act(vec![Command::Found(founding)])
        .map_err(NotFounded::NotDone)
}
