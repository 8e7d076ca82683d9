//! The proof for one part: branch and cut.
//!
//! A node is a choice made for some columns. Its relaxation gives a point and, exactly, a bound; a node
//! whose bound does not beat the best set is done. Otherwise rows that the point misses are added, and
//! when there are none, two nodes follow: with a circle and without.

mod branch;

use branch::choose;

use super::bound::{Bound, Scale, State};
use super::climb::Climb;
use super::cuts;
use super::matrix::Matrix;
use super::numbered::Numbered;
use super::parts::Part;
use super::real::{Real, SLIP};
use super::simplex::{Outcome, Simplex};

/// Pivots in one stretch of work.
const STRETCH: u32 = 50;
/// Stretches after which a node splits, whatever became of its relaxation: rounding may go in circles.
const STRETCHES: u32 = 400;
/// Rounds of new rows at the root, and at other nodes.
const ROUNDS: (u32, u32) = (60, 2);
/// Of so many nodes taken up one is the most promising. The others are those left last.
///
/// Those left last differ in one circle from the node at hand, so a few pivots lead from one relaxation
/// to the next, and few nodes stay open. But the bound falls only when the most promising goes: without,
/// large pools that are cut short are told a bound about a hundredth looser. The number itself matters
/// little: drawn pools of 100 offers take about as long to prove with 6, 8, 10 or 16, now one ahead and
/// now another.
const PROMISING: u32 = 8;
/// New rows in a round.
const ROWS: usize = 60;

#[derive(Clone, Debug)]
struct Node {
    states: Vec<State>,
    /// In units.
    most: i64,
    rounds: u32,
    /// Stretches of pivots since the last new row.
    stretches: u32,
    depth: u32,
}

/// The search for a proof.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    matrix: Matrix,
    simplex: Simplex,
    scale: Scale,
    /// All values are multiples of this.
    grain: i64,
    open: Vec<Node>,
    current: Option<Node>,
    /// Rows that are never taken away.
    base: usize,
    /// Nodes looked at.
    nodes: u32,
}

impl Tree {
    pub fn new(part: &Part) -> Tree {
        let mut matrix = Matrix::new(part.len());
        for clique in &part.cliques {
            let row = cuts::grown_clique(part, clique);
            if !matrix.exact.contains(&row) {
                matrix.push(row);
            }
        }
        for row in &part.rows {
            matrix.push(row.clone());
        }
        let jitter = |(number, weight): (usize, &i64)| {
            // Ties make the simplex stall; the bound is computed without this.
            let spread = (number as Real * 0.618_033_988_749_895).fract();
            *weight as Real * (1.0 + 1e-7 * spread)
        };
        let mut simplex = Simplex::new(part.weights.iter().enumerate().map(jitter).collect());
        simplex.take_rows(&matrix);
        let root = Node {
            states: vec![State::Free; part.len()],
            most: i64::MAX,
            rounds: 0,
            stretches: 0,
            depth: 0,
        };
        Tree {
            base: matrix.len(),
            scale: Scale::of(&part.weights, 4 * matrix.len() + 1000),
            grain: part
                .weights
                .iter()
                .fold(0, |grain, weight| gcd(grain, weight.abs()))
                .max(1),
            matrix,
            simplex,
            open: vec![root],
            current: None,
            nodes: 0,
        }
    }

    /// Tells whether nothing is left to look at.
    pub fn is_done(&self) -> bool {
        self.open.is_empty() && self.current.is_none()
    }

    /// Returns what no set is worth more than, if the best known is worth so much.
    pub fn bound(&self, best: i64) -> i64 {
        let nodes = self.open.iter().chain(&self.current);
        let most = nodes
            .map(|node| self.scale.value(node.most))
            .max()
            .unwrap_or(best);
        (most - most.rem_euclid(self.grain)).max(best)
    }

    /// Does one stretch of work; returns the effort.
    pub fn work(&mut self, part: &Part, climb: &mut Climb) -> u64 {
        let before = self.simplex.effort;
        match self.current.take() {
            Some(node) => self.look(part, climb, node),
            None => self.take_up(part, climb),
        }
        self.simplex.effort - before + 1
    }

    /// Returns the sum, in units, that a better set would reach.
    fn target(&self, climb: &Climb) -> i64 {
        self.scale.units(climb.best.value + self.grain)
    }

    /// Takes up an open node.
    fn take_up(&mut self, part: &Part, climb: &Climb) {
        let target = self.target(climb);
        self.open.retain(|node| node.most >= target);
        self.nodes += 1;
        let is_promising = self.is_promising();
        let nodes = self.open.iter().enumerate();
        let promise =
            |(place, node): &(usize, &Node)| (if is_promising { node.most } else { 0 }, *place);
        let Some((place, _)) = nodes.max_by_key(promise) else {
            return;
        };
        let node = self.open.remove(place);
        self.trim(part);
        self.apply(&node.states);
        self.current = Some(node);
    }

    /// Tells whether the node at hand was taken up for its promise.
    fn is_promising(&self) -> bool {
        self.nodes.is_multiple_of(PROMISING)
    }

    /// Takes away rows that have come to mean nothing.
    fn trim(&mut self, part: &Part) {
        if self.matrix.len() < self.base + 40 + part.len() / 4 {
            return;
        }
        for row in (self.base..self.matrix.len()).rev() {
            if self.simplex.is_slack(row) {
                self.matrix.swap_remove(row);
                self.simplex.swap_remove(row);
            }
        }
    }

    fn apply(&mut self, states: &[State]) {
        for (column, state) in states.iter().enumerate() {
            let (lower, upper) = match state {
                State::Free => (0.0, 1.0),
                State::Zero => (0.0, 0.0),
                State::One => (1.0, 1.0),
            };
            self.simplex.lower.put(column, lower);
            self.simplex.upper.put(column, upper);
        }
    }

    /// Returns the bound that the end of a stretch of pivots gives.
    fn bound_of(&self, part: &Part, states: &[State], outcome: Outcome) -> Bound {
        let multipliers = match outcome {
            Outcome::Empty => self.simplex.grown(2.0 * self.simplex.worth().abs() + 1.0),
            _ => self.simplex.multipliers(),
        };
        let rows = &self.matrix.exact;
        Bound::of(rows, &multipliers, &part.weights, states, self.scale)
    }

    /// Returns the worth below which a point shows that nothing better is left.
    fn low(&self, climb: &Climb) -> Real {
        climb.best.value as Real + self.grain as Real - 0.5e-3
    }

    fn look(&mut self, part: &Part, climb: &mut Climb, mut node: Node) {
        let target = self.target(climb);
        let low = self.low(climb);
        let outcome = self.simplex.solve(&self.matrix, STRETCH, low);
        let bound = self.bound_of(part, &node.states, outcome);
        node.most = node.most.min(bound.most);
        if node.most < target {
            return;
        }
        node.stretches += 1;
        if outcome == Outcome::More && node.stretches < STRETCHES {
            self.current = Some(node);
            return;
        }
        let Some(is_changed) = self.fix(part, climb, &mut node, &bound) else {
            return;
        };
        if is_changed {
            self.apply(&node.states);
            self.current = Some(node);
            return;
        }
        let point = self.simplex.values().to_vec();
        if outcome == Outcome::Best {
            if node.depth == 0 {
                climb.guide(&bound.gains);
            }
            self.round(part, climb, &node, &point);
            if self.target(climb) > node.most {
                return;
            }
            if self.tighten(part, &mut node, &point, &bound, climb) {
                self.current = Some(node);
                return;
            }
        }
        self.branch(part, climb, &node, &point, &bound);
    }

    /// Decides columns whose other choice would not beat the best; returns whether the point was among
    /// what is now forbidden, or nothing if nothing is left.
    fn fix(&self, part: &Part, climb: &Climb, node: &mut Node, bound: &Bound) -> Option<bool> {
        let target = self.target(climb);
        let mut ones = Vec::new();
        let mut is_changed = false;
        for (column, &gain) in bound.gains.iter().enumerate() {
            if node.states.at(column) != State::Free || bound.most == i64::MAX {
                continue;
            }
            if bound.most.saturating_sub(gain.saturating_abs()) < target {
                if gain > 0 {
                    ones.push(column);
                } else {
                    node.states.put(column, State::Zero);
                    is_changed |= self.simplex.values().at(column) > SLIP;
                }
            }
        }
        for column in ones {
            is_changed |= self.simplex.values().at(column) < 1.0 - SLIP;
            if !choose(part, climb, &mut node.states, column) {
                return None;
            }
        }
        Some(is_changed)
    }

    /// Tries to make a set of the point.
    fn round(&self, part: &Part, climb: &mut Climb, node: &Node, point: &[Real]) {
        if node.depth > 0 && !self.is_promising() {
            return;
        }
        let mut order: Vec<_> = (0..part.len())
            .filter(|column| point.at(*column) > 1e-5)
            .collect();
        order.sort_by(|a, b| point.at(*b).total_cmp(&point.at(*a)).then(a.cmp(b)));
        climb.restart(part, order.into_iter());
    }

    /// Adds rows that the point misses; returns whether there were any.
    fn tighten(
        &mut self,
        part: &Part,
        node: &mut Node,
        point: &[Real],
        bound: &Bound,
        climb: &mut Climb,
    ) -> bool {
        let is_whole = point.iter().all(|value| value.min(1.0 - value) < 1e-5);
        let most = if node.depth == 0 { ROUNDS.0 } else { ROUNDS.1 };
        let rows = if is_whole {
            let chosen: Vec<_> = (0..part.len()).filter(|c| point.at(*c) > 0.5).collect();
            if climb.offer(part, &chosen) {
                Vec::new()
            } else {
                cuts::missed(part, point, &bound.gains, ROWS)
            }
        } else if node.rounds < most {
            cuts::missed(part, point, &bound.gains, ROWS)
        } else {
            Vec::new()
        };
        node.rounds += 1;
        node.stretches = 0;
        let any = !rows.is_empty();
        for row in rows {
            self.matrix.push(row);
        }
        self.simplex.take_rows(&self.matrix);
        any
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
