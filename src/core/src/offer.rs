//! An offer and its machine: one table of (state × input), pure, without a wildcard arm.
//!
//! [`step`] says what an input does to an offer in a state, or why not. It knows nothing of the
//! roster; [`crate::check`] decides whether a swap it asks for is possible, and
//! [`crate::replay`] carries it out.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{Answer, Audience, OfferKind};
use crate::id::{OfferId, PersonId, ShiftId};
use crate::refusal::Refusal;
use crate::replay::Stamp;

/// A colleague's shift on offer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Who offers.
    pub by: PersonId,
    /// The shift.
    pub shift: ShiftId,
    /// The shift's revision when it was offered.
    pub revision: u32,
    /// What is wanted for it.
    pub kind: OfferKind,
    /// Whom it asks.
    pub to: Audience,
    /// When it was made, by the relay's order and clock.
    pub made: Stamp,
    /// Where it stands.
    pub state: OfferState,
    /// Each colleague's latest answer, given while it was open.
    pub answers: BTreeMap<PersonId, Answer>,
    /// Those whose yes waits for a coordinator's word.
    pub waiting: BTreeSet<PersonId>,
    /// Those who said yes and did not get it.
    pub losses: BTreeMap<PersonId, Lost>,
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferState {
    /// Answers are welcome.
    Open,
    /// A swap or gift is final.
    Settled {
        /// Who has the shift now.
        winner: PersonId,
        /// The shift given in return.
        with: Option<ShiftId>,
        /// When.
        at: Stamp,
    },
    /// Its maker took it back.
    Withdrawn,
    /// The shift changed hands by another way.
    Lapsed,
}

/// Why and to whom someone lost. Derived, so it reads the same on every device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lost {
    /// Who got the shift.
    pub winner: PersonId,
    /// What decided.
    pub reason: LostReason,
    /// When it was settled.
    pub settled: Stamp,
    /// When the loser's yes came in, if it came after that.
    pub came: Option<Stamp>,
}

/// What decided between two who said yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LostReason {
    /// The relay received the winner's yes first.
    First,
    /// The one who offered chose the winner's.
    Chosen,
    /// The loser's yes waited for a coordinator, and the winner's needed to wait for nobody.
    Clear,
    /// A coordinator allowed the winner's.
    Approved,
}

/// Everything that can happen to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A colleague answers.
    Answer {
        /// Who.
        person: PersonId,
        /// What.
        answer: Answer,
    },
    /// Its maker takes it back.
    Withdraw,
    /// Its maker chooses a colleague's answer.
    Choose {
        /// Whose.
        person: PersonId,
    },
    /// A coordinator allows a colleague's answer that waits for it.
    Approve {
        /// Whose.
        person: PersonId,
    },
    /// The shift changed hands by another way.
    Moved,
}

/// What an input does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Stay,
    /// Keeps the answer.
    Record {
        /// Whose.
        person: PersonId,
        /// Which.
        answer: Answer,
    },
    /// Settles, if the swap is possible.
    Settle {
        /// Who takes the shift.
        winner: PersonId,
        /// With which answer.
        answer: Answer,
    },
    /// Ends as withdrawn.
    Withdraw,
    /// Ends as lapsed.
    Lapse,
}

/// Returns what `input` does to `offer`, or why it can't.
pub fn step(offer: &Offer, input: Input) -> Result<Step, Refusal> {
    match (offer.state, input) {
        (OfferState::Open, Input::Answer { person, answer }) => answered(offer, person, answer),
        (OfferState::Open, Input::Withdraw) => Ok(Step::Withdraw),
        (OfferState::Open, Input::Choose { person }) => chosen(offer, person),
        (OfferState::Open, Input::Approve { person }) => approved(offer, person),
        (OfferState::Open, Input::Moved) => Ok(Step::Lapse),

        (OfferState::Settled { winner, at, .. }, Input::Answer { person, answer }) => {
            match (answer.is_yes(), person == winner) {
                (true, false) => Err(Refusal::Lost(Lost {
                    winner,
                    reason: offer.reason(),
                    settled: at,
                    came: None,
                })),
                (true, true) | (false, true) | (false, false) => Err(Refusal::OfferSettled),
            }
        }
        (
            OfferState::Settled { .. },
            Input::Withdraw | Input::Choose { .. } | Input::Approve { .. },
        ) => Err(Refusal::OfferSettled),
        (OfferState::Settled { .. }, Input::Moved) => Ok(Step::Stay),

        (
            OfferState::Withdrawn,
            Input::Answer { .. } | Input::Withdraw | Input::Choose { .. } | Input::Approve { .. },
        ) => Err(Refusal::OfferWithdrawn),
        (OfferState::Withdrawn, Input::Moved) => Ok(Step::Stay),

        (
            OfferState::Lapsed,
            Input::Answer { .. } | Input::Withdraw | Input::Choose { .. } | Input::Approve { .. },
        ) => Err(Refusal::OfferLapsed),
        (OfferState::Lapsed, Input::Moved) => Ok(Step::Stay),
    }
}

fn answered(offer: &Offer, person: PersonId, answer: Answer) -> Result<Step, Refusal> {
    if person == offer.by {
        return Err(Refusal::OwnOffer);
    }
    if !offer.asks(person) {
        return Err(Refusal::NotAsked);
    }
    let record = Step::Record { person, answer };
    let settle = Step::Settle {
        winner: person,
        answer,
    };
    match (&offer.kind, answer) {
        (OfferKind::GiveAway, Answer::Yes) => Ok(settle),
        (OfferKind::GiveAway, Answer::YesWith { .. }) => Err(Refusal::NoReturnWanted),
        (OfferKind::SwapForNamed(_), Answer::Yes) => Err(Refusal::ReturnNeeded),
        (OfferKind::SwapForNamed(named), Answer::YesWith { shift, .. }) => {
            if named.contains(&shift) {
                Ok(settle)
            } else {
                Err(Refusal::NotNamed(shift))
            }
        }
        (OfferKind::SwapForAnswer, Answer::Yes | Answer::YesWith { .. }) => Ok(record),
        (
            OfferKind::GiveAway | OfferKind::SwapForNamed(_) | OfferKind::SwapForAnswer,
            Answer::Later | Answer::No,
        ) => Ok(record),
    }
}

fn chosen(offer: &Offer, person: PersonId) -> Result<Step, Refusal> {
    match &offer.kind {
        OfferKind::GiveAway | OfferKind::SwapForNamed(_) => Err(Refusal::NothingToChoose),
        OfferKind::SwapForAnswer => match offer.answers.get(&person) {
            Some(answer) if answer.is_yes() => Ok(Step::Settle {
                winner: person,
                answer: *answer,
            }),
            Some(_) | None => Err(Refusal::NoYesFrom(person)),
        },
    }
}

fn approved(offer: &Offer, person: PersonId) -> Result<Step, Refusal> {
    match offer.answers.get(&person) {
        Some(answer) if offer.waiting.contains(&person) => Ok(Step::Settle {
            winner: person,
            answer: *answer,
        }),
        Some(_) | None => Err(Refusal::NothingToApprove(person)),
    }
}

impl Offer {
    /// Tells whether answers are welcome.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, OfferState::Open)
    }

    /// Tells whether it asks this person.
    pub fn asks(&self, person: PersonId) -> bool {
        person != self.by
            && match &self.to {
                Audience::Everyone => true,
                Audience::Some(people) => people.contains(&person),
            }
    }

    /// Returns what decides between several who say yes.
    pub const fn reason(&self) -> LostReason {
        match self.kind {
            OfferKind::GiveAway | OfferKind::SwapForNamed(_) => LostReason::First,
            OfferKind::SwapForAnswer => LostReason::Chosen,
        }
    }
}

#[cfg(test)]
mod tests;
