//! Putting the app on the home screen: what the browser is, and its own offer to do so.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::listen::Listener;

/// On what the app is open, as far as it matters for putting it on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// An iPhone or iPad: only its share sheet does it.
    IPhone,
    /// A phone with Android: its browser's menu does it, if the browser does not offer it.
    Android,
    /// Something with a menu.
    Computer,
}

thread_local! {
    /// The browser's offer, until it is taken.
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Returns on what the app is open.
pub fn platform() -> Platform {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return Platform::Computer;
    };
    let agent = navigator.user_agent().unwrap_or_default();
    if is_iphone() {
        Platform::IPhone
    } else if agent.contains("Android") {
        Platform::Android
    } else {
        Platform::Computer
    }
}

/// Only the browser of an iPhone or iPad says by this name whether it was opened from the home screen.
pub fn is_iphone() -> bool {
    let standalone = JsValue::from_str("standalone");
    web_sys::window().is_some_and(|window| {
        let says = Reflect::get(&window.navigator(), &standalone);
        says.is_ok_and(|says| !says.is_undefined())
    })
}

/// Keeps the browser's offer from now on, and calls `f` with whether there is one. Kept for good.
pub fn watch(f: impl Fn(bool) + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let taken = f.clone();
    let keep = move |event: web_sys::Event| {
        // Else the browser asks by itself, at a moment of its own.
        event.prevent_default();
        OFFER.replace(Some(event.into()));
        f(true);
    };
    Listener::new(&window, "beforeinstallprompt", keep).forever();
    let installed = move |_| {
        OFFER.replace(None);
        taken(false);
    };
    Listener::new(&window, "appinstalled", installed).forever();
}

/// Takes the browser's offer: it asks the user. To be called from a tap.
pub async fn take_offer() {
    let Some(offer) = OFFER.take() else { return };
    let prompt = Reflect::get(&offer, &JsValue::from_str("prompt"));
    let Some(prompt) = prompt.ok().and_then(|f| f.dyn_into::<Function>().ok()) else {
        return;
    };
    let asked = prompt
        .call0(&offer)
        .map(|asked| asked.dyn_into::<Promise>());
    if let Ok(Ok(asked)) = asked {
        // Whether the user agreed, the browser tells by installing it.
        let _ = JsFuture::from(asked).await;
    }
}
