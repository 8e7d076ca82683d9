//! Who is in the team, and with which devices.

use crate::fingerprint;
use crate::id::{DeviceId, PersonId};
use crate::offer::Offer;
use crate::person::{Device, Person};
use crate::proposal::Proposal;

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

    /// Tells whether a person may decide about a yes. Who is in a swap decides about it only where
    /// nobody else can, once the team has agreed on how it swaps.
    pub fn decides(&self, offer: &Offer, taker: PersonId, person: PersonId) -> bool {
        let is_in_it = |person: PersonId| offer.by == Some(person) || taker == person;
        self.may_judge(person, &is_in_it)
    }

    /// Tells whether a person may decide about a circle; the same as of a yes.
    pub fn decides_circle(&self, circle: &Proposal, person: PersonId) -> bool {
        self.may_judge(person, &|person| circle.concerns(person))
    }

    fn may_judge(&self, person: PersonId, is_in_it: &dyn Fn(PersonId) -> bool) -> bool {
        let own_is_for_others = self.agreements.is_some() && is_in_it(person);
        let others = || self.approvers().any(|other| !is_in_it(other.id));
        self.is_approver(person) && !(own_is_for_others && others())
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
