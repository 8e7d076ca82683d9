//! The machine of a round: one table of (phase × input), pure, without a wildcard arm.

use super::{Phase, Round};
use crate::event::{NewPick, Turn};
use crate::id::PersonId;
use crate::refusal::Refusal;

/// Everything that can happen to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Somebody picks a place.
    Pick {
        /// Who.
        person: PersonId,
        /// What.
        pick: NewPick,
    },
    /// Somebody takes a pick back.
    Unpick {
        /// Who.
        person: PersonId,
        /// Which line.
        line: u16,
    },
    /// More is needed.
    Add,
    /// A coordinator moves it.
    Turn(Turn),
    /// A coordinator publishes it.
    Publish,
    /// The phase's time is over.
    End,
}

/// What an input does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Stay,
    /// Notes the pick, if the roster and the law allow it.
    Note,
    /// Forgets the pick.
    Drop,
    /// Adds to the demand.
    Grow,
    /// Begins a phase.
    Enter(Phase),
    /// Makes it roster.
    Publish,
}

/// Returns what `input` does to `round`, or why it can't.
pub fn step(round: &Round, input: Input) -> Result<Step, Refusal> {
    match (round.phase, input) {
        (Phase::Picking, Input::Pick { person, pick }) => {
            good(round, person, pick)?;
            Ok(Step::Note)
        }
        (Phase::Solving, Input::Pick { person, pick }) => {
            good(round, person, pick)?;
            free(round, person, pick.line)?;
            Ok(Step::Note)
        }
        (Phase::Picking | Phase::Solving, Input::Unpick { person, line }) => {
            let own = round.picks.get(&person);
            let own = own.and_then(|own| own.get(&line));
            own.map(|_| Step::Drop).ok_or(Refusal::NotPicked(line))
        }
        (
            Phase::Closed | Phase::Published { .. } | Phase::Cancelled,
            Input::Pick { .. } | Input::Unpick { .. },
        ) => Err(Refusal::RoundClosed),
        (Phase::Picking, Input::Add) => Ok(Step::Grow),
        (Phase::Picking, Input::Turn(Turn::On) | Input::End)
        | (Phase::Closed, Input::Turn(Turn::Back)) => Ok(Step::Enter(Phase::Solving)),
        (Phase::Solving, Input::Turn(Turn::On) | Input::End) => Ok(Step::Enter(Phase::Closed)),
        (Phase::Solving, Input::Turn(Turn::Back)) => Ok(Step::Enter(Phase::Picking)),
        (Phase::Picking | Phase::Solving | Phase::Closed, Input::Turn(Turn::Cancel)) => {
            Ok(Step::Enter(Phase::Cancelled))
        }
        (Phase::Solving | Phase::Closed, Input::Publish) => Ok(Step::Publish),
        (Phase::Picking, Input::Turn(Turn::Back) | Input::Publish)
        | (Phase::Solving, Input::Add)
        | (Phase::Closed, Input::Add | Input::Turn(Turn::On))
        | (
            Phase::Published { .. } | Phase::Cancelled,
            Input::Add | Input::Turn(Turn::On | Turn::Back | Turn::Cancel) | Input::Publish,
        ) => Err(Refusal::WrongPhase),
        (Phase::Closed | Phase::Published { .. } | Phase::Cancelled, Input::End) => Ok(Step::Stay),
    }
}

/// Tells why a pick makes no sense, whenever it is made.
fn good(round: &Round, person: PersonId, pick: NewPick) -> Result<(), Refusal> {
    let line = round.demand.lines.get(usize::from(pick.line));
    let line = line.ok_or(Refusal::UnknownPlace(pick.line))?;
    if line.place.owner.is_some() {
        let (line, count) = (pick.line, line.count);
        return Err(Refusal::PlaceTaken { line, count });
    }
    let own = round.picks.get(&person);
    let has = |line: u16| own.is_some_and(|own| own.contains_key(&line));
    if let Some(other) = pick.instead_of.filter(|other| !has(*other)) {
        return Err(Refusal::NotPicked(other));
    }
    let but: Vec<_> = pick.instead_of.into_iter().chain([pick.line]).collect();
    if pick.joker && round.spent(person, &but) >= round.jokers {
        return Err(Refusal::NoJoker { max: round.jokers });
    }
    Ok(())
}

/// Tells why a place can't be picked by one more.
fn free(round: &Round, person: PersonId, line: u16) -> Result<(), Refusal> {
    let count = round.demand.lines.get(usize::from(line));
    let count = count.map_or(0, |line| line.count);
    let others = round.picked(line).filter(|(other, _)| *other != person);
    if others.count() < usize::from(count) {
        Ok(())
    } else {
        Err(Refusal::PlaceTaken { line, count })
    }
}
