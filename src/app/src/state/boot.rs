//! How the app starts: from the local copy, before any network.

use leptos::prelude::*;
use ruil_sync::{Batch, Durability, Engine, Identity, saved};

use super::session::Session;
use crate::edge::storage::{self, Storage};
use crate::edge::{prefs, task};

pub use crate::edge::storage::StorageError;

/// The name of the app's database on this device.
const DATABASE: &str = "ruil";

/// Where the app is before, and when, there is a team.
#[derive(Clone)]
pub enum Phase {
    /// Reading what the device kept.
    Booting,
    /// This device is in no team. If it once was, the team's name is known: then its data is gone
    /// (evicted or cleared), which is not the same as new.
    Welcome {
        /// The team this device was in, by the sentinel.
        lost: Option<String>,
    },
    /// The device's storage can't be used.
    NoStorage(StorageError),
    /// In a team.
    Ready(Session),
}

/// The phase, for the whole app.
#[derive(Clone, Copy)]
pub struct Boot {
    phase: RwSignal<Phase>,
    storage: StoredValue<Option<Storage>, LocalStorage>,
}

impl Boot {
    /// Starts reading what the device kept.
    pub fn start() -> Self {
        let boot = Self {
            phase: RwSignal::new(Phase::Booting),
            storage: StoredValue::new_local(None),
        };
        boot.again();
        boot
    }

    /// Tries once more, after the storage could not be used.
    pub fn again(self) {
        self.phase.set(Phase::Booting);
        task::spawn(async move {
            let phase = self.open().await.unwrap_or_else(Phase::NoStorage);
            self.phase.set(phase);
        });
    }

    async fn open(self) -> Result<Phase, StorageError> {
        let storage = storage::open(DATABASE).await?;
        let kept = storage.read_all().await?;
        self.storage.set_value(Some(storage.clone()));
        Ok(match Engine::load(&kept) {
            Some(engine) => Phase::Ready(Session::start(engine, storage)),
            None => Phase::Welcome {
                lost: prefs::known_team(),
            },
        })
    }

    /// Returns the phase, and follows it.
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Keeps a new identity on this device and starts its session.
    ///
    /// The identity is read back before it counts: some browsers accept a write and lose it.
    pub async fn enter(self, me: Identity) -> Result<Session, StorageError> {
        let Some(storage) = self.storage.get_value() else {
            return Err(StorageError::Unavailable);
        };
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![(saved::IDENTITY.to_owned(), me.to_bytes().to_vec())],
            ..Batch::default()
        };
        storage.write(&batch).await?;
        storage::persist().await;
        let kept = storage.read_all().await?;
        let engine = Engine::load(&kept).ok_or(StorageError::Unavailable)?;
        let session = Session::start(engine, storage);
        self.phase.set(Phase::Ready(session));
        Ok(session)
    }
}
