//! Founding a team: a new key, a new identity, the first events.

use leptos::prelude::*;
use ruil_core::event::{Founding, NewPerson};
use ruil_core::rules::{Choice, Pack, rule_set};
use ruil_core::{Agreements, Command, DeviceId, PersonId, TeamId, TeamRules};
use ruil_sync::{DeviceKey, Identity, Keyring, NotDone, TeamKey};

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

/// What a team begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTeam {
    /// What it is called.
    pub name: String,
    /// What its founder is called.
    pub founder: String,
    /// Its time zone.
    pub zone: String,
    /// Whether it lives on this device alone, without a relay.
    pub solo: bool,
}

/// Founds a team with this device's user as its first coordinator. Works without a network.
///
/// Ends with a new phase, or else with a call of `on_failed`.
pub fn found(boot: Boot, new: NewTeam, on_failed: Callback<NotFounded>) {
    task::spawn(async move {
        if let Err(not_founded) = try_to_found(boot, new).await {
            // The page may have been left.
            let _gone = on_failed.try_run(not_founded);
        }
    });
}

async fn try_to_found(boot: Boot, new: NewTeam) -> Result<(), NotFounded> {
    let NewTeam {
        name,
        founder,
        zone,
        solo,
    } = new;
    let me = Identity {
        team: TeamId::from_bytes(random::bytes()),
        person: PersonId::from_bytes(random::bytes()),
        device: DeviceId::from_bytes(random::bytes()),
        device_key: DeviceKey::make(random::bytes()),
        keys: Keyring::new(0, TeamKey::make(random::bytes())),
    };
    let rules = first_rules(&zone);
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
    let session = boot.enter(me, None).await.map_err(NotFounded::Storage)?;
    if solo {
        session.set_solo(true);
    }
    session
        .act(vec![
            Command::Found(founding),
            Command::SetRules(rules),
            // With nothing agreed on top, but so that what is due happens.
            Command::Agree(Agreements::default()),
        ])
        .map_err(NotFounded::NotDone)
}

/// Returns the rules a team starts with: the law of where it is, and nothing agreed on top.
pub fn first_rules(zone: &str) -> TeamRules {
    TeamRules {
        law: Choice {
            pack: pack_of(zone),
            version: rule_set::NEWEST,
            ..Choice::default()
        },
        ..TeamRules::default()
    }
}

/// Returns the law of the country a zone is named after; elsewhere the least that holds in Europe.
fn pack_of(zone: &str) -> Pack {
    match zone {
        "Europe/Amsterdam" => Pack::Netherlands,
        "Europe/Berlin" => Pack::Germany,
        "Europe/Brussels" => Pack::Belgium,
        "Europe/London" => Pack::UnitedKingdom,
        _ => Pack::Europe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruil_core::rules::RuleSet;

    #[test]
    fn a_team_starts_with_the_law_of_where_it_is() {
        for (zone, pack) in [
            ("Europe/Amsterdam", Pack::Netherlands),
            ("Europe/Berlin", Pack::Germany),
            ("Europe/Brussels", Pack::Belgium),
            ("Europe/London", Pack::UnitedKingdom),
            ("Europe/Paris", Pack::Europe),
        ] {
            let zone = ruil_files::Zone::named(zone).unwrap();
            assert_eq!(first_rules(zone.name()).law.pack, pack);
        }
    }

    #[test]
    fn every_law_a_team_can_start_with_is_known_to_this_build() {
        for zone in ruil_files::Zone::ALL {
            let law = first_rules(zone.name()).law;
            assert!(RuleSet::find(law).is_some(), "{}", zone.name());
        }
    }
}
