//! What a device gives back to a relay that lost it, until it is whole.

use std::sync::Arc;

use ruil_wire::frame::Mark;
use ruil_wire::{Entry, Fault};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::limit::RESTORE_BYTES_MAX;

/// The frames so far. Nothing of them is believed before the last.
pub struct Staged {
    goal: Mark,
    entries: Vec<Entry>,
    bytes: usize,
    _place: OwnedSemaphorePermit,
}

impl Staged {
    /// Begins, if not too many do at once.
    pub fn new(goal: Mark, places: &Arc<Semaphore>) -> Result<Self, Fault> {
        let place = Arc::clone(places).try_acquire_owned();
        Ok(Self {
            goal,
            entries: Vec::new(),
            bytes: 0,
            _place: place.map_err(|_| Fault::TooFast)?,
        })
    }

    /// Adds a frame. The goal stays what it was, and the entries come one by one, up to it.
    pub fn add(&mut self, goal: &Mark, entries: Vec<Entry>) -> Result<(), Fault> {
        let length = |entry: &Entry| entry.envelope.as_bytes().len();
        self.bytes += entries.iter().map(length).sum::<usize>();
        let is_more = !entries.is_empty() && self.bytes <= RESTORE_BYTES_MAX;
        self.entries.extend(entries);
        let last = self.entries.last().map(|entry| entry.number);
        let is_within = last.is_some_and(|last| last <= goal.number);
        if *goal == self.goal && is_more && is_within {
            Ok(())
        } else {
            Err(Fault::Unreadable)
        }
    }

    /// Tells whether the goal is reached.
    pub fn is_whole(&self) -> bool {
        let last = self.entries.last().map(|entry| entry.number);
        last == Some(self.goal.number)
    }

    /// Returns goal and entries.
    pub fn take(self) -> (Mark, Vec<Entry>) {
        (self.goal, self.entries)
    }
}
