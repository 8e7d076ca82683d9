//! A team as bytes, and back.
//!
//! The same team has the same bytes on every device, because all of it is in the order of its ids,
//! and no other bytes make that team. What is kept beside the tables for finding it quickly, and the
//! law's numbers, are found anew.

use crate::RULES;
use crate::team::Team;

impl Team {
    /// Returns the team as bytes, which begin with the version of the rules it was replayed by.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to memory fails at nothing but a list whose length is not known before; there are none.
        postcard::to_allocvec(&(RULES, self)).unwrap_or_default()
    }

    /// Returns the team that some bytes say, or nothing if another build wrote them, or nobody did.
    ///
    /// They may come from anybody: no byte asks for more memory than a fixed multiple of its own.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        // What is out of order, twice there, longer than it need be or left over is nobody's writing.
        Self::parse_known(bytes).filter(|team| team.to_bytes() == bytes)
    }

    /// Returns the team that some bytes say which this device wrote, or has read before. That they are the
    /// only ones to say it is not looked at again, which takes as long as reading them.
    pub fn parse_known(bytes: &[u8]) -> Option<Self> {
        let (rules, rest) = postcard::take_from_bytes::<u16>(bytes).ok()?;
        if rules != RULES {
            return None;
        }
        let (mut team, _) = postcard::take_from_bytes::<Self>(rest).ok()?;
        team.rebuild();
        Some(team)
    }
}

#[cfg(test)]
mod tests;
