//! How long to wait before the next attempt to reach the relay.

/// The shortest wait.
pub const WAIT_MIN_MS: u32 = 1_000;
/// The longest wait.
pub const WAIT_MAX_MS: u32 = 30_000;

/// Counts attempts that failed since the last that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failed: u32,
}

impl Backoff {
    /// Starts without a failure.
    pub const fn new() -> Self {
        Self { failed: 0 }
    }

    /// Counts a failure and returns the wait before the next attempt.
    ///
    /// The wait doubles, and the dice spread it over its upper half: after a relay restarts, a
    /// house full of phones must not come back in the same second.
    pub fn wait_ms(&mut self, random: u32) -> u32 {
        self.failed = self.failed.saturating_add(1);
        let longest =
            WAIT_MIN_MS.saturating_mul(1_u32.checked_shl(self.failed).unwrap_or(u32::MAX));
        let longest = longest.min(WAIT_MAX_MS);
        let half = longest / 2;
        half + random % (longest - half + 1)
    }

    /// Forgets the failures: the relay answered, or there is reason to think it will.
    pub const fn reset(&mut self) {
        self.failed = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_its_limit() {
        let mut backoff = Backoff::new();
        let shortest: Vec<_> = (0..7).map(|_| backoff.wait_ms(0)).collect();
        assert_eq!(
            shortest,
            [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]
        );
    }

    #[test]
    fn dice_move_the_wait_within_limits_only() {
        let mut waits = Vec::new();
        for dice in [0, 1, 499, 12_345, u32::MAX] {
            let mut backoff = Backoff::new();
            for _ in 0..100 {
                let wait_ms = backoff.wait_ms(dice);
                assert!(
                    (WAIT_MIN_MS..=WAIT_MAX_MS).contains(&wait_ms),
                    "{dice}: {wait_ms}"
                );
            }
            waits.push(backoff.wait_ms(dice));
        }
        waits.dedup();
        assert_eq!(waits.len(), 5, "the dice are not used: {waits:?}");
    }

    #[test]
    fn success_starts_over() {
        let mut backoff = Backoff::new();
        for _ in 0..10 {
            backoff.wait_ms(0);
        }
        backoff.reset();
        assert_eq!(backoff, Backoff::new());
        assert_eq!(backoff.wait_ms(0), WAIT_MIN_MS);
    }
}
