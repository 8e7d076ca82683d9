//! What the store keeps of push: where a device takes messages, and letters that wait for their time.

use ruil_wire::{PublicKey, TeamId, Topic};

use super::StoreError;

/// Whose letter it is.
pub type Address = (TeamId, PublicKey);

/// A sealed letter on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is about; there is one of each.
    pub topic: Topic,
    /// When it may be delivered, Unix milliseconds.
    pub due_ms: u64,
    /// When it is worth nothing any more, Unix milliseconds.
    pub until_ms: u64,
    /// Whether a phone should be woken for it.
    pub is_urgent: bool,
    /// What it says, which the relay can't read.
    pub sealed: Vec<u8>,
}

/// The relay's memory of push.
pub trait Post {
    /// Keeps where a device takes messages, or that it takes none; what waited for it is dropped, for
    /// whoever says so is looking at the app.
    fn subscribe(&self, to: Address, endpoint: Option<&str>) -> Result<(), StoreError>;

    /// Returns where a device takes messages.
    fn endpoint(&self, to: Address) -> Result<Option<String>, StoreError>;

    /// Holds a letter, in place of the one about the same; false if `max` others wait.
    fn hold(&self, to: Address, letter: &Held, max: usize) -> Result<bool, StoreError>;

    /// Drops the letter about a topic, if one waits.
    fn take_back(&self, to: Address, topic: Topic) -> Result<(), StoreError>;

    /// Takes at most `count` letters out whose time has come; those that are worth nothing any more are
    /// dropped.
    fn due(&self, now_ms: u64, count: usize) -> Result<Vec<(Address, Held)>, StoreError>;
}
