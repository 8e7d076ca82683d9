//! The store in PostgreSQL, for several relays on one database.
//!
//! Any node serves any team. A team's row is locked while its log grows, so numbers come without a gap and
//! in the order of the commits, whichever node writes. What the nodes tell each other is a hint and no more
//! ([`ear`]): who reads goes by number.

use core::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use postgres::Config;
use postgres::error::SqlState;
use ruil_wire::{Entry, Head, InviteId, PublicKey, TeamId};

use super::{
    Admission, Ear, Founded, Invite, Kept, Left, Note, Opened, Opening, Outcome, Push, Restore,
    Store, StoreError, Team,
};
use crate::limit::READERS_MAX;

mod archive;
mod checkpoint;
mod ear;
mod invite;
mod link;
mod log;
mod post;
mod schema;
mod team;

use link::Link;

pub use archive::PgArchive;

/// Connections that are kept when nobody needs them: as many as ask at once, and the writer's.
const IDLE_MAX: usize = READERS_MAX + 1;

/// Keeps everything in a PostgreSQL database that other relays may share.
pub struct PgStore {
    config: Config,
    /// What this node signs its hints with, so that it need not follow its own.
    node: String,
    idle: Mutex<Vec<Link>>,
}

/// Why a database could not be opened.
#[derive(Debug)]
pub enum ConnectError {
    /// What was given is no address of a database; the text never repeats it, for it may hold a password.
    Address,
    /// There is no randomness to name this node with.
    Random(getrandom::Error),
    /// It can't be reached or brought up to date.
    Database(StoreError),
    /// A later relay has changed the format; the number is the database's.
    Newer(i64),
    /// The server does not wait for its disk, so that a commit means nothing.
    Unsafe,
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("that is no address of a PostgreSQL database"),
            Self::Random(error) => write!(f, "there is no randomness: {error}"),
            Self::Database(error) => write!(f, "the database can't be used: {error}"),
            Self::Newer(version) => write!(f, "a newer relay wrote this database ({version})"),
            Self::Unsafe => f.write_str("the database runs with fsync=off and can lose anything"),
        }
    }
}

impl From<Trouble> for ConnectError {
    fn from(trouble: Trouble) -> Self {
        Self::Database(trouble.into())
    }
}

/// What went wrong in a question.
#[derive(Debug)]
pub enum Trouble {
    /// The database or the way to it.
    Database(postgres::Error),
    /// A row holds what this relay never wrote.
    Damaged(&'static str),
}

impl From<postgres::Error> for Trouble {
    fn from(error: postgres::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Trouble> for StoreError {
    /// Keeps of what the server said only its code: its words may repeat what was written.
    fn from(trouble: Trouble) -> Self {
        let error = match trouble {
            Trouble::Database(error) => error,
            Trouble::Damaged(column) => {
                return Self::Failed(format!("a {column} in the database is damaged"));
            }
        };
        match error.code() {
            Some(code) if *code == SqlState::DISK_FULL => Self::Full,
            Some(code) => Self::Failed(format!("the database answers {}", code.code())),
            None => Self::Failed(error.to_string()),
        }
    }
}

/// What a question to the database yields.
pub type Answer<T> = Result<T, Trouble>;

impl PgStore {
    /// Opens the database at an address (`postgres://…` or `host=… dbname=…`), making its tables if need be.
    ///
    /// Nothing here speaks TLS: an address that asks for it is refused when connecting, and never served in clear.
    pub fn open(address: &str) -> Result<Self, ConnectError> {
        let mut config: Config = address.parse().map_err(|_| ConnectError::Address)?;
        link::be_patient(&mut config);
        let mut node = [0; 8];
        getrandom::fill(&mut node).map_err(ConnectError::Random)?;
        let mut link = Link::open(&config)?;
        schema::prepare(&mut link)?;
        Ok(Self {
            config,
            node: node.iter().map(|byte| format!("{byte:02x}")).collect(),
            idle: Mutex::new(vec![link]),
        })
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Link>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks something on an idle connection, or on a new one.
    ///
    /// Where the connection turns out to be lost, as after the database was started anew, it is asked once
    /// more: all questions that come this way may be asked twice. A letter that is taken out both times is lost,
    /// which is better than to go twice.
    fn ask<T>(&self, question: impl Fn(&mut Link) -> Answer<T>) -> Result<T, StoreError> {
        let idle = self.idle().pop();
        if let Some(mut link) = idle {
            let answer = question(&mut link);
            if !link.is_lost() {
                self.idle_again(link);
                return Ok(answer?);
            }
            // The others are as old.
            let lost = std::mem::take(&mut *self.idle());
            drop(lost);
        }
        let mut link = Link::open(&self.config)?;
        let answer = question(&mut link);
        if !link.is_lost() {
            self.idle_again(link);
        }
        Ok(answer?)
    }

    /// Does something in one durable transaction.
    fn step<T>(&self, work: impl Fn(&mut Link) -> Answer<T>) -> Result<T, StoreError> {
        self.ask(|link| link.step(&work))
    }

    fn idle_again(&self, link: Link) {
        let mut idle = self.idle();
        if idle.len() < IDLE_MAX {
            idle.push(link);
        }
    }
}

impl Drop for PgStore {
    /// Hangs up on a thread of its own: a connection waits for its end, which a task must not.
    fn drop(&mut self) {
        let links = std::mem::take(&mut *self.idle());
        drop(thread::spawn(move || drop(links)));
    }
}

impl Store for PgStore {
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        self.step(|link| team::secret(link, fresh))
    }

    fn found(&self, id: TeamId, team: &Team) -> Result<Founded, StoreError> {
        self.step(|link| team::found(link, id, team))
    }

    fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError> {
        self.ask(|link| team::read(link, team))
    }

    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError> {
        self.step(|link| log::append(link, &self.node, group, at))
    }

    fn restore(&self, restore: &Restore, at: Admission) -> Result<Option<Vec<Head>>, StoreError> {
        self.step(|link| log::restore(link, &self.node, restore, at))
    }

    fn removed_at(&self, team: TeamId, device: &PublicKey) -> Result<Option<u64>, StoreError> {
        self.ask(|link| log::removed_at(link, team, device))
    }

    fn head_at(&self, team: TeamId, number: u64) -> Result<Option<Head>, StoreError> {
        self.ask(|link| log::head_at(link, team, number))
    }

    fn read(&self, team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError> {
        self.ask(|link| log::read(link, team, after, count))
    }

    fn keep(&self, team: TeamId, number: u64, sealed: &[u8]) -> Result<Kept, StoreError> {
        self.step(|link| checkpoint::keep(link, team, number, sealed))
    }

    fn checkpoint(&self, team: TeamId, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|link| checkpoint::read(link, team, number))
    }

    fn drop_old(&self, now_ms: u64, keep_days: Option<u32>) -> Result<usize, StoreError> {
        self.ask(|link| checkpoint::drop_old(link, now_ms, keep_days))
    }

    fn open(&self, id: InviteId, invite: &Invite, at: Opening) -> Result<Opened, StoreError> {
        self.step(|link| invite::open(link, id, invite, at))
    }

    fn invite(&self, id: InviteId, now_ms: u64) -> Result<Option<Invite>, StoreError> {
        self.ask(|link| invite::read(link, id, now_ms))
    }

    fn leave(&self, id: InviteId, note: &Note<'_>, now_ms: u64) -> Result<Left, StoreError> {
        self.step(|link| invite::leave(link, id, note, now_ms))
    }

    fn close(&self, id: InviteId) -> Result<(), StoreError> {
        self.step(|link| invite::close(link, id))
    }

    fn purge(&self, now_ms: u64) -> Result<usize, StoreError> {
        self.step(|link| invite::purge(link, now_ms))
    }

    fn hold_until(&self, until_ms: u64) -> Result<u64, StoreError> {
        self.step(|link| team::hold_until(link, until_ms))
    }

    fn listen(&self) -> Result<Option<Box<dyn Ear>>, StoreError> {
        Ok(Some(Box::new(ear::PgEar::open(&self.config, &self.node)?)))
    }
}
