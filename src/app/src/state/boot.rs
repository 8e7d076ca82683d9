//! How the app starts: from the local copy, before any network.

pub mod file;
pub mod lock;

use leptos::prelude::*;
use ruil_sync::invite::Start;
use ruil_sync::saved::{self, Batch, Durability, Saved};
use ruil_sync::{Engine, Identity};
use wasm_split_helpers::SplitLoaderError;

use super::page;
use super::session::Session;
use crate::edge::storage::{self, Storage};
use crate::edge::{prefs, task};

pub use crate::edge::prefs::Trace;
pub use crate::edge::storage::StorageError;

/// The name of the app's database on this device.
const DATABASE: &str = "ruil";

/// Where the app is before, and when, there is a team.
#[derive(Clone)]
pub enum Phase {
    /// Reading what the device kept.
    Booting,
    /// This device is in no team. If it once was, there is a trace of it: then its data is gone
    /// (evicted or cleared), which is not the same as new.
    Welcome {
        /// What is left of the team this device was in.
        lost: Option<Trace>,
    },
    /// The device's storage can't be used.
    NoStorage(StorageError),
    /// The engine is not on this device, and could not be fetched.
    NoEngine,
    /// In a team, but its key is under a lock.
    Locked,
    /// In a team.
    Ready(Session),
}

/// The phase, for the whole app.
#[derive(Clone, Copy)]
pub struct Boot {
    phase: RwSignal<Phase>,
    storage: StoredValue<Option<Storage>, LocalStorage>,
    has_lock: RwSignal<bool>,
    has_passkey: RwSignal<bool>,
}

impl Boot {
    /// Starts reading what the device kept.
    pub fn start() -> Self {
        let boot = Self {
            phase: RwSignal::new(Phase::Booting),
            storage: StoredValue::new_local(None),
            has_lock: RwSignal::new(false),
            has_passkey: RwSignal::new(false),
        };
        boot.lock_when_away();
        boot.again();
        boot
    }

    /// Tries once more, after the storage could not be used.
    pub fn again(self) {
        self.phase.set(Phase::Booting);
        if page::was_in_a_team() {
            // Beside reading what the device kept, which takes as long.
            task::spawn(fetch_engine());
        }
        task::spawn(async move {
            let phase = self.open().await.unwrap_or_else(Phase::NoStorage);
            self.phase.set(phase);
        });
    }

    async fn open(self) -> Result<Phase, StorageError> {
        let storage = storage::open(DATABASE).await?;
        let kept = storage.read_all().await?;
        self.storage.set_value(Some(storage.clone()));
        let held = |key| kept.meta.get(key).filter(|bytes| !bytes.is_empty());
        let is_member = held(saved::IDENTITY).is_some();
        if let (Some(locked), false) = (held(saved::LOCKED), is_member) {
            self.note(locked);
            return Ok(Phase::Locked);
        }
        let is_left_over = kept != Saved::default();
        let woken = if is_member {
            wake(kept, Some(storage)).await
        } else {
            Ok(None)
        };
        Ok(match woken {
            Ok(Some(session)) => Phase::Ready(session),
            Ok(None) => Phase::Welcome {
                // The key alone may be gone.
                lost: prefs::trace().or_else(|| is_left_over.then_some(Trace::Cookie)),
            },
            Err(_) => Phase::NoEngine,
        })
    }

    /// Returns the phase, and follows it.
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Keeps a new identity on this device and starts its session, at a checkpoint if there is one.
    ///
    /// The identity is read back before it counts: some browsers accept a write and lose it.
    pub async fn enter(self, me: Identity, start: Option<Start>) -> Result<Session, StorageError> {
        let storage = self.storage.get_value();
        let storage = storage.ok_or(StorageError::Unavailable)?;
        let storage = self.cleared_for(&me, storage).await?;
        let identity = me.to_bytes().to_vec();
        let meta = [(saved::IDENTITY.to_owned(), identity.clone())].into_iter();
        let start = start.map(|start| (saved::START.to_owned(), start.to_bytes()));
        let batch = Batch {
            durability: Durability::Strict,
            meta: meta.chain(start).collect(),
            ..Batch::default()
        };
        storage.write(&batch).await?;
        storage::persist().await;
        let kept = storage.read_all().await?;
        if kept.meta.get(saved::IDENTITY) != Some(&identity) {
            return Err(StorageError::Unreadable);
        }
        self.begin(kept, storage).await
    }

    /// Starts the session of who was kept, and shows it.
    async fn begin(self, kept: Saved, storage: Storage) -> Result<Session, StorageError> {
        match wake(kept, Some(storage)).await {
            Ok(session) => {
                let session = session.ok_or(StorageError::Unavailable)?;
                self.phase.set(Phase::Ready(session));
                Ok(session)
            }
            Err(_) => {
                // Who it is was kept; the rest follows when the engine can be had.
                self.phase.set(Phase::NoEngine);
                Err(StorageError::Unavailable)
            }
        }
    }

    /// Returns the storage without what another team left behind in it. What was kept of the same
    /// team, from a time of which only the key was lost, stays: it may be work nobody else has.
    async fn cleared_for(self, me: &Identity, storage: Storage) -> Result<Storage, StorageError> {
        if storage.read_all().await?.is_of(me.wire_team()) {
            return Ok(storage);
        }
        storage.wipe().await?;
        let fresh = storage::open(DATABASE).await?;
        self.storage.set_value(Some(fresh.clone()));
        Ok(fresh)
    }
}

/// A session, nothing if what was kept is no identity; or the engine is not on this device.
type Woken = Result<Option<Session>, SplitLoaderError>;

/// Starts the engine with what the device kept. It is not in the program itself: who is in no team yet needs
/// the welcome first. It is in one file with the team's pages, for whoever needs one needs both, and each
/// file more costs a slow phone time.
#[cfg(not(feature = "whole"))]
#[wasm_split_helpers::wasm_split(inside, fallible)]
fn wake(kept: Saved, storage: Option<Storage>) -> Woken {
    Ok(started(&kept, storage))
}

/// Starts the engine with what the device kept.
#[cfg(feature = "whole")]
async fn wake(kept: Saved, storage: Option<Storage>) -> Woken {
    Ok(started(&kept, storage))
}

fn started(kept: &Saved, storage: Option<Storage>) -> Option<Session> {
    let storage = storage?;
    Some(Session::start(Engine::load(kept)?, storage))
}

/// Fetches the engine, so that starting it later waits for nothing.
pub async fn fetch_engine() {
    // What can't be had now is fetched when it is needed, and missed then.
    let _ = wake(Saved::default(), None).await;
}
