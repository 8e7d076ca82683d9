//! The device's clock, its time zone, and waiting.

use js_sys::{Date, Promise};
use ruil_core::{Day, Moment};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const MINUTE_MS: u64 = 60_000;

/// Returns Unix milliseconds by the device's clock, which may be wrong and decides nothing.
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// Returns the minutes the device's wall clock is ahead of UTC at that point in time.
pub fn offset_min(utc_ms: u64) -> i16 {
    let date = Date::new(&JsValue::from_f64(utc_ms as f64));
    -(date.get_timezone_offset() as i16)
}

/// Returns a point in time with the device's offset beside it.
pub fn moment(utc_ms: u64) -> Moment {
    let utc_min = i32::try_from(utc_ms / MINUTE_MS).unwrap_or(i32::MAX);
    Moment {
        utc_min,
        offset_min: offset_min(utc_ms),
    }
}

/// Returns this minute.
pub fn now() -> Moment {
    moment(now_ms())
}

/// Returns today, by the device's wall clock.
pub fn today() -> Day {
    now().day()
}

/// A call that is due; dropping it cancels it.
pub struct Ticker {
    timer: i32,
    _call: Closure<dyn FnMut()>,
}

/// Calls `f` every `ms` milliseconds; less often while the page is in the background.
pub fn every(ms: u32, f: impl Fn() + 'static) -> Ticker {
    start(Closure::new(f), |window, call| {
        window.set_interval_with_callback_and_timeout_and_arguments_0(call, whole(ms))
    })
}

/// Calls `f` once, after `ms` milliseconds.
pub fn once(ms: u32, f: impl FnOnce() + 'static) -> Ticker {
    start(Closure::once(f), |window, call| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(call, whole(ms))
    })
}

/// Waits.
pub async fn after(ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let set =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, whole(ms));
            drop(set);
        }
    });
    let _ = JsFuture::from(promise).await;
}

impl Drop for Ticker {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // Timeouts and intervals are numbered together, so this ends either.
            window.clear_interval_with_handle(self.timer);
        }
    }
}

fn start(
    call: Closure<dyn FnMut()>,
    set: impl Fn(&web_sys::Window, &js_sys::Function) -> Result<i32, JsValue>,
) -> Ticker {
    let set = |window| set(&window, call.as_ref().unchecked_ref()).ok();
    let timer = web_sys::window().and_then(set).unwrap_or_default();
    Ticker { timer, _call: call }
}

fn whole(ms: u32) -> i32 {
    i32::try_from(ms).unwrap_or(i32::MAX)
}
