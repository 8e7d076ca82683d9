//! The lock of this device: its identity under what a person knows.
//!
//! While a lock is on, the storage holds the identity sealed and never plain; the open one lives in this
//! page's memory. To lock is to start the page anew, which leaves nothing of it behind.

pub mod passkey;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use ruil_sync::lock::passkey::Locked;
use ruil_sync::lock::{Lock, SECRET_MIN, Stretch, Tries};
use ruil_sync::{Batch, Durability, Identity, Saved, saved};

use self::passkey::locked;
use super::{Boot, Phase, StorageError};
use crate::edge::passkey::NoPasskey;
use crate::edge::storage::Storage;
use crate::edge::stretch::{self, NotStretched};
use crate::edge::{clock, page, prefs, random, tabs, task, wake};

/// So long in the background, and the app is locked again.
const AWAY_MS: u32 = 10 * 60 * 1_000;

/// Why a lock was not opened, set or taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockFailure {
    /// The secret has too few signs.
    Short,
    /// The two secrets are not the same.
    NotSame,
    /// It is another secret.
    Wrong,
    /// It was wrong too often: the next try may be then.
    Wait {
        /// By the device's clock, Unix milliseconds.
        until_ms: u64,
    },
    /// The code that does it is not on this device.
    Missing,
    /// There is no key from a passkey.
    Passkey(NoPasskey),
    /// The device could not keep it; nothing has changed.
    Storage(StorageError),
}

impl From<StorageError> for LockFailure {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<NotStretched> for LockFailure {
    fn from(error: NotStretched) -> Self {
        match error {
            NotStretched::Greedy => Self::Storage(StorageError::Unreadable),
            NotStretched::Missing => Self::Missing,
        }
    }
}

/// Checks a new secret that was typed twice.
pub fn check(secret: &str, again: &str) -> Result<(), LockFailure> {
    if secret.chars().count() < SECRET_MIN {
        Err(LockFailure::Short)
    } else if secret != again {
        Err(LockFailure::NotSame)
    } else {
        Ok(())
    }
}

impl Boot {
    /// Tells whether this device has a lock, and follows it.
    pub fn has_lock(self) -> bool {
        self.has_lock.get()
    }

    /// Opens the lock and starts the session.
    pub async fn unlock(self, secret: &str) -> Result<(), LockFailure> {
        let (storage, mut kept) = self.kept().await?;
        if row(&kept, saved::LOCKED).is_none() {
            // Another tab took it off, or cleared the device.
            self.again();
            return Ok(());
        }
        let identity = open(&storage, &kept, secret).await?;
        kept.meta.insert(saved::IDENTITY.to_owned(), identity);
        self.begin(kept, storage).await?;
        Ok(())
    }

    /// Returns when the lock may be tried, in Unix milliseconds by the device's clock.
    pub async fn next_try_ms(self) -> u64 {
        let kept = self.kept().await;
        kept.map_or(0, |(_, kept)| tries(&kept).next_ms(clock::now_ms()))
    }

    /// Puts a lock on this device, or another one on it; `now` opens the one there is.
    pub async fn set_lock(
        self,
        me: &Identity,
        now: &str,
        (secret, again): (&str, &str),
    ) -> Result<(), LockFailure> {
        check(secret, again)?;
        let (storage, kept) = self.kept().await?;
        if row(&kept, saved::LOCKED).is_some() {
            open(&storage, &kept, now).await?;
        }
        let how = Stretch::make(random::bytes());
        let key = stretch::run(how, secret).await?;
        let identity = me.to_bytes();
        let lock = Lock::close(how, &key, random::bytes(), &identity);
        if lock.open(&key).as_deref() != Some(&*identity) {
            return Err(LockFailure::Storage(StorageError::Unreadable));
        }
        let before = locked(row(&kept, saved::LOCKED));
        let passkey = before.and_then(|locked| locked.passkey);
        let locked = Locked { lock, passkey }.to_bytes();
        write(&storage, &[], &locked).await?;
        if row(&storage.read_all().await?, saved::LOCKED) != Some(&locked) {
            // It said yes and lost it: better open than gone.
            write(&storage, &identity, &[]).await?;
            return Err(LockFailure::Storage(StorageError::Unreadable));
        }
        self.note(&locked);
        Ok(())
    }

    /// Takes the lock off.
    pub async fn drop_lock(self, me: &Identity, now: &str) -> Result<(), LockFailure> {
        let (storage, kept) = self.kept().await?;
        if row(&kept, saved::LOCKED).is_some() {
            open(&storage, &kept, now).await?;
        }
        write(&storage, &me.to_bytes(), &[]).await?;
        self.note(&[]);
        Ok(())
    }

    /// Locks the app, if there is a lock.
    pub fn lock_now(self) {
        let is_open = matches!(self.phase.get_untracked(), Phase::Ready(_));
        if is_open && self.has_lock.get_untracked() {
            // Nothing is shown until the page is a new one.
            self.phase.set(Phase::Booting);
            page::reload();
        }
    }

    /// Deletes all that this device kept, and starts afresh.
    pub async fn start_afresh(self) -> Result<(), StorageError> {
        if let Some(storage) = self.storage.get_value() {
            storage.wipe().await?;
        }
        prefs::forget_team();
        page::reload();
        Ok(())
    }

    /// Locks the app, from now on, when it has been in the background for long. A phone may stop the
    /// clock of such a page, so it is looked at once more when it comes back.
    pub(super) fn lock_when_away(self) {
        let since = Cell::new(None::<u64>);
        let alarm = RefCell::new(None);
        wake::on_turn(move |is_visible| {
            let now_ms = clock::now_ms();
            if is_visible {
                drop(alarm.take());
                let left = since.take();
                if left.is_some_and(|left| now_ms.saturating_sub(left) >= u64::from(AWAY_MS)) {
                    self.lock_now();
                }
            } else {
                since.set(Some(now_ms));
                let ring = move || self.lock_now();
                alarm.replace(Some(clock::once(AWAY_MS, ring)));
                task::spawn(self.look());
            }
        });
    }

    /// Another tab may have put a lock on, or taken it off.
    async fn look(self) {
        if let Ok((_, kept)) = self.kept().await {
            self.note(row(&kept, saved::LOCKED).map_or(&[], Vec::as_slice));
        }
    }

    /// Takes note of the lock this device has, so that nothing is kept in the open beside it.
    pub(super) fn note(self, locked: &[u8]) {
        self.has_lock.set(!locked.is_empty());
        let found = Locked::parse(locked);
        self.has_passkey
            .set(found.is_some_and(|found| found.passkey.is_some()));
        if let Phase::Ready(session) = self.phase.get_untracked() {
            session.note_lock(locked);
        }
    }

    /// Returns the storage and what it holds.
    pub(super) async fn kept(self) -> Result<(Storage, Saved), StorageError> {
        let storage = self.storage.get_value();
        let storage = storage.ok_or(StorageError::Unavailable)?;
        let kept = storage.read_all().await?;
        Ok((storage, kept))
    }
}

/// Opens the lock, or counts the try.
async fn open(storage: &Storage, kept: &Saved, secret: &str) -> Result<Vec<u8>, LockFailure> {
    let locked = locked(row(kept, saved::LOCKED));
    let lock = locked.map(|locked| locked.lock);
    let lock = lock.ok_or(LockFailure::Storage(StorageError::Unreadable))?;
    let (before, now_ms) = (tries(kept), clock::now_ms());
    let until_ms = before.next_ms(now_ms);
    if until_ms > now_ms {
        return Err(LockFailure::Wait { until_ms });
    }
    let counted = before.one_more(now_ms);
    count(storage, counted.to_bytes()).await?;
    let key = match stretch::run(lock.stretch, secret).await {
        Ok(key) => key,
        Err(error) => {
            // That was no try.
            count(storage, before.to_bytes()).await?;
            return Err(error.into());
        }
    };
    let Some(identity) = lock.open(&key) else {
        let until_ms = counted.next_ms(now_ms);
        return Err(if until_ms > now_ms {
            LockFailure::Wait { until_ms }
        } else {
            LockFailure::Wrong
        });
    };
    count(storage, Vec::new()).await?;
    Ok(identity.to_vec())
}

async fn count(storage: &Storage, tries: Vec<u8>) -> Result<(), StorageError> {
    let batch = Batch {
        durability: Durability::Strict,
        meta: vec![(saved::TRIES.to_owned(), tries)],
        ..Batch::default()
    };
    storage.write(&batch).await
}

/// Writes both rows of the identity at once: the empty one is as if it were not there.
async fn write(storage: &Storage, identity: &[u8], locked: &[u8]) -> Result<(), StorageError> {
    let rows = [
        (saved::IDENTITY, identity),
        (saved::LOCKED, locked),
        (saved::TRIES, &[]),
    ];
    let rows = rows.map(|(key, bytes)| (key.to_owned(), bytes.to_vec()));
    let batch = Batch {
        durability: Durability::Strict,
        meta: rows.to_vec(),
        ..Batch::default()
    };
    storage.write(&batch).await?;
    // Other tabs look what is kept now.
    tabs::announce();
    Ok(())
}

fn row<'a>(kept: &'a Saved, key: &str) -> Option<&'a Vec<u8>> {
    kept.meta.get(key).filter(|bytes| !bytes.is_empty())
}

fn tries(kept: &Saved) -> Tries {
    let bytes = row(kept, saved::TRIES).map(Vec::as_slice);
    Tries::parse(bytes.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_secret_is_long_enough_and_typed_twice() {
        assert_eq!(check("123", "123"), Err(LockFailure::Short));
        assert_eq!(check("1234", "1243"), Err(LockFailure::NotSame));
        assert_eq!(check("1234", "1234"), Ok(()));
        assert_eq!(
            check("één", "één"),
            Err(LockFailure::Short),
            "signs, not bytes"
        );
    }
}
