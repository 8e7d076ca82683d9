//! The texts of a language, by number, and what is put into them.
//!
//! Dutch stands in the program, where each text is used. Every other language is a table in a file of
//! its own; until that is here, and if it never comes, Dutch is said.

use std::fmt::{Display, Write};
use std::sync::OnceLock;

use super::lang::{Lang, Plural, plural};

/// A language's texts, in the order of the Dutch file.
pub type Texts = &'static [&'static str];

/// Between the forms of a plural.
const BETWEEN: char = '\u{1f}';
/// Before what is put into a text that runs leftward, so that a name, a time or a date in it keeps its
/// own direction, and after it (Unicode Standard Annex 9: isolates). The first strong letter would be
/// found by the browser too, but not if it stands in an isolate itself, as a month in a date does.
const RIGHTWARD: char = '\u{2066}';
const LEFTWARD: char = '\u{2067}';
const AFTER: char = '\u{2069}';

mod tables {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

static LEARNT: [OnceLock<Texts>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];

/// Makes a function that fetches a language's table: cut off into a file, or, where all is to be one
/// file, not.
macro_rules! table {
    ($name:ident, $table:ident) => {
        #[cfg(all(target_arch = "wasm32", not(feature = "whole")))]
        #[wasm_split_helpers::wasm_split($name, fallible)]
        fn $name() -> Result<Texts, wasm_split_helpers::SplitLoaderError> {
            Ok(tables::$table)
        }

        #[cfg(not(all(target_arch = "wasm32", not(feature = "whole"))))]
        async fn $name() -> Result<Texts, std::convert::Infallible> {
            Ok(tables::$table)
        }
    };
}

table!(english, ENGLISH);
table!(german, GERMAN);
table!(polish, POLISH);
table!(turkish, TURKISH);
table!(arabic, ARABIC);

/// Sees to it that a language can be said; returns whether it can, which without a network it may not.
pub async fn learn(lang: Lang) -> bool {
    if lang == Lang::Dutch || learnt(lang).is_some() {
        return true;
    }
    let texts = match lang {
        Lang::Dutch => return true,
        Lang::English => english().await.ok(),
        Lang::German => german().await.ok(),
        Lang::Polish => polish().await.ok(),
        Lang::Turkish => turkish().await.ok(),
        Lang::Arabic => arabic().await.ok(),
    };
    let place = LEARNT.get(lang as usize);
    match (place, texts) {
        (Some(place), Some(texts)) => {
            place.get_or_init(|| texts);
            true
        }
        _ => false,
    }
}

#[cfg(all(target_arch = "wasm32", not(feature = "whole")))]
fn learnt(lang: Lang) -> Option<Texts> {
    LEARNT.get(lang as usize)?.get().copied()
}

/// In one file every language is here.
#[cfg(not(all(target_arch = "wasm32", not(feature = "whole"))))]
fn learnt(lang: Lang) -> Option<Texts> {
    match lang {
        Lang::Dutch => None,
        Lang::English => Some(tables::ENGLISH),
        Lang::German => Some(tables::GERMAN),
        Lang::Polish => Some(tables::POLISH),
        Lang::Turkish => Some(tables::TURKISH),
        Lang::Arabic => Some(tables::ARABIC),
    }
}

/// Returns a text in a language, else the Dutch one.
pub(super) fn said(lang: Lang, number: usize, dutch: &'static str) -> &'static str {
    let text = learnt(lang).and_then(|texts| texts.get(number).copied());
    text.unwrap_or(dutch)
}

/// Returns the form of a plural that a number takes.
pub(super) fn form(lang: Lang, number: usize, dutch: &'static str, n: i64) -> &'static str {
    let (lang, text) = match learnt(lang).and_then(|texts| texts.get(number).copied()) {
        Some(text) => (lang, text),
        None => (Lang::Dutch, dutch),
    };
    let wanted = plural(lang, n);
    let of = |form: Plural| {
        let mark = char::from(b'0' + form as u8);
        text.split(BETWEEN).find_map(|text| text.strip_prefix(mark))
    };
    of(wanted).or_else(|| of(Plural::Other)).unwrap_or_default()
}

/// Puts the arguments where a text names them by number.
pub(super) fn fill(lang: Lang, text: &str, arguments: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(text.len() + 16 * arguments.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        rest = after;
        let argument = name.parse().ok().and_then(|n: usize| arguments.get(n));
        let start = out.len();
        if let Some(argument) = argument {
            // Writing into a string does not fail.
            let _ = write!(out, "{argument}");
        }
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        // A whole number runs rightward anyhow, and apart it would not join its decimals.
        if lang.is_leftward() && !out.get(start..).is_none_or(is_number) {
            let first = out
                .get(start..)
                .and_then(|text| text.chars().find(|one| one.is_alphabetic()));
            out.insert(
                start,
                if first.is_some_and(is_leftward) {
                    LEFTWARD
                } else {
                    RIGHTWARD
                },
            );
            out.push(AFTER);
        }
    }
    out.push_str(rest);
    out
}

/// Tells whether a letter is of a script that runs leftward: the blocks from Hebrew to Arabic.
const fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_go_where_the_text_wants_them() {
        let filled = fill(Lang::Dutch, "{1} van {0}, {1}", &[&"Ada", &7]);
        assert_eq!(filled, "7 van Ada, 7");
        assert_eq!(fill(Lang::Dutch, "niets", &[]), "niets");
    }

    #[test]
    fn what_is_put_into_arabic_keeps_its_own_direction() {
        let filled = fill(Lang::Arabic, "من {0}", &[&"Ada"]);
        assert_eq!(filled, "من \u{2066}Ada\u{2069}");
        let day = fill(Lang::Arabic, "{0} {1}", &[&30, &"نوفمبر"]);
        assert_eq!(day, "30 \u{2067}نوفمبر\u{2069}");
        let until = fill(Lang::Arabic, "حتى {0}", &[&day]);
        assert_eq!(until, format!("حتى \u{2067}{day}\u{2069}"));
        assert_eq!(fill(Lang::Arabic, "{1}.{0}", &[&8, &0]), "0.8");
    }

    #[test]
    fn a_number_takes_its_form_and_else_the_last() {
        let dutch = "1{0} dienst\u{1f}5{0} diensten";
        assert_eq!(form(Lang::Dutch, usize::MAX, dutch, 1), "{0} dienst");
        assert_eq!(form(Lang::Dutch, usize::MAX, dutch, 0), "{0} diensten");
        // Not learnt: Dutch is said, and counted as in Dutch.
        assert_eq!(form(Lang::Arabic, usize::MAX, dutch, 2), "{0} diensten");
    }

    #[test]
    fn every_language_has_as_many_texts() {
        let counts = Lang::ALL.map(|lang| learnt(lang).map_or(0, <[_]>::len));
        let [dutch, english, others @ ..] = counts;
        assert_eq!(dutch, 0, "Dutch stands where it is used");
        assert!(english > 1_000);
        assert_eq!(others, [english; 4]);
    }
}
