//! The hub: who is connected to which team, and what was just numbered.
//!
//! New entries are encoded once and shared by all devices of the team. A device that can't keep
//! up loses its place in the hub's short queue, not its place in the log: it reads on from the
//! store by number, and if it does not accept even that, it is let go (see [`session`]).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use ruil_wire::{Entry, RelayFrame, TeamId};
use tokio::sync::broadcast;

use crate::limit::{self, PUBLISHED_FRAMES_MAX};

pub mod end;
pub mod greeting;
pub mod session;

/// A frame of entries that were just committed.
#[derive(Clone, Debug)]
pub struct Published {
    /// The first entry's number.
    pub first: u64,
    /// The last entry's number.
    pub last: u64,
    /// The whole frame.
    pub frame: Bytes,
}

/// Hands what was committed to everybody who listens.
#[derive(Default)]
pub struct Hub(Mutex<HashMap<TeamId, broadcast::Sender<Published>>>);

/// One device's ear at the hub.
pub struct Subscription {
    hub: Arc<Hub>,
    team: TeamId,
    receiver: broadcast::Receiver<Published>,
}

/// What a device hears.
#[derive(Debug)]
pub enum Heard {
    /// The next frame.
    Frame(Published),
    /// It was too slow: some frames are no longer here.
    Missed,
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

    /// Passes on entries of one team, in order and without a gap; only the writer does.
    pub fn publish(&self, team: TeamId, mut entries: Vec<Entry>) {
        let Some(end) = entries.last().map(|entry| entry.number) else {
            return;
        };
        let Some(sender) = self.teams().get(&team).cloned() else {
            return;
        };
        while let Some(first) = entries.first().map(|entry| entry.number) {
            let rest = entries.split_off(limit::fitting(&entries).max(1));
            let last = rest.first().map_or(end, |next| next.number - 1);
            let frame = RelayFrame::Batch { entries, last: end }.to_bytes().into();
            // Nobody listening is no error.
            drop(sender.send(Published { first, last, frame }));
            entries = rest;
        }
    }

    fn teams(&self) -> MutexGuard<'_, HashMap<TeamId, broadcast::Sender<Published>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscription {
    /// Waits for the next frame. Nothing is lost if the waiting is given up.
    pub async fn next(&mut self) -> Heard {
        match self.receiver.recv().await {
            Ok(published) => Heard::Frame(published),
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
