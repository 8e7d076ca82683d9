//! Whether the app is on the home screen, and whether to speak of it.

use leptos::prelude::*;

use super::page;
use crate::edge::{install, prefs, task};

pub use crate::edge::install::Platform;

/// What there is to say of the home screen.
#[derive(Clone, Copy)]
pub struct Install {
    /// Whether the browser offers to do it.
    has_offer: RwSignal<bool>,
    is_put_off: RwSignal<bool>,
}

/// Returns the app's watch for the home screen.
pub fn use_install() -> Install {
    expect_context::<Install>()
}

impl Install {
    /// Keeps the browser's offer from now on.
    pub fn watch() -> Self {
        let has_offer = RwSignal::new(false);
        install::watch(move |has| has_offer.set(has));
        Self {
            has_offer,
            is_put_off: RwSignal::new(prefs::is_install_put_off()),
        }
    }

    /// Tells whether the browser offers to do it, and follows that.
    pub fn has_offer(self) -> bool {
        self.has_offer.get()
    }

    /// Tells whether to speak of it by itself, and follows that: not in the app on the home screen, and not
    /// to whom said "not now".
    pub fn is_worth_a_word(self) -> bool {
        !page::is_installed() && !self.is_put_off.get()
    }

    /// Speaks of it no more by itself.
    pub fn put_off(self) {
        prefs::put_off_install();
        self.is_put_off.set(true);
    }

    /// Takes the browser's offer.
    pub fn take(self) {
        self.has_offer.set(false);
        task::spawn(install::take_offer());
    }
}

/// Returns on what the app is open.
pub fn platform() -> Platform {
    install::platform()
}

/// Tells whether what is begun here would not be in the app on the home screen: an iPhone keeps them apart.
pub fn is_apart() -> bool {
    install::is_iphone() && !page::is_installed()
}
