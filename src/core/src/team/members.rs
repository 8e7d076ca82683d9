//! Who is in the team, and with which devices.

use crate::fingerprint;
use crate::id::{DeviceId, PersonId};
use crate::person::{Device, Person};

use super::Team;

impl Team {
    /// Returns the people who are in the team. Those who left are among `people` still, so that what
    /// was can be read; whoever is chosen, asked or counted is one of these.
    pub fn members(&self) -> impl DoubleEndedIterator<Item = &Person> {
        self.people.values().filter(|person| person.is_member())
    }

    /// Tells whether a person is in the team.
    pub fn is_member(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(Person::is_member)
    }

    /// Tells whether a person is a coordinator.
    pub fn is_coordinator(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(|person| person.coordinator)
    }

    /// Tells whether a person decides what needs a word.
    pub fn is_approver(&self, person: PersonId) -> bool {
        let named = self.agreements.as_ref().map(|agreed| &agreed.approvers);
        match named {
            Some(named) if !named.is_empty() => named.contains(&person),
            Some(_) | None => self.is_coordinator(person),
        }
    }

    /// Returns who decides what needs a word.
    pub fn approvers(&self) -> impl Iterator<Item = &Person> {
        self.members().filter(|person| self.is_approver(person.id))
    }

    /// Returns the devices that stay if some people and devices go, in the order of their ids: those
    /// a new team key is sealed for.
    pub fn remaining(&self, people: &[PersonId], devices: &[DeviceId]) -> Vec<&Device> {
        let all = self.devices.values();
        let stay =
            all.filter(|device| !people.contains(&device.person) && !devices.contains(&device.id));
        stay.collect()
    }

    /// Returns a short hash of who may sign, who coordinates, and since which removal: what a removal
    /// names to be made for no other team than it was meant for.
    pub fn membership(&self) -> u64 {
        let coordinators = self.people.values().filter(|person| person.coordinator);
        let coordinators: Vec<_> = coordinators.map(|person| person.id).collect();
        fingerprint::of(&(self.devices.fingerprint(), coordinators, self.epoch))
    }
}
