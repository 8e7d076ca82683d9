//! What a column's name says about its content.

mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::guide::Role;
use crate::name::fold;

use words::{LOOSE, WORDS};

/// Returns the role that a header cell names, and whether that was guessed from part of it.
pub(crate) fn role_of(name: &str) -> Option<(Role, bool)> {
    // Longer text is a sentence, not a name.
    if name.is_empty() || name.len() > 60 {
        return None;
    }
    if let Some(role) = utc(name).or_else(|| exact(&fold(name))) {
        return Some((role, false));
    }
    // "Pauze (min)" is "Pauze"; "Naam [ID]" is "Naam".
    let (short, _) = name.split_once(['(', '[']).unwrap_or((name, ""));
    if let Some(role) = exact(&fold(short)) {
        return Some((role, false));
    }
    by_part(&fold(name)).map(|role| (role, true))
}

/// Tells whether a length column says that it holds minutes, or hours.
pub(crate) fn says_minutes(name: &str) -> Option<bool> {
    let folded = fold(name);
    let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    if has(&["min", "mins", "minuten", "minutes"]) {
        Some(true)
    } else if has(&["uur", "uren", "hours", "hrs", "std", "stunden"]) {
        Some(false)
    } else {
        None
    }
}

fn exact(folded: &str) -> Option<Role> {
    static INDEX: LazyLock<BTreeMap<&str, Role>> = LazyLock::new(|| {
        let words = WORDS
            .iter()
            .flat_map(|(role, words)| words.iter().map(|word| (*word, *role)));
        words.collect()
    });
    INDEX.get(folded).copied()
}

fn utc(name: &str) -> Option<Role> {
    let folded = fold(name);
    let (mut utc, mut role) = (false, None);
    for word in folded.split(' ') {
        utc |= matches!(word, "utc" | "gmt" | "zulu");
        role = role.or(exact(word));
    }
    match role.filter(|_| utc)? {
        Role::Start | Role::Date => Some(Role::StartUtc),
        Role::End | Role::EndDate => Some(Role::EndUtc),
        _ => None,
    }
}

/// Reads names of several words, such as "geplande starttijd" or "Naam van de afdeling".
fn by_part(folded: &str) -> Option<Role> {
    let words: Vec<&str> = folded.split(' ').collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let mut found: Vec<Role> = pairs.filter_map(|pair| exact(&pair)).collect();
    found.extend(
        words
            .iter()
            .filter(|word| !LOOSE.contains(word))
            .filter_map(|word| exact(word)),
    );
    let has = |role: Role| found.contains(&role);
    let timed = words
        .iter()
        .any(|word| matches!(*word, "time" | "tijd" | "zeit"));
    if has(Role::Break) && (has(Role::Start) || has(Role::End) || has(Role::Date)) {
        // When the break is, not how long.
        return Some(Role::Ignore);
    }
    // "Begindatum/-tijd" has both.
    if timed && (has(Role::Date) || has(Role::EndDate)) {
        return Some(if has(Role::End) || has(Role::EndDate) {
            Role::End
        } else {
            Role::Start
        });
    }
    if has(Role::Date) && !timed {
        return Some(if has(Role::End) {
            Role::EndDate
        } else {
            Role::Date
        });
    }
    // "Naam dienst" names a shift and "Employee role" a role: the general word comes last.
    const STRONGEST_FIRST: [Role; 27] = [
        Role::Ignore,
        Role::Break,
        Role::Zone,
        Role::Email,
        Role::PersonId,
        Role::EndDate,
        Role::End,
        Role::Start,
        Role::Date,
        Role::FirstName,
        Role::LastName,
        Role::Infix,
        Role::Hours,
        Role::Absence,
        Role::Shift,
        Role::Qualification,
        Role::Unit,
        Role::Location,
        Role::Team,
        Role::Comment,
        Role::Open,
        Role::Quantity,
        Role::Weekday,
        Role::Times,
        Role::Works,
        Role::People,
        Role::Person,
    ];
    STRONGEST_FIRST.into_iter().find(|role| has(*role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_planning_tools_are_known() {
        let cases = [
            ("Medewerker", Role::Person),
            ("Naam", Role::Person),
            ("Achternaam, voornaam", Role::Person),
            ("Gebruikers-id", Role::PersonId),
            ("Personeelsnummer", Role::PersonId),
            ("Datum", Role::Date),
            ("Dag", Role::Weekday),
            ("Starttijd", Role::Start),
            ("Eindtijd", Role::End),
            ("Pauze (min)", Role::Break),
            ("Dienst", Role::Shift),
            ("Vestiging", Role::Location),
            ("Afdeling", Role::Unit),
            ("Totaal", Role::Hours),
            ("Salaris", Role::Ignore),
            ("Kosten voor bedrijf", Role::Ignore),
            ("First Name", Role::FirstName),
            ("Start Date", Role::Date),
            ("Start Time", Role::Start),
            ("End Date", Role::EndDate),
            ("End Time", Role::End),
            ("Area", Role::Unit),
            ("Meal Break (Mins)", Role::Break),
            ("Open", Role::Open),
            ("Published", Role::Ignore),
            ("start_time", Role::Start),
            ("unpaid_break", Role::Break),
            ("position", Role::Qualification),
            ("employee_code", Role::PersonId),
            ("Stop", Role::End),
            ("Lunch", Role::Break),
            ("Work (Yes/No)", Role::Works),
            ("Qty", Role::Quantity),
            ("Venue", Role::Location),
            ("Job Code", Role::Qualification),
            ("Shift id", Role::Ignore),
            ("Employee_Name", Role::Person),
            ("Start_Date_Time", Role::Start),
            ("End_Date_Time", Role::End),
            ("Employee_Time_Zone", Role::Zone),
            ("Start (Brussel)", Role::Start),
            ("Einde (UTC)", Role::EndUtc),
            ("Netto (uur)", Role::Hours),
            ("LEAVETYPE_SHORT", Role::Absence),
            ("EMPLOYEE_NUMBER", Role::PersonId),
            ("TIMEFROM", Role::Start),
            ("Mitarbeiter", Role::Person),
            ("Beginn", Role::Start),
            ("Schicht", Role::Shift),
            ("Wohnbereich", Role::Unit),
            ("Bemerkung", Role::Comment),
        ];
        for (name, role) in cases {
            assert_eq!(role_of(name), Some((role, false)), "{name}");
        }
    }

    #[test]
    fn a_word_has_one_role() {
        let mut known = BTreeMap::new();
        for (role, words) in WORDS {
            for word in *words {
                assert_eq!(fold(word), *word);
                assert_eq!(known.insert(word, role), None, "{word}");
            }
        }
    }

    #[test]
    fn names_of_several_words_are_guessed() {
        let cases = [
            ("Geplande starttijd", Role::Start),
            ("Naam van de afdeling", Role::Unit),
            ("Planned end time", Role::End),
            ("Datum einde dienst", Role::EndDate),
            ("Employee role", Role::Qualification),
            ("Meal Break Start Date", Role::Ignore),
            ("Rest Break End Time", Role::Ignore),
        ];
        for (name, role) in cases {
            assert_eq!(role_of(name), Some((role, true)), "{name}");
        }
        for name in ["Contract", "Kamer", "", "3-3", "ma 3-3", "Bakker, Ria"] {
            assert_eq!(role_of(name), None, "{name}");
        }
    }
}
