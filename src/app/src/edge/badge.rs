//! The number on the app's icon (Badging API). Browsers without it, such as those on Android, show a
//! dot of their own with each message.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Sets the number on the app's icon; none takes it off.
pub fn set(count: u32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let navigator = JsValue::from(window.navigator());
    let (name, arguments) = if count > 0 {
        ("setAppBadge", Array::of1(&JsValue::from(count)))
    } else {
        ("clearAppBadge", Array::new())
    };
    let found = Reflect::get(&navigator, &JsValue::from_str(name)).ok();
    if let Some(call) = found.and_then(|found| found.dyn_into::<Function>().ok()) {
        // Its promise fails where the app is not installed, which changes nothing.
        let _ = Reflect::apply(&call, &navigator, &arguments);
    }
}
