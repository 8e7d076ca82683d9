//! What is still to be written to this device, in order; what fails stays here and is tried again.
//!
//! Own work goes before what the relay has too, so that a device with little room left keeps what
//! nobody else has. Within each of the two the order stands: a counter never runs back.

use std::collections::VecDeque;

use ruil_sync::{Batch, Durability, Input, Ticket};

use crate::edge::storage::StorageError;

/// The queue before the storage.
#[derive(Debug, Default)]
pub struct Keep {
    own: VecDeque<(Ticket, Batch)>,
    cached: VecDeque<(Ticket, Batch)>,
    writing: Option<Durability>,
    trouble: Option<StorageError>,
}

/// What follows from the end of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// Tell the engine.
    Tell(Input),
    /// Another tab was first: do what this write was for again.
    Again(Ticket),
}

impl Keep {
    /// Takes on a batch.
    pub fn add(&mut self, ticket: Ticket, batch: Batch) {
        self.queue(batch.durability).push_back((ticket, batch));
    }

    /// Returns what to write now, nothing while something is being written.
    pub fn next(&mut self) -> Option<Batch> {
        if self.writing.is_some() {
            return None;
        }
        let (_, batch) = self.own.front().or_else(|| self.cached.front())?;
        self.writing = Some(batch.durability);
        Some(batch.clone())
    }

    /// Takes the end of the write that [`Keep::next`] began.
    ///
    /// If it failed, it is tried again with the next batch or when somebody asks, and all that
    /// waits is told not to be saved.
    pub fn ended(&mut self, result: Result<(), StorageError>) -> Vec<After> {
        let Some(durability) = self.writing.take() else {
            return Vec::new();
        };
        let ended = |after: fn(Ticket) -> After, queue: &mut VecDeque<(Ticket, Batch)>| {
            let ended = queue.pop_front();
            ended.map(|(ticket, _)| after(ticket)).into_iter().collect()
        };
        match result {
            Ok(()) => {
                self.trouble = None;
                ended(
                    |ticket| After::Tell(Input::Saved(ticket)),
                    self.queue(durability),
                )
            }
            Err(StorageError::Conflict) => ended(After::Again, self.queue(durability)),
            Err(error) => {
                self.trouble = Some(error);
                let waits = self.own.iter().chain(&self.cached);
                let not_saved = |(ticket, _): &(Ticket, Batch)| Input::NotSaved(*ticket);
                waits.map(not_saved).map(After::Tell).collect()
            }
        }
    }

    /// Takes the end of a write of everything at once: nothing waits any more.
    pub fn restored(&mut self) -> Vec<After> {
        self.trouble = None;
        let waited = self.own.drain(..).chain(self.cached.drain(..));
        waited
            .map(|(ticket, _)| After::Tell(Input::Saved(ticket)))
            .collect()
    }

    /// Takes what a look at the storage found.
    pub fn looked(&mut self, found: Result<(), StorageError>) {
        self.trouble = found.err();
    }

    /// Returns why nothing can be kept, if so.
    pub const fn trouble(&self) -> Option<&StorageError> {
        self.trouble.as_ref()
    }

    /// Tells whether something waits because the storage did not take it.
    pub fn is_stuck(&self) -> bool {
        self.trouble.is_some() && !(self.own.is_empty() && self.cached.is_empty())
    }

    fn queue(&mut self, durability: Durability) -> &mut VecDeque<(Ticket, Batch)> {
        match durability {
            Durability::Strict => &mut self.own,
            Durability::Relaxed => &mut self.cached,
        }
    }
}

#[cfg(test)]
mod tests;
