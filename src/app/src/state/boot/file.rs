//! All that this device keeps in one sealed file, and back.

use leptos::ev::Event;
use leptos::prelude::*;
use ruil_sync::export::{self, EXPORT_BYTES_MAX, ExportError};
use ruil_sync::lock::{Lock, Stretch};
use ruil_sync::{Batch, Durability, Identity, Saved, saved};

use super::lock::{LockFailure, check};
use super::{Boot, DATABASE, StorageError};
use crate::edge::file::{self, FileError};
use crate::edge::{prefs, random, storage, stretch, task};

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSealed {
    /// As with a lock.
    Lock(LockFailure),
    /// The browser did not take it.
    Refused,
}

/// A file to put back, as far as it can be read without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The file's name.
    pub name: String,
    lock: Lock,
}

/// Why a file was not put back; nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotBack {
    /// It could not be opened.
    File(FileError),
    /// It is none of ours, or does not open.
    Export(ExportError),
    /// As with a lock.
    Lock(LockFailure),
}

impl<E: Into<LockFailure>> From<E> for NotSealed {
    fn from(error: E) -> Self {
        Self::Lock(error.into())
    }
}

impl From<ExportError> for NotBack {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl Boot {
    /// Seals all that this device keeps, and hands it to the person as a file of this name.
    pub async fn seal(
        self,
        me: &Identity,
        name: &str,
        (secret, again): (&str, &str),
    ) -> Result<(), NotSealed> {
        check(secret, again)?;
        let (_, mut kept) = self.kept().await?;
        // The file has a lock of its own.
        for own in [saved::LOCKED, saved::TRIES, saved::BEARER] {
            kept.meta.remove(own);
        }
        let identity = me.to_bytes().to_vec();
        kept.meta.insert(saved::IDENTITY.to_owned(), identity);
        let how = Stretch::make(random::bytes());
        let key = stretch::run(how, secret).await?;
        let bytes = export::write(&kept, how, &key, random::bytes());
        if file::save_bytes(name, &bytes) {
            Ok(())
        } else {
            Err(NotSealed::Refused)
        }
    }

    /// Takes the file from a file field's change, and calls `on_read` with what it is.
    pub fn pick(self, event: &Event, on_read: Callback<Result<Sealed, NotBack>>) {
        let Some(picked) = file::picked(event) else {
            return;
        };
        task::spawn(async move {
            let max_bytes = u64::try_from(EXPORT_BYTES_MAX).unwrap_or(u64::MAX);
            let read = picked.read(max_bytes).await.map_err(NotBack::File);
            let lock = read.and_then(|bytes| Ok(export::read(&bytes)?));
            let name = picked.name();
            // The page may have been left.
            let _gone = on_read.try_run(lock.map(|lock| Sealed { name, lock }));
        });
    }

    /// Opens a file, keeps what is in it on this device in place of what was there, and starts.
    pub async fn put_back(self, sealed: &Sealed, secret: &str) -> Result<(), NotBack> {
        let key = stretch::run(sealed.lock.stretch, secret).await;
        let key = key.map_err(|error| NotBack::Lock(error.into()))?;
        let kept = export::open(&sealed.lock, &key)?;
        if identity(&kept).is_none_or(|bytes| Identity::parse(bytes).is_none()) {
            return Err(ExportError::Empty.into());
        }
        let kept = self.keep(&kept).await;
        kept.map_err(|error| NotBack::Lock(error.into()))
    }

    async fn keep(self, kept: &Saved) -> Result<(), StorageError> {
        let (mut storage, found) = self.kept().await?;
        if found != Saved::default() {
            storage.wipe().await?;
            storage = storage::open(DATABASE).await?;
            self.storage.set_value(Some(storage.clone()));
        }
        storage.write(&all_of(kept)).await?;
        storage::persist().await;
        let read = storage.read_all().await?;
        if identity(&read) != identity(kept) {
            return Err(StorageError::Unreadable);
        }
        let session = self.begin(read, storage).await?;
        let name = session.peek(|view| view.hoped.name.clone());
        prefs::remember_team(&name.unwrap_or_default());
        Ok(())
    }
}

fn identity(kept: &Saved) -> Option<&Vec<u8>> {
    kept.meta.get(saved::IDENTITY)
}

/// Returns the one transaction that writes all of it.
fn all_of(kept: &Saved) -> Batch {
    Batch {
        durability: Durability::Strict,
        meta: kept.meta.clone().into_iter().collect(),
        log: kept.log.clone(),
        outbox: kept.outbox.clone(),
        ..Batch::default()
    }
}
