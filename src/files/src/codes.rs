//! What codes mean: the guide's word over the legend's, the legend's over common words.

use std::collections::BTreeMap;

use crate::guide::{Away, CodeMeaning, Guide};
use crate::legend::Line;
use crate::name::fold;

/// All meanings known for one file.
pub(crate) struct Codes {
    exact: BTreeMap<String, CodeMeaning>,
    /// By small letters; none where two codes differ in nothing else.
    small: BTreeMap<String, Option<String>>,
    /// Words of a legend that gives no times.
    names: BTreeMap<String, String>,
}

impl Codes {
    pub fn new(guide: &Guide, legend: &[Line]) -> Self {
        let mut codes = Self {
            exact: BTreeMap::new(),
            small: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for line in legend {
            match line.meaning() {
                Some(meaning) => {
                    codes.exact.entry(line.code.clone()).or_insert(meaning);
                }
                None => {
                    codes.names.insert(line.code.clone(), line.name.clone());
                }
            }
        }
        // The guide comes last and wins.
        codes.exact.extend(
            guide
                .codes
                .iter()
                .map(|(code, meaning)| (code.clone(), meaning.clone())),
        );
        for code in codes.exact.keys() {
            let twice = codes.small.contains_key(&code.to_lowercase());
            codes
                .small
                .insert(code.to_lowercase(), (!twice).then(|| code.clone()));
        }
        codes
    }

    /// Returns what `code` means, if anybody said so.
    pub fn meaning(&self, code: &str) -> Option<CodeMeaning> {
        let same = || self.small.get(&code.to_lowercase())?.as_ref();
        if let Some(meaning) = self.exact.get(code).or_else(|| self.exact.get(same()?)) {
            return Some(meaning.clone());
        }
        if self.names.contains_key(code) {
            return None;
        }
        // An "x" is a day off beside other codes, and the shift itself where it is the only code.
        if fold(code) == "x" && self.exact.is_empty() {
            return None;
        }
        common(code)
    }

    /// Returns the code in the legend's spelling.
    pub fn spelled<'a>(&'a self, code: &'a str) -> &'a str {
        if self.exact.contains_key(code) {
            return code;
        }
        let same = self
            .small
            .get(&code.to_lowercase())
            .and_then(Option::as_deref);
        same.unwrap_or(code)
    }

    /// Returns the legend's words for a code without times.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// Tells whether anybody gave `code` a meaning or a name.
    pub fn is_known(&self, code: &str) -> bool {
        self.exact.contains_key(code) || self.names.contains_key(code)
    }

    /// Returns the shift kinds: code, name, start and end.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, Option<&str>, u16, u16)> {
        self.exact
            .iter()
            .filter_map(|(code, meaning)| match meaning {
                CodeMeaning::Shift {
                    start_min,
                    end_min,
                    name,
                } => Some((code.as_str(), name.as_deref(), *start_min, *end_min)),
                _ => None,
            })
    }
}

/// Returns the meaning of words that mean the same on every ward.
pub(crate) fn common(code: &str) -> Option<CodeMeaning> {
    let folded = fold(code);
    if folded.is_empty() {
        let dash = !code.is_empty() && code.chars().all(|letter| "-–—./_".contains(letter));
        return dash.then_some(CodeMeaning::Free);
    }
    let is = |words: &[&str]| words.contains(&folded.as_str());
    let away = |why: Away| Some(CodeMeaning::Absent(why));
    if is(FREE) {
        Some(CodeMeaning::Free)
    } else if is(LEAVE) {
        away(Away::Leave)
    } else if is(SICK) {
        away(Away::Sick)
    } else if is(OTHER) {
        away(Away::Other)
    } else {
        None
    }
}

/// Returns the meaning of a legend's words when they hold no times.
pub(crate) fn common_in(words: &str) -> Option<CodeMeaning> {
    let folded = fold(words);
    // Single letters and "al" are codes, not words of a sentence.
    let long = |word: &&str| word.len() > 3;
    common(words).or_else(|| folded.split(' ').filter(long).find_map(common))
}

#[rustfmt::skip]
const FREE: &[&str] = &[
    "vrij", "vrije dag", "roostervrij", "rooster vrij", "rv", "off", "day off", "dayoff",     "rest", "rest day", "free", "frei", "dienstfrei", "ruhetag", "arbeitsfrei", "x", "xx",
    "nicht eingeteilt", "wolne", "dzien wolny", "repos", "jour de repos", "rustdag", "feestdag vrij", "weekend vrij",
];
#[rustfmt::skip]
const LEAVE: &[&str] = &[
    "vak", "vakantie", "vakantieverlof", "verlof", "vl", "vlf", "vkt", "bijzonder verlof",
    "zorgverlof", "ouderschapsverlof", "zwangerschapsverlof", "onbetaald verlof",
    "betaald verlof", "wettelijk verlof", "bovenwettelijk verlof", "plb", "adv", "atv",
    "compensatie", "tvt", "tijd voor tijd", "leave", "annual leave", "a l", "holiday", "holidays",
    "vacation", "pto", "time off", "toil", "unpaid leave", "maternity leave", "parental leave",
    "urlaub", "sonderurlaub", "zeitausgleich", "resturlaub", "elternzeit", "mutterschutz",
    "bank holiday", "urlop", "urlop wypoczynkowy", "urlop na zadanie", "urlop opiekunczy",
    "urlop okolicznosciowy", "conge", "conges", "conges payes", "cp", "rtt", "vakantie uren",
    "meerverlof", "opgenomen verlof", "calamiteitenverlof", "seniorenverlof", "geboorteverlof",
];
#[rustfmt::skip]
const SICK: &[&str] = &[
    "ziek", "ziekte", "zk", "ziekmelding", "ziekteverlof", "ziekteverzuim", "sick", "sick leave",
    "sickness", "illness", "krank", "krankheit", "krankgemeldet", "l4",
    "zwolnienie", "zwolnienie lekarskie", "choroba", "maladie", "arret maladie",
];
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "cursus", "scholing", "bijscholing", "training", "opleiding", "school", "studie", "studiedag",
    "studieverlof", "congres", "course", "study leave", "study", "fortbildung", "schulung",
    "afwezig", "absent", "absence", "abwesend", "verzuim", "niet beschikbaar",     "szkolenie", "nieobecny", "nieobecnosc", "niezatrudniony", "kwarantanna", "formation",
    "unavailable", "not available", "nicht verfugbar", "vergadering", "teamoverleg",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn line(code: &str, name: &str, times: Option<(u16, u16)>) -> Line {
        Line {
            code: code.into(),
            name: name.into(),
            times,
            off: false,
        }
    }

    #[test]
    fn the_legend_wins_over_common_words_and_the_guide_over_both() {
        let legend = [
            line("VL", "vroeg lang", Some((420, 1140))),
            line("Z", "ziek", None),
            line("C", "commissie", None),
        ];
        let mut guide = Guide::default();
        let early = CodeMeaning::Shift {
            start_min: 420,
            end_min: 1140,
            name: Some("vroeg lang".into()),
        };
        let codes = Codes::new(&guide, &legend);
        assert_eq!(codes.meaning("VL"), Some(early));
        assert_eq!(codes.meaning("Z"), Some(CodeMeaning::Absent(Away::Sick)));
        assert_eq!(
            codes.meaning("Verlof"),
            Some(CodeMeaning::Absent(Away::Leave))
        );
        assert_eq!(
            (codes.meaning("C"), codes.name("C")),
            (None, Some("commissie"))
        );
        assert_eq!(codes.meaning("Q"), None);
        guide.codes.insert("VL".into(), CodeMeaning::Ignore);
        assert_eq!(
            Codes::new(&guide, &legend).meaning("VL"),
            Some(CodeMeaning::Ignore)
        );
    }

    #[test]
    fn case_matters_only_between_codes_that_differ_in_it() {
        let legend = [
            line("V", "", Some((420, 900))),
            line("v", "", Some((480, 900))),
            line("L", "", Some((900, 1380))),
        ];
        let codes = Codes::new(&Guide::default(), &legend);
        assert!(codes.meaning("l").is_some());
        assert_ne!(codes.meaning("V"), codes.meaning("v"));
    }

    #[test]
    fn an_x_is_free_only_beside_other_codes() {
        assert_eq!(Codes::new(&Guide::default(), &[]).meaning("x"), None);
        let codes = Codes::new(&Guide::default(), &[line("V", "", Some((420, 900)))]);
        assert_eq!(codes.meaning("X"), Some(CodeMeaning::Free));
    }
}
