//! What the relay says it has, and does not pass on.
//!
//! Nobody can prove that something is withheld; but who made it can see that it takes too long.

use super::{Engine, Link, Output, Progress, Waiting};

/// An action of mine that is older than this should be final.
const OLD_MS: u64 = 24 * 60 * 60 * 1_000;
/// If this device has been connected and up to date for so long since the relay said that it has it.
const LIVE_MS: u64 = 10 * 60 * 1_000;

impl Engine {
    /// Tells whether something of mine has been with the relay for too long without being final: a day
    /// after it was made, and a while into a connection that is up to date. Both by this device's clock,
    /// whatever the relay says of the time.
    pub fn is_withheld(&self) -> bool {
        self.is_withheld
    }

    /// Takes the time by this device's clock.
    pub(super) fn look_at(&mut self, now_ms: u64) -> Vec<Output> {
        let is_live = self.link == Link::Live;
        let mut is_withheld = false;
        for waiting in &mut self.outbox {
            is_withheld |= waiting.is_late(is_live, now_ms);
        }
        if is_withheld == self.is_withheld {
            return Vec::new();
        }
        self.is_withheld = is_withheld;
        vec![Output::Changed]
    }
}

impl Waiting {
    fn is_late(&mut self, is_live: bool, now_ms: u64) -> bool {
        if !is_live || self.progress != Progress::Received {
            self.live_since_ms = None;
            return false;
        }
        let since_ms = *self.live_since_ms.get_or_insert(now_ms);
        let is_old = now_ms.saturating_sub(self.wall_ms) >= OLD_MS;
        is_old && now_ms.saturating_sub(since_ms) >= LIVE_MS
    }
}
