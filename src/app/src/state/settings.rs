//! This device's own preferences: language and light or dark.

use leptos::prelude::*;

use crate::edge::{page, prefs};
use crate::i18n::Lang;

pub use crate::edge::prefs::Theme;

/// The preferences, as signals.
#[derive(Clone, Copy)]
pub struct Settings {
    lang: RwSignal<Lang>,
    theme: RwSignal<Theme>,
}

/// Returns the preferences of this device.
pub fn use_settings() -> Settings {
    expect_context::<Settings>()
}

impl Settings {
    /// Reads what was chosen before, else what the browser asks for.
    pub fn read() -> Self {
        let chosen = prefs::language().into_iter().chain(page::languages());
        let lang = chosen
            .into_iter()
            .find_map(|tag| Lang::from_tag(&tag))
            .unwrap_or_default();
        let theme = prefs::theme();
        page::set_language(lang.tag());
        page::set_theme(theme);
        Self {
            lang: RwSignal::new(lang),
            theme: RwSignal::new(theme),
        }
    }

    /// Returns the language, and follows it.
    pub fn lang(self) -> Lang {
        self.lang.get()
    }

    /// Returns the theme, and follows it.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Chooses the language.
    pub fn set_lang(self, lang: Lang) {
        prefs::set_language(lang.tag());
        page::set_language(lang.tag());
        self.lang.set(lang);
    }

    /// Chooses light or dark.
    pub fn set_theme(self, theme: Theme) {
        prefs::set_theme(theme);
        page::set_theme(theme);
        self.theme.set(theme);
    }
}
