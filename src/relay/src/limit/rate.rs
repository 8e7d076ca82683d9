//! Token buckets: so many at once, refilled over time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::RATE_KEYS_MAX;

/// How much is allowed: `count` in `per_s` seconds, all of it at once if unused before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many.
    pub count: u32,
    /// In how many seconds.
    pub per_s: u32,
}

/// What is left of a quota.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    left: f64,
    at: Instant,
}

impl Bucket {
    /// Returns a full bucket.
    pub fn full(quota: Quota, now: Instant) -> Self {
        Self {
            left: f64::from(quota.count),
            at: now,
        }
    }

    /// Takes `cost` out, or nothing if there is not enough.
    pub fn take(&mut self, quota: Quota, cost: u32, now: Instant) -> bool {
        self.refill(quota, now);
        let cost = f64::from(cost);
        let enough = self.left >= cost;
        if enough {
            self.left -= cost;
        }
        enough
    }

    fn refill(&mut self, quota: Quota, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        let gained = passed * f64::from(quota.count) / f64::from(quota.per_s.max(1));
        self.left = (self.left + gained).min(f64::from(quota.count));
        self.at = now;
    }

    fn is_full(&mut self, quota: Quota, now: Instant) -> bool {
        self.refill(quota, now);
        self.left >= f64::from(quota.count)
    }
}

/// One bucket for each key, for a bounded number of keys.
pub struct Rate<K> {
    quota: Quota,
    buckets: Mutex<HashMap<K, Bucket>>,
}

impl<K: Eq + Hash> Rate<K> {
    /// Starts with nothing used.
    pub fn new(quota: Quota) -> Self {
        Self {
            quota,
            buckets: Mutex::default(),
        }
    }

    /// Takes `cost` out of a key's bucket, or says that there is not enough.
    ///
    /// While more keys than can be remembered have used their quota, new keys get nothing: to
    /// forget somebody would give a guesser his guesses back.
    pub fn take(&self, key: K, cost: u32, now: Instant) -> bool {
        let mut buckets = self.buckets();
        if buckets.len() >= RATE_KEYS_MAX && !buckets.contains_key(&key) {
            buckets.retain(|_, bucket| !bucket.is_full(self.quota, now));
            if buckets.len() >= RATE_KEYS_MAX {
                return false;
            }
        }
        let bucket = buckets
            .entry(key)
            .or_insert_with(|| Bucket::full(self.quota, now));
        bucket.take(self.quota, cost, now)
    }

    /// Puts `cost` back, because what it was taken for turned out to be free.
    pub fn give_back(&self, key: &K, cost: u32) {
        if let Some(bucket) = self.buckets().get_mut(key) {
            bucket.left = (bucket.left + f64::from(cost)).min(f64::from(self.quota.count));
        }
    }

    fn buckets(&self) -> MutexGuard<'_, HashMap<K, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const TWO_IN_TEN_S: Quota = Quota {
        count: 2,
        per_s: 10,
    };

    #[test]
    fn a_quota_is_used_up_and_refills() {
        let rate = Rate::new(TWO_IN_TEN_S);
        let start = Instant::now();
        let takes = |key: &'static str, s: u64| rate.take(key, 1, start + Duration::from_secs(s));
        assert_eq!(
            [takes("a", 0), takes("a", 0), takes("a", 0)],
            [true, true, false]
        );
        assert!(takes("b", 0), "another key has its own quota");
        assert_eq!(
            [takes("a", 4), takes("a", 5), takes("a", 6)],
            [false, true, false]
        );
        assert_eq!(
            [takes("a", 99), takes("a", 99), takes("a", 99)],
            [true, true, false]
        );
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let rate = Rate::new(TWO_IN_TEN_S);
        let now = Instant::now();
        assert!(rate.take("a", 2, now) && !rate.take("a", 1, now));
        rate.give_back(&"a", 1);
        assert!(rate.take("a", 1, now) && !rate.take("a", 1, now));
    }

    #[test]
    fn only_so_many_keys_are_remembered() {
        let rate = Rate::new(TWO_IN_TEN_S);
        let now = Instant::now();
        assert!((0..RATE_KEYS_MAX).all(|key| rate.take(key, 1, now)));
        assert!(!rate.take(RATE_KEYS_MAX, 1, now));
        assert!(
            rate.take(RATE_KEYS_MAX, 1, now + Duration::from_secs(10)),
            "the others refilled"
        );
    }
}
