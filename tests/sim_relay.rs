//! The relay without a network: its admission, its pages and its key, called frame by frame in
//! simulated time.

use std::cell::Cell;
use std::sync::Arc;

use ruil_relay::hold::Hold;
use ruil_relay::key::RelayKey;
use ruil_relay::live::page::{Batch, Page, Reader};
use ruil_relay::relay::answers;
use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::{Admission, Founded, Push, Store, StoreError, Team};
use ruil_wire::frame::Mark;
use ruil_wire::http::Founding;
use ruil_wire::{Bearer, Envelope, Head, PublicKey, RelayFrame, Signature, TeamId};
use tokio::sync::Semaphore;

mod session;

pub use session::Session;

/// How many lost logs may be on their way back at once.
const RESTORES_MAX: usize = 4;
/// So long nothing new is numbered once something was lost. Simulated time is dear.
const HOLD_MS: u64 = 120_000;

/// A relay without a network.
pub struct SimRelay {
    store: Arc<dyn Store>,
    key: RelayKey,
    restores: Arc<Semaphore>,
    /// Its last word for the log: it gives the same to all who listen.
    word: Cell<Option<Mark>>,
    /// Until when it numbers nothing new.
    pub hold: Hold,
    /// Its clock, Unix milliseconds.
    pub now_ms: u64,
}

impl Default for SimRelay {
    fn default() -> Self {
        Self::over(Arc::new(MemoryStore::default()), [7; 32])
    }
}

impl SimRelay {
    /// Starts a relay over a store, with this secret if the store holds none yet.
    pub fn over(store: Arc<dyn Store>, fresh: [u8; 32]) -> Self {
        let secret = store.secret(fresh).unwrap_or(fresh);
        Self {
            store,
            key: RelayKey::new(secret),
            restores: Arc::new(Semaphore::new(RESTORES_MAX)),
            word: Cell::new(None),
            hold: Hold::new(HOLD_MS),
            now_ms: 0,
        }
    }

    /// Makes room for a team, as the request does. Tells whether it is there now.
    pub fn found(&self, id: TeamId, bytes: &[u8]) -> Result<bool, StoreError> {
        let team = match bytes.try_into() {
            Ok(token_hash) => Team::by_token(id, token_hash),
            Err(_) => match Founding::parse(bytes) {
                Ok(founding) if self.is_sound(id, &founding) => Team::by_access(founding),
                Ok(_) | Err(_) => return Ok(false),
            },
        };
        Ok(self.store.found(id, &team)? != Founded::Taken)
    }

    fn is_sound(&self, id: TeamId, founding: &Founding) -> bool {
        let begins = founding.number > 0 || founding.head == Head::start(id);
        let is_signed = founding.access.begins().is_ok();
        begins && is_signed && founding.time_ms <= self.now_ms && founding.access.grant.team == id
    }

    /// Opens a connection to a team's log.
    pub fn open(&self, team: TeamId, nonce: [u8; 32]) -> Session {
        Session::new(team, nonce)
    }

    /// Takes envelopes without a connection, from whoever shows a pass of a device in the team.
    pub fn post(
        &self,
        team: TeamId,
        bearer: &Bearer,
        envelopes: Vec<Envelope>,
    ) -> Result<Option<Vec<RelayFrame>>, StoreError> {
        match self.holder(team, bearer)? {
            Some(device) => Ok(Some(self.push(team, Some(device), envelopes)?)),
            None => Ok(None),
        }
    }

    /// Keeps a checkpoint, for a coordinator who shows a pass.
    pub fn keep(
        &self,
        team: TeamId,
        bearer: &Bearer,
        (number, sealed): (u64, &[u8]),
    ) -> Result<bool, StoreError> {
        let Some(device) = self.holder(team, bearer)? else {
            return Ok(false);
        };
        let found = self.store.team(team)?;
        let member = found.and_then(|found| found.member(&device));
        if !member.is_some_and(|member| member.is_admin) {
            return Ok(false);
        }
        self.store.keep(team, number, sealed).map(|_| true)
    }

    /// Returns a checkpoint, for whoever shows a pass.
    pub fn checkpoint(
        &self,
        team: TeamId,
        bearer: &Bearer,
        number: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        match self.holder(team, bearer)? {
            Some(_) => self.store.checkpoint(team, number),
            None => Ok(None),
        }
    }

    /// Returns the last number of a team's log.
    pub fn last(&self, team: TeamId) -> Result<u64, StoreError> {
        let found = self.store.team(team)?;
        Ok(found.map_or(0, |found| found.tail.number))
    }

    fn holder(&self, team: TeamId, bearer: &Bearer) -> Result<Option<PublicKey>, StoreError> {
        let device = self.key.holder(team, bearer, self.now_ms / 1_000);
        let found = self.store.team(team)?;
        let is_member = |device: &PublicKey| {
            found
                .as_ref()
                .is_some_and(|found| found.member(device).is_some())
        };
        Ok(device.filter(is_member))
    }

    fn push(
        &self,
        team: TeamId,
        device: Option<PublicKey>,
        envelopes: Vec<Envelope>,
    ) -> Result<Vec<RelayFrame>, StoreError> {
        let event = |envelope: &Envelope| envelope.header().event;
        let events: Vec<_> = envelopes.iter().map(event).collect();
        let push = Push {
            team,
            device,
            envelopes,
        };
        let outcomes = self.store.append(&[push], self.admission())?;
        let outcomes = outcomes.into_iter().flatten().collect();
        Ok(answers(&self.key, (team, device), events, outcomes))
    }

    fn admission(&self) -> Admission {
        Admission {
            now_ms: self.now_ms,
            log_bytes_max: u64::MAX,
            is_held: self.hold.is_on(self.now_ms),
        }
    }

    fn page(&self, reader: Reader, after: u64) -> Result<Page, StoreError> {
        reader.page(&*self.store, after)
    }

    fn mark(&self, team: TeamId, number: u64, head: Head) -> Signature {
        let said = self.word.get();
        let said = said.filter(|word| (word.number, word.head) == (number, head));
        said.map_or_else(
            || {
                let signature = self.key.mark(team, number, head);
                let word = Mark {
                    number,
                    head,
                    signature,
                };
                self.word.set(Some(word));
                signature
            },
            |word| word.signature,
        )
    }

    fn frame(&self, reader: Reader, batch: Batch) -> RelayFrame {
        let mark = |_| self.mark(reader.team, batch.end, batch.head);
        RelayFrame::Batch {
            mark: reader.device.map(mark),
            entries: batch.entries,
            last: batch.last,
        }
    }
}
