//! Handing text to other apps.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, ShareData};

/// Puts text on the clipboard and tells whether that worked; to be called from a tap.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = navigator_with("clipboard") else {
        return false;
    };
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Tells whether the device has a share sheet.
pub fn can_share() -> bool {
    navigator_with("share").is_some()
}

/// Opens the share sheet and tells whether something was shared; to be called from a tap.
pub async fn share(title: &str, text: &str) -> bool {
    let Some(navigator) = navigator_with("share") else {
        return false;
    };
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    JsFuture::from(navigator.share_with_data(&data))
        .await
        .is_ok()
}

/// Returns the navigator if it has what we are after: calling what is not there would throw.
fn navigator_with(part: &str) -> Option<Navigator> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &JsValue::from_str(part)).ok()?;
    (!found.is_undefined()).then_some(navigator)
}
