//! A team as the relay knows it: who may write in it, and what its next entry can be.
//!
//! All of it is a function of what the team was and what came in; stores only keep the result.

use ruil_wire::access::{AccessError, Member};
use ruil_wire::http::Founding;
use ruil_wire::{Access, Entry, Envelope, Head, PublicKey, Receipt, Refusal, TeamId, Token};

use super::{Admission, DAY_MS, Tail};

/// A team as the relay knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The hash of what it was founded with: a token, or a [`Founding`].
    pub founding: [u8; 32],
    /// Who may; in the old protocol, whoever shows the token.
    pub access: Option<Access>,
    /// The number before the first entry that is kept.
    pub first: u64,
    /// The chain at that number.
    pub first_head: Head,
    /// Where its log ends.
    pub tail: Tail,
}

/// An entry that a log grew by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its receipt.
    pub receipt: Receipt,
    /// The devices that may no more from it on.
    pub removed: Vec<PublicKey>,
}

impl Team {
    /// Returns a new team of the old protocol.
    pub fn by_token(team: TeamId, token_hash: [u8; 32]) -> Self {
        let tail = Tail::start(team);
        Self {
            founding: token_hash,
            access: None,
            first: 0,
            first_head: tail.head,
            tail,
        }
    }

    /// Returns a new team of devices.
    pub fn by_access(founding: Founding) -> Self {
        let hash = blake3::hash(&founding.to_bytes());
        let tail = Tail {
            number: founding.number,
            head: founding.head,
            time_ms: founding.time_ms,
            bytes: 0,
        };
        Self {
            founding: *hash.as_bytes(),
            access: Some(founding.access),
            first: founding.number,
            first_head: founding.head,
            tail,
        }
    }

    /// Returns whether founding the other is founding this one again.
    pub fn repeats(&self, other: &Self) -> bool {
        let is_known = self.access.is_some() && self.access == other.access;
        is_known || self.founding == other.founding
    }

    /// Compares a token with what is kept of it, in the same time whatever the difference. A team of
    /// devices has none.
    pub fn has_token(&self, token: &Token) -> bool {
        let kept = blake3::Hash::from_bytes(self.founding);
        self.access.is_none() && kept == blake3::Hash::from_bytes(token.hash())
    }

    /// Returns a device that may read and write now.
    pub fn member(&self, device: &PublicKey) -> Option<Member> {
        self.access.as_ref()?.grant.member(device)
    }

    /// Returns whether this device may write now, or, in the old protocol, whoever was let in.
    pub fn may_write(&self, device: Option<&PublicKey>) -> bool {
        match device {
            Some(device) => self.member(device).is_some(),
            None => self.access.is_none(),
        }
    }

    /// Returns the key period that envelopes must be sealed under.
    pub fn epoch(&self) -> u32 {
        self.access.as_ref().map_or(0, |access| access.grant.epoch)
    }

    /// Returns for how many days the team has kept what a checkpoint stands for, if it says so.
    pub fn keep_days(&self) -> Option<u16> {
        self.access.as_ref()?.grant.keep_days
    }

    /// Returns the time before which envelopes are kept no more, Unix milliseconds, where the relay keeps
    /// them for at most so many days.
    pub fn kept_from_ms(&self, now_ms: u64, keep_days: Option<u32>) -> Option<u64> {
        let own = self.keep_days().map(u32::from);
        let days = [own, keep_days].into_iter().flatten().min()?;
        Some(now_ms.saturating_sub(u64::from(days).saturating_mul(DAY_MS)))
    }

    /// Returns whether the log never had an entry here.
    pub fn is_empty(&self) -> bool {
        self.tail.number == self.first
    }

    /// Numbers one more envelope from a device, at the relay's time.
    pub fn admit(
        &mut self,
        envelope: &Envelope,
        device: Option<&PublicKey>,
        at: Admission,
    ) -> Result<Step, Refusal> {
        if !self.may_write(device) {
            return Err(Refusal::NotMember);
        }
        let next = self.next_access(envelope);
        if !self.is_timely(envelope, next.as_ref().ok().and_then(Option::as_ref)) {
            return Err(Refusal::StaleEpoch);
        }
        let next = next?;
        let receipt = self.tail.add(envelope, at)?;
        let removed = next.map(|access| self.change(access)).unwrap_or_default();
        Ok(Step { receipt, removed })
    }

    /// Tells whether an envelope is sealed for the key period that holds. What brings the next list may say
    /// that it is still the one it is sealed for: where the event that came with the last list had no effect,
    /// members have not moved on with the relay.
    fn is_timely(&self, envelope: &Envelope, next: Option<&Access>) -> bool {
        let epoch = envelope.header().epoch;
        epoch == self.epoch() || next.is_some_and(|next| next.grant.epoch == epoch)
    }

    /// Takes back an entry that was lost, with the number and the time it had, if it can be the next.
    ///
    /// Nobody asks again who might write then: the chain it is part of was vouched for.
    pub fn restore(&mut self, entry: &Entry, at: Admission) -> Option<Step> {
        let is_next = Some(entry.number) == self.tail.number.checked_add(1);
        if !is_next || !(self.tail.time_ms..=at.now_ms).contains(&entry.time_ms) {
            return None;
        }
        let next = self.next_access(&entry.envelope).ok().flatten();
        let then = Admission {
            now_ms: entry.time_ms,
            ..at
        };
        let receipt = self.tail.add(&entry.envelope, then).ok()?;
        let removed = next.map(|access| self.change(access)).unwrap_or_default();
        Some(Step { receipt, removed })
    }

    /// Returns who may from this envelope on, if it changes that.
    fn next_access(&self, envelope: &Envelope) -> Result<Option<Access>, Refusal> {
        let Some(next) = envelope.access() else {
            return Ok(None);
        };
        let fits = match &self.access {
            None => next.begins(),
            // The founder's list, in the log of the team that was founded with it.
            Some(last) if next.grant.revision == 0 && next == last => return Ok(None),
            Some(last) => next.follows(&last.grant),
        };
        match fits {
            Ok(()) => Ok(Some(next.clone())),
            Err(AccessError::Revision) => Err(Refusal::StaleAccess),
            Err(
                AccessError::Signature
                | AccessError::Signer
                | AccessError::Epoch
                | AccessError::NoAdmin,
            ) => Err(Refusal::BadAccess),
        }
    }

    /// Returns the devices that are in the list no more.
    fn change(&mut self, next: Access) -> Vec<PublicKey> {
        let last = self.access.replace(next);
        let before = last.map(|last| last.grant.devices).unwrap_or_default();
        let keys = before.into_iter().map(|member| member.key);
        keys.filter(|key| self.member(key).is_none()).collect()
    }
}
