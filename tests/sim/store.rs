//! The relay's storage in a simulation: its admission over a list that can be copied, put back and
//! emptied, and of which one defence can be taken away.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ruil_relay::store::admit::{self, Lines};
use ruil_relay::store::post::{Address, Held, Post};
use ruil_relay::store::{
    Admission, Founded, Invite, Kept, Left, Note, Opened, Opening, Outcome, Push, Restore, Store,
    StoreError, Team,
};
use ruil_wire::{
    Entry, Envelope, EventId, Head, InviteId, PublicKey, Receipt, Refusal, TeamId, Topic,
};

use super::defence::Defence;

/// One team's log at a relay.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    secret: Option<[u8; 32]>,
    team: Option<Team>,
    pages: Pages,
    checkpoints: BTreeMap<u64, Vec<u8>>,
}

#[derive(Clone, Debug, Default)]
struct Pages {
    entries: Vec<(Entry, Head)>,
    known: BTreeMap<EventId, Receipt>,
    removed: BTreeMap<PublicKey, u64>,
    is_careless: bool,
}

/// The storage.
#[derive(Debug, Default)]
pub struct SimStore {
    shelf: Mutex<Shelf>,
    off: Option<Defence>,
}

impl Shelf {
    /// Tells whether a device may write here.
    pub fn has(&self, device: &PublicKey) -> bool {
        let team = self.team.as_ref();
        team.is_some_and(|team| team.member(device).is_some())
    }
}

impl Lines for Pages {
    type Error = Infallible;

    fn known(&mut self, event: EventId) -> Result<Option<Receipt>, Infallible> {
        let known = self.known.get(&event).copied();
        Ok(known.filter(|_| !self.is_careless))
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

impl SimStore {
    /// Starts from a shelf, with one defence taken away, if one is.
    pub fn new(shelf: Shelf, off: Option<Defence>) -> Self {
        let mut shelf = shelf;
        shelf.pages.is_careless = off == Some(Defence::Dedupe);
        Self {
            shelf: Mutex::new(shelf),
            off,
        }
    }

    /// Returns a copy of what it holds.
    pub fn copy(&self) -> Shelf {
        self.shelf().clone()
    }

    /// Puts it back to what it held.
    pub fn put_back(&self, shelf: Shelf) {
        *self.shelf() = shelf;
    }

    /// Returns the log.
    pub fn entries(&self) -> Vec<(Entry, Head)> {
        self.shelf().pages.entries.clone()
    }

    /// Returns the number that the log begins after.
    pub fn first(&self) -> u64 {
        let shelf = self.shelf();
        shelf.team.as_ref().map_or(0, |team| team.first)
    }

    /// Returns how far the log goes.
    pub fn last(&self) -> u64 {
        let shelf = self.shelf();
        shelf.team.as_ref().map_or(0, |team| team.tail.number)
    }

    /// Returns the key period, if this device may not write in it.
    pub fn without(&self, device: &PublicKey) -> Option<u32> {
        let shelf = self.shelf();
        let team = shelf.team.as_ref()?;
        team.member(device).is_none().then(|| team.epoch())
    }

    /// Numbers an envelope and asks nobody, as a relay that breaks its rules would.
    pub fn force(&self, envelope: &Envelope, at: Admission) {
        let shelf = &mut *self.shelf();
        let Some(team) = &mut shelf.team else { return };
        if let Ok(receipt) = team.tail.add(envelope, at) {
            let Ok(()) = shelf.pages.write(envelope, &receipt);
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, shelf: &mut Shelf, push: &Push, at: Admission) -> Vec<Outcome> {
        let Some(team) = &mut shelf.team else {
            return vec![Outcome::Refused(Refusal::NotMember); push.envelopes.len()];
        };
        let no_fence = matches!(self.off, Some(Defence::Fence | Defence::Epoch));
        if !no_fence {
            let Ok(outcomes) = admit::push(&mut shelf.pages, team, push, at);
            return outcomes;
        }
        let mut outcomes = Vec::new();
        for envelope in &push.envelopes {
            let one = Push {
                envelopes: vec![envelope.clone()],
                ..push.clone()
            };
            let real = team.access.as_ref().map(|access| access.grant.epoch);
            if self.off == Some(Defence::Epoch)
                && let Some(access) = &mut team.access
                && envelope.access().is_none()
            {
                access.grant.epoch = envelope.header().epoch;
            }
            let Ok(outcome) = admit::push(&mut shelf.pages, team, &one, at);
            if let (Some(epoch), Some(access)) = (real, &mut team.access)
                && envelope.access().is_none()
            {
                access.grant.epoch = epoch;
            }
            outcomes.extend(outcome);
        }
        outcomes
    }
}

/// Nobody takes messages in a simulation.
impl Post for SimStore {
    fn subscribe(&self, _to: Address, _endpoint: Option<&str>) -> Result<(), StoreError> {
        Ok(())
    }

    fn endpoint(&self, _to: Address) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    fn hold(&self, _to: Address, _letter: &Held, _max: usize) -> Result<bool, StoreError> {
        Ok(false)
    }

    fn take_back(&self, _to: Address, _topic: Topic) -> Result<(), StoreError> {
        Ok(())
    }

    fn due(&self, _now_ms: u64, _count: usize) -> Result<Vec<(Address, Held)>, StoreError> {
        Ok(Vec::new())
    }
}

impl Store for SimStore {
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        Ok(*self.shelf().secret.get_or_insert(fresh))
    }

    fn found(&self, _id: TeamId, team: &Team) -> Result<Founded, StoreError> {
        let mut shelf = self.shelf();
        Ok(match &shelf.team {
            Some(found) if found.repeats(team) => Founded::Already,
            Some(_) => Founded::Taken,
            None => {
                shelf.team = Some(team.clone());
                Founded::New
            }
        })
    }

    fn team(&self, _team: TeamId) -> Result<Option<Team>, StoreError> {
        Ok(self.shelf().team.clone())
    }

    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError> {
        let shelf = &mut *self.shelf();
        let push = |push| self.push(shelf, push, at);
        Ok(group.iter().map(push).collect())
    }

    fn restore(&self, restore: &Restore, at: Admission) -> Result<Option<Vec<Head>>, StoreError> {
        let shelf = &mut *self.shelf();
        let Some(team) = &mut shelf.team else {
            return Ok(None);
        };
        let Ok(heads) = admit::restore(&mut shelf.pages, team, restore, at);
        Ok(heads)
    }

    fn removed_at(&self, _team: TeamId, device: &PublicKey) -> Result<Option<u64>, StoreError> {
        Ok(self.shelf().pages.removed.get(device).copied())
    }

    fn head_at(&self, _team: TeamId, number: u64) -> Result<Option<Head>, StoreError> {
        let shelf = self.shelf();
        let Some(team) = &shelf.team else {
            return Ok(None);
        };
        if number <= team.first {
            return Ok((number == team.first).then_some(team.first_head));
        }
        let at = usize::try_from(number - team.first - 1).unwrap_or(usize::MAX);
        Ok(shelf.pages.entries.get(at).map(|(_, head)| *head))
    }

    fn read(&self, _team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError> {
        let shelf = self.shelf();
        let entries = shelf.pages.entries.iter().map(|(entry, _)| entry);
        let entries = entries.skip_while(|entry| entry.number <= after);
        Ok(entries.take(count).cloned().collect())
    }

    fn keep(&self, _team: TeamId, number: u64, sealed: &[u8]) -> Result<Kept, StoreError> {
        let mut shelf = self.shelf();
        let team = shelf.team.as_ref();
        if !team.is_some_and(|team| (team.first..=team.tail.number).contains(&number)) {
            return Ok(Kept::Outside);
        }
        if shelf.checkpoints.contains_key(&number) {
            return Ok(Kept::Already);
        }
        shelf.checkpoints.insert(number, sealed.to_vec());
        Ok(Kept::New)
    }

    fn checkpoint(&self, _team: TeamId, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.shelf().checkpoints.get(&number).cloned())
    }

    fn drop_old(&self, _: u64, _: Option<u32>) -> Result<usize, StoreError> {
        Ok(0)
    }

    fn open(&self, _: InviteId, _: &Invite, _: Opening) -> Result<Opened, StoreError> {
        Ok(Opened::TooMany)
    }

    fn invite(&self, _id: InviteId, _now_ms: u64) -> Result<Option<Invite>, StoreError> {
        Ok(None)
    }

    fn leave(&self, _id: InviteId, _note: &Note<'_>, _now_ms: u64) -> Result<Left, StoreError> {
        Ok(Left::Unknown)
    }

    fn close(&self, _id: InviteId) -> Result<(), StoreError> {
        Ok(())
    }

    fn purge(&self, _now_ms: u64) -> Result<usize, StoreError> {
        Ok(0)
    }
}
