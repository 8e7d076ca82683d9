//! The store in one SQLite file: one connection writes, a few read.
//!
//! `synchronous=FULL` in WAL mode: when a transaction is over, it survives a power cut. A lock
//! on a file beside the database keeps a second relay out; SQLite's own exclusive mode would
//! keep our readers out too.

use core::fmt;
use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ruil_wire::{Entry, Head, InviteId, PublicKey, TeamId};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{
    Admission, Founded, Invite, Kept, Left, Note, Opened, Opening, Outcome, Push, Restore, Store,
    StoreError, Team,
};
use crate::limit::READERS_MAX;

pub mod archive;
mod checkpoint;
mod invite;
mod log;
mod post;
mod schema;
mod team;

/// The database's name in the data folder.
pub const DATABASE: &str = "relay.sqlite";
/// The lock's name in the data folder.
const LOCK: &str = "relay.lock";
/// There once the teams were moved elsewhere: what would be numbered here then, nobody would ever see.
const MOVED: &str = "relay.moved";

/// Keeps everything in one file in a data folder.
pub struct SqliteStore {
    write: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    path: std::path::PathBuf,
    _lock: File,
}

/// Why a data folder could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// Another relay uses it.
    InUse,
    /// The folder or a file in it can't be made or opened.
    Io(io::Error),
    /// The database can't be opened or brought up to date.
    Sqlite(rusqlite::Error),
    /// A later relay has changed the format; the number is the database's.
    Newer(i64),
    /// An earlier relay wrote it, and only one that serves it brings it up to date; the number is the database's.
    Older(i64),
    /// Its teams were moved to a PostgreSQL database.
    Moved,
    /// This build's SQLite can corrupt a write-ahead log; the number is its version.
    OldSqlite(i32),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse => f.write_str("another relay is using this data folder"),
            Self::Io(error) => write!(f, "the data folder can't be used: {error}"),
            Self::Sqlite(error) => write!(f, "the database can't be opened: {error}"),
            Self::Newer(version) => write!(f, "a newer relay wrote this database ({version})"),
            Self::Older(version) => write!(f, "an older relay wrote this database ({version})"),
            Self::Moved => f.write_str("the teams of this data folder were moved to PostgreSQL"),
            Self::OldSqlite(version) => write!(f, "SQLite {version} is too old (needs 3.51.3)"),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<io::ErrorKind> for OpenError {
    fn from(kind: io::ErrorKind) -> Self {
        Self::Io(kind.into())
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl SqliteStore {
    /// Opens the database in a folder, making both if need be.
    ///
    /// `pages_max` is the most pages (of 4 KiB) the file may grow to.
    pub fn open(folder: &Path, pages_max: Option<u32>) -> Result<Self, OpenError> {
        schema::check_version()?;
        // The relay's secret is in there.
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => OpenError::InUse,
            TryLockError::Error(error) => OpenError::Io(error),
        })?;
        if folder.join(MOVED).exists() {
            return Err(OpenError::Moved);
        }
        let path = folder.join(DATABASE);
        let mut write = Connection::open(&path)?;
        schema::prepare(&mut write, pages_max)?;
        Ok(Self {
            write: Mutex::new(write),
            readers: Mutex::default(),
            path,
            _lock: lock,
        })
    }

    /// Says that the teams were moved elsewhere, for good.
    pub fn leave_behind(self) -> Result<(), OpenError> {
        let folder = self.path.parent().ok_or(io::ErrorKind::NotFound)?;
        let mark = folder.join(MOVED);
        File::create(&mark)?.sync_all()?;
        archive::sync_folder(&mark)
    }

    fn write(&self) -> MutexGuard<'_, Connection> {
        self.write.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let idle = self.readers().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        let answer = question(&connection)?;
        let mut readers = self.readers();
        if readers.len() < READERS_MAX {
            readers.push(connection);
        }
        Ok(answer)
    }
}

impl Store for SqliteStore {
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        Ok(team::secret(&self.write(), fresh)?)
    }

    fn found(&self, id: TeamId, team: &Team) -> Result<Founded, StoreError> {
        Ok(team::found(&self.write(), id, team)?)
    }

    fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError> {
        self.read(|db| team::read(db, team))
    }

    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError> {
        Ok(log::append(&mut self.write(), group, at)?)
    }

    fn restore(&self, restore: &Restore, at: Admission) -> Result<Option<Vec<Head>>, StoreError> {
        Ok(log::restore(&mut self.write(), restore, at)?)
    }

    fn removed_at(&self, team: TeamId, device: &PublicKey) -> Result<Option<u64>, StoreError> {
        self.read(|db| log::removed_at(db, team, device))
    }

    fn head_at(&self, team: TeamId, number: u64) -> Result<Option<Head>, StoreError> {
        self.read(|db| log::head_at(db, team, number))
    }

    fn read(&self, team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError> {
        self.read(|db| log::read(db, team, after, count))
    }

    fn keep(&self, team: TeamId, number: u64, sealed: &[u8]) -> Result<Kept, StoreError> {
        Ok(checkpoint::keep(&mut self.write(), team, number, sealed)?)
    }

    fn checkpoint(&self, team: TeamId, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|db| checkpoint::read(db, team, number))
    }

    fn drop_old(&self, now_ms: u64, keep_days: Option<u32>) -> Result<usize, StoreError> {
        Ok(checkpoint::drop_old(&mut self.write(), now_ms, keep_days)?)
    }

    fn open(&self, id: InviteId, invite: &Invite, at: Opening) -> Result<Opened, StoreError> {
        Ok(invite::open(&mut self.write(), id, invite, at)?)
    }

    fn invite(&self, id: InviteId, now_ms: u64) -> Result<Option<Invite>, StoreError> {
        self.read(|db| invite::read(db, id, now_ms))
    }

    fn leave(&self, id: InviteId, note: &Note<'_>, now_ms: u64) -> Result<Left, StoreError> {
        Ok(invite::leave(&self.write(), id, note, now_ms)?)
    }

    fn close(&self, id: InviteId) -> Result<(), StoreError> {
        Ok(invite::close(&self.write(), id)?)
    }

    fn purge(&self, now_ms: u64) -> Result<usize, StoreError> {
        Ok(invite::purge(&self.write(), now_ms)?)
    }
}
