//! What a device gives back to a relay that lost it, until it is whole.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ruil_wire::frame::Mark;
use ruil_wire::{Entry, Fault};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::limit::{RESTORE_BYTES_MAX, RESTORE_S_MAX};

/// The frames so far. Nothing of them is believed before the last.
pub struct Staged {
    goal: Mark,
    entries: Vec<Entry>,
    bytes: usize,
    began: Instant,
    _place: OwnedSemaphorePermit,
}

impl Staged {
    /// Begins, if not too many do at once.
    pub fn new(goal: Mark, places: &Arc<Semaphore>, now: Instant) -> Result<Self, Fault> {
        let place = Arc::clone(places).try_acquire_owned();
        Ok(Self {
            goal,
            entries: Vec::new(),
            bytes: 0,
            began: now,
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

    /// Tells whether it takes too long: somebody else may be waiting for the place.
    pub fn is_late(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.began) > Duration::from_secs(RESTORE_S_MAX)
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

#[cfg(test)]
mod tests {
    use ruil_wire::Head;

    use super::*;

    fn goal() -> Mark {
        Mark {
            number: 9,
            head: Head([1; 32]),
            signature: [2; 64],
        }
    }

    #[test]
    fn so_many_at_once_and_not_for_ever() {
        let (places, now) = (Arc::new(Semaphore::new(1)), Instant::now());
        let staged = Staged::new(goal(), &places, now).unwrap_or_else(|_| panic!("no place"));
        let other = Staged::new(goal(), &places, now);
        assert_eq!(other.err(), Some(Fault::TooFast));
        assert!(!staged.is_late(now + Duration::from_secs(RESTORE_S_MAX)));
        assert!(staged.is_late(now + Duration::from_secs(RESTORE_S_MAX + 1)));
        drop(staged);
        assert!(Staged::new(goal(), &places, now).is_ok());
    }
}
