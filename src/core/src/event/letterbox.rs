//! How colleagues write to one device of somebody's.

use serde::{Deserialize, Serialize};

use super::Calm;

/// The length of a browser's key for messages: a point of P-256, uncompressed.
pub const LETTER_KEY_BYTES: usize = 65;
/// What such a point begins with.
const UNCOMPRESSED: u8 = 4;
const DAY_MIN: u16 = 24 * 60;

/// What a colleague's device needs to write a letter to this one, as its browser made it (RFC 8291), and
/// when it may disturb. Where the letter goes is for the relay alone to know.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Letterbox {
    /// The key that letters are sealed for (`p256dh`), of [`LETTER_KEY_BYTES`].
    pub key: Vec<u8>,
    /// What else they are sealed with (`auth`).
    pub secret: [u8; 16],
    /// The language they are written in: two small letters (ISO 639-1).
    pub language: [u8; 2],
    /// When it may disturb.
    pub calm: Calm,
}

impl Letterbox {
    /// Tells whether it makes sense. That the key is a point of the curve shows when it is used.
    pub fn is_sound(&self) -> bool {
        let is_key = self.key.len() == LETTER_KEY_BYTES && self.key.first() == Some(&UNCOMPRESSED);
        let is_language = self.language.iter().all(u8::is_ascii_lowercase);
        is_key && is_language && self.calm.is_sound()
    }
}

impl Calm {
    /// Tells whether its minutes are of a day.
    fn is_sound(self) -> bool {
        let ends = self
            .quiet
            .into_iter()
            .flat_map(|(from, until)| [from, until]);
        ends.chain([self.digest_min]).all(|minute| minute < DAY_MIN)
    }
}
