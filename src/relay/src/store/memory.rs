//! A store that forgets: for tests, and for a relay that only demonstrates.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ruil_wire::{Entry, Envelope, EventId, Head, InviteId, PublicKey, Receipt, Refusal, TeamId};

use super::admit::{self, Lines};
use super::{
    Admission, Founded, Invite, Kept, Left, Note, Opened, Opening, Outcome, Push, Restore, Store,
    StoreError, Team,
};

mod post;

/// Keeps everything in memory.
#[derive(Default)]
pub struct MemoryStore(Mutex<Shelf>);

impl Clone for MemoryStore {
    /// Returns a backup.
    fn clone(&self) -> Self {
        Self(Mutex::new(self.shelf().clone()))
    }
}

#[derive(Clone, Default)]
struct Shelf {
    secret: Option<[u8; 32]>,
    logs: BTreeMap<TeamId, Log>,
    invites: BTreeMap<InviteId, Invite>,
    post: post::PostBox,
}

#[derive(Clone)]
struct Log {
    team: Team,
    lines: Pages,
    checkpoints: BTreeMap<u64, Vec<u8>>,
}

/// What a team's log holds, from its first kept entry on.
#[derive(Clone, Default)]
struct Pages {
    entries: Vec<(Entry, Head)>,
    known: BTreeMap<EventId, Receipt>,
    removed: BTreeMap<PublicKey, u64>,
}

impl Lines for Pages {
    type Error = Infallible;

    fn known(&mut self, event: EventId) -> Result<Option<Receipt>, Infallible> {
        Ok(self.known.get(&event).copied())
    }

    fn write(&mut self, envelope: &Envelope, receipt: &Receipt) -> Result<(), Infallible> {
        let entry = Entry {
            number: receipt.number,
            time_ms: receipt.time_ms,
            envelope: envelope.clone(),
        };
        self.entries.push((entry, receipt.head));
        self.known.insert(receipt.event, *receipt);
        Ok(())
    }

    fn remove(&mut self, device: PublicKey, number: u64) -> Result<(), Infallible> {
        self.removed.insert(device, number);
        Ok(())
    }
}

impl MemoryStore {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log {
    fn new(team: &Team) -> Self {
        Self {
            team: team.clone(),
            lines: Pages::default(),
            checkpoints: BTreeMap::new(),
        }
    }

    fn after(&self, number: u64) -> impl Iterator<Item = &(Entry, Head)> {
        let passed = number.saturating_sub(self.team.first);
        let entries = self.lines.entries.iter();
        entries.skip(usize::try_from(passed).unwrap_or(usize::MAX))
    }

    fn head_at(&self, number: u64) -> Option<Head> {
        if number <= self.team.first {
            return (number == self.team.first).then_some(self.team.first_head);
        }
        self.after(number - 1).next().map(|(_, head)| *head)
    }

    fn keep(&mut self, number: u64, sealed: &[u8]) -> Kept {
        if !(self.team.first..=self.team.tail.number).contains(&number) {
            return Kept::Outside;
        }
        if self.checkpoints.contains_key(&number) {
            return Kept::Already;
        }
        self.checkpoints.insert(number, sealed.to_vec());
        self.trim();
        if self.checkpoints.contains_key(&number) {
            Kept::New
        } else {
            Kept::Already
        }
    }

    fn trim(&mut self) {
        let latest: Vec<_> = self.checkpoints.keys().rev().take(2).copied().collect();
        let first = self.team.first;
        self.checkpoints
            .retain(|number, _| *number == first || latest.contains(number));
    }

    fn drop_old(&mut self, now_ms: u64, keep_days: Option<u32>) -> bool {
        let Some(kept_from_ms) = self.team.kept_from_ms(now_ms, keep_days) else {
            return false;
        };
        let (first, last) = (self.team.first, self.team.tail.number);
        let is_old = |number: &&u64| {
            let entry = self.after(number.saturating_sub(1)).next();
            entry.is_some_and(|(entry, _)| entry.time_ms < kept_from_ms)
        };
        let numbers = self.checkpoints.keys().rev();
        let mut between = numbers.filter(|number| **number > first && **number < last);
        let Some(until) = between.find(is_old).copied() else {
            return false;
        };
        let head = self.head_at(until);
        let is_gone = |(entry, _): &(Entry, Head)| entry.number <= until;
        let length = |(entry, _): &(Entry, Head)| entry.envelope.as_bytes().len() as u64;
        let gone = self.lines.entries.iter().filter(|line| is_gone(line));
        let bytes: u64 = gone.map(length).sum();
        self.lines.entries.retain(|line| !is_gone(line));
        self.team.first = until;
        self.team.first_head = head.unwrap_or(self.team.first_head);
        self.team.tail.bytes = self.team.tail.bytes.saturating_sub(bytes);
        self.trim();
        true
    }
}

impl Store for MemoryStore {
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        Ok(*self.shelf().secret.get_or_insert(fresh))
    }

    fn found(&self, id: TeamId, team: &Team) -> Result<Founded, StoreError> {
        let mut shelf = self.shelf();
        if let Some(log) = shelf.logs.get(&id) {
            return Ok(if log.team.repeats(team) {
                Founded::Already
            } else {
                Founded::Taken
            });
        }
        shelf.logs.insert(id, Log::new(team));
        Ok(Founded::New)
    }

    fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError> {
        Ok(self.shelf().logs.get(&team).map(|log| log.team.clone()))
    }

    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError> {
        let mut shelf = self.shelf();
        let mut push = |push: &Push| match shelf.logs.get_mut(&push.team) {
            Some(log) => {
                let Ok(outcomes) = admit::push(&mut log.lines, &mut log.team, push, at);
                outcomes
            }
            None => vec![Outcome::Refused(Refusal::NotMember); push.envelopes.len()],
        };
        Ok(group.iter().map(&mut push).collect())
    }

    fn restore(&self, restore: &Restore, at: Admission) -> Result<Option<Vec<Head>>, StoreError> {
        let mut shelf = self.shelf();
        let Some(log) = shelf.logs.get_mut(&restore.team) else {
            return Ok(None);
        };
        let Ok(heads) = admit::restore(&mut log.lines, &mut log.team, restore, at);
        Ok(heads)
    }

    fn removed_at(&self, team: TeamId, device: &PublicKey) -> Result<Option<u64>, StoreError> {
        let shelf = self.shelf();
        let log = shelf.logs.get(&team);
        Ok(log.and_then(|log| log.lines.removed.get(device).copied()))
    }

    fn head_at(&self, team: TeamId, number: u64) -> Result<Option<Head>, StoreError> {
        let shelf = self.shelf();
        Ok(shelf.logs.get(&team).and_then(|log| log.head_at(number)))
    }

    fn read(&self, team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError> {
        let shelf = self.shelf();
        let Some(log) = shelf.logs.get(&team) else {
            return Ok(Vec::new());
        };
        let entries = log.after(after).take(count);
        Ok(entries.map(|(entry, _)| entry.clone()).collect())
    }

    fn keep(&self, team: TeamId, number: u64, sealed: &[u8]) -> Result<Kept, StoreError> {
        let mut shelf = self.shelf();
        let log = shelf.logs.get_mut(&team);
        Ok(log.map_or(Kept::Outside, |log| log.keep(number, sealed)))
    }

    fn checkpoint(&self, team: TeamId, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let shelf = self.shelf();
        let log = shelf.logs.get(&team);
        Ok(log.and_then(|log| log.checkpoints.get(&number).cloned()))
    }

    fn drop_old(&self, now_ms: u64, keep_days: Option<u32>) -> Result<usize, StoreError> {
        let mut shelf = self.shelf();
        let logs = shelf.logs.values_mut();
        let dropped = logs.map(|log| log.drop_old(now_ms, keep_days));
        Ok(dropped.filter(|is_dropped| *is_dropped).count())
    }

    fn open(&self, id: InviteId, invite: &Invite, at: Opening) -> Result<Opened, StoreError> {
        let mut shelf = self.shelf();
        shelf
            .invites
            .retain(|_, invite| invite.expires_ms > at.now_ms);
        if let Some(there) = shelf.invites.get(&id) {
            return Ok(if there.repeats(invite) {
                Opened::Open
            } else {
                Opened::Taken
            });
        }
        if shelf
            .invites
            .values()
            .filter(|other| other.team == invite.team)
            .count()
            >= at.max
        {
            return Ok(Opened::TooMany);
        }
        shelf.invites.insert(id, invite.clone());
        Ok(Opened::Open)
    }

    fn invite(&self, id: InviteId, now_ms: u64) -> Result<Option<Invite>, StoreError> {
        let shelf = self.shelf();
        Ok(shelf
            .invites
            .get(&id)
            .filter(|invite| invite.expires_ms > now_ms)
            .cloned())
    }

    fn leave(&self, id: InviteId, note: &Note<'_>, now_ms: u64) -> Result<Left, StoreError> {
        let mut shelf = self.shelf();
        let invite = shelf
            .invites
            .get_mut(&id)
            .filter(|invite| invite.expires_ms > now_ms);
        let Some(invite) = invite else {
            return Ok(Left::Unknown);
        };
        if let Some(left) = invite.meets(note) {
            return Ok(left);
        }
        *invite.slot(note.slot) = Some(note.message.to_vec());
        Ok(Left::Written)
    }

    fn close(&self, id: InviteId) -> Result<(), StoreError> {
        self.shelf().invites.remove(&id);
        Ok(())
    }

    fn purge(&self, now_ms: u64) -> Result<usize, StoreError> {
        let mut shelf = self.shelf();
        let before = shelf.invites.len();
        shelf.invites.retain(|_, invite| invite.expires_ms > now_ms);
        Ok(before - shelf.invites.len())
    }
}
