//! Telling the relay that it is time: where something is due and nobody does anything, nothing would
//! happen, for only the relay's time counts. Any device of the team may say so; the first to come by
//! is enough, so each waits a little by chance.

use leptos::prelude::*;
use ruil_core::Command;
use ruil_sync::{Input, Link};

use super::Session;
use crate::edge::clock::{self, Ticker};
use crate::edge::random;

/// How often this device looks whether something is due.
const LOOK_MS: u32 = 5_000;
/// The longest wait by chance.
const JITTER_MS: u64 = 30_000;
/// After a tick that did not help (this clock is ahead of the relay's), the first wait; it doubles.
const AGAIN_MS: u64 = 60_000;
const AGAIN_MS_MAX: u64 = 60 * 60_000;

/// What this device waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wait {
    /// What is due, by its time.
    due_ms: u64,
    /// When this device says so.
    at_ms: u64,
    /// How often it did.
    tries: u32,
}

impl Wait {
    /// Returns the wait after a look, and whether to say now that it is time. `chance_ms` is drawn anew
    /// for every look; the first draw for something due counts.
    const fn after(
        self,
        due_ms: Option<u64>,
        is_live: bool,
        now_ms: u64,
        chance_ms: u64,
    ) -> (Self, bool) {
        let Some(due_ms) = due_ms else {
            return (self, false);
        };
        if due_ms > now_ms {
            return (self, false);
        }
        if self.due_ms != due_ms {
            let wait = Self {
                due_ms,
                at_ms: now_ms.saturating_add(chance_ms),
                tries: 0,
            };
            return (wait, false);
        }
        if !is_live || now_ms < self.at_ms {
            return (self, false);
        }
        let longer = AGAIN_MS << if self.tries < 10 { self.tries } else { 10 };
        let again_ms = if longer < AGAIN_MS_MAX {
            longer
        } else {
            AGAIN_MS_MAX
        };
        let wait = Self {
            at_ms: now_ms.saturating_add(again_ms),
            tries: self.tries.saturating_add(1),
            ..self
        };
        (wait, true)
    }
}

/// The clockwork of a session.
#[derive(Default)]
pub struct Clockwork {
    wait: Wait,
    ticker: Option<Ticker>,
}

impl Clockwork {
    /// Looks from now on whether something is due.
    pub fn start(session: Session) {
        let ticker = clock::every(LOOK_MS, move || Self::look(session));
        session
            .clockwork()
            .update_value(|clockwork| clockwork.ticker = Some(ticker));
    }

    fn look(session: Session) {
        session.handle(Input::Clock(clock::now_ms()));
        session.keep_snapshot();
        let state = session.peek(|view| {
            let ticks = view.outbox.iter();
            let is_said = ticks.filter(|waiting| waiting.event.command == Command::Tick);
            let is_live = view.link == Link::Live && is_said.count() == 0;
            (view.team.due_ms(), is_live)
        });
        // The session may be over by now.
        let Some((due_ms, is_live)) = state else {
            return;
        };
        let chance_ms = u64::from_le_bytes(random::bytes()) % JITTER_MS;
        let says = session.clockwork().try_update_value(|clockwork| {
            let (wait, says) = clockwork
                .wait
                .after(due_ms, is_live, clock::now_ms(), chance_ms);
            clockwork.wait = wait;
            says
        });
        if says == Some(true) {
            session.tick();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUE: Option<u64> = Some(1_000_000);

    #[test]
    fn nothing_is_said_before_it_is_due_or_while_offline() {
        let wait = Wait::default();
        assert_eq!(wait.after(None, true, 2_000_000, 0), (wait, false));
        assert_eq!(wait.after(DUE, true, 999_999, 0), (wait, false));
        let (wait, says) = wait.after(DUE, false, 1_000_000, 7_000);
        assert_eq!((wait.at_ms, says), (1_007_000, false));
        assert!(!wait.after(DUE, false, 1_500_000, 0).1);
    }

    #[test]
    fn it_is_said_once_after_a_while_and_again_only_if_it_did_not_help() {
        let (wait, _) = Wait::default().after(DUE, true, 1_000_000, 7_000);
        assert!(!wait.after(DUE, true, 1_006_999, 0).1);
        let (wait, says) = wait.after(DUE, true, 1_007_000, 0);
        assert!(says);
        assert!(!wait.after(DUE, true, 1_066_999, 0).1);
        let (wait, says) = wait.after(DUE, true, 1_067_000, 0);
        assert!(says, "the relay's clock was not there yet");
        assert_eq!(wait.at_ms, 1_067_000 + 2 * AGAIN_MS, "longer every time");
        let tired = Wait { tries: 40, ..wait };
        let (tired, _) = tired.after(DUE, true, 9_000_000, 0);
        assert_eq!(tired.at_ms, 9_000_000 + AGAIN_MS_MAX);
        let (next, says) = tired.after(Some(8_000_000), true, 9_000_000, 3_000);
        assert_eq!((next.tries, next.at_ms, says), (0, 9_003_000, false));
    }
}
