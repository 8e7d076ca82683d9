//! Where a node splits: with a circle, and without.

use super::super::bound::{Bound, State};
use super::super::climb::Climb;
use super::super::numbered::Numbered;
use super::super::parts::Part;
use super::super::real::Real;
use super::super::simplex::{Outcome, Simplex};
use super::{Node, Tree};

/// Pivots spent on trying a branch.
const TRIAL: u32 = 8;
/// Branches tried at a node.
const TRIALS: usize = 6;

impl Tree {
    /// Splits a node that no new row helps, and goes on with the circle chosen.
    pub(super) fn branch(
        &mut self,
        part: &Part,
        climb: &mut Climb,
        node: Node,
        point: &[Real],
        bound: &Bound,
    ) {
        let is_free = |column: &usize| node.states.at(*column) == State::Free;
        let open = (0..part.len()).filter(is_free);
        let near = |column: usize| point.at(column).min(1.0 - point.at(column));
        let mut split: Vec<_> = open.clone().filter(|column| near(*column) > 1e-5).collect();
        split.sort_by(|a, b| {
            let worth = |c: usize| near(c) * part.weights.at(c) as Real;
            worth(*b).total_cmp(&worth(*a)).then(a.cmp(b))
        });
        split.truncate(TRIALS);
        let column = match split.as_slice() {
            [] => open.max_by_key(|column| bound.gains.at(*column)),
            [only] => Some(*only),
            several => self.best_split(part, climb, &node, several),
        };
        let Some(column) = column else {
            // All is decided, whatever the relaxation made of it.
            let is_one = |column: &usize| node.states.at(*column) == State::One;
            let ones: Vec<_> = (0..part.len()).filter(is_one).collect();
            climb.offer(part, &ones);
            return;
        };
        let mut without = node.clone();
        without.states.put(column, State::Zero);
        let mut with = node;
        for child in [&mut without, &mut with] {
            child.rounds = 0;
            child.stretches = 0;
            child.depth += 1;
        }
        let is_possible = choose(part, climb, &mut with.states, column);
        self.open.push(without);
        if is_possible {
            self.enter(part, with);
        }
    }

    /// Returns the column whose two branches lower the bound most (strong branching, briefly).
    fn best_split(
        &mut self,
        part: &Part,
        climb: &Climb,
        node: &Node,
        columns: &[usize],
    ) -> Option<usize> {
        let start = self.simplex.clone();
        let mut best = None;
        let mut most = 0.0;
        for &column in columns {
            let mut with = node.states.clone();
            let is_possible = choose(part, climb, &mut with, column);
            let mut without = node.states.clone();
            without.put(column, State::Zero);
            let lost_without = self.lost(&start, &without);
            let lost_with = match is_possible {
                true => self.lost(&start, &with),
                false => start.worth(),
            };
            let score = lost_without.max(1e-3) * lost_with.max(1e-3);
            if score > most {
                most = score;
                best = Some(column);
            }
        }
        self.apply(&node.states);
        best
    }

    /// Returns what a decision costs within a few pivots, and forgets it.
    fn lost(&mut self, start: &Simplex, states: &[State]) -> Real {
        self.apply(states);
        let lost = match self.simplex.solve(&self.matrix, TRIAL, Real::NEG_INFINITY) {
            Outcome::Empty => start.worth(),
            _ => start.worth() - self.simplex.worth(),
        };
        let effort = self.simplex.effort;
        self.simplex.clone_from(start);
        self.simplex.effort = effort;
        lost
    }
}

/// Chooses a column and gives up what it excludes; returns false if that can't be.
pub(super) fn choose(part: &Part, climb: &Climb, states: &mut [State], column: usize) -> bool {
    if states.at(column) == State::Zero {
        return false;
    }
    states.put(column, State::One);
    for other in part.graph.of(column).iter() {
        if states.at(other) == State::One {
            return false;
        }
        states.put(other, State::Zero);
    }
    climb.takes(column).iter().all(|need| {
        let givers = part.needs.get(*need).map(|need| need.givers.as_slice());
        let mut givers = givers.unwrap_or_default().iter();
        givers.any(|giver| states.at(*giver) != State::Zero)
    })
}
