//! The relaxation's solver: a dual simplex for columns between two bounds.
//!
//! Dual, because a branch or a new row leaves the multipliers good and only the point must be mended.
//! Prices by steepest edge (Forrest, Goldfarb 1992); the ratio test takes long steps over columns that
//! flip to their other bound (Fourer 1994).

mod fresh;
mod update;

use super::kernel::{Image, Kernel, OUT};
use super::matrix::Matrix;
use super::numbered::{Lists, Numbered};
use super::real::{Real, SLIP, TINY};

/// Pivots after which the kernel is computed anew.
const FRESH: u32 = 100;
/// The smallest number divided by.
const PIVOT: Real = 1e-7;

/// How a stretch of pivots ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The point holds all rows, and no point is worth more.
    Best,
    /// No point holds all rows, so it seems.
    Empty,
    /// The value has fallen below what was asked for.
    Low,
    /// There is more to do.
    More,
}

/// A basis, and what follows from it. Slacks are numbered after the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Simplex {
    weights: Vec<Real>,
    pub lower: Vec<Real>,
    pub upper: Vec<Real>,
    kernel: Kernel,
    /// By column: whether it is at its upper bound, if it is at one.
    is_up: Vec<bool>,
    /// By variable: its value, what it costs to move it, and the square of its row of the inverse.
    values: Vec<Real>,
    costs: Vec<Real>,
    norms: Vec<Real>,
    /// Where a row is broken beyond mending: multipliers may grow along this.
    ray: Vec<(usize, Real)>,
    stale: u32,
    worth: Real,
    /// What has been done, in thousands of multiplications.
    pub effort: u64,
}

struct Candidate {
    ratio: Real,
    alpha: Real,
    variable: usize,
}

impl Simplex {
    /// Starts with every column that is worth something at its upper bound.
    pub fn new(weights: Vec<Real>) -> Simplex {
        let size = weights.len();
        Simplex {
            lower: vec![0.0; size],
            upper: vec![1.0; size],
            kernel: Kernel::new(size, 0),
            is_up: weights.iter().map(|weight| *weight > 0.0).collect(),
            values: vec![0.0; size],
            costs: weights.iter().map(|weight| -weight).collect(),
            norms: vec![1.0; size],
            weights,
            ..Simplex::default()
        }
    }

    fn size(&self) -> usize {
        self.weights.len()
    }

    fn is_basic(&self, variable: usize) -> bool {
        match variable.checked_sub(self.size()) {
            Some(row) => self.kernel.tight.at(row) == OUT,
            None => self.kernel.seat.at(variable) != OUT,
        }
    }

    /// Takes in the rows that were pushed to the matrix since.
    pub fn take_rows(&mut self, matrix: &Matrix) {
        for row in self.kernel.tight.len()..matrix.len() {
            self.kernel.take_row();
            self.values.push(0.0);
            self.costs.push(0.0);
            self.norms
                .push(square(&self.kernel.row_of_slack(matrix, row)));
        }
    }

    /// Tells whether a row could be taken away: its slack is not at its bound.
    pub fn is_slack(&self, row: usize) -> bool {
        self.kernel.tight.at(row) == OUT && self.values.at(self.size() + row) > SLIP
    }

    /// Takes away a row that is slack, as [`Matrix::swap_remove`] does.
    pub fn swap_remove(&mut self, row: usize) {
        let slack = self.size() + row;
        self.kernel.swap_remove(row);
        self.values.swap_remove(slack);
        self.costs.swap_remove(slack);
        self.norms.swap_remove(slack);
    }

    /// Returns the multiplier of each row, none below zero.
    pub fn multipliers(&self) -> Vec<Real> {
        let slacks = self.costs.get(self.size()..).unwrap_or_default();
        slacks.iter().map(|cost| cost.max(0.0)).collect()
    }

    /// Returns multipliers that show a broken row, grown so far along the ray.
    pub fn grown(&self, by: Real) -> Vec<Real> {
        let slacks = self.costs.get(self.size()..).unwrap_or_default();
        let mut grown = slacks.to_vec();
        for &(row, slope) in &self.ray {
            grown.change(row, |cost| cost + by * slope);
        }
        grown.iter().map(|cost| cost.max(0.0)).collect()
    }

    /// Returns the value of each column at the point.
    pub fn values(&self) -> &[Real] {
        self.values.get(..self.size()).unwrap_or_default()
    }

    /// Returns what the point is worth.
    pub fn worth(&self) -> Real {
        self.weights
            .iter()
            .zip(&self.values)
            .map(|(weight, value)| weight * value)
            .sum()
    }

    fn range(&self, variable: usize) -> (Real, Real) {
        if variable >= self.size() {
            (0.0, Real::INFINITY)
        } else {
            (self.lower.at(variable), self.upper.at(variable))
        }
    }

    /// Sees to it that so many pivots can be made before the kernel must be computed anew.
    pub fn prepare(&mut self, matrix: &Matrix, pivots: u32) {
        if self.stale + pivots > FRESH {
            self.refresh(matrix);
        }
    }

    /// Pivots until there is an outcome, `most` times at most.
    pub fn solve(&mut self, matrix: &Matrix, most: u32, stop_below: Real) -> Outcome {
        self.prepare(matrix, 0);
        self.settle(matrix);
        for _ in 0..most {
            if self.worth < stop_below {
                return Outcome::Low;
            }
            let Some((leaving, missed)) = self.leaving() else {
                return Outcome::Best;
            };
            if let Some(outcome) = self.pivot(matrix, leaving, missed) {
                return outcome;
            }
            if self.stale > FRESH {
                self.refresh(matrix);
                self.settle(matrix);
            }
        }
        Outcome::More
    }

    /// Returns the basic variable that misses its bounds most, and by how much: below zero if too low.
    fn leaving(&self) -> Option<(usize, Real)> {
        let mut best = None;
        let mut most = 0.0;
        let tight = self.kernel.tight.iter().enumerate();
        let slacks = tight
            .filter(|(_, seat)| **seat == OUT)
            .map(|(row, _)| self.size() + row);
        for variable in self.kernel.columns.iter().copied().chain(slacks) {
            let (lower, upper) = self.range(variable);
            let value = self.values.at(variable);
            let missed = if value < lower - SLIP {
                value - lower
            } else if value > upper + SLIP {
                value - upper
            } else {
                continue;
            };
            let price = missed * missed / self.norms.at(variable).max(TINY);
            if price > most {
                most = price;
                best = Some((variable, missed));
            }
        }
        best
    }

    fn pivot(&mut self, matrix: &Matrix, leaving: usize, missed: Real) -> Option<Outcome> {
        let sign = if missed > 0.0 { 1.0 } else { -1.0 };
        let row = match leaving.checked_sub(self.size()) {
            Some(row) => self.kernel.row_of_slack(matrix, row),
            None => self.kernel.row_of_column(self.kernel.seat.at(leaving)),
        };
        let alphas = self.alphas(matrix, &row);
        let mut candidates = self.candidates(&alphas, sign);
        let mut slope = missed.abs();
        let mut stop = 0;
        // Few are passed, mostly none: looking for the next is less work than sorting them.
        let limit = loop {
            let rest = candidates.iter().enumerate().skip(stop);
            let next = rest.min_by(|(_, a), (_, b)| a.ratio.total_cmp(&b.ratio));
            let Some((place, next)) = next else {
                // So that going along the ray by one lowers the bound by one.
                let slopes = row.iter().map(|(row, alpha)| (*row, -sign * alpha / slope));
                self.ray = slopes.collect();
                return Some(Outcome::Empty);
            };
            let (lower, upper) = self.range(next.variable);
            slope -= next.alpha.abs() * (upper - lower);
            if slope <= SLIP {
                break next.ratio;
            }
            candidates.swap(stop, place);
            stop += 1;
        };
        let near = candidates.iter().skip(stop);
        let near = near.filter(|candidate| candidate.ratio <= limit + TINY);
        let entering = near.max_by(|a, b| a.alpha.abs().total_cmp(&b.alpha.abs()))?;
        let (entering, alpha) = (entering.variable, entering.alpha);
        let image = match entering.checked_sub(self.size()) {
            Some(row) => self.kernel.image(matrix, &[(row, 1.0)]),
            None => self.kernel.image(matrix, matrix.columns.list(entering)),
        };
        let pivot = self.entry(&image, leaving);
        if pivot.abs() < PIVOT || (pivot - alpha).abs() > 1e-6 * (1.0 + alpha.abs()) {
            // The kernel has worn out; with a fresh one such a pivot is as good as it gets.
            if self.stale > 0 || pivot.abs() < TINY {
                let is_hopeless = self.stale == 0;
                self.stale = FRESH + 1;
                return is_hopeless.then_some(Outcome::More);
            }
        }
        self.flip(matrix, candidates.get(..stop).unwrap_or_default());
        self.reprice(&alphas, entering, alpha, leaving);
        self.weigh(matrix, &row, &image, leaving, entering, pivot);
        self.exchange(matrix, leaving, entering, &image, pivot);
        self.stale += 1;
        None
    }

    /// Returns what an image holds for a basic variable.
    fn entry(&self, image: &Image, variable: usize) -> Real {
        match variable.checked_sub(self.size()) {
            Some(row) => image.rows.at(row),
            None => image.columns.at(self.kernel.seat.at(variable)),
        }
    }

    /// Returns a row of the inverse times the matrix, by variable.
    fn alphas(&mut self, matrix: &Matrix, row: &[(usize, Real)]) -> Vec<Real> {
        let mut alphas = vec![0.0; self.values.len()];
        let mut count = 0;
        for &(number, factor) in row {
            let terms = matrix.rows.list(number);
            count += terms.len();
            for &(column, coefficient) in terms {
                if let Some(alpha) = alphas.get_mut(column) {
                    *alpha += factor * coefficient;
                }
            }
            alphas.put(self.weights.len() + number, factor);
        }
        self.effort += (count + 4 * self.values.len()) as u64 / 1000;
        alphas
    }

    fn candidates(&self, alphas: &[Real], sign: Real) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for (variable, &alpha) in alphas.iter().enumerate() {
            if alpha.abs() <= TINY || self.is_basic(variable) {
                continue;
            }
            let (lower, upper) = self.range(variable);
            let helps = (alpha * sign > 0.0) != self.is_up.at(variable);
            if helps && lower < upper {
                candidates.push(Candidate {
                    ratio: self.costs.at(variable).abs() / alpha.abs(),
                    alpha,
                    variable,
                });
            }
        }
        candidates
    }
}

fn square(entries: &[(usize, Real)]) -> Real {
    entries.iter().map(|(_, entry)| entry * entry).sum()
}
