//! The proposed circles as one person sees them: what to answer, what to decide, what came of it.

use std::collections::BTreeSet;

use ruil_core::{CircleId, Moment, PersonId, Proposal, ProposalState, Team};

const MINUTE_MS: u64 = 60_000;
/// How long what became of a circle is told.
const LATELY_MS: u64 = 14 * 24 * 60 * MINUTE_MS;

/// The proposed circles, each in one place but for what is to be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circles {
    /// Ask me.
    pub to_answer: Vec<CircleId>,
    /// All agreed, and they wait for my word as an approver.
    pub to_decide: Vec<CircleId>,
    /// Ask me, and I put them off on this device.
    pub parked: Vec<CircleId>,
    /// I answered; the others or an approver are awaited, or my answer itself.
    pub waiting: Vec<CircleId>,
    /// Over lately, and about me: the latest first.
    pub past: Vec<CircleId>,
}

impl Circles {
    /// Lays out the circles for a person. `now` decides only what is recent.
    pub fn of(team: &Team, hoped: &Team, me: PersonId, now: Moment) -> Self {
        let mut circles = Self::default();
        let new = hoped.proposals.values();
        let new = new.filter(|found| !team.proposals.contains(&found.id));
        let mut all: Vec<_> = team.proposals.values().chain(new).collect();
        all.sort_by_key(|found| found.made);
        for found in all {
            circles.add(hoped, found, me, now);
        }
        circles.past.reverse();
        circles
    }

    fn add(&mut self, hoped: &Team, found: &Proposal, me: PersonId, now: Moment) {
        // With my waiting answer, which the final state does not have yet.
        let newest = hoped.proposals.get(&found.id).unwrap_or(found);
        if newest.state == ProposalState::Agreed && hoped.decides_circle(newest, me) {
            self.to_decide.push(found.id);
        }
        if !found.concerns(me) {
            return;
        }
        if !found.is_open() {
            if is_recent(found, now) {
                self.past.push(found.id);
            }
        } else if newest.state == ProposalState::Open && !newest.agreed.contains(&me) {
            self.to_answer.push(found.id);
        } else {
            self.waiting.push(found.id);
        }
    }

    /// Puts aside what this person does not want to be asked now.
    #[must_use]
    pub fn park(mut self, parked: &BTreeSet<String>) -> Self {
        let is_parked = |id: &CircleId| parked.contains(&id.to_string());
        let (parked, to_answer) = self.to_answer.into_iter().partition(is_parked);
        (self.parked, self.to_answer) = (parked, to_answer);
        self
    }

    /// Returns how many wait for me.
    pub fn to_do(&self) -> usize {
        self.to_answer.len() + self.to_decide.len()
    }

    /// Tells whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        let all = [
            &self.to_answer,
            &self.to_decide,
            &self.parked,
            &self.waiting,
            &self.past,
        ];
        all.into_iter().all(Vec::is_empty)
    }
}

/// Returns a circle as it is final, or as it is to be while it is not.
pub fn find<'a>(team: &'a Team, hoped: &'a Team, id: CircleId) -> Option<&'a Proposal> {
    team.proposals.get(&id).or_else(|| hoped.proposals.get(&id))
}

fn is_recent(circle: &Proposal, now: Moment) -> bool {
    let now_ms = u64::try_from(now.utc_min).unwrap_or_default() * MINUTE_MS;
    let ended_ms = match circle.state {
        ProposalState::Settled { at } => at.time_ms,
        ProposalState::Open
        | ProposalState::Agreed
        | ProposalState::Dissolved { .. }
        | ProposalState::Declined
        | ProposalState::Broken(_)
        | ProposalState::Lapsed
        | ProposalState::Expired => circle.made.time_ms,
    };
    now_ms.saturating_sub(ended_ms) < LATELY_MS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late};
    use ruil_core::{Command, Move, NewCircle};

    /// Amal, Bo and Cas each would take the next one's shift; Amal asks.
    fn asked() -> (Crew, CircleId) {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let own = [0, 1, 2].map(|at| crew.put(late(MARCH_8.plus(2 * i32::from(at)), Some(at))));
        let to = [1, 2, 0].map(|at| crew.person(at));
        let moves = own.into_iter().zip(to).map(|(shift, to)| Move {
            shift,
            revision: 0,
            to,
        });
        let new = NewCircle {
            moves: moves.collect(),
            open_min: 2_880,
        };
        let id = CircleId::of(crew.act(0, Command::ProposeCircle(new)));
        (crew, id)
    }

    fn seen(crew: &Crew, me: usize) -> Circles {
        let early = Moment {
            utc_min: 60,
            offset_min: 0,
        };
        Circles::of(&crew.team, &crew.team, crew.person(me), early)
    }

    #[test]
    fn who_has_not_answered_is_asked_and_who_has_waits() {
        let (mut crew, circle) = asked();
        assert_eq!(seen(&crew, 0).waiting, [circle]);
        assert_eq!(
            (seen(&crew, 1).to_answer, seen(&crew, 1).to_do()),
            (vec![circle], 1)
        );
        let parked = BTreeSet::from([circle.to_string()]);
        let later = seen(&crew, 1).park(&parked);
        assert_eq!((later.parked.clone(), later.to_do()), (vec![circle], 0));

        crew.act(1, Command::AnswerCircle { circle, yes: true });
        assert_eq!(
            (seen(&crew, 1).waiting, seen(&crew, 2).to_answer),
            (vec![circle], vec![circle])
        );
        crew.act(2, Command::AnswerCircle { circle, yes: false });
        for me in 0..3 {
            assert_eq!(seen(&crew, me).past, [circle]);
        }
    }

    #[test]
    fn my_answer_that_is_not_final_is_no_question_any_more() {
        let (mut crew, circle) = asked();
        let team = crew.team.clone();
        crew.act(1, Command::AnswerCircle { circle, yes: false });
        let early = Moment {
            utc_min: 60,
            offset_min: 0,
        };
        let circles = Circles::of(&team, &crew.team, crew.person(1), early);
        assert_eq!((circles.waiting, circles.to_answer), (vec![circle], vec![]));
    }

    #[test]
    fn what_needs_a_word_waits_for_an_approver() {
        let (mut crew, _) = asked();
        let mut other = Crew::of(&["Amal", "Bo", "Cas", "Dee"]);
        assert!(seen(&crew, 0).to_decide.is_empty());
        other.rule_late_changes();
        let own = [1, 2, 3].map(|at| other.put(late(MARCH_8.plus(2 * i32::from(at)), Some(at))));
        let to = [2, 3, 1].map(|at| other.person(at));
        let moves = own.into_iter().zip(to);
        let moves = moves.map(|(shift, to)| Move {
            shift,
            revision: 0,
            to,
        });
        let new = NewCircle {
            moves: moves.collect(),
            open_min: 2_880,
        };
        let circle = CircleId::of(other.act(1, Command::ProposeCircle(new)));
        for me in [2, 3] {
            other.act(me, Command::AnswerCircle { circle, yes: true });
        }
        assert_eq!(seen(&other, 0).to_decide, [circle]);
        assert_eq!(
            (seen(&other, 1).to_decide, seen(&other, 1).waiting),
            (vec![], vec![circle])
        );
        crew = other;
        crew.act(0, Command::DecideCircle { circle, yes: false });
        assert!(seen(&crew, 0).is_empty());
        assert_eq!(seen(&crew, 1).past, [circle]);
    }
}
