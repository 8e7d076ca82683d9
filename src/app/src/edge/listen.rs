//! A handler for an event of the browser.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

/// A handler that is called until this value is dropped.
pub(super) struct Listener {
    target: EventTarget,
    kind: &'static str,
    handler: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `f` for every event of this kind.
    pub(super) fn new(
        target: &EventTarget,
        kind: &'static str,
        f: impl Fn(Event) + 'static,
    ) -> Self {
        let handler = Closure::<dyn Fn(Event)>::new(f);
        // Adding can only fail for handlers that are no functions.
        let _ = target.add_event_listener_with_callback(kind, handler.as_ref().unchecked_ref());
        Self {
            target: target.clone(),
            kind,
            handler,
        }
    }

    /// Keeps the handler for as long as the page lives.
    pub(super) fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, handler);
    }
}
