//! What one pivot changes: the point, the costs, the norms and the kernel.

use super::{Candidate, Simplex, square};
use crate::kernel::{Image, OUT};
use crate::matrix::Matrix;
use crate::numbered::{Lists, Numbered};
use crate::real::Real;

impl Simplex {
    /// Moves columns to their other bound.
    pub(super) fn flip(&mut self, matrix: &Matrix, flipped: &[Candidate]) {
        if flipped.is_empty() {
            return;
        }
        let mut change = vec![0.0; matrix.len()];
        for candidate in flipped {
            let column = candidate.variable;
            let (lower, upper) = self.range(column);
            let is_up = !self.is_up.at(column);
            self.is_up.put(column, is_up);
            self.values.put(column, if is_up { upper } else { lower });
            let by = if is_up { upper - lower } else { lower - upper };
            for &(row, coefficient) in matrix.columns.list(column) {
                change.change(row, |sum| sum + coefficient * by);
            }
        }
        let image = self.kernel.image_of_all(matrix, change);
        self.shift(&image, 1.0);
        self.effort += (self.kernel.size() + matrix.len()) as u64 / 1000;
    }

    /// Takes a multiple of an image from the point.
    pub(super) fn shift(&mut self, image: &Image, by: Real) {
        for (column, entry) in self.kernel.columns.iter().zip(&image.columns) {
            self.values.change(*column, |value| value - by * entry);
        }
        let slacks = self
            .values
            .get_mut(self.weights.len()..)
            .unwrap_or_default();
        let rows = slacks.iter_mut().zip(&self.kernel.tight).zip(&image.rows);
        for ((value, _), entry) in rows.filter(|((_, seat), _)| **seat == OUT) {
            *value -= by * entry;
        }
    }

    pub(super) fn reprice(
        &mut self,
        alphas: &[Real],
        entering: usize,
        alpha: Real,
        leaving: usize,
    ) {
        let theta = self.costs.at(entering) / alpha;
        for (cost, alpha) in self.costs.iter_mut().zip(alphas) {
            *cost -= theta * alpha;
        }
        self.costs.put(entering, 0.0);
        self.costs.put(leaving, -theta);
        let (lower, upper) = self.range(leaving);
        let value = self.values.at(leaving);
        let missed = if value > upper {
            value - upper
        } else {
            value - lower
        };
        self.worth -= (theta * missed).abs();
    }

    /// Brings the squares of the inverse's rows up to date.
    pub(super) fn weigh(
        &mut self,
        matrix: &Matrix,
        row: &[(usize, Real)],
        image: &Image,
        leaving: usize,
        entering: usize,
        pivot: Real,
    ) {
        let own = square(row);
        let mut full = vec![0.0; matrix.len()];
        row.iter().for_each(|(row, entry)| full.put(*row, *entry));
        let cross = self.kernel.image_of_all(matrix, full);
        let mended = |norm: Real, alpha: Real, cross: Real| {
            let ratio = alpha / pivot;
            (norm + ratio * (ratio * own - 2.0 * cross)).max(1e-4)
        };
        let columns = self
            .kernel
            .columns
            .iter()
            .zip(&image.columns)
            .zip(&cross.columns);
        for ((column, alpha), cross) in columns.filter(|((_, alpha), _)| **alpha != 0.0) {
            self.norms
                .change(*column, |norm| mended(norm, *alpha, *cross));
        }
        let norms = self.norms.get_mut(self.weights.len()..).unwrap_or_default();
        let rows = norms.iter_mut().zip(&image.rows).zip(&cross.rows);
        for ((norm, alpha), cross) in rows.filter(|((_, alpha), _)| **alpha != 0.0) {
            *norm = mended(*norm, *alpha, *cross);
        }
        self.norms.put(entering, (own / (pivot * pivot)).max(1e-4));
        self.norms.put(leaving, 1.0);
    }

    pub(super) fn exchange(
        &mut self,
        matrix: &Matrix,
        leaving: usize,
        entering: usize,
        image: &Image,
        pivot: Real,
    ) {
        let (lower, upper) = self.range(leaving);
        let value = self.values.at(leaving);
        let goes_up = value > upper;
        let target = if goes_up { upper } else { lower };
        let step = (value - target) / pivot;
        self.shift(image, step);
        self.values.change(entering, |value| value + step);
        self.values.put(leaving, target);
        self.is_up.put(leaving, goes_up);
        let size = self.size();
        match (leaving.checked_sub(size), entering.checked_sub(size)) {
            (None, None) => {
                let seat = self.kernel.seat.at(leaving);
                self.kernel.replace_column(seat, entering, image);
            }
            (Some(row), None) => self.kernel.grow(matrix, row, entering, image),
            (None, Some(row)) => self.kernel.shrink(self.kernel.seat.at(leaving), row),
            (Some(fresh), Some(gone)) => self.kernel.replace_row(matrix, fresh, gone),
        }
        self.effort += (3 * self.kernel.size() + 4 * matrix.len()) as u64 / 1000 + 1;
    }
}
