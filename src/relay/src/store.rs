//! The append-only store: what the relay keeps, and the only questions it asks.
//!
//! Calls block. Those that write are made by the [`crate::writer`] thread alone, one at a time;
//! those that read come from several threads at once. Time is an argument, so that one suite of
//! tests can hold every store to the same behaviour.

use core::fmt;
use core::time::Duration;

use ruil_wire::frame::Mark;
use ruil_wire::invite::Slot;
use ruil_wire::{Entry, Envelope, Head, InviteId, PublicKey, Receipt, Refusal, TeamId};

pub mod admit;
pub mod archive;
pub mod memory;
pub mod post;
pub mod postgres;
pub mod sqlite;
pub mod tail;
pub mod team;

pub use tail::Tail;
pub use team::Team;

/// A day, in milliseconds.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// The relay's durable memory.
pub trait Store: post::Post + Send + Sync + 'static {
    /// Returns the relay's secret: this one, if it had none.
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError>;

    /// Makes room for a team's log, or says who has it.
    fn found(&self, id: TeamId, team: &Team) -> Result<Founded, StoreError>;

    /// Returns a team, if it was founded here.
    fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError>;

    /// Numbers and keeps a group of pushes in one durable transaction: all of it or nothing.
    ///
    /// The answers are in the order of the pushes and of the envelopes within. An event that is
    /// there already keeps the number, time and head it got first.
    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError>;

    /// Writes back what was lost, in one durable transaction: all of it or nothing.
    ///
    /// Returns the chain at each entry, or nothing if they are not exactly what may come next.
    fn restore(&self, restore: &Restore, at: Admission) -> Result<Option<Vec<Head>>, StoreError>;

    /// Returns the number of the entry that removed a device last, if one did.
    fn removed_at(&self, team: TeamId, device: &PublicKey) -> Result<Option<u64>, StoreError>;

    /// Returns the chain at a number, if the log goes that far, back and forth.
    fn head_at(&self, team: TeamId, number: u64) -> Result<Option<Head>, StoreError>;

    /// Returns at most `count` entries after a number, in order and without a gap.
    fn read(&self, team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError>;

    /// Keeps a checkpoint at a number. Of a team's checkpoints the latest two stay, and the one that stands
    /// for what was dropped.
    fn keep(&self, team: TeamId, number: u64, sealed: &[u8]) -> Result<Kept, StoreError>;

    /// Returns the checkpoint at a number.
    fn checkpoint(&self, team: TeamId, number: u64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Drops the envelopes that a checkpoint stands for, if all of them are older than the team has them
    /// kept, or than `keep_days` where that is less, and returns for how many teams it did. Where neither
    /// says anything, all are kept. A log's last entry stays.
    ///
    /// Event, number, time and chain stay: a repeat of a dropped event still gets its receipt.
    fn drop_old(&self, now_ms: u64, keep_days: Option<u32>) -> Result<usize, StoreError>;

    /// Opens an invite, unless its team has `max` others.
    fn open(&self, id: InviteId, invite: &Invite, at: Opening) -> Result<Opened, StoreError>;

    /// Returns an invite, unless it is over.
    fn invite(&self, id: InviteId, now_ms: u64) -> Result<Option<Invite>, StoreError>;

    /// Writes one message of an invite, once. Who writes the same again has written it: the answer may have
    /// been lost.
    fn leave(&self, id: InviteId, note: &Note<'_>, now_ms: u64) -> Result<Left, StoreError>;

    /// Closes an invite and forgets its messages.
    fn close(&self, id: InviteId) -> Result<(), StoreError>;

    /// Forgets the invites that are over and returns how many.
    fn purge(&self, now_ms: u64) -> Result<usize, StoreError>;

    /// Agrees with other nodes until when nothing new is numbered: the latest that anybody says.
    fn hold_until(&self, until_ms: u64) -> Result<u64, StoreError> {
        Ok(until_ms)
    }

    /// Begins to listen to what other nodes write; nothing where no other node can.
    fn listen(&self) -> Result<Option<Box<dyn Ear>>, StoreError> {
        Ok(None)
    }
}

/// What other nodes write into the store they share with this one.
pub trait Ear: Send {
    /// Waits that long at most, and returns which logs grew. Some may be missing: it is a hint.
    fn next(&mut self, wait: Duration) -> Result<Vec<Grown>, StoreError>;

    /// Returns the last number of each of these teams.
    fn ends(&mut self, teams: &[TeamId]) -> Result<Vec<(TeamId, u64)>, StoreError>;
}

/// A log that grew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grown {
    /// The team.
    pub team: TeamId,
    /// The first new number.
    pub first: u64,
    /// The last one.
    pub last: u64,
}

/// The answer to founding a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Founded {
    /// It is new.
    New,
    /// It was founded before, in the same way: a repeat.
    Already,
    /// It was founded before, by somebody else.
    Taken,
}

/// Envelopes of one team, in the order they are to be numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// The team.
    pub team: TeamId,
    /// Who sends them; unknown in the old protocol.
    pub device: Option<PublicKey>,
    /// Its envelopes.
    pub envelopes: Vec<Envelope>,
}

/// What a relay has lost and a device gives back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// The team.
    pub team: TeamId,
    /// Who gives it back.
    pub device: PublicKey,
    /// How far it must go, exactly.
    pub goal: Mark,
    /// Whether the goal is this relay's own word. Else the log must be empty.
    pub is_marked: bool,
    /// The entries after the log's last.
    pub entries: Vec<Entry>,
}

/// The circumstances of an append.
#[derive(Clone, Copy, Debug)]
pub struct Admission {
    /// The relay's clock, Unix milliseconds.
    pub now_ms: u64,
    /// Most bytes a team's log may hold.
    pub log_bytes_max: u64,
    /// Whether nothing new is numbered ([`crate::hold`]).
    pub is_held: bool,
}

/// What became of one envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was stored now.
    New(Receipt),
    /// It was stored before.
    Repeat(Receipt),
    /// It is not stored.
    Refused(Refusal),
}

/// The answer to keeping a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    New,
    /// There is one at this number, or there are two later ones.
    Already,
    /// The log does not go that far, or begins after it.
    Outside,
}

/// An invite's mailbox as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The team that invites.
    pub team: TeamId,
    /// The inviter's commitment.
    pub commitment: [u8; 32],
    /// When it is over, Unix milliseconds.
    pub expires_ms: u64,
    /// The joiner's keys.
    pub ask: Option<Vec<u8>>,
    /// The inviter's key.
    pub reveal: Option<Vec<u8>>,
    /// The sealed team key.
    pub answer: Option<Vec<u8>>,
}

/// The circumstances of opening an invite.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The relay's clock, Unix milliseconds.
    pub now_ms: u64,
    /// Most invites a team may have open.
    pub max: usize,
}

/// The answer to opening an invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is open; also said to a repeat.
    Open,
    /// Another invite has this id.
    Taken,
    /// The team has too many open.
    TooMany,
}

/// A message for an invite.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// Which of the messages.
    pub slot: Slot,
    /// The message.
    pub message: &'a [u8],
}

/// The answer to writing a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It is written.
    Written,
    /// There was one already.
    Taken,
    /// There is no such invite (any more).
    Unknown,
}

/// Why the store did not answer. Nothing of the request was kept, unless a database beyond this machine was
/// lost at the very end of it; who asks again finds out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no room left.
    Full,
    /// Something else went wrong; the text is for the log and names no data.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("the disk (or the room given to the database) is full"),
            Self::Failed(what) => f.write_str(what),
        }
    }
}

impl Invite {
    /// Returns the place of a message.
    pub fn slot(&mut self, slot: Slot) -> &mut Option<Vec<u8>> {
        match slot {
            Slot::Ask => &mut self.ask,
            Slot::Reveal => &mut self.reveal,
            Slot::Answer => &mut self.answer,
        }
    }

    /// Returns what a message would meet in its place, or nothing if the place is free.
    pub fn meets(&mut self, note: &Note<'_>) -> Option<Left> {
        let there = self.slot(note.slot).as_deref()?;
        Some(if there == note.message {
            Left::Written
        } else {
            Left::Taken
        })
    }

    /// Returns whether two describe the same opening.
    pub fn repeats(&self, other: &Self) -> bool {
        self.team == other.team && self.commitment == other.commitment
    }
}
