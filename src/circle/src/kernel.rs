//! The inverse of a basis, as much of it as is not plain.
//!
//! A basis is columns and slacks. A slack stands in its own row alone, so only the square of the basic
//! columns in the tight rows has to be inverted: the kernel, a third of the basis or less. A pivot
//! replaces a column or a row of it, or makes it one larger or smaller.

use super::matrix::Matrix;
use super::numbered::{Lists, Numbered};
use super::real::{Real, TINY};

/// No seat in the kernel.
pub(super) const OUT: usize = usize::MAX;

/// The kernel's inverse, by column (its row here) and by tight row.
#[derive(Clone, Debug, Default)]
pub(super) struct Kernel {
    /// Basic columns, and where each column sits.
    pub columns: Vec<usize>,
    pub seat: Vec<usize>,
    /// Tight rows, and where each row sits.
    pub rows: Vec<usize>,
    pub tight: Vec<usize>,
    inverse: Vec<Vec<Real>>,
}

/// What a basis makes of a vector: a number for each basic column, by seat, and one for each row whose
/// slack is basic.
#[derive(Clone, Debug, Default)]
pub(super) struct Image {
    pub columns: Vec<Real>,
    pub rows: Vec<Real>,
}

impl Kernel {
    /// Returns the kernel of a basis of slacks only.
    pub fn new(columns: usize, rows: usize) -> Kernel {
        Kernel {
            seat: vec![OUT; columns],
            tight: vec![OUT; rows],
            ..Kernel::default()
        }
    }

    /// Returns how many multiplications a pass over the kernel takes.
    pub fn size(&self) -> usize {
        self.columns.len() * self.columns.len()
    }

    pub fn take_row(&mut self) {
        self.tight.push(OUT);
    }

    /// Forgets a row that is not tight; the last row gets its number.
    pub fn swap_remove(&mut self, row: usize) {
        self.tight.swap_remove(row);
        let moved = self.tight.at(row);
        if row < self.tight.len() && moved != OUT {
            self.rows.put(moved, row);
        }
    }

    /// Returns the inverse's row of a basic column, by row of the matrix.
    pub fn row_of_column(&self, seat: usize) -> Vec<(usize, Real)> {
        let entries = self.rows.iter().zip(self.inverse.list(seat));
        entries
            .filter(|(_, entry)| entry.abs() > TINY)
            .map(|(row, entry)| (*row, *entry))
            .collect()
    }

    /// Returns the inverse's row of a basic slack, by row of the matrix, its own last.
    pub fn row_of_slack(&self, matrix: &Matrix, row: usize) -> Vec<(usize, Real)> {
        let sums = self.combine(matrix, row);
        let entries = self
            .rows
            .iter()
            .zip(sums)
            .filter(|(_, sum)| sum.abs() > TINY);
        let own = std::iter::once((row, 1.0));
        entries.map(|(row, sum)| (*row, -sum)).chain(own).collect()
    }

    /// Returns a row of the matrix times the inverse.
    fn combine(&self, matrix: &Matrix, row: usize) -> Vec<Real> {
        let mut sums = vec![0.0; self.rows.len()];
        for &(column, coefficient) in matrix.rows.list(row) {
            let seat = self.seat.at(column);
            if seat != OUT {
                for (sum, entry) in sums.iter_mut().zip(self.inverse.list(seat)) {
                    *sum += coefficient * entry;
                }
            }
        }
        sums
    }

    /// Returns what the basis makes of a vector of few entries, by row.
    pub fn image(&self, matrix: &Matrix, vector: &[(usize, Real)]) -> Image {
        let tight = vector
            .iter()
            .map(|(row, entry)| (self.tight.at(*row), *entry));
        let tight: Vec<_> = tight.filter(|(seat, _)| *seat != OUT).collect();
        let product = |row: &Vec<Real>| {
            tight
                .iter()
                .map(|(seat, entry)| row.at(*seat) * entry)
                .sum()
        };
        let mut rows = vec![0.0; matrix.len()];
        for &(row, entry) in vector {
            rows.put(row, entry);
        }
        self.spread(matrix, self.inverse.iter().map(product).collect(), rows)
    }

    /// Returns what the basis makes of a full vector.
    pub fn image_of_all(&self, matrix: &Matrix, vector: Vec<Real>) -> Image {
        let tight: Vec<_> = self.rows.iter().map(|row| vector.at(*row)).collect();
        let columns = self.inverse.iter().map(|row| dot(row, &tight)).collect();
        self.spread(matrix, columns, vector)
    }

    fn spread(&self, matrix: &Matrix, columns: Vec<Real>, mut rows: Vec<Real>) -> Image {
        for (column, value) in self.columns.iter().zip(&columns) {
            if value.abs() > TINY * TINY {
                for &(row, coefficient) in matrix.columns.list(*column) {
                    if let Some(entry) = rows.get_mut(row) {
                        *entry -= coefficient * value;
                    }
                }
            }
        }
        Image { columns, rows }
    }

    /// Returns the multipliers of the tight rows at which the basic columns cost nothing.
    pub fn multipliers(&self, weights: &[Real], rows: usize) -> Vec<Real> {
        let mut sums = vec![0.0; self.rows.len()];
        for (column, row) in self.columns.iter().zip(&self.inverse) {
            let weight = weights.at(*column);
            for (sum, entry) in sums.iter_mut().zip(row) {
                *sum += weight * entry;
            }
        }
        let mut multipliers = vec![0.0; rows];
        for (row, sum) in self.rows.iter().zip(sums) {
            multipliers.put(*row, sum);
        }
        multipliers
    }

    /// Puts a column in the seat of another.
    pub fn replace_column(&mut self, seat: usize, column: usize, image: &Image) {
        let pivot = image.columns.at(seat);
        let Some(mut own) = self.inverse.get_mut(seat).map(std::mem::take) else {
            return;
        };
        own.iter_mut().for_each(|entry| *entry /= pivot);
        subtract(&mut self.inverse, &image.columns, &own);
        if let Some(row) = self.inverse.get_mut(seat) {
            *row = own;
        }
        self.seat.put(self.columns.at(seat), OUT);
        self.seat.put(column, seat);
        self.columns.put(seat, column);
    }

    /// Takes in a column, and a row that becomes tight.
    pub fn grow(&mut self, matrix: &Matrix, row: usize, column: usize, image: &Image) {
        let pivot = image.rows.at(row);
        let mut own = self.combine(matrix, row);
        own.iter_mut().for_each(|entry| *entry /= -pivot);
        subtract(&mut self.inverse, &image.columns, &own);
        for (row, entry) in self.inverse.iter_mut().zip(&image.columns) {
            row.push(-entry / pivot);
        }
        own.push(1.0 / pivot);
        self.inverse.push(own);
        self.seat.put(column, self.columns.len());
        self.columns.push(column);
        self.tight.put(row, self.rows.len());
        self.rows.push(row);
    }

    /// Lets a column go, and a row that is no longer tight.
    pub fn shrink(&mut self, seat: usize, row: usize) {
        let gone = self.tight.at(row);
        let mut own = self.inverse.swap_remove(seat);
        let pivot = own.at(gone);
        own.iter_mut().for_each(|entry| *entry /= pivot);
        let factors: Vec<_> = self.inverse.iter().map(|row| row.at(gone)).collect();
        subtract(&mut self.inverse, &factors, &own);
        for row in &mut self.inverse {
            row.swap_remove(gone);
        }
        self.seat.put(self.columns.at(seat), OUT);
        self.columns.swap_remove(seat);
        if let Some(moved) = self.columns.get(seat) {
            self.seat.put(*moved, seat);
        }
        self.tight.put(row, OUT);
        self.rows.swap_remove(gone);
        if let Some(moved) = self.rows.get(gone) {
            self.tight.put(*moved, gone);
        }
    }

    /// Makes one row tight instead of another.
    pub fn replace_row(&mut self, matrix: &Matrix, fresh: usize, gone: usize) {
        let seat = self.tight.at(gone);
        let mut own = self.combine(matrix, fresh);
        let pivot = own.at(seat);
        own.change(seat, |entry| entry - 1.0);
        own.iter_mut().for_each(|entry| *entry /= pivot);
        let factors: Vec<_> = self.inverse.iter().map(|row| row.at(seat)).collect();
        subtract(&mut self.inverse, &factors, &own);
        self.tight.put(gone, OUT);
        self.tight.put(fresh, seat);
        self.rows.put(seat, fresh);
    }
}

/// Takes a multiple of one row from each row.
fn subtract(rows: &mut [Vec<Real>], factors: &[Real], own: &[Real]) {
    for (row, factor) in rows.iter_mut().zip(factors) {
        if factor.abs() > TINY * TINY {
            for (entry, by) in row.iter_mut().zip(own) {
                *entry -= factor * by;
            }
        }
    }
}

/// Returns the inner product, summed in four lanes so that the processor need not wait for each sum.
fn dot(a: &[Real], b: &[Real]) -> Real {
    let mut lanes = [0.0; 4];
    let (fours, more) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest = fours.remainder().iter().zip(more.remainder());
    let rest: Real = rest.map(|(a, b)| a * b).sum();
    for (a, b) in fours.zip(more) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    rest + lanes.iter().sum::<Real>()
}
