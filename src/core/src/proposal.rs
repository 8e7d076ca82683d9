//! A proposed circle and its machine: one table of (state × input), pure, without a wildcard arm.
//!
//! All-or-nothing: every person in it agrees, or nothing happens. One no dissolves it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::check::{Change, Handover};
use crate::event::Silence;
use crate::id::{CircleId, PersonId, ShiftId};
use crate::offer::LostReason;
use crate::refusal::Refusal;
use crate::replay::Stamp;

/// A circle, or a chain, that somebody in it proposed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Proposal {
    /// Its id.
    pub id: CircleId,
    /// Who proposed it, who agreed by that.
    pub by: PersonId,
    /// Its moves.
    pub moves: Vec<Step>,
    /// When it was made.
    pub made: Stamp,
    /// Until when it can be agreed to, Unix milliseconds.
    pub ends_ms: u64,
    /// Who agreed so far.
    pub agreed: BTreeSet<PersonId>,
    /// Where it stands.
    pub state: ProposalState,
}

/// One move of a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Step {
    /// The shift.
    pub shift: ShiftId,
    /// Its revision when it was proposed.
    pub revision: u32,
    /// Who has it; nobody for an open shift.
    pub from: Option<PersonId>,
    /// Who gets it.
    pub to: PersonId,
}

/// Where a proposed circle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProposalState {
    /// Some have not answered.
    Open,
    /// All agreed; it waits for an approver's word.
    Agreed,
    /// It is carried out.
    Settled {
        /// When.
        at: Stamp,
    },
    /// Somebody in it said no. Who that was is nobody else's business; the search needs to know.
    Dissolved {
        /// Who.
        by: PersonId,
    },
    /// An approver said no.
    Declined,
    /// All agreed, and by then it was not allowed any more.
    Broken(LostReason),
    /// A shift in it changed hands by another way.
    Lapsed,
    /// Its time was over.
    Expired,
}

/// Everything that can happen to a proposed circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Somebody in it answers.
    Answer {
        /// Who.
        person: PersonId,
        /// Whether they agree.
        yes: bool,
    },
    /// An approver decides.
    Decide {
        /// Whether it may be.
        yes: bool,
    },
    /// Its time is over; an approver's silence means something.
    End {
        /// What.
        means: Silence,
    },
    /// A shift in it changed hands by another way.
    Moved,
}

/// What an input does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Stay,
    /// Notes that somebody agrees; the others are awaited.
    Agree(PersonId),
    /// Notes that the last one agrees: it is checked again, and carried out or left to an approver.
    Complete(PersonId),
    /// Checks it again and carries it out.
    Settle,
    /// Ends in this state.
    End(ProposalState),
}

/// Returns what `input` does to `proposal`, or why it can't.
pub fn step(proposal: &Proposal, input: Input) -> Result<Effect, Refusal> {
    match (proposal.state, input) {
        (ProposalState::Open, Input::Answer { person, yes }) => {
            if !proposal.concerns(person) {
                Err(Refusal::NotAsked)
            } else if !yes {
                Ok(Effect::End(ProposalState::Dissolved { by: person }))
            } else if proposal.misses(person) {
                Ok(Effect::Agree(person))
            } else {
                Ok(Effect::Complete(person))
            }
        }
        (ProposalState::Agreed, Input::Answer { person, yes }) => {
            if !proposal.concerns(person) {
                Err(Refusal::NotAsked)
            } else if yes {
                Ok(Effect::Stay)
            } else {
                Ok(Effect::End(ProposalState::Dissolved { by: person }))
            }
        }
        (ProposalState::Agreed, Input::Decide { yes: true }) => Ok(Effect::Settle),
        (ProposalState::Agreed, Input::Decide { yes: false }) => {
            Ok(Effect::End(ProposalState::Declined))
        }
        (ProposalState::Open, Input::Decide { .. }) => Err(Refusal::CircleNotAgreed),
        (
            ProposalState::Agreed,
            Input::End {
                means: Silence::Yes,
            },
        ) => Ok(Effect::Settle),
        (ProposalState::Open, Input::End { .. })
        | (ProposalState::Agreed, Input::End { means: Silence::No }) => {
            Ok(Effect::End(ProposalState::Expired))
        }
        (ProposalState::Open | ProposalState::Agreed, Input::Moved) => {
            Ok(Effect::End(ProposalState::Lapsed))
        }
        (
            ProposalState::Settled { .. }
            | ProposalState::Dissolved { .. }
            | ProposalState::Declined
            | ProposalState::Broken(_)
            | ProposalState::Lapsed
            | ProposalState::Expired,
            Input::Answer { .. } | Input::Decide { .. },
        ) => Err(Refusal::CircleOver),
        (
            ProposalState::Settled { .. }
            | ProposalState::Dissolved { .. }
            | ProposalState::Declined
            | ProposalState::Broken(_)
            | ProposalState::Lapsed
            | ProposalState::Expired,
            Input::End { .. } | Input::Moved,
        ) => Ok(Effect::Stay),
    }
}

impl Proposal {
    /// Tells whether it can still come about.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, ProposalState::Open | ProposalState::Agreed)
    }

    /// Returns the people in it, each once, in the order of its moves.
    pub fn people(&self) -> Vec<PersonId> {
        let mut people = Vec::new();
        for step in &self.moves {
            for person in step.from.into_iter().chain([step.to]) {
                if !people.contains(&person) {
                    people.push(person);
                }
            }
        }
        people
    }

    /// Tells whether somebody is in it.
    pub fn concerns(&self, person: PersonId) -> bool {
        let is_in = |step: &Step| step.to == person || step.from == Some(person);
        self.moves.iter().any(is_in)
    }

    /// Returns what it does to the roster.
    pub fn change(&self) -> Change {
        let handover = |step: &Step| Handover {
            shift: step.shift,
            from: step.from,
            to: step.to,
            part: None,
        };
        Change::new(self.moves.iter().map(handover).collect())
    }

    /// Tells whether it would still miss somebody's yes after this person's.
    fn misses(&self, person: PersonId) -> bool {
        let people = self.people();
        people
            .iter()
            .any(|other| *other != person && !self.agreed.contains(other))
    }
}

#[cfg(test)]
mod tests;
