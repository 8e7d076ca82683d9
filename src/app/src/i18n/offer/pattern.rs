//! Which shifts somebody has in mind, such as "een late dienst of een nachtdienst van 4–10 mei".

use ruil_core::{PartOfDay, Pattern, Team, Weekday};

use crate::i18n::{Lang, format, t};

const PARTS: [PartOfDay; 5] = [
    PartOfDay::Early,
    PartOfDay::Day,
    PartOfDay::Late,
    PartOfDay::Night,
    PartOfDay::Long,
];

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Returns what any of several patterns is about.
pub fn patterns(lang: Lang, team: &Team, patterns: &[Pattern]) -> String {
    let all = patterns.iter().map(|one| pattern(lang, team, one));
    or(lang, &all.collect::<Vec<_>>())
}

/// Returns what a pattern is about.
pub fn pattern(lang: Lang, team: &Team, pattern: &Pattern) -> String {
    let parts = PARTS
        .into_iter()
        .filter(|part| pattern.parts & Pattern::part(*part) != 0);
    let parts: Vec<_> = parts.map(|part| part_text(lang, part).to_owned()).collect();
    let what = if parts.is_empty() {
        t::pattern::any(lang).to_owned()
    } else {
        or(lang, &parts)
    };
    let codes = pattern.kinds.iter().filter_map(|kind| team.kinds.get(kind));
    let codes: Vec<_> = codes.map(|kind| kind.code.clone()).collect();
    let what = with(what, &codes, |what| {
        t::pattern::kinds(lang, codes.join(", "), what)
    });
    let days = WEEKDAYS.into_iter().enumerate();
    let days = days.filter(|(bit, _)| pattern.weekdays & (1 << bit) != 0);
    let days: Vec<_> = days
        .map(|(_, day)| format::weekday_short(lang, day).to_owned())
        .collect();
    let what = with(what, &days, |what| {
        t::pattern::weekdays(lang, or(lang, &days), what)
    });
    let units = pattern.units.iter().filter_map(|unit| team.units.get(unit));
    let units: Vec<_> = units.map(|unit| unit.name.clone()).collect();
    let what = with(what, &units, |what| {
        t::pattern::units(lang, or(lang, &units), what)
    });
    match pattern.days {
        Some((from, until)) => t::pattern::between(lang, format::days(lang, from, until), what),
        None => what,
    }
}

fn with(what: String, all: &[String], add: impl FnOnce(String) -> String) -> String {
    if all.is_empty() { what } else { add(what) }
}

fn part_text(lang: Lang, part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => t::pattern::early(lang),
        PartOfDay::Day => t::pattern::day(lang),
        PartOfDay::Late => t::pattern::late(lang),
        PartOfDay::Night => t::pattern::night(lang),
        PartOfDay::Long => t::pattern::long(lang),
    }
}

fn or(lang: Lang, all: &[String]) -> String {
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => t::pattern::or(lang, first.join(", "), last),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8};

    #[test]
    fn shifts_in_words() {
        let crew = Crew::of(&["Amal"]);
        let text = |one: &Pattern| pattern(Lang::Dutch, &crew.team, one);
        assert_eq!(text(&Pattern::default()), "een dienst");
        let one = Pattern {
            parts: Pattern::part(PartOfDay::Late) | Pattern::part(PartOfDay::Night),
            weekdays: 0b11,
            days: Some((MARCH_8, MARCH_8.plus(6))),
            ..Pattern::default()
        };
        assert_eq!(
            text(&one),
            "een late dienst of een nachtdienst op ma of di van 8–14 maart"
        );
        let both = patterns(Lang::English, &crew.team, &[one, Pattern::default()]);
        assert!(both.ends_with("or a shift"), "{both}");
    }
}
