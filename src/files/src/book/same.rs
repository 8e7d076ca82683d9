//! Whether two mentions are one person.

use super::Who;
use crate::draft::DraftPerson;

/// Parts "1001 - Ria Vis" and "Ria Vis (1001)" into name and employee number.
pub(super) fn numbered(text: &str) -> (&str, &str) {
    let digits = |text: &str| text.len() > 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let lettered = |text: &str| text.contains(char::is_alphabetic);
    for sign in [" - ", " – ", ": "] {
        if let Some((number, name)) = text.split_once(sign)
            && digits(number)
            && lettered(name)
        {
            return (name, number);
        }
    }
    if let Some((name, number)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("))
        && digits(number)
        && lettered(name)
    {
        return (name, number);
    }
    (text, "")
}

/// Tells whether a known person is the one named, whose name is the same.
pub(super) fn matches(person: &DraftPerson, who: Who<'_>) -> bool {
    let agrees = |known: &Option<String>, said: &str| {
        said.is_empty()
            || known
                .as_ref()
                .is_none_or(|known| known.eq_ignore_ascii_case(said))
    };
    // A number settles it; an address may change.
    if person.number.is_some() && !who.number.is_empty() {
        return agrees(&person.number, who.number);
    }
    agrees(&person.email, who.email)
}

/// Fills what was not known yet.
pub(super) fn fill(known: &mut Option<String>, said: &str) {
    if known.is_none() && !said.is_empty() {
        *known = Some(said.to_owned());
    }
}
