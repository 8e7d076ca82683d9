//! What can be wrong with a log. The device stays usable for reading and says so in plain words.

/// Why the view is read-only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The relay shows different logs to different devices, or changed one.
    Fork {
        /// The first number known to differ.
        number: u64,
    },
    /// The relay holds less than it once gave: it was restored from a backup, or emptied.
    Rewound {
        /// The last number it holds.
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
}
