//! The words two people read to each other when one lets the other in.
//!
//! One list for every language: both screens must show the same words, and the two may have
//! chosen different languages.

use ruil_sync::invite::Words;

const LIST: &str = include_str!("../../locales/words.txt");

/// Returns the words at these positions.
pub fn words(Words(positions): Words) -> [&'static str; 3] {
    positions.map(|position| LIST.lines().nth(position.into()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_position_has_a_word_of_its_own() {
        let all: BTreeSet<_> = LIST.lines().collect();
        assert_eq!(
            (LIST.lines().count(), all.len()),
            (ruil_sync::invite::WORDS, 256)
        );
        let plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(all.iter().all(|word| word.len() >= 3 && plain(word)));
    }

    #[test]
    fn positions_lead_to_words() {
        let [first, second, last] = words(Words([0, 1, 255]));
        assert_eq!((first, second, last), ("aardbei", "adelaar", "zwembad"));
    }

    #[test]
    fn no_word_is_one_letter_away_from_another() {
        let all: Vec<_> = LIST.lines().collect();
        for (index, one) in all.iter().enumerate() {
            for other in all.iter().skip(index + 1) {
                assert!(
                    !is_near(one, other),
                    "{one} and {other} are easily confused"
                );
            }
        }
    }

    /// Tells whether one letter more, less or different turns one word into the other.
    fn is_near(one: &str, other: &str) -> bool {
        let (short, long) = if one.len() <= other.len() {
            (one, other)
        } else {
            (other, one)
        };
        let same = short
            .bytes()
            .zip(long.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let rest = if short.len() == long.len() {
            same + 1
        } else {
            same
        };
        long.len() - short.len() <= 1 && short[rest.min(short.len())..] == long[same + 1..]
    }
}
