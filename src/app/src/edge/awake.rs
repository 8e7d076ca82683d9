//! Keeping the screen on, for a tablet that hangs on a wall (Screen Wake Lock API).
//!
//! The browser's own bindings for it are not stable, so the two calls are made by name.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{task, wake};

/// Keeps the screen on for as long as the page is shown. A browser that can't, or may not for want of
/// power, lets it go dark as always.
pub fn keep() {
    thread_local! {
        static KEPT: Cell<bool> = const { Cell::new(false) };
    }
    if KEPT.replace(true) {
        return;
    }
    ask();
    // It ends whenever the page is hidden.
    wake::on_turn(|is_visible| {
        if is_visible {
            ask();
        }
    });
}

fn ask() {
    if let Some(asked) = request() {
        task::spawn(async move {
            let _refused = JsFuture::from(asked).await;
        });
    }
}

fn request() -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    let request = Reflect::get(&lock, &"request".into()).ok()?;
    let request = request.dyn_into::<Function>().ok()?;
    request.call1(&lock, &"screen".into()).ok()?.dyn_into().ok()
}
