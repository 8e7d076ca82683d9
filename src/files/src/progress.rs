//! How far a reading is, and whether it should go on.

use serde::{Deserialize, Serialize};

use crate::Unreadable;

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Thousandths of the work done; it never goes back.
    pub permille: u16,
}

/// Whether a reading should go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// Read on.
    On,
    /// Stop: the reading ends with [`Unreadable::Cancelled`].
    Stop,
}

/// Whom to tell, and which stretch of the whole the present part is.
pub(crate) struct Step<'a> {
    tell: &'a mut dyn FnMut(Progress) -> Go,
    from: u16,
    to: u16,
    told: u16,
}

impl<'a> Step<'a> {
    pub fn new(tell: &'a mut dyn FnMut(Progress) -> Go) -> Self {
        Self {
            tell,
            from: 0,
            to: 1000,
            told: 0,
        }
    }

    /// Says that what follows is this stretch of the whole, in thousandths.
    pub fn stretch(&mut self, from: u16, to: u16) {
        (self.from, self.to) = (from, to);
    }

    /// Tells that `done` of `total` in this stretch are done.
    pub fn part(&mut self, done: usize, total: usize) -> Result<(), Unreadable> {
        // Sixty-four bits: rows times a thousand are more than a phone's word holds.
        let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX >> 16);
        let total = wide(total.max(1));
        let span = u64::from(self.to.saturating_sub(self.from));
        let now = wide(done).min(total) * span / total;
        let now = self.from + u16::try_from(now).unwrap_or(0);
        self.told = self.told.max(now);
        let progress = Progress {
            permille: self.told,
        };
        match (self.tell)(progress) {
            Go::On => Ok(()),
            Go::Stop => Err(Unreadable::Cancelled),
        }
    }
}
