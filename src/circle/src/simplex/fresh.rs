//! What follows from a basis, computed from nothing.

use super::{PIVOT, Simplex, square};
use crate::kernel::{Kernel, OUT};
use crate::matrix::Matrix;
use crate::numbered::{Lists, Numbered};
use crate::real::Real;

impl Simplex {
    /// Puts every column that is not basic at the bound its cost asks for, and computes the point.
    pub(super) fn settle(&mut self, matrix: &Matrix) {
        let mut rest = matrix.max.clone();
        for column in 0..self.size() {
            if self.is_basic(column) {
                continue;
            }
            let is_up = self.costs.at(column) < 0.0;
            self.is_up.put(column, is_up);
            let (lower, upper) = self.range(column);
            let value = if is_up { upper } else { lower };
            self.values.put(column, value);
            if value != 0.0 {
                for &(row, coefficient) in matrix.columns.list(column) {
                    rest.change(row, |rest| rest - coefficient * value);
                }
            }
        }
        let image = self.kernel.image_of_all(matrix, rest);
        for (column, value) in self.kernel.columns.iter().zip(image.columns) {
            self.values.put(*column, value);
        }
        for (row, value) in image.rows.iter().enumerate() {
            let is_basic = self.kernel.tight.at(row) == OUT;
            let slack = self.size() + row;
            self.values.put(slack, if is_basic { *value } else { 0.0 });
        }
        self.worth = self.worth();
        self.effort += (self.kernel.size() + self.values.len()) as u64 / 1000 + 1;
    }

    /// Computes the kernel and all that follows from it anew.
    pub(super) fn refresh(&mut self, matrix: &Matrix) {
        let old = std::mem::take(&mut self.kernel);
        self.kernel = Kernel::new(self.size(), matrix.len());
        let mut is_wanted = vec![false; matrix.len()];
        old.rows.iter().for_each(|row| is_wanted.put(*row, true));
        for &column in &old.columns {
            let image = self.kernel.image(matrix, matrix.columns.list(column));
            let wanted = image
                .rows
                .iter()
                .enumerate()
                .filter(|(row, _)| is_wanted.at(*row));
            let best = wanted.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
            if let Some((row, _)) = best.filter(|(_, entry)| entry.abs() > PIVOT) {
                self.kernel.grow(matrix, row, column, &image);
                is_wanted.put(row, false);
                self.effort += self.kernel.size() as u64 / 1000;
            }
        }
        self.price(matrix);
        for seat in 0..self.kernel.columns.len() {
            let norm = square(&self.kernel.row_of_column(seat));
            self.norms.put(self.kernel.columns.at(seat), norm);
        }
        let size = self.size();
        for row in 0..matrix.len() {
            if self.kernel.tight.at(row) == OUT {
                let norm = square(&self.kernel.row_of_slack(matrix, row));
                self.norms.put(size + row, norm);
            }
        }
        self.stale = 0;
    }

    pub(super) fn price(&mut self, matrix: &Matrix) {
        let size = self.size();
        let multipliers = self.kernel.multipliers(&self.weights, matrix.len());
        for column in 0..size {
            let terms = matrix.columns.list(column).iter();
            let paid: Real = terms.map(|(row, c)| multipliers.at(*row) * c).sum();
            let cost = match self.is_basic(column) {
                true => 0.0,
                false => paid - self.weights.at(column),
            };
            self.costs.put(column, cost);
        }
        for (row, multiplier) in multipliers.iter().enumerate() {
            self.costs.put(size + row, multiplier.max(0.0));
        }
    }
}
