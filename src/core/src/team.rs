//! The team as it is after the last event: the derived view everything reads.

use crate::event::{Event, TeamRules};
use crate::fingerprint::{self, Table};
use crate::id::{DeviceId, KindId, OfferId, PersonId, QualificationId, ShiftId, TeamId, UnitId};
use crate::offer::Offer;
use crate::person::{Device, Person, Qualification, ShiftKind, Unit};
use crate::roster::Roster;
use crate::rules::RuleSet;

/// A team: people, words, roster, offers. Never stored; always replayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// Its id, once founded.
    pub id: Option<TeamId>,
    /// What it is called.
    pub name: String,
    /// The time zone as a label.
    pub zone: String,
    /// The people.
    pub people: Table<PersonId, Person>,
    /// The devices that may sign.
    pub devices: Table<DeviceId, Device>,
    /// The units.
    pub units: Table<UnitId, Unit>,
    /// The kinds of shift.
    pub kinds: Table<KindId, ShiftKind>,
    /// The qualifications.
    pub qualifications: Table<QualificationId, Qualification>,
    /// The shifts.
    pub roster: Roster,
    /// The offers, open and past.
    pub offers: Table<OfferId, Offer>,
    /// The rules it works by, once it has set them. Before that only a double booking and a missing
    /// qualification stand in the way.
    pub rules: Option<Rules>,
}

/// The rules a team works by, with the numbers they stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// As the team set them.
    pub own: TeamRules,
    /// The law's numbers.
    pub set: RuleSet,
}

impl Team {
    /// Tells whether the founding was seen.
    pub fn is_founded(&self) -> bool {
        self.id.is_some()
    }

    /// Returns the open offer a shift stands in.
    pub fn open_offer_of(&self, shift: ShiftId) -> Option<&Offer> {
        self.offers
            .values()
            .find(|offer| offer.is_open() && offer.shift == shift)
    }

    /// Tells whether a person is a coordinator.
    pub fn is_coordinator(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|person| person.coordinator)
    }

    /// Returns the key an event's signature must be checked with.
    ///
    /// The founding brings its own, because nobody is there to vouch for it; every later device
    /// was admitted by an earlier event.
    pub fn key_for(&self, event: &Event) -> Option<[u8; 32]> {
        match &event.command {
            crate::Command::Found(founding) if !self.is_founded() => {
                (founding.device == event.device).then_some(founding.key)
            }
            _ => self.devices.get(&event.device).map(|device| device.key),
        }
    }

    /// Returns the short hash two devices compare to see that their replay agrees.
    pub fn fingerprint(&self) -> u64 {
        fingerprint::of(&(
            self.id,
            &self.name,
            &self.zone,
            self.people.fingerprint(),
            self.devices.fingerprint(),
            self.units.fingerprint(),
            self.kinds.fingerprint(),
            self.qualifications.fingerprint(),
            (self.roster.fingerprint(), self.offers.fingerprint()),
            self.rules.as_ref().map(|rules| &rules.own),
        ))
    }
}
