//! Checkpoints: what the team is after an entry, said by several, so that who joins later can begin
//! there.

mod bytes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::PersonId;

/// What a team is after an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The entry's number.
    pub number: u64,
    /// The digest of the team's bytes after it.
    pub digest: [u8; 32],
}

/// Who said what of the team, about entries after the checkpoint that holds.
///
/// Of each person only the latest few are kept: nobody can crowd out what others said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claims(BTreeMap<(u64, PersonId), [u8; 32]>);

/// So many claims of one person are kept: devices that are an entry or two behind still meet.
pub const CLAIMS_MAX: usize = 3;

impl Claims {
    /// Returns who said what about an entry. Two digests for one entry mean that two devices came
    /// apart, or that somebody lies.
    pub fn about(&self, number: u64) -> impl Iterator<Item = (PersonId, [u8; 32])> + '_ {
        let all = self.0.iter();
        let all = all.filter(move |((about, _), _)| *about == number);
        all.map(|((_, person), digest)| (*person, *digest))
    }

    /// Writes down what somebody says, and returns how many say the same.
    pub(crate) fn say(&mut self, person: PersonId, said: Checkpoint) -> usize {
        self.0.insert((said.number, person), said.digest);
        let own = self.0.keys().filter(|(_, other)| *other == person);
        let own: Vec<_> = own.copied().collect();
        if own.len() > CLAIMS_MAX
            && let Some(oldest) = own.first()
        {
            self.0.remove(oldest);
        }
        let same = self.about(said.number);
        same.filter(|(_, digest)| *digest == said.digest).count()
    }

    /// Forgets what was said about an entry and those before it.
    pub(crate) fn pass(&mut self, number: u64) {
        self.0.retain(|(about, _), _| *about > number);
    }

    /// Forgets what somebody said.
    pub(crate) fn forget(&mut self, person: PersonId) {
        self.0.retain(|(_, who), _| *who != person);
    }
}
