//! A relay's short pass for requests outside a live connection: the service worker, which holds no
//! key, sends what waits with it.
//!
//! The relay keeps none: it is a keyed hash that only the relay can make, over what it vouches for.

use core::fmt;
use core::str::FromStr;

use crate::id::{NotAnId, hex};
use crate::{PublicKey, TeamId};

const PURPOSE: &str = "ruil 2026 bearer v1";

/// A pass of one device to one team.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// When it is over, Unix seconds.
    pub until_s: u64,
    /// Whose it is.
    pub device: PublicKey,
    /// The relay's keyed hash of both and the team.
    pub mac: [u8; 32],
}

impl Bearer {
    /// Length in bytes.
    pub const LEN: usize = 72;

    /// Makes one, with the relay's secret.
    pub fn make(secret: &[u8; 32], team: TeamId, device: PublicKey, until_s: u64) -> Self {
        let key = blake3::derive_key(PURPOSE, secret);
        let mut hasher = blake3::Hasher::new_keyed(&key);
        hasher.update(&team.0).update(&device);
        hasher.update(&until_s.to_le_bytes());
        Self {
            until_s,
            device,
            mac: *hasher.finalize().as_bytes(),
        }
    }

    /// Tells whether the holder of this secret made it for this team, and it is not over.
    pub fn holds(&self, secret: &[u8; 32], team: TeamId, now_s: u64) -> bool {
        let made = Self::make(secret, team, self.device, self.until_s);
        // Compared in constant time.
        let is_ours = blake3::Hash::from(made.mac) == blake3::Hash::from(self.mac);
        is_ours && now_s < self.until_s
    }

    /// Returns the bytes.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut out = [0; Self::LEN];
        let until_s = self.until_s.to_le_bytes();
        let flat = until_s.iter().chain(&self.device).chain(&self.mac);
        out.iter_mut().zip(flat).for_each(|(to, from)| *to = *from);
        out
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8; Self::LEN]) -> Self {
        let (until_s, rest) = bytes.split_first_chunk().unwrap_or((&[0; 8], &[]));
        let (device, rest) = rest.split_first_chunk().unwrap_or((&[0; 32], &[]));
        let (mac, _) = rest.split_first_chunk().unwrap_or((&[0; 32], &[]));
        Self {
            until_s: u64::from_le_bytes(*until_s),
            device: *device,
            mac: *mac,
        }
    }
}

impl fmt::Display for Bearer {
    /// Writes lower-case hex, as it stands in a request.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.to_bytes();
        bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Bearer {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let mut bytes = [0; Self::LEN];
        hex(text, &mut bytes)?;
        Ok(Self::parse(&bytes))
    }
}

impl fmt::Debug for Bearer {
    /// Never prints what lets somebody in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: TeamId = TeamId([1; 16]);

    #[test]
    fn holds_for_its_team_and_its_time_only() {
        let bearer = Bearer::make(&[7; 32], TEAM, [2; 32], 1_000);
        assert!(bearer.holds(&[7; 32], TEAM, 999));
        assert!(!bearer.holds(&[7; 32], TEAM, 1_000));
        assert!(!bearer.holds(&[7; 32], TeamId([9; 16]), 999));
        assert!(!bearer.holds(&[8; 32], TEAM, 999));
        let longer = Bearer {
            until_s: 2_000,
            ..bearer
        };
        assert!(!longer.holds(&[7; 32], TEAM, 999));
        let other = Bearer {
            device: [3; 32],
            ..bearer
        };
        assert!(!other.holds(&[7; 32], TEAM, 999));
    }

    #[test]
    fn text_and_back() {
        let bearer = Bearer::make(&[7; 32], TEAM, [2; 32], 1_000);
        assert_eq!(bearer.to_string().parse(), Ok(bearer));
        assert_eq!(format!("{bearer:?}"), "Bearer(…)");
    }
}
