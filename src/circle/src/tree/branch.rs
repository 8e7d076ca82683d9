//! Where a node splits: with a circle, and without.

use super::{Node, Tree};
use crate::bound::{Bound, State};
use crate::climb::Climb;
use crate::numbered::Numbered;
use crate::parts::Part;
use crate::real::Real;
use crate::simplex::{Outcome, Simplex};

/// Pivots spent on trying a branch.
const TRIAL: u32 = 8;
/// Circles tried at a node.
const TRIALS: usize = 6;

impl Tree {
    /// Splits a node that no new row helps; its two branches are left open, with the circle last.
    ///
    /// Of some circles the one is taken whose branches lower the bound most (strong branching, briefly).
    /// What the trial shows of a branch stays known: often one of the two is done with it.
    pub(super) fn branch(
        &mut self,
        part: &Part,
        climb: &mut Climb,
        node: &Node,
        point: &[Real],
        bound: &Bound,
    ) {
        let columns = worth_trying(part, node, point, bound);
        if columns.is_empty() {
            // All is decided, whatever the relaxation made of it.
            let is_one = |column: &usize| node.states.at(*column) == State::One;
            let ones: Vec<_> = (0..part.len()).filter(is_one).collect();
            climb.offer(part, &ones);
            return;
        }
        let target = self.target(climb);
        self.simplex.prepare(&self.matrix, TRIAL);
        let start = self.simplex.clone();
        let mut best = None;
        let mut most = 0.0;
        for column in columns {
            let mut split = [false, true].map(|is_in| child(part, climb, node, column, is_in));
            let lost = split
                .each_mut()
                .map(|child| self.tried(part, climb, &start, child));
            let is_half = split.iter().any(|child| child.most < target);
            let score: Real = lost.into_iter().map(|lost| lost.max(1e-3)).product();
            if is_half || score > most {
                most = score;
                best = Some(split);
            }
            if is_half {
                break;
            }
        }
        self.open.extend(best.into_iter().flatten());
    }

    /// Lowers a branch's bound by a few pivots, which are taken back; returns what the branch costs.
    fn tried(&mut self, part: &Part, climb: &Climb, start: &Simplex, child: &mut Node) -> Real {
        if child.most == i64::MIN {
            return start.worth();
        }
        self.apply(&child.states);
        let outcome = self.simplex.solve(&self.matrix, TRIAL, self.low(climb));
        let bound = self.bound_of(part, &child.states, outcome);
        child.most = child.most.min(bound.most);
        let lost = match outcome {
            Outcome::Empty => start.worth(),
            _ => start.worth() - self.simplex.worth(),
        };
        let effort = self.simplex.effort;
        self.simplex.clone_from(start);
        self.simplex.effort = effort;
        lost
    }
}

/// Returns the columns most worth a split, of those that the point breaks if there are any.
fn worth_trying(part: &Part, node: &Node, point: &[Real], bound: &Bound) -> Vec<usize> {
    let mut free: Vec<_> = (0..part.len()).collect();
    free.retain(|column| node.states.at(*column) == State::Free);
    let near = |column: usize| point.at(column).min(1.0 - point.at(column));
    let worth = |column: usize| near(column) * part.weights.at(column) as Real;
    let mut broken = free.clone();
    broken.retain(|column| near(*column) > 1e-5);
    if broken.is_empty() {
        let best = free
            .into_iter()
            .max_by_key(|column| bound.gains.at(*column));
        return best.into_iter().collect();
    }
    broken.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
    broken.truncate(TRIALS);
    broken
}

/// Returns a node's branch with a circle or without; nothing is worth anything in one that can't be.
fn child(part: &Part, climb: &Climb, node: &Node, column: usize, is_in: bool) -> Node {
    let mut states = node.states.clone();
    let is_possible = if is_in {
        choose(part, climb, &mut states, column)
    } else {
        states.put(column, State::Zero);
        true
    };
    Node {
        states,
        most: if is_possible { node.most } else { i64::MIN },
        rounds: 0,
        stretches: 0,
        depth: node.depth + 1,
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
