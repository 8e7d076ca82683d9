//! Writing to this device: one batch at a time, again when it failed, and saying so.

use leptos::prelude::*;
use ruil_sync::{Batch, Ticket};

use super::Session;
use crate::edge::storage::{self, Room, StorageError};
use crate::edge::{clock, page, tabs, task, wake, worker};
use crate::state::keep::{After, Keep};
use crate::state::notice::Notice;

/// How soon a write that failed is tried again.
const AGAIN_MS: u32 = 10_000;

/// The queue before the storage, and what is shown of it.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    keep: StoredValue<Keep>,
    trouble: RwSignal<Option<StorageError>>,
    is_stuck: RwSignal<bool>,
    is_timed: StoredValue<bool>,
    room: RwSignal<Option<Room>>,
}

impl Writing {
    pub(super) fn new() -> Self {
        Self {
            keep: StoredValue::new(Keep::default()),
            trouble: RwSignal::new(None),
            is_stuck: RwSignal::new(false),
            is_timed: StoredValue::new(false),
            room: RwSignal::new(None),
        }
    }
}

impl Session {
    /// Returns why this device keeps nothing at the moment, if so, and follows it.
    pub fn trouble(self) -> Option<StorageError> {
        self.writing.trouble.get()
    }

    /// Tells whether something is not saved on this device, and follows it.
    pub fn is_stuck(self) -> bool {
        self.writing.is_stuck.get()
    }

    /// Returns how much room there is on this device, once it is known, and follows it.
    pub fn room(self) -> Option<Room> {
        self.writing.room.get()
    }

    /// Tries again to write what was not saved.
    pub fn write_again(self) {
        task::spawn(async move {
            let found = self.storage().check().await;
            let is_usable = found.is_ok();
            let keep = self.writing.keep;
            // Until what waits is written, the trouble is not over.
            if !(is_usable && keep.try_with_value(Keep::is_stuck) == Some(true)) {
                let _ = keep.try_update_value(|keep| keep.looked(found));
                self.show_writing();
            }
            if is_usable {
                self.write_on().await;
            }
        });
    }

    /// Writes all that this device can't do without, after its data was deleted under it.
    pub fn restore(self) {
        task::spawn(async move {
            let whole = self.engine.with_value(ruil_sync::Engine::whole);
            match self.storage().restore(&whole).await {
                Ok(()) => {
                    let after = self.writing.keep.try_update_value(Keep::restored);
                    self.follow(after.unwrap_or_default()).await;
                }
                Err(error) => {
                    let _ = self
                        .writing
                        .keep
                        .try_update_value(|keep| keep.looked(Err(error)));
                }
            }
            self.show_writing();
        });
    }

    /// Asks the browser not to clear this app's data.
    pub fn persist(self) {
        task::spawn(async move {
            storage::persist().await;
            self.look_at_room().await;
        });
    }

    /// Watches the storage from now on.
    pub(super) fn watch_storage(self) {
        self.storage().on_end(move || self.write_again());
        wake::on_wake(move || {
            if self.writing.trouble.try_with_untracked(Option::is_some) == Some(true) {
                self.write_again();
            }
            task::spawn(self.look_at_room());
        });
        task::spawn(self.look_at_room());
    }

    /// Takes on a batch.
    pub(super) fn write(self, ticket: Ticket, batch: Batch) {
        self.writing
            .keep
            .update_value(|keep| keep.add(ticket, batch));
        task::spawn(self.write_on());
    }

    /// Writes what waits until nothing does, or it fails.
    async fn write_on(self) {
        while let Some(Some(batch)) = self.writing.keep.try_update_value(Keep::next) {
            let result = self.storage().write(&batch).await;
            if result.is_ok() {
                tabs::announce();
                if !batch.outbox.is_empty() && self.is_away() {
                    task::spawn(worker::send_later());
                }
            }
            let failed = result
                .clone()
                .is_err_and(|error| error != StorageError::Conflict);
            let after = self
                .writing
                .keep
                .try_update_value(|keep| keep.ended(result));
            self.follow(after.unwrap_or_default()).await;
            self.show_writing();
            if failed {
                self.look_at_room().await;
                self.write_later();
                return;
            }
        }
    }

    async fn follow(self, after: Vec<After>) {
        for after in after {
            match after {
                After::Tell(input) => self.handle(input),
                After::Again(ticket) => self.act_again(ticket).await,
            }
        }
    }

    /// Another tab was first in the outbox: does it again, after what that tab did.
    async fn act_again(self, ticket: Ticket) {
        self.absorb().await;
        let taken = self
            .engine
            .try_update_value(|engine| engine.take_back(ticket));
        let taken = taken.unwrap_or_default();
        // One person asked for all of it.
        let Some(person) = taken.first().map(|(person, _)| *person) else {
            return;
        };
        let commands = taken.into_iter().map(|(_, command)| command);
        if let Err(not_done) = self.act_for(person, commands.collect()) {
            self.tell(Notice::NotDone(not_done));
        }
    }

    fn write_later(self) {
        if self.writing.is_timed.try_get_value() != Some(false) {
            return;
        }
        self.writing.is_timed.set_value(true);
        task::spawn(async move {
            clock::after(AGAIN_MS).await;
            // The session may be over by now.
            if self.writing.is_timed.try_set_value(false).is_none() {
                self.write_on().await;
            }
        });
    }

    fn show_writing(self) {
        let state = self
            .writing
            .keep
            .try_with_value(|keep| (keep.trouble().cloned(), keep.is_stuck()));
        let Some((trouble, is_stuck)) = state else {
            return;
        };
        page::warn_before_leaving(is_stuck);
        let shown = self.writing.trouble.get_untracked();
        if shown != trouble {
            if let Some(error) = shown {
                self.dismiss(&Notice::Storage(error));
            }
            let is_told = |error: &StorageError| is_stuck || *error == StorageError::Emptied;
            if let Some(error) = trouble.clone().filter(is_told) {
                self.tell(Notice::Storage(error));
            }
            self.writing.trouble.set(trouble);
        }
        if self.writing.is_stuck.get_untracked() != is_stuck {
            self.writing.is_stuck.set(is_stuck);
        }
    }

    async fn look_at_room(self) {
        let room = storage::room().await;
        let _ = self.writing.room.try_update(|shown| *shown = room);
    }
}
