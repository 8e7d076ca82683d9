//! The device's clock, for what pages show; it decides nothing.

use ruil_core::{Day, Moment};

use crate::edge::clock;

/// Returns this minute.
pub fn now() -> Moment {
    clock::now()
}

/// Returns Unix milliseconds.
pub fn now_ms() -> u64 {
    clock::now_ms()
}

/// Returns today.
pub fn today() -> Day {
    clock::today()
}

/// Returns a relay's time with this device's wall clock beside it.
pub fn local(time_ms: u64) -> Moment {
    clock::moment(time_ms)
}
