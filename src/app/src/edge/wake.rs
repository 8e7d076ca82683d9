//! The moments at which a phone is likely to reach the relay again, and the signs that somebody is there.

use super::listen::Listener;

/// Calls `f` when the network is back, the app comes to the front, or the page comes back out of
/// the browser's memory. The page keeps it for good.
///
/// No phone lets a page in the background work on, and none of these events comes for certain;
/// together they are all there is.
pub fn on_wake(f: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    for kind in ["online", "pageshow"] {
        let f = f.clone();
        Listener::new(&window, kind, move |_| f()).forever();
    }
    if let Some(document) = window.document() {
        let shown = move |_| {
            if is_visible() {
                f();
            }
        };
        Listener::new(&document, "visibilitychange", shown).forever();
    }
}

/// Calls `f` whenever the app comes to the front (yes) or goes to the background (no). The page keeps
/// it for good.
pub fn on_turn(f: impl Fn(bool) + 'static) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document {
        Listener::new(&document, "visibilitychange", move |_| f(is_visible())).forever();
    }
}

/// The signs of somebody, followed until this is dropped.
pub struct Signs {
    _listeners: Vec<Listener>,
}

/// Calls `touched` whenever somebody touches, types or scrolls, and `hidden` when the app goes to the
/// background.
pub fn on_signs(touched: impl Fn() + Clone + 'static, hidden: impl Fn() + 'static) -> Signs {
    let mut listeners = Vec::new();
    if let Some(window) = web_sys::window() {
        for kind in ["pointerdown", "pointermove", "keydown", "input", "wheel"] {
            let touched = touched.clone();
            listeners.push(Listener::new(&window, kind, move |_| touched()));
        }
        if let Some(document) = window.document() {
            let gone = move |_| {
                if !is_visible() {
                    hidden();
                }
            };
            listeners.push(Listener::new(&document, "visibilitychange", gone));
        }
    }
    Signs {
        _listeners: listeners,
    }
}

/// Tells whether somebody may be looking.
pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| !document.hidden())
}

/// Tells whether the device believes it has a network. "No" is right, "yes" is a guess.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
