//! Replay: one event after the other, in the relay's order, to a [`Team`].
//!
//! Total: every event is applied or rejected with a reason, and none can stop the next. Each
//! command validates everything before it changes anything.

mod answer;
mod checkpoint;
mod circle;
mod deal;
mod debt;
mod membership;
mod offer;
mod removal;
mod roster;
mod round;
mod tablet;
mod thanks;
mod time;
mod weigh;
mod wish;

use serde::{Deserialize, Serialize};

use crate::checkpoint::Checkpoint;
use crate::event::{Command, Event, NewOffer, ShiftRef};
use crate::id::{OfferId, PersonId};
use crate::limit::KEEP_DAYS_MIN;
use crate::offer::Input;
use crate::proposal;
use crate::refusal::Refusal;
use crate::team::Team;
use crate::time::Moment;

/// An event's place in the log: the only time replay knows.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It holds.
    Applied,
    /// It does not hold, and why.
    Rejected(Refusal),
    /// It can't be read by this build, or was not made by a member.
    Opaque,
}

impl Team {
    /// Replays one event, and before it what was due until then.
    pub fn apply(&mut self, event: &Event, stamp: Stamp) -> Outcome {
        time::run(self, stamp);
        self.hope(event, stamp)
    }

    /// Executes an event that is not final yet. Nothing becomes due by it: whose clock says that it
    /// is time is for the relay to say.
    pub fn hope(&mut self, event: &Event, stamp: Stamp) -> Outcome {
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
        if device.is_tablet() {
            tablet::stands(self, actor, &event.command)?;
        } else if device.person != actor {
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
            } => {
                let (shift, revision) = (*shift, *revision);
                let new = NewOffer {
                    shifts: vec![ShiftRef { shift, revision }],
                    part: None,
                    kind: kind.clone(),
                    to: to.clone(),
                };
                offer::offer(self, event.id, actor, &new, stamp)
            }
            Command::Propose(new) => offer::offer(self, event.id, actor, new, stamp),
            Command::Answer { offer, answer } => {
                answer::answer(self, *offer, actor, *answer, stamp)
            }
            Command::Withdraw { offer } => {
                offer::by_maker(self, *offer, actor)?;
                answer::input(self, *offer, Input::Withdraw, stamp)
            }
            Command::Choose { offer, person } => {
                offer::by_maker(self, *offer, actor)?;
                answer::input(self, *offer, Input::Choose { person: *person }, stamp)
            }
            Command::Claim { shift, revision } => {
                let (shift, revision) = (*shift, *revision);
                answer::claim(self, event.id, actor, ShiftRef { shift, revision }, stamp)
            }
            Command::Release { shift, revision } => {
                let (shift, revision) = (*shift, *revision);
                wish::release(self, actor, ShiftRef { shift, revision }, stamp)
            }
            Command::SetRules(rules) => {
                self.coordinator(actor)?;
                membership::set_rules(self, rules)
            }
            Command::SetTerms { person, terms } => {
                self.coordinator(actor)?;
                membership::set_terms(self, *person, *terms)
            }
            Command::Agree(agreements) => {
                self.coordinator(actor)?;
                wish::agree(self, agreements)
            }
            Command::Approve { offer, person } => {
                self.may_decide(actor, *offer, *person)?;
                answer::input(self, *offer, Input::Approve { person: *person }, stamp)
            }
            Command::Decline { offer, person } => {
                self.may_decide(actor, *offer, *person)?;
                answer::input(self, *offer, Input::Decline { person: *person }, stamp)
            }
            Command::Wish(new) => wish::wish(self, event.id, actor, new),
            Command::Unwish { wish } => wish::unwish(self, *wish, actor),
            Command::ProposeCircle(new) => circle::propose(self, event.id, actor, new, stamp),
            Command::AnswerCircle { circle, yes } => {
                let input = proposal::Input::Answer {
                    person: actor,
                    yes: *yes,
                };
                circle::input(self, *circle, input, stamp)
            }
            Command::DecideCircle { circle, yes } => {
                let found = self.proposals.get(circle);
                let found = found.ok_or(Refusal::UnknownCircle(*circle))?;
                self.approver(actor, &found.people())?;
                circle::input(self, *circle, proposal::Input::Decide { yes: *yes }, stamp)
            }
            Command::Forgive { debt } => debt::forgive(self, *debt, actor),
            Command::Tick => Ok(()),
            Command::Remove(removal) => {
                self.coordinator(actor)?;
                removal::remove(self, removal, stamp)
            }
            Command::Appoint {
                person,
                coordinator,
            } => {
                self.coordinator(actor)?;
                removal::appoint(self, *person, *coordinator)
            }
            Command::Erase { person } => {
                self.coordinator(actor)?;
                removal::erase(self, *person)
            }
            Command::Revise(revision) => {
                self.coordinator(actor)?;
                roster::revise(self, event.id, revision, stamp)
            }
            Command::Thank { person, shift } => thanks::thank(self, actor, *person, *shift, stamp),
            Command::Checkpoint { number, digest } => {
                let (number, digest) = (*number, *digest);
                checkpoint::checkpoint(self, actor, Checkpoint { number, digest }, stamp)
            }
            Command::OpenRound(new) => {
                self.coordinator(actor)?;
                round::open(self, event, new, stamp)
            }
            Command::AddDemand {
                round,
                revision,
                demand,
            } => {
                self.coordinator(actor)?;
                round::add(self, (*round, *revision), demand)
            }
            Command::Pick(pick) => round::pick(self, actor, *pick),
            Command::Unpick { round, line } => round::unpick(self, actor, *round, *line),
            Command::TurnRound {
                round,
                revision,
                turn,
                until_ms,
            } => {
                self.coordinator(actor)?;
                round::turn(self, (*round, *revision), (*turn, *until_ms), stamp)
            }
            Command::Publish(publication) => {
                self.coordinator(actor)?;
                round::publish(self, event.id, publication, stamp)
            }
            Command::Keep { days } => {
                self.coordinator(actor)?;
                let is_short = days.is_some_and(|days| days < KEEP_DAYS_MIN);
                (!is_short).then_some(()).ok_or(Refusal::KeepDays)
            }
            Command::Enrol { device, key } => {
                self.coordinator(actor)?;
                tablet::enrol(self, *device, *key)
            }
            Command::SetLetterbox(letterbox) => {
                membership::set_letterbox(self, event.device, letterbox.as_ref())
            }
        }
    }

    fn may_decide(&self, actor: PersonId, id: OfferId, taker: PersonId) -> Result<(), Refusal> {
        let offer = self.offers.get(&id).ok_or(Refusal::UnknownOffer(id))?;
        let people: Vec<_> = offer.by.into_iter().chain([taker]).collect();
        self.approver(actor, &people)
    }

    /// Tells why somebody can't decide about a swap. Who is in it only can if nobody else is there.
    fn approver(&self, actor: PersonId, in_it: &[PersonId]) -> Result<(), Refusal> {
        if !self.is_approver(actor) {
            return Err(Refusal::NotApprover(actor));
        }
        let mut others = self.approvers().filter(|other| !in_it.contains(&other.id));
        let is_agreed = self.agreements.is_some();
        if is_agreed && in_it.contains(&actor) && others.next().is_some() {
            return Err(Refusal::OwnApproval(actor));
        }
        Ok(())
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
