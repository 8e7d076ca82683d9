//! The user's language: texts from `locales/`, dates and numbers from [`format`](mod@format).
//!
//! `build.rs` makes one function of every text, and one table of every language but Dutch. A change of
//! language mounts the app anew, so a text is read once and needs no signal of its own.

pub mod alarm;
pub mod bridge;
pub mod circle;
pub mod failure;
pub mod format;
pub mod import;
pub mod judgement;
pub mod keep;
mod lang;
pub mod light;
pub mod news;
pub mod offer;
pub mod problem;
pub mod progress;
pub mod refusal;
pub mod round;
mod texts;
pub mod wish;

pub use lang::{Lang, use_lang};
pub use texts::learn;

/// The texts, one function each; see `locales/nl.toml`.
pub mod t {
    use super::{Lang, texts};

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
