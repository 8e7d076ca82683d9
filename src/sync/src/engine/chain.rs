//! The chain as this device has it: a head and a state's fingerprint for every number it holds.

use ruil_wire::{Envelope, Head};

/// Heads and fingerprints by number, from where this device's log begins.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    first: u64,
    first_ms: u64,
    time_ms: u64,
    heads: Vec<Head>,
    states: Vec<u64>,
}

impl Chain {
    /// Starts after a number, which is 0 unless a checkpoint stands for what was before.
    pub fn new(number: u64, time_ms: u64, head: Head, state: u64) -> Self {
        Self {
            first: number,
            first_ms: time_ms,
            time_ms,
            heads: vec![head],
            states: vec![state],
        }
    }

    /// Returns all its heads in a row, and the fingerprints.
    pub fn rows(&self) -> (Vec<u8>, &[u64]) {
        let heads = self.heads.iter().flat_map(|head| head.0);
        (heads.collect(), &self.states)
    }

    /// Puts it together again; nothing if it has no start, or not as many of one as of the other.
    pub fn of_rows(
        (first, first_ms): (u64, u64),
        time_ms: u64,
        heads: &[u8],
        states: Vec<u64>,
    ) -> Option<Self> {
        let (heads, rest) = heads.as_chunks::<32>();
        let is_whole = rest.is_empty() && !heads.is_empty() && heads.len() == states.len();
        is_whole.then(|| Self {
            first,
            first_ms,
            time_ms,
            heads: heads.iter().copied().map(Head).collect(),
            states,
        })
    }

    /// Returns where it starts.
    pub const fn first(&self) -> u64 {
        self.first
    }

    /// Returns the relay's time where it starts.
    pub const fn first_ms(&self) -> u64 {
        self.first_ms
    }

    /// Returns the relay's time at the last number.
    pub const fn time_ms(&self) -> u64 {
        self.time_ms
    }

    /// Returns the chain at a number.
    pub fn head_at(&self, number: u64) -> Option<Head> {
        self.heads.get(self.at(number)?).copied()
    }

    /// Returns the fingerprint of the state at a number.
    pub fn state_at(&self, number: u64) -> Option<u64> {
        self.states.get(self.at(number)?).copied()
    }

    /// Adds an entry.
    pub fn push(&mut self, number: u64, time_ms: u64, envelope: &Envelope, state: u64) {
        if let Some(head) = self.heads.last().copied() {
            self.heads.push(head.then(number, time_ms, envelope));
            self.states.push(state);
            self.time_ms = time_ms;
        }
    }

    /// Returns the last head.
    pub fn head(&self) -> Option<Head> {
        self.heads.last().copied()
    }

    fn at(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.first)?).ok()
    }
}
