//! A choice of columns that is kept legal, with what it takes to know at once what may be added.

use super::graph::Bits;
use super::numbered::{Lists, Numbered};
use super::parts::Part;

/// What a column takes part in.
#[derive(Clone, Debug, Default)]
pub(super) struct Bonds {
    /// Rows with the column's coefficient.
    pub rows: Vec<Vec<(usize, i64)>>,
    /// Needs the column has.
    pub takes: Vec<Vec<usize>>,
    /// Needs the column fulfils.
    pub gives: Vec<Vec<usize>>,
}

impl Bonds {
    pub fn of(part: &Part) -> Bonds {
        let mut bonds = Bonds {
            rows: vec![Vec::new(); part.len()],
            takes: vec![Vec::new(); part.len()],
            gives: vec![Vec::new(); part.len()],
        };
        for (number, row) in part.rows.iter().enumerate() {
            for &(column, coefficient) in &row.terms {
                bonds.rows.push_to(column, (number, coefficient));
            }
        }
        for (number, need) in part.needs.iter().enumerate() {
            need.takers
                .iter()
                .for_each(|column| bonds.takes.push_to(*column, number));
            need.givers
                .iter()
                .for_each(|column| bonds.gives.push_to(*column, number));
        }
        bonds
    }
}

/// A choice in the making.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub chosen: Bits,
    pub value: i64,
    /// By column: how many of the chosen exclude it.
    against: Vec<u16>,
    /// By row: what the chosen sum to.
    sums: Vec<i64>,
    /// By need: how many chosen fulfil it, and how many have it.
    given: Vec<u16>,
    taken: Vec<u16>,
}

impl Choice {
    pub fn new(part: &Part) -> Choice {
        Choice {
            chosen: Bits::new(part.len()),
            value: 0,
            against: vec![0; part.len()],
            sums: vec![0; part.rows.len()],
            given: vec![0; part.needs.len()],
            taken: vec![0; part.needs.len()],
        }
    }

    pub fn add(&mut self, part: &Part, bonds: &Bonds, column: usize) {
        if !self.chosen.has(column) {
            self.chosen.insert(column);
            self.count(part, bonds, column, 1);
        }
    }

    pub fn remove(&mut self, part: &Part, bonds: &Bonds, column: usize) {
        if self.chosen.has(column) {
            self.chosen.remove(column);
            self.count(part, bonds, column, -1);
        }
    }

    fn count(&mut self, part: &Part, bonds: &Bonds, column: usize, by: i16) {
        self.value += i64::from(by) * part.weights.at(column);
        for other in part.graph.of(column).iter() {
            let count = self.against.at(other);
            self.against.put(other, count.wrapping_add_signed(by));
        }
        for &(row, coefficient) in bonds.rows.list(column) {
            let sum = self.sums.at(row);
            self.sums.put(row, sum + i64::from(by) * coefficient);
        }
        for &need in bonds.gives.list(column) {
            let count = self.given.at(need);
            self.given.put(need, count.wrapping_add_signed(by));
        }
        for &need in bonds.takes.list(column) {
            let count = self.taken.at(need);
            self.taken.put(need, count.wrapping_add_signed(by));
        }
    }

    /// Tells whether a column is excluded by a chosen one.
    pub fn is_excluded(&self, column: usize) -> bool {
        self.against.at(column) > 0
    }

    /// Returns a need of the column that no chosen one fulfils.
    pub fn lacks(&self, bonds: &Bonds, column: usize) -> Option<usize> {
        let takes = bonds.takes.list(column).iter().copied();
        takes.into_iter().find(|need| self.given.at(*need) == 0)
    }

    /// Tells whether all rows hold with the column added.
    pub fn has_room(&self, part: &Part, bonds: &Bonds, column: usize) -> bool {
        bonds.rows.list(column).iter().all(|&(row, coefficient)| {
            let max = part.rows.get(row).map_or(0, |row| row.max);
            coefficient <= 0 || self.sums.at(row) + coefficient <= max
        })
    }

    /// Tells whether the column may be added as things stand.
    pub fn may_add(&self, part: &Part, bonds: &Bonds, column: usize) -> bool {
        !self.chosen.has(column)
            && !self.is_excluded(column)
            && self.has_room(part, bonds, column)
            && self.lacks(bonds, column).is_none()
    }

    /// Returns a row that does not hold.
    pub fn overfull(&self, part: &Part) -> Option<usize> {
        let mut rows = part.rows.iter().zip(&self.sums);
        rows.position(|(row, sum)| *sum > row.max)
    }

    /// Returns a need that the chosen have and none fulfils.
    pub fn unmet(&self) -> Option<usize> {
        let mut counts = self.given.iter().zip(&self.taken);
        counts.position(|(given, taken)| *taken > 0 && *given == 0)
    }

    /// Tells whether all holds.
    pub fn is_legal(&self, part: &Part) -> bool {
        let is_apart = self.chosen.iter().all(|column| !self.is_excluded(column));
        is_apart && self.overfull(part).is_none() && self.unmet().is_none()
    }
}
