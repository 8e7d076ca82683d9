//! The team's data on this device: a thin wrapper of IndexedDB.
//!
//! It exists because no crate lets the writer choose how durable a write is. What one batch holds
//! is written in one transaction, so a crash leaves all of it or none; a write counts once the
//! browser reports the transaction complete, never before.

mod connection;
mod error;
mod room;
mod rows;

use std::cell::RefCell;
use std::rc::Rc;

use ruil_sync::saved::{self, Batch, Saved};
use web_sys::IdbDatabase;

use self::connection::{Connection, OnEnd};
pub use self::error::StorageError;
pub use self::room::{Room, persist, room};
use self::rows::{Found, Meta};

/// A database of this device. Clones share one connection; the browser runs their writes in the
/// order in which they began.
#[derive(Clone)]
pub struct Storage(Rc<Inner>);

struct Inner {
    name: String,
    connection: RefCell<Connection>,
    on_end: OnEnd,
}

/// Opens a database, or makes it.
pub async fn open(name: &str) -> Result<Storage, StorageError> {
    let on_end = OnEnd::default();
    let connection = RefCell::new(Connection::open(name, &on_end).await?);
    Ok(Storage(Rc::new(Inner {
        name: name.to_owned(),
        connection,
        on_end,
    })))
}

impl Storage {
    /// Reads everything. Rows of the log that an earlier build left unpacked are packed.
    pub async fn read_all(&self) -> Result<Saved, StorageError> {
        let found = self.read(|_| 0).await?;
        if !found.loose.is_empty() {
            let packed = Batch {
                log: found.loose,
                ..Batch::default()
            };
            // It only makes the next reading faster: what fails is tried then.
            let _ = rows::write(&self.database(), &packed).await;
        }
        Ok(found.saved)
    }

    /// Reads everything but the front of the log: what lies well before this number.
    pub async fn read_from(&self, number: u64) -> Result<Saved, StorageError> {
        self.read(|_| number).await.map(|found| found.saved)
    }

    /// Reads everything but what the snapshot stands for, if there is one.
    pub async fn read_short(&self) -> Result<Saved, StorageError> {
        let found = self.read(snapped).await?;
        Ok(found.saved)
    }

    /// Writes a batch: all of it, or nothing and an error.
    ///
    /// Rows of the outbox go before new ones come, so a row is replaced by dropping and adding it.
    /// A new row whose number is taken, or was counted by another tab, fails the batch with
    /// [`StorageError::Conflict`].
    pub async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        match rows::write(&self.database(), batch).await {
            Err(StorageError::Lost) => rows::write(&self.reconnect().await?, batch).await,
            other => other,
        }
    }

    /// Makes the database anew if it is gone, and writes all of it.
    ///
    /// The batch has to be whole: what a device can't do without.
    pub async fn restore(&self, whole: &Batch) -> Result<(), StorageError> {
        let fresh = Connection::open(&self.0.name, &self.0.on_end).await?;
        let database = fresh.database();
        self.0.connection.replace(fresh);
        rows::write(&database, whole).await
    }

    /// Tells whether the database can be used, and mends the connection if it can.
    pub async fn check(&self) -> Result<(), StorageError> {
        self.read_from(u64::MAX).await.map(drop)
    }

    /// Calls `f` when the connection ends by something else than this page: then it is time to
    /// [`Storage::check`].
    pub fn on_end(&self, f: impl Fn() + 'static) {
        self.0.on_end.replace(Some(Box::new(f)));
    }

    /// Deletes the database, in every tab.
    pub async fn wipe(self) -> Result<(), StorageError> {
        self.database().close();
        connection::delete(&self.0.name).await
    }

    async fn read(&self, from: impl Fn(&Meta) -> u64) -> Result<Found, StorageError> {
        match rows::read(&self.database(), &from).await {
            Err(StorageError::Lost) => rows::read(&self.reconnect().await?, &from).await,
            other => other,
        }
    }

    fn database(&self) -> IdbDatabase {
        self.0.connection.borrow().database()
    }

    /// Opens the database once more: browsers drop connections when they run short of memory.
    async fn reconnect(&self) -> Result<IdbDatabase, StorageError> {
        let fresh = Connection::reopen(&self.0.name, &self.0.on_end).await?;
        let database = fresh.database();
        self.0.connection.replace(fresh);
        Ok(database)
    }
}

/// Returns the number up to which a snapshot stands for the log.
fn snapped(meta: &Meta) -> u64 {
    let row = meta.get(saved::SNAPSHOT);
    row.and_then(|row| saved::snapshot_number(row)).unwrap_or(0)
}
