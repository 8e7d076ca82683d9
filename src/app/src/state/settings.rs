//! This device's own preferences: language and light or dark.

use leptos::prelude::*;

use crate::edge::{page, prefs, task};
use crate::i18n::{Lang, learn};

pub use crate::edge::prefs::Theme;

/// The preferences, as signals.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Nothing while its texts are on their way.
    lang: RwSignal<Option<Lang>>,
    theme: RwSignal<Theme>,
}

/// Returns the preferences of this device.
pub fn use_settings() -> Settings {
    expect_context::<Settings>()
}

impl Settings {
    /// Reads what was chosen before, else what the browser asks for, and gets the texts.
    pub fn read() -> Self {
        let chosen = prefs::language().into_iter().chain(page::languages());
        let lang = chosen
            .into_iter()
            .find_map(|tag| Lang::from_tag(&tag))
            .unwrap_or_default();
        let theme = prefs::theme();
        page::set_theme(theme);
        let settings = Self {
            lang: RwSignal::new(None),
            theme: RwSignal::new(theme),
        };
        settings.follow(lang);
        settings
    }

    /// Returns the language, and follows it; nothing while its texts are on their way.
    pub fn lang(self) -> Option<Lang> {
        self.lang.get()
    }

    /// Returns the theme, and follows it.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Chooses the language.
    pub fn set_lang(self, lang: Lang) {
        prefs::set_language(lang.tag());
        self.follow(lang);
    }

    /// Speaks a language as soon as its texts are here. If they can't be had now, what is spoken stays,
    /// and the wish is kept for the next start.
    fn follow(self, lang: Lang) {
        if lang == Lang::Dutch {
            return self.speak(lang);
        }
        task::spawn(async move {
            if learn(lang).await {
                self.speak(lang);
            } else if self.lang.get_untracked().is_none() {
                self.speak(Lang::Dutch);
            }
        });
    }

    fn speak(self, lang: Lang) {
        page::set_language(lang.tag(), lang.is_leftward());
        self.lang.set(Some(lang));
    }

    /// Chooses light or dark.
    pub fn set_theme(self, theme: Theme) {
        prefs::set_theme(theme);
        page::set_theme(theme);
        self.theme.set(theme);
    }
}
