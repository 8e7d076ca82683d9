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
        let kept = storage.read_short().await?;
        self.storage.set_value(Some(storage.clone()));
        let held = |key| kept.meta.get(key).filter(|bytes| !bytes.is_empty());
        let is_member = held(saved::IDENTITY).is_some();
        if let (Some(locked), false) = (held(saved::LOCKED), is_member) {
            self.note(locked);
            return Ok(Phase::Locked);
        }
        let is_left_over = kept != Saved::default();
        let woken = if is_member {
            awake(kept, storage).await?
        } else {
            Ok(Awake::Nobody)
        };
        Ok(match woken {
            Ok(Awake::Ready(session)) => Phase::Ready(session),
            Ok(Awake::Nobody | Awake::TooShort) => Phase::Welcome {
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
        let kept = storage.read_short().await?;
        if kept.meta.get(saved::IDENTITY) != Some(&identity) {
            return Err(StorageError::Unreadable);
        }
        self.begin(kept, storage).await
    }

    /// Starts the session of who was kept, and shows it.
    async fn begin(self, kept: Saved, storage: Storage) -> Result<Session, StorageError> {
        match awake(kept, storage).await? {
            Ok(Awake::Ready(session)) => {
                self.phase.set(Phase::Ready(session));
                Ok(session)
            }
            Ok(Awake::Nobody | Awake::TooShort) => Err(StorageError::Unavailable),
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

/// What came of starting the engine; or it is not on this device.
type Woken = Result<Awake, SplitLoaderError>;

/// What came of starting the engine.
enum Awake {
    /// It runs.
    Ready(Session),
    /// The snapshot is none for this build, and the log before it was not read.
    TooShort,
    /// No identity was kept.
    Nobody,
}

/// Starts the engine with what opening needs; with the whole log, if the snapshot can't be used.
async fn awake(short: Saved, storage: Storage) -> Result<Woken, StorageError> {
    let woken = wake(short, Some(storage.clone()), false).await;
    if !matches!(woken, Ok(Awake::TooShort)) {
        return Ok(woken);
    }
    Ok(wake(storage.read_all().await?, Some(storage), true).await)
}

/// Starts the engine with what the device kept. It is not in the program itself: who is in no team yet needs
/// the welcome first. It is in one file with the team's pages, for whoever needs one needs both, and each
/// file more costs a slow phone time.
#[cfg(not(feature = "whole"))]
#[wasm_split_helpers::wasm_split(inside, fallible)]
fn wake(kept: Saved, storage: Option<Storage>, is_all: bool) -> Woken {
    Ok(started(&kept, storage, is_all))
}

/// Starts the engine with what the device kept.
#[cfg(feature = "whole")]
async fn wake(kept: Saved, storage: Option<Storage>, is_all: bool) -> Woken {
    Ok(started(&kept, storage, is_all))
}

fn started(kept: &Saved, storage: Option<Storage>, is_all: bool) -> Awake {
    let (Some(storage), Some(engine)) = (storage, Engine::load(kept)) else {
        return Awake::Nobody;
    };
    let last = kept.log.last().map_or(0, |(number, _)| *number);
    if !is_all && engine.number() < last {
        return Awake::TooShort;
    }
    Awake::Ready(Session::start(engine, storage))
}

/// Fetches the engine, so that starting it later waits for nothing.
pub async fn fetch_engine() {
    // What can't be had now is fetched when it is needed, and missed then.
    let _ = wake(Saved::default(), None, false).await;
}
