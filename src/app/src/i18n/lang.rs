//! The languages the app speaks, and how each counts.

use leptos::prelude::*;

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Dutch, plain words (B1).
    #[default]
    Dutch,
    /// English.
    English,
    /// German.
    German,
    /// Polish.
    Polish,
    /// Turkish.
    Turkish,
    /// Arabic, written from right to left.
    Arabic,
}

impl Lang {
    /// All languages, as offered.
    pub const ALL: [Self; 6] = [
        Self::Dutch,
        Self::English,
        Self::German,
        Self::Polish,
        Self::Turkish,
        Self::Arabic,
    ];

    /// Returns its tag (BCP 47), as it stands in `<html lang>` and in the preferences.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
            Self::German => "de",
            Self::Polish => "pl",
            Self::Turkish => "tr",
            Self::Arabic => "ar",
        }
    }

    /// Returns the language a tag such as "en-GB" asks for, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let main = tag.split('-').next()?;
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(main))
    }

    /// Returns its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Dutch => "Nederlands",
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Polish => "Polski",
            Self::Turkish => "Türkçe",
            Self::Arabic => "العربية",
        }
    }

    /// Tells whether it is written from right to left.
    pub const fn is_leftward(self) -> bool {
        matches!(self, Self::Arabic)
    }
}

/// Returns the language of this mount of the app.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The plural forms of the Unicode CLDR, in the order the texts number them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Nothing, where that has a form of its own.
    Zero,
    /// Such as "1 shift".
    One,
    /// Two of something, where that has a form of its own.
    Two,
    /// Such as "3 zmiany".
    Few,
    /// Such as "5 zmian".
    Many,
    /// All else.
    Other,
}

/// Returns the form a whole number takes (CLDR 48, cardinal rules).
pub const fn plural(lang: Lang, n: i64) -> Plural {
    let (n, tens) = (n.unsigned_abs(), n.unsigned_abs() % 100);
    match (lang, n) {
        (Lang::Arabic, 0) => Plural::Zero,
        (Lang::Arabic, 2) => Plural::Two,
        (_, 1) => Plural::One,
        (Lang::Arabic, _) => match tens {
            3..=10 => Plural::Few,
            11.. => Plural::Many,
            _ => Plural::Other,
        },
        (Lang::Polish, _) => match (n % 10, tens) {
            (_, 12..=14) => Plural::Many,
            (2..=4, _) => Plural::Few,
            _ => Plural::Many,
        },
        (Lang::Dutch | Lang::English | Lang::German | Lang::Turkish, _) => Plural::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_and_arabic_count_in_forms_of_their_own() {
        let forms = |lang, numbers: &[i64]| -> Vec<_> {
            numbers.iter().map(|n| plural(lang, *n)).collect()
        };
        use Plural::{Few, Many, One, Other, Two, Zero};
        assert_eq!(
            forms(
                Lang::Polish,
                &[0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 102, 112]
            ),
            [
                Many, One, Few, Few, Many, Many, Many, Many, Many, Few, Many, Few, Many
            ],
        );
        assert_eq!(
            forms(Lang::Arabic, &[0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111]),
            [
                Zero, One, Two, Few, Few, Many, Many, Other, Other, Few, Many
            ],
        );
        for lang in [Lang::Dutch, Lang::English, Lang::German, Lang::Turkish] {
            assert_eq!(forms(lang, &[0, 1, 2, 11]), [Other, One, Other, Other]);
        }
    }

    #[test]
    fn a_tag_finds_its_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("ar-EG"), Some(Lang::Arabic));
        assert_eq!(Lang::from_tag("PL"), Some(Lang::Polish));
        assert_eq!(Lang::from_tag("fy-NL"), None);
    }
}
