//! The app's other tabs on this device.
//!
//! Tabs are equals and share the storage. All they tell each other is that it has changed; the
//! news itself is read from there, so no message can be stale or lost in part.

use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use super::listen::Listener;

thread_local! {
    // One for the page: a channel hears every other channel of its name, even one beside it.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new("ruil").ok();
}

/// Tells the other tabs that the log or the outbox has changed.
pub fn announce() {
    let _ = CHANNEL.with(|channel| channel.as_ref().map(|to| to.post_message(&JsValue::NULL)));
}

/// Calls `f` whenever another tab announces a change. The page keeps it for good.
pub fn on_announce(f: impl Fn() + 'static) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            Listener::new(channel, "message", move |_| f()).forever();
        }
    });
}
