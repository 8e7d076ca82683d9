//! After a backup was put back: nothing new is numbered for a while, so that whoever has more than others
//! can give it back first. What is numbered too early takes the place of what was lost, for good.
//!
//! An operator says so at the start. And the first mark of the relay's own beyond its log proves it, for all
//! teams at once: they are in one database.

use std::sync::atomic::{AtomicU64, Ordering};

/// Until when nothing new is numbered.
#[derive(Debug)]
pub struct Hold {
    until_ms: AtomicU64,
    long_ms: u64,
}

impl Hold {
    /// Returns a hold that lasts so long whenever it begins.
    pub const fn new(long_ms: u64) -> Self {
        Self {
            until_ms: AtomicU64::new(0),
            long_ms,
        }
    }

    /// Begins, or begins again.
    pub fn begin(&self, now_ms: u64) {
        self.until(now_ms.saturating_add(self.long_ms));
    }

    /// Lasts until then at least, Unix milliseconds, as another node says.
    pub fn until(&self, until_ms: u64) {
        self.until_ms.fetch_max(until_ms, Ordering::Relaxed);
    }

    /// Tells whether nothing new is numbered now.
    pub fn is_on(&self, now_ms: u64) -> bool {
        now_ms < self.until_ms()
    }

    /// Returns when it ends, Unix milliseconds.
    pub fn until_ms(&self) -> u64 {
        self.until_ms.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lasts_as_long_as_it_should_from_the_last_time_it_began() {
        let hold = Hold::new(10);
        assert!(!hold.is_on(0));
        hold.begin(100);
        assert!(hold.is_on(109) && !hold.is_on(110));
        hold.begin(105);
        hold.begin(90);
        assert!(hold.is_on(114) && !hold.is_on(115));
    }
}
