//! What is wrong with the log, in words for people who never heard of one.

use ruil_sync::Alarm;

use super::{Lang, t};

/// A message in a few words, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The few words.
    pub title: &'static str,
    /// What it means and what to do.
    pub text: String,
}

/// Says why the app is read-only.
pub fn alarm(lang: Lang, alarm: Alarm) -> Text {
    let (title, text) = match alarm {
        Alarm::Fork { number } => (t::alarm::fork(lang), t::alarm::fork_text(lang, number)),
        Alarm::Rewound { number } => (
            t::alarm::rewound(lang),
            t::alarm::rewound_text(lang, number),
        ),
        Alarm::Tampered { number } => (t::alarm::fork(lang), t::alarm::tampered_text(lang, number)),
        Alarm::NoKey { number: _ } => (
            t::alarm::no_key(lang),
            t::alarm::no_key_text(lang).to_owned(),
        ),
        Alarm::Checkpoint { number: _ } => (
            t::alarm::checkpoint(lang),
            t::alarm::checkpoint_text(lang).to_owned(),
        ),
        Alarm::Diverged { number } => (
            t::alarm::diverged(lang),
            t::alarm::diverged_text(lang, number),
        ),
        Alarm::Update { number: _ } => (
            t::alarm::update(lang),
            t::alarm::update_text(lang).to_owned(),
        ),
    };
    Text { title, text }
}
