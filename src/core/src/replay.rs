//! Replay: one event after the other, in the relay's order, to a [`Team`].
//!
//! Total: every event is applied or rejected with a reason, and none can stop the next. Each
//! command validates everything before it changes anything.

mod membership;
mod roster;
mod swap;

use crate::event::{Command, Event};
use crate::id::PersonId;
use crate::offer::Input;
use crate::refusal::Refusal;
use crate::team::Team;
use crate::time::Moment;

/// An event's place in the log: the only time replay knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The relay's number.
    pub number: u64,
    /// The relay's receive time, Unix milliseconds.
    pub time_ms: u64,
}

impl Stamp {
    /// Returns the relay's receive time as a moment, whole minutes, in UTC.
    pub fn moment(self) -> Moment {
        Moment {
            utc_min: i32::try_from(self.time_ms / 60_000).unwrap_or(i32::MAX),
            offset_min: 0,
        }
    }
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Applied,
    /// It does not hold, and why.
    Rejected(Refusal),
    /// It can't be read by this build, or was not made by a member.
    Opaque,
}

impl Team {
    /// Replays one event.
    pub fn apply(&mut self, event: &Event, stamp: Stamp) -> Outcome {
        match self.try_apply(event, stamp) {
            Ok(()) => Outcome::Applied,
            Err(refusal) => Outcome::Rejected(refusal),
        }
    }

    fn try_apply(&mut self, event: &Event, stamp: Stamp) -> Result<(), Refusal> {
        let actor = event.actor;
        if let Command::Found(founding) = &event.command {
            return membership::found(self, event, founding);
        }
        let device = self.devices.get(&event.device);
        let device = device.ok_or(Refusal::UnknownDevice(event.device))?;
        if device.person != actor {
            return Err(Refusal::NotYourDevice(actor));
        }
        match &event.command {
            Command::Found(_) => Err(Refusal::Founding),
            Command::Add(additions) => {
                self.coordinator(actor)?;
                membership::add(self, additions)
            }
            Command::Import(part) => {
                self.coordinator(actor)?;
                roster::import(self, event.id, part)
            }
            Command::Qualify {
                person,
                qualifications,
            } => {
                self.coordinator(actor)?;
                membership::qualify(self, *person, qualifications)
            }
            Command::Admit {
                person,
                device,
                key,
            } => {
                self.coordinator(actor)?;
                membership::admit(self, *person, *device, *key)
            }
            Command::Offer {
                shift,
                revision,
                kind,
                to,
            } => swap::offer(self, event.id, actor, (*shift, *revision), kind, to, stamp),
            Command::Answer { offer, answer } => {
                let input = Input::Answer {
                    person: actor,
                    answer: *answer,
                };
                swap::input(self, *offer, input, stamp)
            }
            Command::Withdraw { offer } => {
                swap::by_maker(self, *offer, actor)?;
                swap::input(self, *offer, Input::Withdraw, stamp)
            }
            Command::Choose { offer, person } => {
                swap::by_maker(self, *offer, actor)?;
                swap::input(self, *offer, Input::Choose { person: *person }, stamp)
            }
            Command::Claim { shift, revision } => {
                swap::claim(self, actor, (*shift, *revision), stamp)
            }
            Command::SetRules(rules) => {
                self.coordinator(actor)?;
                membership::set_rules(self, rules)
            }
            Command::SetTerms { person, terms } => {
                self.coordinator(actor)?;
                membership::set_terms(self, *person, *terms)
            }
            Command::Approve { offer, person } => {
                self.coordinator(actor)?;
                swap::input(self, *offer, Input::Approve { person: *person }, stamp)
            }
        }
    }

    fn coordinator(&self, person: PersonId) -> Result<(), Refusal> {
        if self.is_coordinator(person) {
            Ok(())
        } else {
            Err(Refusal::NotCoordinator(person))
        }
    }
}

#[cfg(test)]
mod tests;
