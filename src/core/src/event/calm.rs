//! When a person wants to be told of what: the settings of one device of theirs.

use serde::{Deserialize, Serialize};

/// What news is about, as people set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// Somebody waits for my word: a colleague who asks me, a circle, an answer to choose.
    Asked,
    /// A shift that I could take.
    Could,
    /// What became of my own offers and answers.
    Outcome,
    /// My roster was changed.
    Roster,
    /// What I am to decide as an approver.
    Decide,
    /// Thanks.
    Thanks,
}

impl Subject {
    /// All of them, as offered.
    pub const ALL: [Self; 6] = [
        Self::Asked,
        Self::Could,
        Self::Outcome,
        Self::Roster,
        Self::Decide,
        Self::Thanks,
    ];

    /// Returns its place in a set.
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// When a device of somebody's may disturb them. Minutes count from midnight by the team's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Calm {
    /// What is told at once, a set.
    pub at_once: u8,
    /// What is told with the digest, a set; the rest is in the list only.
    pub collected: u8,
    /// When the digest comes.
    pub digest_min: u16,
    /// From when until when nothing is told; over midnight, if it ends before it begins.
    pub quiet: Option<(u16, u16)>,
}

/// How soon a subject is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pace {
    /// At once, outside the hours of rest.
    AtOnce,
    /// Once a day, with the rest.
    Daily,
    /// Not at all: it stands in the list.
    Never,
}

impl Calm {
    /// Returns how soon a subject is told.
    pub const fn pace(self, subject: Subject) -> Pace {
        if self.at_once & subject.bit() != 0 {
            Pace::AtOnce
        } else if self.collected & subject.bit() != 0 {
            Pace::Daily
        } else {
            Pace::Never
        }
    }

    /// Sets how soon a subject is told.
    #[must_use]
    pub const fn with(self, subject: Subject, pace: Pace) -> Self {
        let rest = !subject.bit();
        let (at_once, collected) = match pace {
            Pace::AtOnce => (subject.bit(), 0),
            Pace::Daily => (0, subject.bit()),
            Pace::Never => (0, 0),
        };
        Self {
            at_once: self.at_once & rest | at_once,
            collected: self.collected & rest | collected,
            ..self
        }
    }
}

impl Default for Calm {
    /// What waits for one's word and what changes one's week at once, the rest at five in the
    /// afternoon; nothing from half past nine at night until half past seven.
    fn default() -> Self {
        let none = Self {
            at_once: 0,
            collected: 0,
            digest_min: 17 * 60,
            quiet: Some((21 * 60 + 30, 7 * 60 + 30)),
        };
        none.with(Subject::Asked, Pace::AtOnce)
            .with(Subject::Could, Pace::Daily)
            .with(Subject::Outcome, Pace::AtOnce)
            .with(Subject::Roster, Pace::AtOnce)
            .with(Subject::Decide, Pace::AtOnce)
            .with(Subject::Thanks, Pace::Daily)
    }
}
