//! What can be wrong with a log. The device stays usable for reading and says so in plain words.

use ruil_core::ablation::{Defence, stands};

use super::Engine;

impl Engine {
    /// Two logs are shown: from this number on they are known to differ.
    pub(super) fn fork(&mut self, number: u64) {
        if stands(Defence::Chain) {
            self.alarm = Some(Alarm::Fork { number });
        }
    }
}

/// Why the view is read-only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The relay shows different logs to different devices, or changed one, or broke its word.
    Fork {
        /// The first number known to differ.
        number: u64,
    },
    /// The relay holds less than it once gave, and there is no word of its own to prove it.
    Rewound {
        /// The last number it holds.
        number: u64,
    },
    /// The relay numbered something else than this device sent.
    Tampered {
        /// The number.
        number: u64,
    },
    /// Another device came to another state from the same log: one of the two has a fault.
    Diverged {
        /// The number at which the states differ.
        number: u64,
    },
    /// An event needs a newer build of the app.
    Update {
        /// Its number.
        number: u64,
    },
    /// From here on a key is needed that this device was not given.
    NoKey {
        /// The first number that it can't read.
        number: u64,
    },
    /// The checkpoint this device began with is not the one that was vouched for.
    Checkpoint {
        /// Its number.
        number: u64,
    },
}
