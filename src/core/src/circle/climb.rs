//! The answer at hand at once: the heaviest circles first, then better and better by small changes.
//!
//! One circle that is not in the set is put in, what it excludes goes out, what then lacks something
//! goes out too, and the set is filled up again. Kept if it is not worse (iterated local search).

use super::choice::{Bonds, Choice};
use super::numbered::{Lists, Numbered};
use super::parts::Part;

/// Improves one part's choice, forever.
#[derive(Clone, Debug)]
pub(super) struct Climb {
    bonds: Bonds,
    /// Columns, heaviest first.
    order: Vec<usize>,
    current: Choice,
    /// The best so far; always legal.
    pub best: Choice,
    dice: Dice,
    /// Tries since the best was found.
    pub tries: u32,
}

impl Climb {
    /// Starts with the heaviest circles first; of equal ones the shorter, then the first.
    pub fn new(part: &Part, len: impl Fn(usize) -> usize) -> Climb {
        let mut order: Vec<_> = (0..part.len()).collect();
        order.sort_by_key(|&column| (-part.weights.at(column), len(column), column));
        let mut climb = Climb {
            bonds: Bonds::of(part),
            order,
            current: Choice::new(part),
            best: Choice::new(part),
            dice: Dice(0x9E37_79B9_7F4A_7C15),
            tries: 0,
        };
        climb.fill(part, 0);
        climb.best = climb.current.clone();
        // From now on what a circle is worth is seen against how many it excludes.
        climb.order.sort_by_key(|&column| {
            let excluded = part.graph.of(column).len() as i64;
            (-1000 * part.weights.at(column) / (excluded + 10), column)
        });
        climb
    }

    /// Tries one change.
    pub fn step(&mut self, part: &Part) {
        let len = part.len();
        if len == 0 {
            return;
        }
        self.tries += 1;
        let before = self.current.clone();
        let times = 1 + self.dice.below(3);
        for _ in 0..times {
            let column = self.dice.below(len);
            self.force(part, column);
        }
        let start = self.dice.below(4) * self.dice.below(len) / 4;
        self.fill(part, start);
        if self.current.value > self.best.value {
            self.best = self.current.clone();
            self.tries = 0;
        }
        let slack = (self.best.value / 100).max(1);
        let is_lost = self.current.value + slack < self.best.value;
        if is_lost || (self.current.value < before.value && self.dice.below(8) > 0) {
            self.current = before;
        }
    }

    /// Takes to an order of filling: columns with the greatest gain over their price first.
    pub fn guide(&mut self, gains: &[i64]) {
        self.order
            .sort_by_key(|&column| (-gains.at(column), column));
    }

    /// Starts again from these columns, as far as they go together.
    pub fn restart(&mut self, part: &Part, columns: impl Iterator<Item = usize>) {
        self.current = Choice::new(part);
        for column in columns {
            self.try_add(part, column);
        }
        self.fill(part, 0);
        if self.current.value > self.best.value {
            self.best = self.current.clone();
            self.tries = 0;
        }
    }

    /// Puts a column in and takes out whatever is then wrong.
    fn force(&mut self, part: &Part, column: usize) {
        if self.current.chosen.has(column) {
            self.current.remove(part, &self.bonds, column);
        } else {
            self.put_in(part, column);
            // Each need once: givers may exclude each other.
            for _ in 0..self.bonds.takes.list(column).len() {
                let need = self.current.lacks(&self.bonds, column);
                let giver = need.and_then(|need| self.giver(part, need, column));
                if let Some(giver) = giver {
                    self.put_in(part, giver);
                }
            }
        }
        self.mend(part, column);
    }

    fn put_in(&mut self, part: &Part, column: usize) {
        let mut out = self.current.chosen.clone();
        out.keep(part.graph.of(column));
        for other in out.iter() {
            self.current.remove(part, &self.bonds, other);
        }
        self.current.add(part, &self.bonds, column);
    }

    /// Takes out what lacks something or overfills a row, the given column last.
    fn mend(&mut self, part: &Part, spared: usize) {
        loop {
            let wrong: Vec<usize> = if let Some(row) = self.current.overfull(part) {
                let terms = part.rows.get(row).into_iter().flat_map(|row| &row.terms);
                let heavy = terms.filter(|(_, coefficient)| *coefficient > 0);
                heavy.map(|(column, _)| *column).collect()
            } else if let Some(need) = self.current.unmet() {
                part.needs
                    .get(need)
                    .map(|need| need.takers.clone())
                    .unwrap_or_default()
            } else {
                return;
            };
            let chosen = wrong
                .into_iter()
                .filter(|column| self.current.chosen.has(*column));
            let least = chosen.min_by_key(|&column| (column == spared, part.weights.at(column)));
            match least {
                Some(column) => self.current.remove(part, &self.bonds, column),
                None => return,
            }
        }
    }

    /// Adds what may be added, going through the order from a place on and round.
    fn fill(&mut self, part: &Part, start: usize) {
        let order = std::mem::take(&mut self.order);
        let from = order.get(start..).unwrap_or_default();
        let rest = order.get(..start).unwrap_or_default();
        for &column in from.iter().chain(rest) {
            if !self.current.is_excluded(column) && part.weights.at(column) > 0 {
                self.try_add(part, column);
            }
        }
        self.order = order;
    }

    /// Adds a column, with one that fulfils a need of it if that is what lacks.
    fn try_add(&mut self, part: &Part, column: usize) {
        if self.current.may_add(part, &self.bonds, column) {
            self.current.add(part, &self.bonds, column);
            return;
        }
        let is_free = !self.current.chosen.has(column)
            && !self.current.is_excluded(column)
            && self.current.has_room(part, &self.bonds, column);
        let Some(need) = self.current.lacks(&self.bonds, column).filter(|_| is_free) else {
            return;
        };
        let giver = self.giver(part, need, column);
        let is_worth = |giver: &usize| part.weights.at(*giver) + part.weights.at(column) > 0;
        let may_add = |giver: &usize| self.current.may_add(part, &self.bonds, *giver);
        let Some(giver) = giver.filter(is_worth).filter(may_add) else {
            return;
        };
        self.current.add(part, &self.bonds, giver);
        if self.current.may_add(part, &self.bonds, column) {
            self.current.add(part, &self.bonds, column);
        } else if part.weights.at(giver) <= 0 {
            self.current.remove(part, &self.bonds, giver);
        }
    }

    /// Returns who could fulfil a need of the column: free if possible, heaviest first.
    fn giver(&self, part: &Part, need: usize, column: usize) -> Option<usize> {
        let givers = part
            .needs
            .get(need)
            .into_iter()
            .flat_map(|need| &need.givers);
        let fitting = givers
            .copied()
            .filter(|giver| !part.graph.has(*giver, column));
        fitting.max_by_key(|&giver| {
            let is_free = self.current.may_add(part, &self.bonds, giver);
            (is_free, part.weights.at(giver), std::cmp::Reverse(giver))
        })
    }

    /// Takes these columns as they are, if they are legal together; returns whether they are.
    pub fn offer(&mut self, part: &Part, columns: &[usize]) -> bool {
        let mut choice = Choice::new(part);
        for &column in columns {
            choice.add(part, &self.bonds, column);
        }
        let is_legal = choice.is_legal(part);
        if is_legal && choice.value > self.best.value {
            self.best = choice.clone();
            self.current = choice;
            self.tries = 0;
        }
        is_legal
    }

    /// Returns the needs of each column.
    pub fn takes(&self, column: usize) -> &[usize] {
        self.bonds.takes.list(column)
    }
}

/// Numbers that look random and are the same everywhere (splitmix64).
#[derive(Clone, Debug)]
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let high = (mixed ^ (mixed >> 31)) >> 33;
        (high as usize) % end.max(1)
    }
}
