//! How much room the browser gives this app, and whether it may take it back.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How full is nearly full, in percent.
const NEARLY_FULL_PERCENT: u64 = 80;

/// The app's room on this device, as the browser tells it: rounded, and not by much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use.
    pub used_bytes: u64,
    /// Bytes there may be.
    pub quota_bytes: u64,
    /// Whether the browser promised not to clear the data when the device runs full.
    pub is_persistent: bool,
}

impl Room {
    /// Tells whether it is time to make room.
    pub fn is_nearly_full(self) -> bool {
        let nearly_full_bytes = self.quota_bytes / 100 * NEARLY_FULL_PERCENT;
        self.quota_bytes > 0 && self.used_bytes >= nearly_full_bytes
    }
}

/// Asks the browser not to clear this app's data when room runs out, and tells whether it agrees.
///
/// Some browsers put the question to the user, so ask once there is something worth keeping.
pub async fn persist() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let Ok(asked) = window.navigator().storage().persist() else {
        return false;
    };
    JsFuture::from(asked)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}

/// Returns how much room there is; nothing where the browser does not tell.
pub async fn room() -> Option<Room> {
    let storage = web_sys::window()?.navigator().storage();
    let told = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let bytes = |name: &str| {
        let value = Reflect::get(&told, &JsValue::from_str(name)).ok()?;
        value.as_f64().map(|bytes| bytes as u64)
    };
    let is_persistent = match storage.persisted() {
        Ok(asked) => JsFuture::from(asked).await.is_ok_and(|yes| yes.is_truthy()),
        Err(_) => false,
    };
    Some(Room {
        used_bytes: bytes("usage")?,
        quota_bytes: bytes("quota")?,
        is_persistent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_fifths_is_nearly_full_and_what_is_not_told_is_not() {
        let full = |used_bytes, quota_bytes| {
            let room = Room {
                used_bytes,
                quota_bytes,
                is_persistent: false,
            };
            room.is_nearly_full()
        };
        assert!(full(80, 100) && full(120, 100) && full(u64::MAX, u64::MAX / 2));
        assert!(!full(79, 100) && !full(0, 100) && !full(5, 0));
    }
}
