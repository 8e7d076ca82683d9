//! The rows of a relaxation, by row and by column.

use super::numbered::Lists;
use super::program::Row;
use super::real::Real;

/// Rows that can be added and taken away; the columns stay.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    /// The rows in whole numbers, for what must be exact.
    pub exact: Vec<Row>,
    pub rows: Vec<Vec<(usize, Real)>>,
    pub columns: Vec<Vec<(usize, Real)>>,
    pub max: Vec<Real>,
}

impl Matrix {
    pub fn new(columns: usize) -> Matrix {
        Matrix {
            columns: vec![Vec::new(); columns],
            ..Matrix::default()
        }
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn push(&mut self, row: Row) {
        let number = self.rows.len();
        let terms = row.terms.iter();
        let terms: Vec<_> = terms.map(|(column, c)| (*column, *c as Real)).collect();
        for &(column, coefficient) in &terms {
            self.columns.push_to(column, (number, coefficient));
        }
        self.rows.push(terms);
        self.max.push(row.max as Real);
        self.exact.push(row);
    }

    /// Takes a row away; the last row gets its number.
    pub fn swap_remove(&mut self, number: usize) {
        if number >= self.rows.len() {
            return;
        }
        let last = self.rows.len() - 1;
        let gone = self.rows.swap_remove(number);
        self.max.swap_remove(number);
        self.exact.swap_remove(number);
        for (column, _) in gone {
            if let Some(list) = self.columns.get_mut(column) {
                list.retain(|(row, _)| *row != number);
            }
        }
        for &(column, _) in self.rows.list(number) {
            let list = self.columns.get_mut(column).into_iter().flatten();
            for (row, _) in list.filter(|(row, _)| *row == last) {
                *row = number;
            }
        }
    }
}
