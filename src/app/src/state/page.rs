//! The page as the browser shows it: its title, its address, what it shows before the app is up.

use ruil_sync::invite::Code;

use crate::edge::history::{self, Step};
use crate::edge::{page, prefs};
use crate::route::Route;

pub use crate::edge::page::{is_installed, origin, print, reload};

/// Sets the title in the tab and in the task list.
pub fn set_title(title: &str) {
    page::set_title(title);
}

/// Tells whether this device was in a team when it was last used.
pub fn was_in_a_team() -> bool {
    prefs::trace().is_some()
}

/// Takes away what the page showed while the app was loading.
pub fn remove_boot() {
    page::remove_boot();
}

/// Returns the link that opens the app with an invite's code, for the camera to read.
///
/// The code stands behind `#`, which no browser sends to a server.
pub fn join_link(code: &Code) -> String {
    format!("{}{}#{code}", page::origin(), Route::Join.path())
}

/// Returns the invite's code that the app was opened with, and takes it out of the address.
pub fn take_join_code() -> Option<String> {
    let code = page::location_hash();
    if code.is_empty() {
        return None;
    }
    history::go(&Route::Join.path(), Step::Instead);
    Some(code)
}
