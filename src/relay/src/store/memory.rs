//! A store that forgets: for tests, and for a relay that only demonstrates.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ruil_wire::{Entry, EventId, Head, InviteId, Receipt, Refusal, TeamId};

use super::{
    Admission, Founded, Invite, Left, Note, Opened, Opening, Outcome, Push, Store, StoreError,
    Tail, Team,
};

/// Keeps everything in memory.
#[derive(Default)]
pub struct MemoryStore(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    teams: BTreeMap<TeamId, Log>,
    invites: BTreeMap<InviteId, Invite>,
}

struct Log {
    team: Team,
    entries: Vec<(Entry, Receipt)>,
    known: BTreeMap<EventId, Receipt>,
}

impl MemoryStore {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log {
    fn add(&mut self, envelope: &ruil_wire::Envelope, at: Admission) -> Outcome {
        let event = envelope.header().event;
        if let Some(receipt) = self.known.get(&event) {
            return Outcome::Repeat(*receipt);
        }
        match self.team.tail.add(envelope, at) {
            Err(refusal) => Outcome::Refused(refusal),
            Ok(receipt) => {
                let (number, time_ms) = (receipt.number, receipt.time_ms);
                let entry = Entry {
                    number,
                    time_ms,
                    envelope: envelope.clone(),
                };
                self.entries.push((entry, receipt));
                self.known.insert(event, receipt);
                Outcome::New(receipt)
            }
        }
    }

    fn after(&self, number: u64) -> impl Iterator<Item = &(Entry, Receipt)> {
        self.entries
            .iter()
            .skip(usize::try_from(number).unwrap_or(usize::MAX))
    }
}

impl Store for MemoryStore {
    fn found(&self, team: TeamId, token_hash: [u8; 32]) -> Result<Founded, StoreError> {
        let mut kept = self.kept();
        if let Some(log) = kept.teams.get(&team) {
            let same = log.team.token_hash == token_hash;
            return Ok(if same {
                Founded::Already
            } else {
                Founded::Taken
            });
        }
        let log = Log {
            team: Team {
                token_hash,
                tail: Tail::start(team),
            },
            entries: Vec::new(),
            known: BTreeMap::new(),
        };
        kept.teams.insert(team, log);
        Ok(Founded::New)
    }

    fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError> {
        Ok(self.kept().teams.get(&team).map(|log| log.team.clone()))
    }

    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError> {
        let mut kept = self.kept();
        let mut push = |push: &Push| match kept.teams.get_mut(&push.team) {
            Some(log) => push
                .envelopes
                .iter()
                .map(|envelope| log.add(envelope, at))
                .collect(),
            None => vec![Outcome::Refused(Refusal::NotMember); push.envelopes.len()],
        };
        Ok(group.iter().map(&mut push).collect())
    }

    fn head_at(&self, team: TeamId, number: u64) -> Result<Option<Head>, StoreError> {
        let kept = self.kept();
        let Some(log) = kept.teams.get(&team) else {
            return Ok(None);
        };
        Ok(match number.checked_sub(1) {
            None => Some(Head::start(team)),
            Some(before) => log.after(before).next().map(|(_, receipt)| receipt.head),
        })
    }

    fn read(&self, team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError> {
        let kept = self.kept();
        let Some(log) = kept.teams.get(&team) else {
            return Ok(Vec::new());
        };
        Ok(log
            .after(after)
            .take(count)
            .map(|(entry, _)| entry.clone())
            .collect())
    }

    fn open(&self, id: InviteId, invite: &Invite, at: Opening) -> Result<Opened, StoreError> {
        let mut kept = self.kept();
        kept.invites
            .retain(|_, invite| invite.expires_ms > at.now_ms);
        if let Some(there) = kept.invites.get(&id) {
            return Ok(if there.repeats(invite) {
                Opened::Open
            } else {
                Opened::Taken
            });
        }
        if kept
            .invites
            .values()
            .filter(|other| other.team == invite.team)
            .count()
            >= at.max
        {
            return Ok(Opened::TooMany);
        }
        kept.invites.insert(id, invite.clone());
        Ok(Opened::Open)
    }

    fn invite(&self, id: InviteId, now_ms: u64) -> Result<Option<Invite>, StoreError> {
        let kept = self.kept();
        Ok(kept
            .invites
            .get(&id)
            .filter(|invite| invite.expires_ms > now_ms)
            .cloned())
    }

    fn leave(&self, id: InviteId, note: &Note<'_>, now_ms: u64) -> Result<Left, StoreError> {
        let mut kept = self.kept();
        let invite = kept
            .invites
            .get_mut(&id)
            .filter(|invite| invite.expires_ms > now_ms);
        let Some(invite) = invite else {
            return Ok(Left::Unknown);
        };
        let place = invite.slot(note.slot);
        if place.is_some() {
            return Ok(Left::Taken);
        }
        *place = Some(note.message.to_vec());
        Ok(Left::Written)
    }

    fn close(&self, id: InviteId) -> Result<(), StoreError> {
        self.kept().invites.remove(&id);
        Ok(())
    }

    fn purge(&self, now_ms: u64) -> Result<usize, StoreError> {
        let mut kept = self.kept();
        let before = kept.invites.len();
        kept.invites.retain(|_, invite| invite.expires_ms > now_ms);
        Ok(before - kept.invites.len())
    }
}
