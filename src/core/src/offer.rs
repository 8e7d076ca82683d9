//! An offer and its machine: one table of (state × input), pure, without a wildcard arm.
//!
//! [`step`] says what an input does to an offer in a state, or why not. Time is an input like any
//! other. It knows nothing of the roster; [`crate::check`] decides whether a swap it asks for is
//! possible, and [`crate::replay`] carries it out.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::check::Part;
use crate::event::{Answer, Audience, OfferKind, ShiftRef, Silence};
use crate::id::{OfferId, PersonId, ShiftId};
use crate::refusal::Refusal;
use crate::replay::Stamp;

mod audience;
mod lost;

pub use lost::{Lost, LostReason};

/// A shift on offer: a colleague's, or an open one that somebody would like to take.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Who offers; nobody, if the shift is open.
    pub by: Option<PersonId>,
    /// The shift.
    pub shift: ShiftId,
    /// The shift's revision when it was offered.
    pub revision: u32,
    /// The shifts that go with it.
    pub more: Vec<ShiftRef>,
    /// If only a part of it is offered.
    pub part: Option<Part>,
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
    /// When each of these came in.
    pub came: BTreeMap<PersonId, Stamp>,
    /// Those whose yes waits for an approver's word.
    pub waiting: BTreeSet<PersonId>,
    /// Those who said yes and did not get it.
    pub losses: BTreeMap<PersonId, Lost>,
    /// When the gathered answers are weighed, Unix milliseconds.
    pub closes_ms: Option<u64>,
    /// When silence of the approvers means something, Unix milliseconds.
    pub decide_ms: Option<u64>,
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// The shift began.
    Expired,
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
        /// When.
        at: Stamp,
        /// Until when answers are gathered if this is the first yes, Unix milliseconds; not later
        /// than `at` if the first yes settles.
        closes_ms: u64,
    },
    /// Its maker takes it back.
    Withdraw,
    /// Its maker chooses a colleague's answer.
    Choose {
        /// Whose.
        person: PersonId,
    },
    /// An approver allows a colleague's answer that waits for it.
    Approve {
        /// Whose.
        person: PersonId,
    },
    /// An approver does not allow it.
    Decline {
        /// Whose.
        person: PersonId,
    },
    /// The time for answers is over.
    Close,
    /// The time to decide is over.
    Unanswered {
        /// What that means here.
        means: Silence,
    },
    /// The shift begins.
    Begin,
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
    /// Keeps a yes until the answers are weighed.
    Gather {
        /// Whose.
        person: PersonId,
        /// Which.
        answer: Answer,
        /// When that is, Unix milliseconds.
        closes_ms: u64,
    },
    /// Settles, if the swap is possible.
    Settle {
        /// Who takes the shift.
        winner: PersonId,
        /// With which answer.
        answer: Answer,
    },
    /// Settles with the least burdened of those who said yes.
    Weigh,
    /// Settles with the least burdened of those who wait.
    Allow,
    /// Turns those away who wait, or one of them.
    TurnAway {
        /// Whom; nobody named means all.
        person: Option<PersonId>,
    },
    /// Ends as withdrawn.
    Withdraw,
    /// Ends as lapsed.
    Lapse,
    /// Ends as expired.
    Expire,
}

/// Returns what `input` does to `offer`, or why it can't.
pub fn step(offer: &Offer, input: Input) -> Result<Step, Refusal> {
    match (offer.state, input) {
        (
            OfferState::Open,
            Input::Answer {
                person,
                answer,
                at,
                closes_ms,
            },
        ) => answered(offer, person, answer, at.time_ms, closes_ms),
        (OfferState::Open, Input::Withdraw) => Ok(Step::Withdraw),
        (OfferState::Open, Input::Choose { person }) => chosen(offer, person),
        (OfferState::Open, Input::Approve { person }) => {
            let answer = waiting(offer, person)?;
            Ok(Step::Settle {
                winner: person,
                answer,
            })
        }
        (OfferState::Open, Input::Decline { person }) => {
            waiting(offer, person)?;
            Ok(Step::TurnAway {
                person: Some(person),
            })
        }
        (OfferState::Open, Input::Close) => Ok(Step::Weigh),
        (OfferState::Open, Input::Unanswered { means }) => Ok(match means {
            Silence::Yes => Step::Allow,
            Silence::No => Step::TurnAway { person: None },
        }),
        (OfferState::Open, Input::Begin) => Ok(Step::Expire),
        (OfferState::Open, Input::Moved) => Ok(Step::Lapse),

        (
            OfferState::Settled {
                winner,
                at: settled,
                ..
            },
            Input::Answer {
                person, answer, at, ..
            },
        ) => {
            asked(offer, person, at.time_ms)?;
            match (answer.is_yes(), person == winner) {
                (true, false) => Err(Refusal::Lost(Lost {
                    winner: Some(winner),
                    reason: offer.reason(),
                    settled,
                    came: None,
                })),
                (true, true) | (false, true) | (false, false) => Err(Refusal::OfferSettled),
            }
        }
        (
            OfferState::Settled { .. },
            Input::Withdraw | Input::Choose { .. } | Input::Approve { .. } | Input::Decline { .. },
        ) => Err(Refusal::OfferSettled),

        (
            OfferState::Withdrawn,
            Input::Answer { .. }
            | Input::Withdraw
            | Input::Choose { .. }
            | Input::Approve { .. }
            | Input::Decline { .. },
        ) => Err(Refusal::OfferWithdrawn),
        (
            OfferState::Lapsed,
            Input::Answer { .. }
            | Input::Withdraw
            | Input::Choose { .. }
            | Input::Approve { .. }
            | Input::Decline { .. },
        ) => Err(Refusal::OfferLapsed),
        (
            OfferState::Expired,
            Input::Answer { .. }
            | Input::Withdraw
            | Input::Choose { .. }
            | Input::Approve { .. }
            | Input::Decline { .. },
        ) => Err(Refusal::OfferExpired),
        (
            OfferState::Settled { .. }
            | OfferState::Withdrawn
            | OfferState::Lapsed
            | OfferState::Expired,
            Input::Close | Input::Unanswered { .. } | Input::Begin | Input::Moved,
        ) => Ok(Step::Stay),
    }
}

fn asked(offer: &Offer, person: PersonId, now_ms: u64) -> Result<(), Refusal> {
    if offer.by == Some(person) {
        Err(Refusal::OwnOffer)
    } else if offer.asks(person, now_ms) {
        Ok(())
    } else {
        Err(Refusal::NotAsked)
    }
}

fn answered(
    offer: &Offer,
    person: PersonId,
    answer: Answer,
    now_ms: u64,
    closes_ms: u64,
) -> Result<Step, Refusal> {
    asked(offer, person, now_ms)?;
    let record = Step::Record { person, answer };
    let settle = Step::Settle {
        winner: person,
        answer,
    };
    match (&offer.kind, answer) {
        (OfferKind::GiveAway | OfferKind::OweLater { .. }, Answer::Yes) => {
            let closes_ms = offer.closes_ms.unwrap_or(closes_ms);
            if closes_ms > now_ms {
                Ok(Step::Gather {
                    person,
                    answer,
                    closes_ms,
                })
            } else {
                Ok(settle)
            }
        }
        (OfferKind::Repay { .. }, Answer::Yes) => Ok(settle),
        (
            OfferKind::GiveAway | OfferKind::OweLater { .. } | OfferKind::Repay { .. },
            Answer::YesWith { .. },
        ) => Err(Refusal::NoReturnWanted),
        (OfferKind::SwapForNamed(_) | OfferKind::SwapForWish(_), Answer::Yes) => {
            Err(Refusal::ReturnNeeded)
        }
        (OfferKind::SwapForNamed(named), Answer::YesWith { shift, .. }) => {
            if named.contains(&shift) {
                Ok(settle)
            } else {
                Err(Refusal::NotNamed(shift))
            }
        }
        // Whether it matches is a question to the roster, asked when it is settled.
        (OfferKind::SwapForWish(_), Answer::YesWith { .. }) => Ok(settle),
        (OfferKind::SwapForAnswer, Answer::Yes | Answer::YesWith { .. }) => Ok(record),
        (
            OfferKind::GiveAway
            | OfferKind::SwapForNamed(_)
            | OfferKind::SwapForAnswer
            | OfferKind::SwapForWish(_)
            | OfferKind::OweLater { .. }
            | OfferKind::Repay { .. },
            Answer::Later | Answer::No,
        ) => Ok(record),
    }
}

fn chosen(offer: &Offer, person: PersonId) -> Result<Step, Refusal> {
    match &offer.kind {
        OfferKind::GiveAway
        | OfferKind::SwapForNamed(_)
        | OfferKind::SwapForWish(_)
        | OfferKind::OweLater { .. }
        | OfferKind::Repay { .. } => Err(Refusal::NothingToChoose),
        OfferKind::SwapForAnswer => match offer.answers.get(&person) {
            Some(answer) if answer.is_yes() => Ok(Step::Settle {
                winner: person,
                answer: *answer,
            }),
            Some(_) | None => Err(Refusal::NoYesFrom(person)),
        },
    }
}

fn waiting(offer: &Offer, person: PersonId) -> Result<Answer, Refusal> {
    match offer.answers.get(&person) {
        Some(answer) if offer.waiting.contains(&person) => Ok(*answer),
        Some(_) | None => Err(Refusal::NothingToApprove(person)),
    }
}

impl Offer {
    /// Tells whether answers are welcome.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, OfferState::Open)
    }

    /// Returns all shifts in it.
    pub fn shifts(&self) -> impl Iterator<Item = ShiftRef> + '_ {
        let first = ShiftRef {
            shift: self.shift,
            revision: self.revision,
        };
        [first].into_iter().chain(self.more.iter().copied())
    }

    /// Returns what decides against a yes that comes when it is settled.
    pub const fn reason(&self) -> LostReason {
        match self.kind {
            OfferKind::SwapForAnswer => LostReason::Chosen,
            OfferKind::GiveAway
            | OfferKind::SwapForNamed(_)
            | OfferKind::SwapForWish(_)
            | OfferKind::OweLater { .. }
            | OfferKind::Repay { .. } => {
                if self.closes_ms.is_some() {
                    LostReason::Late
                } else {
                    LostReason::First
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
