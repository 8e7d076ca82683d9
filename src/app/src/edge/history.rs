//! The address as a place in the app: where we are, going elsewhere without a visit, and links.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent, Window};

use super::listen::Listener;

/// How a step is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The way back leads to where we were.
    New,
    /// It takes the place of where we were.
    Instead,
}

/// Returns the path and the query of the address, such as `/roster?week=2025-03-10`.
pub fn here() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return String::new();
    };
    let path = location.pathname().unwrap_or_default();
    path + &location.search().unwrap_or_default()
}

/// Changes the address. Nobody is told: who calls this knows.
pub fn go(path: &str, step: Step) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    // Browsers refuse only floods of steps; the page is then right and the address a step behind.
    let _ = match step {
        Step::New => history.push_state_with_url(&JsValue::NULL, "", Some(path)),
        Step::Instead => history.replace_state_with_url(&JsValue::NULL, "", Some(path)),
    };
}

/// Shows the page from its top.
pub fn to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Calls `f` whenever the user goes back or forth. The page keeps it for good.
pub fn on_back(f: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        Listener::new(&window, "popstate", move |_| f()).forever();
    }
}

/// Calls `f` with the path of every link into the app that is followed, instead of a visit. What
/// the user opens elsewhere (another tab, a download) stays the browser's. Kept for good.
pub fn on_link(f: impl Fn(&str) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let ours = window.clone();
    let follow = move |event: Event| {
        if let Some(path) = path_of_link(&ours, &event) {
            event.prevent_default();
            f(&path);
        }
    };
    Listener::new(&window, "click", follow).forever();
}

fn path_of_link(window: &Window, event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let is_plain = click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
    if !is_plain || event.default_prevented() {
        return None;
    }
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let link = element.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let is_ours = link.target().is_empty()
        && !link.has_attribute("download")
        && link.hash().is_empty()
        && link.origin() == window.location().origin().ok()?;
    is_ours.then(|| link.pathname() + &link.search())
}
