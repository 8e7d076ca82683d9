//! A choice of columns that is kept legal, with what it takes to know at once what may be added.

use super::graph::Bits;
use super::numbered::{Lists, Numbered};
use super::parts::Part;
use super::program::Row;

/// What a column takes part in.
#[derive(Clone, Debug, Default)]
pub(super) struct Bonds {
    /// Rows with the column's coefficient.
    pub rows: Vec<Vec<(usize, i64)>>,
    /// Needs the column has.
    pub takes: Vec<Vec<usize>>,
    /// Needs the column fulfils.
    pub gives: Vec<Vec<usize>>,
    /// By row: the largest coefficient.
    widest: Vec<i64>,
}

impl Bonds {
    pub fn of(part: &Part) -> Bonds {
        let mut bonds = Bonds {
            rows: vec![Vec::new(); part.len()],
            takes: vec![Vec::new(); part.len()],
            gives: vec![Vec::new(); part.len()],
            widest: part.rows.iter().map(widest).collect(),
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

fn widest(row: &Row) -> i64 {
    let coefficients = row.terms.iter().map(|(_, coefficient)| *coefficient);
    coefficients.max().unwrap_or(0)
}

/// A choice in the making.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub chosen: Bits,
    pub value: i64,
    /// By column: how many of the chosen exclude it, and what these are worth.
    against: Vec<(u32, i32)>,
    /// By row: what the chosen sum to.
    sums: Vec<i64>,
    /// By need: how many chosen fulfil it, and how many have it.
    given: Vec<u16>,
    taken: Vec<u16>,
    /// How many rows don't hold, and how many needs are not met.
    wrong: usize,
    /// What went in or out since the last look, in that order.
    log: Vec<usize>,
    /// What may have become possible by it; with doubles.
    freed: Vec<usize>,
    /// Rows that have got room where there was little.
    loosened: Vec<usize>,
}

impl Choice {
    pub fn new(part: &Part) -> Choice {
        Choice {
            chosen: Bits::new(part.len()),
            value: 0,
            against: vec![(0, 0); part.len()],
            sums: vec![0; part.rows.len()],
            given: vec![0; part.needs.len()],
            taken: vec![0; part.needs.len()],
            wrong: part.rows.iter().filter(|row| row.max < 0).count(),
            log: Vec::new(),
            freed: Vec::new(),
            loosened: Vec::new(),
        }
    }

    pub fn add(&mut self, part: &Part, bonds: &Bonds, column: usize) {
        if !self.chosen.has(column) {
            self.log.push(column);
            self.flip(part, bonds, column);
        }
    }

    pub fn remove(&mut self, part: &Part, bonds: &Bonds, column: usize) {
        if self.chosen.has(column) {
            self.log.push(column);
            self.flip(part, bonds, column);
        }
    }

    /// Keeps what was changed.
    pub fn settle(&mut self) {
        self.log.clear();
        self.freed.clear();
        self.loosened.clear();
    }

    /// Takes back what was changed.
    pub fn undo(&mut self, part: &Part, bonds: &Bonds) {
        while let Some(column) = self.log.pop() {
            self.flip(part, bonds, column);
        }
        self.settle();
    }

    fn flip(&mut self, part: &Part, bonds: &Bonds, column: usize) {
        let weight = part.weights.at(column);
        let light = i32::try_from(weight).unwrap_or(i32::MAX);
        let is_in = self.chosen.has(column);
        if is_in {
            self.chosen.remove(column);
            self.value -= weight;
            self.freed.push(column);
            for other in part.graph.of(column).iter() {
                if let Some((count, worth)) = self.against.get_mut(other) {
                    *count = count.wrapping_sub(1);
                    *worth = worth.wrapping_sub(light);
                    if *count == 0 {
                        self.freed.push(other);
                    }
                }
            }
        } else {
            self.chosen.insert(column);
            self.value += weight;
            for other in part.graph.of(column).iter() {
                if let Some((count, worth)) = self.against.get_mut(other) {
                    *count = count.wrapping_add(1);
                    *worth = worth.wrapping_add(light);
                }
            }
        }
        let by: i16 = if is_in { -1 } else { 1 };
        for &(row, coefficient) in bonds.rows.list(column) {
            let max = part.rows.get(row).map_or(0, |row| row.max);
            let change = i64::from(by) * coefficient;
            let sum = self.sums.at(row);
            self.sums.put(row, sum + change);
            self.wrong += usize::from(sum <= max && sum + change > max);
            self.wrong -= usize::from(sum > max && sum + change <= max);
            if change < 0 && sum + bonds.widest.at(row) > max {
                self.loosened.push(row);
            }
        }
        for &need in bonds.gives.list(column) {
            let (given, taken) = (self.given.at(need), self.taken.at(need));
            self.given.put(need, given.wrapping_add_signed(by));
            match (is_in, given) {
                (true, 1) if taken > 0 => self.wrong += 1,
                (false, 0) => {
                    self.wrong -= usize::from(taken > 0);
                    let takers = part.needs.get(need).map(|need| need.takers.iter());
                    self.freed.extend(takers.into_iter().flatten());
                }
                _ => {}
            }
        }
        for &need in bonds.takes.list(column) {
            let (given, taken) = (self.given.at(need), self.taken.at(need));
            self.taken.put(need, taken.wrapping_add_signed(by));
            if given == 0 {
                self.wrong += usize::from(!is_in && taken == 0);
                self.wrong -= usize::from(is_in && taken == 1);
            }
        }
    }

    /// Returns the columns that may have become possible since this was last asked; with doubles.
    pub fn freed(&mut self, part: &Part, bonds: &Bonds) -> Vec<usize> {
        let mut freed = std::mem::take(&mut self.freed);
        self.loosened.sort_unstable();
        self.loosened.dedup();
        for number in self.loosened.drain(..) {
            let row = part.rows.get(number);
            let row = row.filter(|row| self.sums.at(number) < row.max);
            let terms = row.into_iter().flat_map(|row| &row.terms);
            freed.extend(terms.map(|(column, _)| *column));
        }
        // Who costs something comes in for another only.
        for place in 0..freed.len() {
            let giver = freed.at(place);
            if part.weights.at(giver) <= 0 {
                for &need in bonds.gives.list(giver) {
                    let takers = part.needs.get(need).map(|need| need.takers.iter());
                    freed.extend(takers.into_iter().flatten());
                }
            }
        }
        freed.retain(|&column| {
            part.weights.at(column) > 0
                && !self.is_excluded(column)
                && !self.chosen.has(column)
                && self.has_room(part, bonds, column)
        });
        freed
    }

    /// Returns how many rows have no room for the column.
    pub fn tight(&self, part: &Part, bonds: &Bonds, column: usize) -> usize {
        let rows = bonds.rows.list(column).iter();
        rows.filter(|(row, coefficient)| {
            let max = part.rows.get(*row).map_or(0, |row| row.max);
            *coefficient > 0 && self.sums.at(*row) + coefficient > max
        })
        .count()
    }

    /// Returns what putting the column in would gain at least, as far as pairs go.
    pub fn gain(&self, part: &Part, column: usize) -> i64 {
        part.weights.at(column) - i64::from(self.against.at(column).1)
    }

    /// Tells whether a column is excluded by a chosen one.
    pub fn is_excluded(&self, column: usize) -> bool {
        self.against.at(column).0 > 0
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

    /// Tells whether a row does not hold or a need is not met.
    pub fn is_wrong(&self) -> bool {
        self.wrong > 0
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
    pub fn is_legal(&self) -> bool {
        let is_apart = self.chosen.iter().all(|column| !self.is_excluded(column));
        is_apart && !self.is_wrong()
    }
}
