//! What a device may read of a log: asked of the store anew each time, because it can change.

use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{Entry, Fault, Head, PROTOCOL, PublicKey, TeamId};

use crate::limit::fitting;
use crate::store::{Store, StoreError, Tail, Team};

/// Who reads which log.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The team.
    pub team: TeamId,
    /// The device; none in the old protocol.
    pub device: Option<PublicKey>,
}

/// What there is to say to a greeting.
pub enum Arrival {
    /// The device's log is the beginning of this one.
    Fits(Tail),
    /// The device is further, or on another branch.
    Rewind(Tail),
    /// What the device lacks is not kept any more, up to this number.
    Dropped(Tail, u64),
    /// It may not come in.
    Out(Fault),
}

/// What there is to say to a pull.
pub enum Page {
    /// The next entries, perhaps none.
    Batch(Batch),
    /// It is asked for more than there is.
    Rewind(Tail),
    /// What is asked for is not kept any more, up to this number.
    Dropped(u64),
    /// The device has read all it may.
    Out(Fault),
}

/// The next entries of a log.
pub struct Batch {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The last entry's number, or where it was read from.
    pub end: u64,
    /// The chain at that number.
    pub head: Head,
    /// The last number the device may read.
    pub last: u64,
    /// Whether the device may not read on.
    pub is_over: bool,
}

impl Reader {
    /// Answers a greeting.
    pub fn arrive(self, store: &dyn Store, number: u64, head: Head) -> Result<Arrival, StoreError> {
        let Some(team) = store.team(self.team)? else {
            return Ok(Arrival::Out(Fault::UnknownTeam));
        };
        if let Some(fault) = self.shut_out(&team) {
            return Ok(Arrival::Out(fault));
        }
        if number < team.first {
            return Ok(Arrival::Dropped(team.tail, team.first));
        }
        Ok(if store.head_at(self.team, number)? == Some(head) {
            Arrival::Fits(team.tail)
        } else {
            Arrival::Rewind(team.tail)
        })
    }

    /// Answers a pull, or goes on.
    pub fn page(self, store: &dyn Store, after: u64) -> Result<Page, StoreError> {
        let Some(team) = store.team(self.team)? else {
            return Ok(Page::Out(Fault::UnknownTeam));
        };
        let until = match self.until(store, &team)? {
            Ok(Some(until)) if until <= after => return Ok(Page::Out(Fault::NotMember)),
            Ok(until) => until,
            Err(fault) => return Ok(Page::Out(fault)),
        };
        if after > team.tail.number {
            return Ok(Page::Rewind(team.tail));
        }
        if after < team.first {
            return Ok(Page::Dropped(team.first));
        }
        let mut entries = store.read(self.team, after, ENVELOPES_PER_FRAME_MAX)?;
        entries.retain(|entry| until.is_none_or(|until| entry.number <= until));
        entries.truncate(fitting(&entries));
        if let Some(first) = entries.first().filter(|first| first.number > after + 1) {
            // Dropped between two questions.
            return Ok(Page::Dropped(first.number - 1));
        }
        let end = entries.last().map_or(after, |entry| entry.number);
        let head = store.head_at(self.team, end)?;
        let head = head.ok_or_else(|| StoreError::Failed("the chain has a hole".into()))?;
        Ok(Page::Batch(Batch {
            entries,
            end,
            head,
            last: until.map_or(team.tail.number, |until| until.min(team.tail.number)),
            is_over: until == Some(end),
        }))
    }

    /// Tells why this device may not read beyond a number, if it may not.
    pub fn is_over(self, store: &dyn Store, number: u64) -> Result<Option<Fault>, StoreError> {
        let Some(team) = store.team(self.team)? else {
            return Ok(Some(Fault::UnknownTeam));
        };
        Ok(match self.until(store, &team)? {
            Ok(until) => until
                .filter(|until| *until <= number)
                .map(|_| Fault::NotMember),
            Err(fault) => Some(fault),
        })
    }

    /// Returns how far the device may read, if there is an end to it: a device that was let in and has been removed
    /// since reads up to the entry that removed it, so that it hears from a colleague why it is out.
    fn until(
        self,
        store: &dyn Store,
        team: &Team,
    ) -> Result<Result<Option<u64>, Fault>, StoreError> {
        let Some(fault) = self.shut_out(team) else {
            return Ok(Ok(None));
        };
        let removed = match self.device {
            Some(device) => store.removed_at(self.team, &device)?,
            None => None,
        };
        Ok(removed.map(Some).ok_or(fault))
    }

    fn shut_out(self, team: &Team) -> Option<Fault> {
        match self.device {
            Some(device) => team.member(&device).is_none().then_some(Fault::NotMember),
            None => team.access.as_ref().map(|_| Fault::Protocol(PROTOCOL)),
        }
    }
}
