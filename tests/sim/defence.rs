//! The defences that can be taken away, to see that the simulation notices.

/// A defence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defence {
    /// An event is numbered once.
    Dedupe,
    /// What an author saw is compared with what this device has.
    Chain,
    /// Nothing overtakes what was refused.
    Fence,
    /// What was sealed for a time that is over is refused.
    Epoch,
    /// What is shown as saved is on the disk.
    Strict,
    /// A device's count only goes up.
    Counter,
    /// A removal holds only for the membership it was made on.
    Base,
}

impl Defence {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Dedupe,
        Self::Chain,
        Self::Fence,
        Self::Epoch,
        Self::Strict,
        Self::Counter,
        Self::Base,
    ];
}
