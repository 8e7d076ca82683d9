//! This device's own preferences: language and light or dark. On the team's tablet everybody has a language of
//! their own.

use leptos::prelude::*;

use crate::edge::{page, prefs, task};
use crate::i18n::{Lang, learn};

pub use crate::edge::prefs::Theme;

/// The preferences, as signals.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Nothing while its texts are on their way.
    lang: RwSignal<Option<Lang>>,
    /// What is to be spoken as soon as its texts are here.
    wanted: StoredValue<Lang>,
    /// Who stands at the tablet, by name of their id.
    whose: StoredValue<Option<String>>,
    theme: RwSignal<Theme>,
}

/// Returns the preferences of this device.
pub fn use_settings() -> Settings {
    expect_context::<Settings>()
}

impl Settings {
    /// Reads what was chosen before, else what the browser asks for, and gets the texts.
    pub fn read() -> Self {
        let lang = first(prefs::language());
        let theme = prefs::theme();
        page::set_theme(theme);
        let settings = Self {
            lang: RwSignal::new(None),
            wanted: StoredValue::new(lang),
            whose: StoredValue::new(None),
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
        match self.whose.get_value() {
            Some(whose) => prefs::set_language_of(&whose, lang.tag()),
            None => prefs::set_language(lang.tag()),
        }
        self.follow(lang);
    }

    /// Speaks the language of whoever stands at the tablet, or the device's again.
    pub fn lend(self, whose: Option<String>) {
        let own = whose.as_deref().and_then(prefs::language_of);
        self.whose.set_value(whose);
        let lang = first(own.or_else(prefs::language));
        if self.wanted.get_value() != lang {
            self.follow(lang);
        }
    }

    /// Speaks a language as soon as its texts are here. If they can't be had now, what is spoken stays,
    /// and the wish is kept for the next start.
    fn follow(self, lang: Lang) {
        self.wanted.set_value(lang);
        if lang == Lang::Dutch {
            return self.speak(lang);
        }
        task::spawn(async move {
            let is_here = learn(lang).await;
            if self.wanted.get_value() != lang {
                // Something else is spoken by now.
            } else if is_here {
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

/// Returns the first language there is: the one that was chosen, or one the browser asks for.
fn first(chosen: Option<String>) -> Lang {
    let tags = chosen.into_iter().chain(page::languages());
    let mut known = tags.filter_map(|tag| Lang::from_tag(&tag));
    known.next().unwrap_or_default()
}
