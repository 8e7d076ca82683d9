//! A short hash of derived state, kept while it changes.
//!
//! Every event carries the fingerprint its author saw, so that two devices whose replay came apart
//! notice (background: a reducer's bug forks honest devices silently). It finds bugs, not liars:
//! those are found by the chain. So a small stable hash is enough, and a table's hash is the sum
//! of its rows', which makes a change cost as much as the row and not as the table.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// FNV-1a of 64 bits (Fowler, Noll, Vo), with every integer widened so that 32- and 64-bit
/// machines agree.
struct Stable(u64);

impl Hasher for Stable {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn write_usize(&mut self, value: usize) {
        self.write(&(value as u64).to_le_bytes());
    }

    fn write_isize(&mut self, value: isize) {
        self.write(&(value as i64).to_le_bytes());
    }

    fn finish(&self) -> u64 {
        // Spreads the last bytes over the whole word (the finaliser of MurmurHash3).
        let mut word = self.0;
        word = (word ^ (word >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        word = (word ^ (word >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        word ^ (word >> 33)
    }
}

/// Returns the hash of one value, the same on every machine.
pub fn of(value: &impl Hash) -> u64 {
    let mut hasher = Stable(0xcbf2_9ce4_8422_2325);
    value.hash(&mut hasher);
    hasher.finish()
}

/// A map that knows its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K, V> {
    rows: BTreeMap<K, V>,
    sum: u64,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            sum: 0,
        }
    }
}

impl<K: Serialize, V: Serialize> Serialize for Table<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl<'de, K, V> Deserialize<'de> for Table<K, V>
where
    K: Deserialize<'de> + Ord + Hash,
    V: Deserialize<'de> + Hash,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows: BTreeMap<K, V> = BTreeMap::deserialize(deserializer)?;
        let hashes = rows.iter().map(|row| of(&row));
        let sum = hashes.fold(0, u64::wrapping_add);
        Ok(Self { rows, sum })
    }
}

impl<K: Ord + Hash, V: Hash> Table<K, V> {
    /// Returns a row.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.rows.get(key)
    }

    /// Tells whether there is a row.
    pub fn contains(&self, key: &K) -> bool {
        self.rows.contains_key(key)
    }

    /// Returns all rows in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.iter()
    }

    /// Returns all values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.rows.values()
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes a row and returns the one it replaces.
    pub fn put(&mut self, key: K, value: V) -> Option<V> {
        self.sum = self.sum.wrapping_add(of(&(&key, &value)));
        let hash_of_old = self.rows.get(&key).map(|old| of(&(&key, old)));
        self.sum = self.sum.wrapping_sub(hash_of_old.unwrap_or_default());
        self.rows.insert(key, value)
    }

    /// Takes a row out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let old = self.rows.remove(key)?;
        self.sum = self.sum.wrapping_sub(of(&(key, &old)));
        Some(old)
    }

    /// Changes a row in place, if it is there.
    pub fn change(&mut self, key: &K, change: impl FnOnce(&mut V)) {
        if let Some(value) = self.rows.get_mut(key) {
            self.sum = self.sum.wrapping_sub(of(&(key, &*value)));
            change(value);
            self.sum = self.sum.wrapping_add(of(&(key, &*value)));
        }
    }

    /// Returns the fingerprint of all rows.
    pub fn fingerprint(&self) -> u64 {
        self.sum
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Frozen: a changed value means that devices of two releases would call each other wrong.
    #[test]
    fn frozen_values() {
        assert_eq!(
            of(&(1_usize, "één", Some(2_u16), [3_u8; 4])),
            0xe030_417d_31e6_c55d
        );
    }

    proptest! {
        #[test]
        fn a_table_is_known_by_its_rows_alone(
            rows in prop::collection::vec((0_u8..9, any::<u32>()), 0..40),
        ) {
            let mut walked = Table::default();
            for (key, value) in &rows {
                walked.put(*key, *value);
                walked.change(key, |value| *value = value.rotate_left(1));
            }
            let mut fresh = Table::default();
            for (key, value) in walked.iter() {
                fresh.put(*key, *value);
            }
            prop_assert_eq!(walked.fingerprint(), fresh.fingerprint());
            prop_assert_eq!(walked, fresh);
        }
    }
}
