//! A file that was shared to the app is read as if it had been picked.

use leptos::prelude::*;

use super::{ImportState, Importing};
use crate::edge::shared::Waiting;
use crate::edge::task;
use crate::state::shared::use_shared;

impl Importing {
    /// Reads what was shared, one file after another, from now on. It waits on until it is read.
    pub fn take_shared(self) {
        let shared = use_shared();
        let taken = StoredValue::new_local(None::<Waiting>);
        let is_free = move || {
            let waits = |state: &ImportState| {
                matches!(state, ImportState::Empty | ImportState::Failed { .. })
            };
            self.reading.get().is_none() && self.state.with(waits)
        };
        Effect::new(move |_| {
            if !shared.is_there() || !is_free() || taken.with_value(Option::is_some) {
                return;
            }
            task::spawn(async move {
                // Somebody may have picked a file meanwhile, or gone elsewhere.
                let waiting = shared.take().await;
                let is_free = self.reading.try_get_untracked() == Some(None)
                    && taken.try_with_value(Option::is_none) == Some(true);
                if let Some(waiting) = waiting.filter(|_| is_free) {
                    taken.set_value(Some(waiting.clone()));
                    self.take(waiting.file);
                }
            });
        });
        Effect::new(move |_| {
            let is_over = self.reading.get().is_none();
            if let Some(waiting) = taken.get_value().filter(|_| is_over) {
                task::spawn(async move {
                    shared.forget(waiting).await;
                    let _ = taken.try_set_value(None);
                });
            }
        });
    }
}
