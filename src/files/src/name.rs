//! Tidy text and people's names.

mod compose;

use std::borrow::Cow;

/// Returns `text` without outer, doubled and invisible blanks, with marks joined to their
/// letters and without a spreadsheet's guards against formulas.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    let trimmed = unguarded(text.trim_matches(is_blank));
    let mut before = 'x';
    let clean = trimmed.chars().all(|letter| {
        let doubled = letter == ' ' && before == ' ';
        let odd = letter != ' ' && is_blank(letter);
        let fine = !(doubled || odd || is_mark(letter) || is_hyphen(letter));
        before = letter;
        fine
    });
    if clean {
        Cow::Borrowed(trimmed)
    } else {
        Cow::Owned(rewritten(trimmed))
    }
}

fn rewritten(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !is_invisible(*letter)) {
        if is_blank(letter) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        if is_hyphen(letter) {
            out.push('-');
            continue;
        }
        let whole = if is_mark(letter) {
            out.chars()
                .next_back()
                .and_then(|base| compose::composed(base, letter))
        } else {
            None
        };
        match whole {
            Some(whole) => {
                out.pop();
                out.push(whole);
            }
            None => out.push(letter),
        }
    }
    out.trim().to_owned()
}

/// Some exports put an apostrophe, or an equals sign and quotes, before what a spreadsheet could
/// take for a formula or a number. "'t Veer" is a name.
fn unguarded(text: &str) -> &str {
    if let Some(inner) = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return inner.trim_matches(is_blank);
    }
    match text.strip_prefix('\'') {
        Some(rest)
            if rest.starts_with(|first: char| "=+-@".contains(first) || first.is_ascii_digit()) =>
        {
            rest
        }
        _ => text,
    }
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || is_invisible(letter)
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Hyphens that do not break, and the minus sign, stand for the plain one.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}')
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Returns `text` as words to compare: small plain letters and digits, single blanks between.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            // "StartTime" and "Start2" are two words each.
            let hump = before.is_lowercase() && letter.is_uppercase();
            if hump || (before == ' ' && !out.is_empty() && !out.ends_with(' ')) {
                out.push(' ');
            }
            let plain = if letter.is_ascii() {
                letter
            } else {
                compose::plain(letter)
            };
            match plain {
                'ß' => out.push_str("ss"),
                'ø' | 'Ø' => out.push('o'),
                'ł' | 'Ł' => out.push('l'),
                _ => out.extend(plain.to_lowercase()),
            }
            before = letter;
        } else if !matches!(letter, '\'' | '’') {
            before = ' ';
        }
    }
    out
}

/// Returns the name with the given name first: "van Dam, Jo" is "Jo van Dam".
pub(crate) fn turned(name: &str) -> String {
    // "Bakker, Ria (24 uur)": what is in brackets stays behind.
    if let Some((name, note)) = name.split_once(" (")
        && note.ends_with(')')
    {
        return format!("{} ({note}", turned(name));
    }
    let parts: Vec<&str> = name
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [last, first] => format!("{first} {last}"),
        [last, infix, first] if is_infix(infix) => format!("{first} {infix} {last}"),
        [last, first, infix] if is_infix(infix) => format!("{first} {infix} {last}"),
        [only] => (*only).to_owned(),
        _ => name.to_owned(),
    }
}

fn is_infix(text: &str) -> bool {
    const INFIXES: [&str; 22] = [
        "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "in", "op", "von", "vom", "zu",
        "zur", "la", "le", "du", "el", "al", "da", "di",
    ];
    fold(text).split(' ').all(|word| INFIXES.contains(&word))
}

/// Tells whether a person's cell says that nobody has the shift.
pub(crate) fn means_nobody(name: &str) -> bool {
    const WORDS: [&str; 42] = [
        "open",
        "open dienst",
        "open diensten",
        "open shift",
        "open shifts",
        "openstaand",
        "openstaande dienst",
        "openstaande diensten",
        "opengevallen",
        "onbezet",
        "niet bezet",
        "niet ingevuld",
        "niet toegewezen",
        "vacant",
        "vacature",
        "vacancy",
        "nog in te vullen",
        "in te vullen",
        "invullen",
        "unassigned",
        "unfilled",
        "nobody",
        "niemand",
        "none",
        "geen",
        "tbd",
        "tba",
        "nn",
        "n n",
        "nnb",
        "n n b",
        "n t b",
        "ntb",
        "offen",
        "offene dienste",
        "offener dienst",
        "offene schicht",
        "offene schichten",
        "unbesetzt",
        "nicht besetzt",
        "null",
        "openshift",
    ];
    let folded = fold(name);
    folded.is_empty()
        || WORDS
            .contains(&folded.trim_end_matches(|last: char| last.is_ascii_digit() || last == ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_guards_go_and_marks_join_their_letters() {
        let cases = [
            ("  Jo  van\u{a0}Dam ", "Jo van Dam"),
            ("Chloe\u{308}", "Chloë"),
            ("Tu\u{31b}", "Tư"),
            ("a\u{302}\u{300}", "ầ"),
            ("a\u{323}\u{302}", "ậ"),
            ("'-5", "-5"),
            ("=\"0012\"", "0012"),
            ("’t Veer", "’t Veer"),
            ("7:00\u{2011}15:30", "7:00-15:30"),
            ("'t Veer", "'t Veer"),
            ("een\r\ntwee", "een twee"),
        ];
        for (text, clean) in cases {
            assert_eq!(tidy(text), clean);
        }
    }

    #[test]
    fn the_given_name_comes_first() {
        let cases = [
            ("Bakker, Ria", "Ria Bakker"),
            ("van der Wal, Ria", "Ria van der Wal"),
            ("Wal, van der, Ria", "Ria van der Wal"),
            ("Wal, Ria, van der", "Ria van der Wal"),
            ("Ria Bakker", "Ria Bakker"),
            ("Bakker,", "Bakker"),
            ("Bakker, Ria (24 uur)", "Ria Bakker (24 uur)"),
            ("a, b, c", "a, b, c"),
        ];
        for (written, name) in cases {
            assert_eq!(turned(written), name);
        }
    }

    #[test]
    fn words_compare_without_case_marks_and_signs() {
        assert_eq!(fold("Start_Date_Time"), "start date time");
        assert_eq!(fold("StartTime"), "start time");
        assert_eq!(fold(" Früh-Dienst (Netto)"), "fruh dienst netto");
        assert_eq!(fold("Foto's"), "fotos");
    }

    #[test]
    fn nobody_has_many_names_and_people_are_none_of_them() {
        for name in ["", "-", "OPEN", "Open dienst 2", "N.N.", "niet ingevuld"] {
            assert!(means_nobody(name), "{name}");
        }
        for name in ["Nina", "Open Doors Ltd", "Geena"] {
            assert!(!means_nobody(name), "{name}");
        }
    }
}
