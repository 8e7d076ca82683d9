//! The only source of dice.

/// Returns random bytes that nobody can foretell, fit for keys.
///
/// `crypto.getRandomValues` exists in every browser that runs this app and has no reason to
/// refuse. Should it do so once, asking again is the one right answer: a key made of anything
/// else would be worse than an app that stands still.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    while getrandom::fill(&mut bytes).is_err() {}
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(bytes::<32>(), bytes::<32>());
    }
}
