//! The answer at hand at once: the heaviest circles first, then better and better by small changes.
//!
//! One circle that is not in the set is put in, what it excludes goes out, what then lacks something
//! goes out too, and what has become possible is filled in. A loss is taken the more seldom the colder
//! it gets; cold runs follow one another, each longer than the last (simulated annealing). A change
//! costs what it touches, never the length of the list.

use super::choice::{Bonds, Choice};
use super::graph::Bits;
use super::numbered::{Lists, Numbered};
use super::parts::Part;

/// A set that is legal.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub chosen: Bits,
    pub value: i64,
}

/// Improves one part's choice, forever.
#[derive(Clone, Debug)]
pub(super) struct Climb {
    bonds: Bonds,
    /// By column: how late it is filled in.
    rank: Vec<usize>,
    current: Choice,
    /// The best so far; always legal.
    pub best: Best,
    dice: Dice,
    /// Tries since the best was found.
    pub tries: u32,
    heat: Heat,
}

/// Changes tried in a stretch.
const TRIES: u32 = 20;
/// Parts of a unit of weight.
const FINE: i64 = 256;
/// Of what a circle is worth on average, in hundredths: a loss taken once in e times at the start, and
/// at each later one; after a set that came from elsewhere.
const HEAT: (i64, i64, i64) = (30, 40, 4);
/// What a row without room is taken to cost, in the same.
const TIGHT: i64 = 60;
/// Most tries at one heat, for each circle.
const TRIES_EACH: usize = 200;

/// How readily a loss is taken, now and later.
#[derive(Clone, Debug)]
struct Heat {
    /// What a circle of the set is worth, like all here in [`FINE`]ths.
    mean: i64,
    /// A loss taken once in e times.
    now: i64,
    hot: i64,
    /// Tries left at this heat, and tries at each.
    left: usize,
    each: usize,
}

impl Heat {
    fn new(part: &Part, best: &Best) -> Heat {
        let mean = best.value * FINE / best.chosen.len().max(1) as i64;
        let each = (part.len() / 4).max(1);
        Heat {
            mean,
            now: mean * HEAT.0 / 100,
            hot: mean * HEAT.1 / 100,
            left: each,
            each,
        }
    }

    /// Cools down a little now and then; when it is cold, begins again, and slower.
    fn cool(&mut self, part: &Part) {
        if self.left > 0 {
            self.left -= 1;
            return;
        }
        self.now -= (self.now / 12).max(1);
        if self.now * 16 < self.hot {
            self.now = self.hot;
            self.each = (self.each * 2).min(part.len() * TRIES_EACH);
        }
        self.left = self.each;
    }

    /// Goes on with little heat, so that what is there is not lost.
    fn go_on(&mut self) {
        self.now = self.mean * HEAT.2 / 100;
        self.left = self.each;
    }
}

impl Climb {
    /// Starts with the heaviest circles first; of equal ones the shorter, then the first.
    pub fn new(part: &Part, len: impl Fn(usize) -> usize) -> Climb {
        let mut order: Vec<_> = (0..part.len()).collect();
        order.sort_by_key(|&column| (-part.weights.at(column), len(column), column));
        let bonds = Bonds::of(part);
        let current = Choice::new(part);
        let best = Best {
            chosen: current.chosen.clone(),
            value: 0,
        };
        let mut climb = Climb {
            heat: Heat::new(part, &best),
            rank: vec![0; order.len()],
            bonds,
            current,
            best,
            dice: Dice(0x9E37_79B9_7F4A_7C15),
            tries: 0,
        };
        climb.fill(part, &order);
        climb.note();
        climb.heat = Heat::new(part, &climb.best);
        // From now on what a circle is worth is seen against how many it excludes.
        order.sort_by_key(|&column| {
            let excluded = part.graph.of(column).len() as i64;
            (-1000 * part.weights.at(column) / (excluded + 10), column)
        });
        climb.rank_by(&order);
        climb
    }

    fn rank_by(&mut self, order: &[usize]) {
        for (place, &column) in order.iter().enumerate() {
            self.rank.put(column, place);
        }
    }

    /// Remembers the set if there was none better, and takes the changes as made.
    fn note(&mut self) {
        self.current.settle();
        if self.current.value > self.best.value {
            self.best.chosen.clone_from(&self.current.chosen);
            self.best.value = self.current.value;
            self.tries = 0;
        }
    }

    /// Tries some changes; returns the effort.
    pub fn work(&mut self, part: &Part) -> u64 {
        let each = 1 + part.len() as u64 / 500;
        let made = (0..TRIES).filter(|_| self.step(part)).count();
        1 + made as u64 * each
    }

    /// Tries one change; returns whether it was more than a thought.
    fn step(&mut self, part: &Part) -> bool {
        self.tries += 1;
        self.heat.cool(part);
        let column = self.dice.below(part.len());
        if self.current.chosen.has(column) {
            return false;
        }
        let loss = self.dice.loss(self.heat.now);
        let tight = self.current.tight(part, &self.bonds, column) as i64;
        let price = tight * self.heat.mean * TIGHT / 100 / FINE;
        if self.current.gain(part, column) + loss < price {
            return false;
        }
        let before = self.current.value;
        self.force(part, column);
        self.refill(part);
        if self.current.value + loss < before {
            self.current.undo(part, &self.bonds);
        } else {
            self.note();
        }
        true
    }

    /// Takes to an order of filling: columns with the greatest gain over their price first.
    pub fn guide(&mut self, gains: &[i64]) {
        let mut order: Vec<_> = (0..self.rank.len()).collect();
        order.sort_by_key(|&column| (-gains.at(column), column));
        self.rank_by(&order);
    }

    /// Starts again from these columns, as far as they go together.
    pub fn restart(&mut self, part: &Part, columns: impl Iterator<Item = usize>) {
        self.current = Choice::new(part);
        for column in columns {
            self.try_add(part, column);
        }
        let mut rest: Vec<_> = (0..part.len()).collect();
        rest.sort_by_key(|&column| self.rank.at(column));
        self.fill(part, &rest);
        self.note();
        self.heat.go_on();
    }

    /// Puts a column in and takes out whatever is then wrong.
    fn force(&mut self, part: &Part, column: usize) {
        self.put_in(part, column);
        // Each need once: givers may exclude each other.
        for _ in 0..self.bonds.takes.list(column).len() {
            let need = self.current.lacks(&self.bonds, column);
            let giver = need.and_then(|need| self.giver(part, need, column));
            if let Some(giver) = giver {
                self.put_in(part, giver);
            }
        }
        self.mend(part, column);
    }

    fn put_in(&mut self, part: &Part, column: usize) {
        if self.current.is_excluded(column) {
            let mut out = self.current.chosen.clone();
            out.keep(part.graph.of(column));
            for other in out.iter() {
                self.current.remove(part, &self.bonds, other);
            }
        }
        self.current.add(part, &self.bonds, column);
    }

    /// Takes out what lacks something or overfills a row, the given column last.
    fn mend(&mut self, part: &Part, spared: usize) {
        while self.current.is_wrong() {
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

    /// Adds what has become possible.
    fn refill(&mut self, part: &Part) {
        let mut before = i64::MIN;
        while self.current.value > before {
            before = self.current.value;
            let mut freed = self.current.freed(part, &self.bonds);
            freed.sort_unstable_by_key(|&column| self.rank.at(column));
            freed.dedup();
            self.fill(part, &freed);
        }
    }

    /// Adds what may be added of these, in their order.
    fn fill(&mut self, part: &Part, order: &[usize]) {
        for &column in order {
            if !self.current.is_excluded(column) && part.weights.at(column) > 0 {
                self.try_add(part, column);
            }
        }
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
        let is_legal = choice.is_legal();
        if is_legal && choice.value > self.best.value {
            self.current = choice;
            self.note();
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

    /// Returns a loss to take, exponentially distributed with this mean in [`FINE`]ths.
    fn loss(&mut self, mean: i64) -> i64 {
        let draw = self.below(1 << 30) as u64 | 1;
        // The logarithm to base 2, between powers as if it were straight; 177/256 is ln 2.
        let power = 63 - i64::from(draw.leading_zeros());
        let rest = ((draw << (63 - power)) >> 55) as i64 & 0xFF;
        let halvings = 30 * FINE - power * FINE - rest;
        mean * halvings / FINE * 177 / FINE / FINE
    }
}
