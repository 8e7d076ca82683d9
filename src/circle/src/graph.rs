//! Which circles exclude each other: a graph as rows of bits.

use super::numbered::Numbered;

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Returns an empty set for numbers below `size`.
    pub fn new(size: usize) -> Self {
        Self {
            words: vec![0; size.div_ceil(64)],
        }
    }

    pub fn has(&self, number: usize) -> bool {
        self.words.at(number / 64) >> (number % 64) & 1 == 1
    }

    pub fn insert(&mut self, number: usize) {
        let word = self.words.at(number / 64);
        self.words.put(number / 64, word | 1 << (number % 64));
    }

    pub fn remove(&mut self, number: usize) {
        let word = self.words.at(number / 64);
        self.words.put(number / 64, word & !(1 << (number % 64)));
    }

    pub fn unite(&mut self, other: &Bits) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    pub fn keep(&mut self, other: &Bits) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word &= more;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn len(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Returns the numbers in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(place, &word)| {
            let rest = |word: &u64| Some(word & word.wrapping_sub(1)).filter(|rest| *rest != 0);
            let start = Some(word).filter(|word| *word != 0);
            std::iter::successors(start, rest)
                .map(move |rest| place * 64 + rest.trailing_zeros() as usize)
        })
    }
}

/// An undirected graph without loops.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    rows: Vec<Bits>,
    nothing: Bits,
}

impl Graph {
    /// Returns a graph of so many vertices without edges.
    pub fn new(size: usize) -> Self {
        Self {
            rows: vec![Bits::new(size); size],
            nothing: Bits::new(size),
        }
    }

    pub fn has(&self, a: usize, b: usize) -> bool {
        self.of(a).has(b)
    }

    /// Returns the neighbours.
    pub fn of(&self, number: usize) -> &Bits {
        self.rows.get(number).unwrap_or(&self.nothing)
    }

    /// Joins one vertex to all of a set, itself left out; returns whether anything changed.
    pub fn join(&mut self, number: usize, others: &Bits) -> bool {
        let mut fresh = others.clone();
        fresh.remove(number);
        let own = self.of(number);
        for (word, had) in fresh.words.iter_mut().zip(&own.words) {
            *word &= !had;
        }
        if fresh.is_empty() {
            return false;
        }
        for other in fresh.iter() {
            if let Some(row) = self.rows.get_mut(other) {
                row.insert(number);
            }
        }
        if let Some(row) = self.rows.get_mut(number) {
            row.unite(&fresh);
        }
        true
    }
}
