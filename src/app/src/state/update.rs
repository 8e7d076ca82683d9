//! A newer version of the app: noticed here, taken when the user says so.

use leptos::prelude::*;

use crate::edge::{clock, task, wake, worker};

/// The shortest time between two looks for a newer version.
const LOOK_MS: u64 = 60 * 60 * 1_000;

/// Whether a newer version lies ready on this device.
#[derive(Clone, Copy)]
pub struct Update {
    is_ready: RwSignal<bool>,
    is_coming: RwSignal<bool>,
    looked_ms: StoredValue<u64>,
}

/// Returns the app's watch for updates.
pub fn use_update() -> Update {
    expect_context::<Update>()
}

impl Update {
    /// Keeps the app on this device from now on and watches for newer versions.
    pub fn watch() -> Self {
        let update = Self {
            is_ready: RwSignal::new(false),
            is_coming: RwSignal::new(false),
            looked_ms: StoredValue::new(clock::now_ms()),
        };
        worker::register(move || update.is_ready.set(true));
        wake::on_wake(move || update.look());
        update
    }

    /// Tells whether a newer version lies ready, and follows it.
    pub fn is_ready(self) -> bool {
        self.is_ready.get()
    }

    /// Tells whether the newer version is being put in place, and follows it.
    pub fn is_coming(self) -> bool {
        self.is_coming.get()
    }

    /// Puts the newer version in place: the page loads anew. What was done is stored already.
    pub fn take(self) {
        self.is_coming.set(true);
        task::spawn(worker::apply_update());
    }

    fn look(self) {
        let now_ms = clock::now_ms();
        if now_ms.saturating_sub(self.looked_ms.get_value()) >= LOOK_MS {
            self.looked_ms.set_value(now_ms);
            task::spawn(worker::look_for_update());
        }
    }
}
