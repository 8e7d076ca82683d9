//! Defences that a simulation takes away, one at a time, to see that it notices.
//!
//! Only builds with the feature `ablation` can; in all others every defence stands.

/// A defence within the replay or the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defence {
    /// What an author saw is compared with what this device has.
    Chain,
    /// A device's count only goes up.
    Counter,
    /// A removal holds only for the membership it was made on.
    Base,
}

#[cfg(feature = "ablation")]
thread_local! {
    static AWAY: core::cell::Cell<Option<Defence>> = const { core::cell::Cell::new(None) };
}

/// Takes a defence away on this thread, or puts the last one back.
#[cfg(feature = "ablation")]
pub fn take_away(defence: Option<Defence>) {
    AWAY.set(defence);
}

/// Tells whether a defence stands.
#[cfg(feature = "ablation")]
pub fn stands(defence: Defence) -> bool {
    AWAY.get() != Some(defence)
}

/// Tells whether a defence stands.
#[cfg(not(feature = "ablation"))]
pub const fn stands(_defence: Defence) -> bool {
    true
}
