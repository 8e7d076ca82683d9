//! The user's language: texts from `locales/`, dates and numbers from [`format`](mod@format).
//!
//! `build.rs` makes one function of every text. A change of language mounts the app anew, so a
//! text is read once and needs no signal of its own.

pub mod alarm;
pub mod bridge;
pub mod circle;
pub mod failure;
pub mod format;
pub mod import;
pub mod judgement;
pub mod keep;
pub mod light;
pub mod offer;
pub mod problem;
pub mod progress;
pub mod refusal;
pub mod round;
pub mod wish;

use leptos::prelude::*;

/// The languages the app speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Dutch, plain words (B1).
    #[default]
    Dutch,
    /// English.
    English,
}

impl Lang {
    /// All languages, as offered.
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// Returns its tag (BCP 47), as it stands in `<html lang>` and in the preferences.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// Returns the language a tag such as "en-GB" asks for, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let main = tag.split('-').next()?;
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(main))
    }

    /// Returns its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Dutch => "Nederlands",
            Self::English => "English",
        }
    }
}

/// Returns the language of this mount of the app.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The plural forms of the Unicode CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Such as "1 shift".
    One,
    /// All else.
    Other,
}

/// Returns the form a whole number takes (CLDR plural rules).
pub const fn plural(lang: Lang, n: i64) -> Plural {
    match (lang, n) {
        (Lang::Dutch | Lang::English, 1) => Plural::One,
        (Lang::Dutch | Lang::English, _) => Plural::Other,
    }
}

/// The texts, one function each; see `locales/nl.toml`.
pub mod t {
    use super::{Lang, Plural, plural};

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
