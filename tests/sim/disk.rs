//! A device's storage: what it shows, what is really on the disk, and what happens to both.

use ruil_sync::{Batch, Durability, Saved, saved};

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrote {
    /// It is kept.
    Done,
    /// Another tab was first in the outbox.
    Conflict,
}

/// A storage that the tabs of a device share.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    shown: Saved,
    flushed: Saved,
    tail: Vec<Batch>,
    /// An entry that was there already was written differently.
    pub rewritten: Option<u64>,
}

impl Disk {
    /// Starts with something on it.
    pub fn new(kept: Saved) -> Self {
        Self {
            flushed: kept.clone(),
            shown: kept,
            ..Self::default()
        }
    }

    /// Returns what an app that opens now reads.
    pub fn read(&self) -> &Saved {
        &self.shown
    }

    /// Writes a batch: all of it or nothing.
    pub fn write(&mut self, batch: &Batch, is_strict_kept: bool) -> Wrote {
        let counter = self.shown.meta.get(saved::COUNTER);
        let counter = counter.and_then(|bytes| saved::parse_counter(bytes));
        let counted = counter.map_or(0, |(counter, _)| counter);
        if batch.outbox.iter().any(|(slot, _)| *slot <= counted) {
            return Wrote::Conflict;
        }
        for (number, row) in &batch.log {
            let mut known = self.shown.log.iter();
            if known.any(|(other, there)| other == number && there != row) {
                self.rewritten = Some(*number);
            }
        }
        self.shown.write(batch);
        self.tail.push(batch.clone());
        if batch.durability == Durability::Strict && is_strict_kept {
            self.flush(self.tail.len());
        }
        Wrote::Done
    }

    /// The power goes: of what was written carelessly, so much is kept.
    pub fn lose_power(&mut self, kept: usize) {
        self.flush(kept.min(self.tail.len()));
        self.tail.clear();
        self.shown = self.flushed.clone();
    }

    /// Returns how many writes may be lost yet.
    pub fn at_risk(&self) -> usize {
        self.tail.len()
    }

    /// Clears the keys only, or all.
    pub fn clear(&mut self, keys_only: bool) {
        self.shown.meta.remove(saved::IDENTITY);
        if !keys_only {
            self.shown = Saved::default();
        }
        self.settle();
    }

    /// Puts it back to what it was.
    pub fn put_back(&mut self, image: Saved) {
        self.shown = image;
        self.settle();
    }

    /// Returns its length in bytes, about.
    pub fn len_bytes(&self) -> usize {
        let rows = self.shown.log.iter().chain(&self.shown.outbox);
        rows.map(|(_, row)| row.len()).sum()
    }

    fn settle(&mut self) {
        self.tail.clear();
        self.flushed = self.shown.clone();
    }

    fn flush(&mut self, count: usize) {
        for batch in self.tail.drain(..count) {
            self.flushed.write(&batch);
        }
    }
}
