//! Opening the lock: one try after the other, and the wait between them.

use leptos::prelude::*;

use super::boot::Boot;
use super::boot::lock::LockFailure;
use crate::edge::clock::{self, Ticker};
use crate::edge::task;

/// How often the wait is looked at.
const LOOK_MS: u32 = 500;

/// The way through a lock.
#[derive(Clone, Copy)]
pub struct Unlock {
    boot: Boot,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<LockFailure>>,
    until_ms: RwSignal<u64>,
    left_s: Memo<u64>,
    _ticker: StoredValue<Ticker, LocalStorage>,
}

impl Unlock {
    /// Waits for a secret.
    pub fn new(boot: Boot) -> Self {
        let (now_ms, until_ms) = (RwSignal::new(clock::now_ms()), RwSignal::new(0));
        let ticker = clock::every(LOOK_MS, move || {
            let _gone = now_ms.try_set(clock::now_ms());
        });
        task::spawn(async move {
            let _gone = until_ms.try_set(boot.next_try_ms().await);
        });
        let left_s = move |_: Option<&u64>| {
            let left_ms = until_ms.get().saturating_sub(now_ms.get());
            left_ms.div_ceil(1_000)
        };
        Self {
            boot,
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            until_ms,
            left_s: Memo::new(left_s),
            _ticker: StoredValue::new_local(ticker),
        }
    }

    /// Tells whether a try is under way, and follows it.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Returns what the last try came to, and follows it.
    pub fn failure(self) -> Option<LockFailure> {
        self.failure.get()
    }

    /// Returns how many seconds the next try has to wait, and follows it.
    pub fn left_s(self) -> u64 {
        self.left_s.get()
    }

    /// Takes back what the last try came to, because something else is being typed.
    pub fn clear(self) {
        self.failure.set(None);
    }

    /// Asks the passkey, and ends in the team or with what went wrong.
    pub fn open_by_passkey(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        task::spawn(async move {
            let opened = self.boot.unlock_by_passkey().await;
            let _gone = self.failure.try_set(opened.err());
            let _gone = self.busy.try_set(false);
        });
    }

    /// Tries a secret, and ends in the team or with what went wrong.
    pub fn open(self, secret: String) {
        if self.busy.get_untracked() || self.left_s.get_untracked() > 0 {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        task::spawn(async move {
            let opened = self.boot.unlock(&secret).await;
            if let Err(LockFailure::Wait { until_ms }) = &opened {
                let _gone = self.until_ms.try_set(*until_ms);
            }
            let _gone = self.failure.try_set(opened.err());
            let _gone = self.busy.try_set(false);
        });
    }
}
