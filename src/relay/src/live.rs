//! The hub: who is connected to which team, and what was just numbered.
//!
//! New entries are encoded and signed once, by whoever sends them first, and shared by all devices of
//! the team. A device that can't keep up loses its place in the hub's short queue, not its place in
//! the log: it reads on from the store by number, and if it does not accept even that, it is let go
//! (see [`session`]).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::Bytes;
use ruil_wire::{Entry, Head, RelayFrame, TeamId};
use tokio::sync::broadcast;

use crate::key::RelayKey;
use crate::limit::{self, PUBLISHED_FRAMES_MAX};

pub mod end;
pub mod greeting;
pub mod page;
pub mod pipe;
pub mod restore;
pub mod session;

/// A frame full of entries that were just committed.
#[derive(Debug)]
pub struct Published {
    team: TeamId,
    entries: Vec<Entry>,
    /// The chain after the last entry.
    head: Head,
    /// The log's last number.
    end: u64,
    /// The first entry's number.
    pub first: u64,
    /// The last entry's number.
    pub last: u64,
    /// Whether it is one entry that may change who may.
    pub has_access: bool,
    signed: OnceLock<Bytes>,
    old: OnceLock<Bytes>,
}

impl Published {
    /// Returns the whole frame, signed.
    pub fn signed(&self, key: &RelayKey) -> Bytes {
        let mark = || key.mark(self.team, self.last, self.head);
        let frame = self.signed.get_or_init(|| self.frame(Some(mark())));
        frame.clone()
    }

    /// Returns the whole frame in the old protocol.
    pub fn old(&self) -> Bytes {
        self.old.get_or_init(|| self.frame(None)).clone()
    }

    fn frame(&self, mark: Option<ruil_wire::Signature>) -> Bytes {
        let frame = RelayFrame::Batch {
            entries: self.entries.clone(),
            last: self.end,
            mark,
        };
        frame.to_bytes().into()
    }
}

/// What the hub passes on.
#[derive(Clone, Debug)]
enum News {
    Frame(Arc<Published>),
    Grown(u64),
}

type Ears = broadcast::Sender<News>;

/// Hands what was committed to everybody who listens.
#[derive(Default)]
pub struct Hub(Mutex<HashMap<TeamId, Ears>>);

/// One device's ear at the hub.
pub struct Subscription {
    hub: Arc<Hub>,
    team: TeamId,
    receiver: broadcast::Receiver<News>,
}

/// What a device hears.
#[derive(Debug)]
pub enum Heard {
    /// The next frame.
    Frame(Arc<Published>),
    /// The log goes as far as this number.
    Grown(u64),
    /// It was too slow: some frames are no longer here.
    Missed,
}

impl Heard {
    /// Returns how far the log goes, as far as this tells.
    pub fn last(&self) -> u64 {
        match self {
            Self::Frame(published) => published.last,
            Self::Grown(last) => *last,
            // The frames still in the hub will tell.
            Self::Missed => 0,
        }
    }
}

impl Hub {
    /// Starts listening to a team.
    pub fn subscribe(self: &Arc<Self>, team: TeamId) -> Subscription {
        let mut teams = self.teams();
        let sender = teams.entry(team);
        let sender = sender.or_insert_with(|| broadcast::channel(PUBLISHED_FRAMES_MAX).0);
        Subscription {
            hub: Arc::clone(self),
            team,
            receiver: sender.subscribe(),
        }
    }

    /// Returns how many teams are listened to, and by how many devices.
    pub fn count(&self) -> (u64, u64) {
        let teams = self.teams();
        let devices = teams.values().map(|sender| sender.receiver_count() as u64);
        (teams.len() as u64, devices.sum())
    }

    /// Returns the teams that a device here listens to.
    pub fn listened(&self) -> Vec<TeamId> {
        self.teams().keys().copied().collect()
    }

    /// Returns whether a device here listens to a team.
    pub fn is_listened(&self, team: TeamId) -> bool {
        self.teams().contains_key(&team)
    }

    /// Tells a team's devices how far the log goes; who is behind reads on in the store.
    pub fn grow(&self, team: TeamId, last: u64) {
        let sender = self.teams().get(&team).cloned();
        // Nobody listening is no error.
        drop(sender.map(|sender| sender.send(News::Grown(last))));
    }

    /// Passes on entries of one team, in order and without a gap, each with the chain after it. The writer
    /// does, and where nodes share a store the listener too: then one may come after the other.
    pub fn publish(&self, team: TeamId, mut entries: Vec<(Entry, Head)>) {
        let Some(end) = entries.last().map(|(entry, _)| entry.number) else {
            return;
        };
        let Some(sender) = self.teams().get(&team).cloned() else {
            return;
        };
        while let (Some(first), rest) = split(&mut entries) {
            let Some((last, head)) = entries.last().map(|(last, head)| (last, *head)) else {
                return;
            };
            let (last, has_access) = (last.number, last.envelope.access().is_some());
            let entries = std::mem::replace(&mut entries, rest);
            let published = Published {
                team,
                entries: entries.into_iter().map(|(entry, _)| entry).collect(),
                head,
                end,
                first,
                last,
                has_access,
                signed: OnceLock::new(),
                old: OnceLock::new(),
            };
            // Nobody listening is no error.
            drop(sender.send(News::Frame(Arc::new(published))));
        }
    }

    fn teams(&self) -> MutexGuard<'_, HashMap<TeamId, Ears>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leaves the entries of one frame, and returns the first one's number and the rest. An entry with an
/// access record has a frame of its own: some get nothing from it on, some nothing that comes after it.
fn split(entries: &mut Vec<(Entry, Head)>) -> (Option<u64>, Vec<(Entry, Head)>) {
    let first = entries.first().map(|(entry, _)| entry.number);
    let plain = |(entry, _): &&(Entry, Head)| entry.envelope.access().is_none();
    let plain = entries.iter().take_while(plain).count().max(1);
    let fitting = limit::fitting(entries.iter().map(|(entry, _)| entry)).max(1);
    let rest = entries.split_off(fitting.min(plain).min(entries.len()));
    (first, rest)
}

impl Subscription {
    /// Waits for the next frame. Nothing is lost if the waiting is given up.
    pub async fn next(&mut self) -> Heard {
        match self.receiver.recv().await {
            Ok(News::Frame(published)) => Heard::Frame(published),
            Ok(News::Grown(last)) => Heard::Grown(last),
            // The sender lives as long as there is a subscription.
            Err(broadcast::error::RecvError::Lagged(_) | broadcast::error::RecvError::Closed) => {
                Heard::Missed
            }
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut teams = self.hub.teams();
        if teams
            .get(&self.team)
            .is_some_and(|sender| sender.receiver_count() <= 1)
        {
            teams.remove(&self.team);
        }
    }
}
