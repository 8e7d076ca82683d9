//! The document and its address.

use std::cell::RefCell;

use web_sys::{Document, Location, Window};

use super::listen::Listener;
use super::prefs::Theme;

/// Sets the language that screen readers and hyphenation go by.
pub fn set_language(tag: &str, is_leftward: bool) {
    set_root("lang", Some(tag));
    set_root("dir", is_leftward.then_some("rtl"));
}

/// Sets or, for the device's own, lifts the theme.
pub fn set_theme(theme: Theme) {
    let tag = match theme {
        Theme::System => None,
        Theme::Light | Theme::Dark => Some(theme.tag()),
    };
    set_root("data-theme", tag);
}

/// Sets the title in the tab and in the task list.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Takes away what the page showed while the app was loading.
pub fn remove_boot() {
    let boot = document().and_then(|document| document.get_element_by_id("boot"));
    if let Some(boot) = boot {
        boot.remove();
    }
}

/// Returns what stands behind `#` in the address.
pub fn location_hash() -> String {
    let hash = location()
        .and_then(|location| location.hash().ok())
        .unwrap_or_default();
    hash.strip_prefix('#').map(str::to_owned).unwrap_or(hash)
}

/// Returns where the app comes from, such as `https://ruil.example`.
pub fn origin() -> String {
    location()
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
}

/// Loads the app anew.
pub fn reload() {
    if let Some(location) = location() {
        let _ = location.reload();
    }
}

/// Has the browser ask before the page is left, or not any more: something exists only here.
pub fn warn_before_leaving(is_on: bool) {
    thread_local! {
        static WARNING: RefCell<Option<Listener>> = const { RefCell::new(None) };
    }
    WARNING.with_borrow_mut(|warning| {
        if is_on == warning.is_some() {
            return;
        }
        let listen = |window: Window| {
            Listener::new(&window, "beforeunload", |event| event.prevent_default())
        };
        *warning = web_sys::window().filter(|_| is_on).map(listen);
    });
}

/// Opens the device's dialog for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Where there is no printer to be had, nothing happens.
        let _ = window.print();
    }
}

/// Tells whether the device is set to dark.
pub fn prefers_dark() -> bool {
    matches_media("(prefers-color-scheme: dark)")
}

/// Tells whether the app was opened from the home screen. Only there an iPhone keeps its data.
pub fn is_installed() -> bool {
    matches_media("(display-mode: standalone)") || matches_media("(display-mode: fullscreen)")
}

/// Returns the tags of the languages the user reads, best first.
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let tags: Vec<_> = window
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect();
    if tags.is_empty() {
        window.navigator().language().into_iter().collect()
    } else {
        tags
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn location() -> Option<Location> {
    Some(web_sys::window()?.location())
}

fn set_root(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

fn matches_media(query: &str) -> bool {
    let found = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    found.is_some_and(|list| list.matches())
}
