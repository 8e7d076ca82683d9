//! Opening the lock with a passkey, beside the secret.
//!
//! What the passkey opens is a copy of the identity in the same row as the lock, so that both are put on,
//! carried over and taken off as one.

use leptos::prelude::*;
use ruil_sync::lock::passkey::{Locked, Made, Passkey};
use ruil_sync::{Identity, saved};

use super::{Boot, LockFailure, StorageError, count, row, write};
use crate::edge::passkey::{self, NoPasskey};
use crate::edge::random;

impl From<NoPasskey> for LockFailure {
    fn from(error: NoPasskey) -> Self {
        Self::Passkey(error)
    }
}

/// Tells whether this device may make a passkey that opens a lock.
pub async fn may_make() -> bool {
    passkey::may().await
}

impl Boot {
    /// Tells whether a passkey opens this device's lock, and follows it.
    pub fn has_passkey(self) -> bool {
        self.has_passkey.get()
    }

    /// Opens the lock with its passkey and starts the session; to be called from a tap.
    pub async fn unlock_by_passkey(self) -> Result<(), LockFailure> {
        let (storage, mut kept) = self.kept().await?;
        let passkey = locked(row(&kept, saved::LOCKED)).and_then(|locked| locked.passkey);
        let Some(passkey) = passkey else {
            // Another tab took it off.
            self.again();
            return Ok(());
        };
        let made = passkey::open(&passkey.credential, passkey.salt).await?;
        let identity = passkey.open(&Made::from_bytes(made));
        let identity = identity.ok_or(LockFailure::Passkey(NoPasskey::Other))?;
        count(&storage, Vec::new()).await?;
        kept.meta
            .insert(saved::IDENTITY.to_owned(), identity.to_vec());
        self.begin(kept, storage).await?;
        Ok(())
    }

    /// Lets a new passkey open the lock too; to be called from a tap.
    pub async fn add_passkey(self, me: &Identity, name: &str) -> Result<(), LockFailure> {
        let salt = random::bytes();
        let (credential, made) = passkey::make(name, salt).await?;
        let (made, identity) = (Made::from_bytes(made), me.to_bytes());
        let passkey = Passkey::close((credential, salt), &made, random::bytes(), &identity);
        if passkey.open(&made).as_deref() != Some(&*identity) {
            return Err(LockFailure::Storage(StorageError::Unreadable));
        }
        self.put_passkey(Some(passkey)).await
    }

    /// Leaves the secret as the only way to open the lock.
    pub async fn drop_passkey(self) -> Result<(), LockFailure> {
        self.put_passkey(None).await
    }

    async fn put_passkey(self, passkey: Option<Passkey>) -> Result<(), LockFailure> {
        let (storage, kept) = self.kept().await?;
        let locked = locked(row(&kept, saved::LOCKED));
        let Some(locked) = locked else {
            // There is no lock any more that it could open.
            self.note(&[]);
            return Ok(());
        };
        let bytes = Locked { passkey, ..locked }.to_bytes();
        write(&storage, &[], &bytes).await?;
        self.note(&bytes);
        Ok(())
    }
}

/// Reads what is kept in place of the open identity.
pub(super) fn locked(kept: Option<&Vec<u8>>) -> Option<Locked> {
    kept.and_then(|bytes| Locked::parse(bytes))
}
