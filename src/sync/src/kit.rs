//! A recovery kit: a device on paper.
//!
//! It is admitted like any device, so the team sees it and can revoke it, and it is given every new key.
//! Who types it in on a new phone is back in the team, even if no other device is left. That phone reads
//! the log from its beginning, so after a removal the paper holds the keys from before it, too: it grows
//! by ten groups each time.

use core::fmt;

use ruil_core::{DeviceId, PersonId, TeamId};
use zeroize::Zeroizing;

use crate::keys::{DeviceKey, Identity, Keyring, TeamKey};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// A team key's bytes.
const KEY_LEN: usize = 32;
/// Bytes of a kit with one key.
const LEN: usize = 16 + 16 + 16 + 4 + KEY_LEN + CHECK_LEN;
const CHECK_LEN: usize = 3;
/// Most older keys on a paper; a code for a camera holds no more.
const OLDER_MAX: usize = 50;
/// Letters and digits between two hyphens.
const GROUP: usize = 5;

/// What is printed.
#[derive(Clone)]
pub struct Kit {
    team: TeamId,
    person: PersonId,
    seed: Zeroizing<[u8; 16]>,
    epoch: u32,
    key: TeamKey,
    /// The keys of the epochs before, the newest first.
    older: Vec<TeamKey>,
}

/// Why a text is no kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KitError {
    /// It is too short or too long; so many signs are missing or too many.
    Length {
        /// Signs there are.
        had: usize,
        /// Signs there have to be, at least.
        needs: usize,
    },
    /// A sign that is in no kit.
    Sign(char),
    /// A mistake in typing: the check does not come out.
    Check,
}

impl Kit {
    /// Makes a kit for a person, with the team's keys as they are now.
    pub fn make(team: TeamId, person: PersonId, keys: &Keyring, seed: [u8; 16]) -> Self {
        let before = (0..keys.epoch()).rev();
        let older = before.map_while(|epoch| keys.get(epoch).cloned());
        Self {
            older: older.take(OLDER_MAX).collect(),
            team,
            person,
            seed: Zeroizing::new(seed),
            epoch: keys.epoch(),
            key: keys.newest().clone(),
        }
    }

    /// Returns the device that is on the paper, to be admitted.
    pub fn device(&self) -> (DeviceId, [u8; 32]) {
        (self.device_id(), self.device_key().public())
    }

    /// Returns who holds it.
    pub fn identity(&self) -> Identity {
        let mut keys = Keyring::new(self.epoch, self.key.clone());
        for (epoch, key) in (0..self.epoch).rev().zip(&self.older) {
            keys.add(epoch, key.clone());
        }
        Identity {
            team: self.team,
            person: self.person,
            device: self.device_id(),
            device_key: self.device_key(),
            keys,
        }
    }

    /// Reads a kit as people type it: any case, with spaces, line ends or hyphens, O for 0, I or L for 1.
    pub fn parse(text: &str) -> Result<Self, KitError> {
        let typed = text.chars();
        let typed = typed.filter(|sign| !sign.is_whitespace() && *sign != '-');
        let digits = typed.map(digit).collect::<Result<Vec<_>, _>>()?;
        let had = digits.len();
        let mut lens = (0..=OLDER_MAX).map(|older| ((LEN + older * KEY_LEN) * 8).div_ceil(5));
        let needs = lens.find(|len| *len >= had).unwrap_or(had);
        if had != needs {
            return Err(KitError::Length { had, needs });
        }
        let bytes = Zeroizing::new(bytes(&digits));
        // The last sign says less than it could; what it can't say is a slip, too.
        let again = signs(&bytes).into_iter().map(digit);
        let is_same = again.eq(digits.into_iter().map(Ok));
        Self::read(&bytes)
            .filter(|_| is_same)
            .ok_or(KitError::Check)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (team, rest) = bytes.split_first_chunk()?;
        let (person, rest) = rest.split_first_chunk()?;
        let (seed, rest) = rest.split_first_chunk()?;
        let (epoch, rest) = rest.split_first_chunk()?;
        let (key, rest) = rest.split_first_chunk()?;
        let (older, checked) = rest.split_last_chunk::<CHECK_LEN>()?;
        let body = bytes.get(..bytes.len().checked_sub(CHECK_LEN)?)?;
        let (older, []) = older.as_chunks::<KEY_LEN>() else {
            return None;
        };
        (*checked == check(body)).then(|| Self {
            team: TeamId::from_bytes(*team),
            person: PersonId::from_bytes(*person),
            seed: Zeroizing::new(*seed),
            epoch: u32::from_le_bytes(*epoch),
            key: TeamKey::make(*key),
            older: older.iter().map(|key| TeamKey::make(*key)).collect(),
        })
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let epoch = self.epoch.to_le_bytes();
        let parts: [&[u8]; 5] = [
            self.team.as_bytes(),
            self.person.as_bytes(),
            &*self.seed,
            &epoch,
            self.key.as_bytes(),
        ];
        let mut bytes = Zeroizing::new(parts.concat());
        for key in &self.older {
            bytes.extend(key.as_bytes());
        }
        let check = check(&bytes);
        bytes.extend(check);
        bytes
    }

    fn device_id(&self) -> DeviceId {
        let [id @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
            blake3::derive_key("ruil 2026 kit device v1", &*self.seed);
        DeviceId::from_bytes(id)
    }

    fn device_key(&self) -> DeviceKey {
        DeviceKey::make(blake3::derive_key("ruil 2026 kit key v1", &*self.seed))
    }
}

impl fmt::Display for Kit {
    /// Writes it in groups of five, as it is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, sign) in signs(&self.to_bytes()).into_iter().enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Kit {
    /// Never prints the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kit(…)")
    }
}

fn check(bytes: &[u8]) -> [u8; CHECK_LEN] {
    let [a, b, c, ..] = blake3::derive_key("ruil 2026 kit check v1", bytes);
    [a, b, c]
}

fn digit(sign: char) -> Result<u8, KitError> {
    let plain = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let found = ALPHABET.iter().position(|own| char::from(*own) == plain);
    let found = found.and_then(|place| u8::try_from(place).ok());
    found.ok_or(KitError::Sign(sign))
}

/// Five bits a sign, the first bits first.
fn signs(bytes: &[u8]) -> Vec<char> {
    let mut signs = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes.iter().copied().chain([0]) {
        held = held << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 && signs.len() < (bytes.len() * 8).div_ceil(5) {
            bits -= 5;
            let place = usize::try_from(held >> bits & 31).unwrap_or(0);
            signs.push(ALPHABET.get(place).map_or('0', |sign| char::from(*sign)));
        }
        held &= 0xff;
    }
    signs
}

fn bytes(digits: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for digit in digits {
        held = held << 5 | u32::from(*digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kit() -> Kit {
        let keys = Keyring::new(7, TeamKey::make([4; 32]));
        let (team, person) = (TeamId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        Kit::make(team, person, &keys, [3; 16])
    }

    #[test]
    fn paper_and_back() {
        let text = kit().to_string();
        let again = Kit::parse(&text).unwrap();
        assert_eq!(again.to_bytes(), kit().to_bytes());
        let (me, device) = (again.identity(), kit().device());
        assert_eq!((me.device, me.device_key.public()), device);
        assert_eq!(
            (me.keys.epoch(), me.keys.newest().as_bytes()),
            (7, &[4; 32])
        );
        let sloppy = text.to_lowercase().replace('-', " \n").replace('0', "o");
        assert_eq!(Kit::parse(&sloppy).unwrap().to_bytes(), kit().to_bytes());
    }

    #[test]
    fn a_paper_from_after_removals_opens_what_was_before_them() {
        let mut keys = Keyring::new(0, TeamKey::make([10; 32]));
        for epoch in 1..=3_u8 {
            keys.add(epoch.into(), TeamKey::make([10 + epoch; 32]));
        }
        let (team, person) = (TeamId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        let text = Kit::make(team, person, &keys, [3; 16]).to_string();
        let signs = text.replace('-', "");
        assert_eq!(signs.len(), 293);
        let back = Kit::parse(&text).unwrap().identity().keys;
        for epoch in 0..=3_u8 {
            let key = back.get(epoch.into()).unwrap();
            assert_eq!(key.as_bytes(), &[10 + epoch; 32]);
        }
        for had in [139, 141, 190, 292, 294] {
            let other = "7".repeat(had);
            let error = Kit::parse(&other).err();
            assert!(matches!(error, Some(KitError::Length { .. })), "{had}");
        }
        let cut = Kit::parse(&signs[..191]).err();
        assert_eq!(cut, Some(KitError::Check), "as long as one from before");
    }

    #[test]
    fn every_slip_of_a_sign_is_noticed() {
        let text = kit().to_string();
        for (at, sign) in text.char_indices().filter(|(_, sign)| *sign != '-') {
            let other = if sign == '7' { '8' } else { '7' };
            let mut slipped = text.clone();
            slipped.replace_range(at..=at, &other.to_string());
            assert_eq!(Kit::parse(&slipped).err(), Some(KitError::Check), "{at}");
        }
    }

    #[test]
    fn what_is_missing_or_strange_is_named() {
        let text = kit().to_string();
        let needs = 140;
        let short = Kit::parse(&text[..5]).err();
        assert_eq!(short, Some(KitError::Length { had: 5, needs }));
        assert_eq!(Kit::parse("12€").err(), Some(KitError::Sign('€')));
        assert_eq!(text.replace('-', "").len(), needs);
    }
}
