//! Files that were shared to the app or opened with it, and wait to be read.

use leptos::prelude::*;

use crate::edge::shared::{self, Waiting};
use crate::edge::task;

/// What waits, for the whole app.
#[derive(Clone, Copy)]
pub struct Shared {
    is_there: RwSignal<bool>,
}

/// Returns the app's watch for files.
pub fn use_shared() -> Shared {
    expect_context::<Shared>()
}

impl Shared {
    /// Looks what waits, and keeps what is opened with the app from now on.
    pub fn watch() -> Self {
        let shared = Self {
            is_there: RwSignal::new(false),
        };
        shared::keep_opened(move || shared.is_there.set(true));
        task::spawn(async move {
            if shared::waiting().await.is_some() {
                shared.is_there.set(true);
            }
        });
        shared
    }

    /// Tells whether a file waits, and follows it.
    pub fn is_there(self) -> bool {
        self.is_there.get()
    }

    /// Takes the file that waits longest. It waits on until it is let go.
    pub async fn take(self) -> Option<Waiting> {
        let waiting = shared::waiting().await;
        if waiting.is_none() {
            self.is_there.set(false);
        }
        waiting
    }

    /// Lets go of a file that was read.
    pub async fn forget(self, read: Waiting) {
        read.forget().await;
        self.is_there.set(shared::waiting().await.is_some());
    }
}
