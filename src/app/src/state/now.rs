//! The device's clock, for what pages show; it decides nothing.

use leptos::prelude::*;
use ruil_core::{Day, Moment};

use crate::edge::clock;

const MINUTE_MS: i64 = 60_000;
const SECOND_MS: u32 = 1_000;

/// Returns this minute.
pub fn now() -> Moment {
    clock::now()
}

/// Returns this minute, and follows it while the page is there.
pub fn ticking() -> Memo<Moment> {
    let now = RwSignal::new(clock::now());
    let ticker = clock::every(SECOND_MS, move || {
        let _gone = now.try_set(clock::now());
    });
    let ticker = StoredValue::new_local(Some(ticker));
    on_cleanup(move || drop(ticker.try_update_value(Option::take)));
    Memo::new(move |_| now.get())
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

/// Returns how many minutes this device's wall clock is ahead at a UTC minute.
pub fn offset_min(utc_min: i32) -> i16 {
    clock::offset_min(u64::try_from(i64::from(utc_min) * MINUTE_MS).unwrap_or_default())
}

/// Returns the last minute of a day by this device's wall clock, Unix milliseconds.
pub fn last_minute_ms(day: Day) -> u64 {
    let local_min = day.plus(1).0.saturating_mul(24 * 60).saturating_sub(1);
    let utc_min = local_min.saturating_sub(offset_min(local_min).into());
    u64::try_from(i64::from(utc_min) * MINUTE_MS).unwrap_or_default()
}
