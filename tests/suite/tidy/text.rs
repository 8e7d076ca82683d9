//! What people read: in `src/app/locales`, and nowhere else.

use super::assert_none;
use super::source::{Kind, Source, blank, code_only, numbered, pieces, read, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Attributes whose value is read or spoken.
const SPOKEN: [&str; 7] = [
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "alt",
    "label",
    "placeholder",
    "title",
];
/// What stands before a text that is for machines.
const MACHINE: [&str; 14] = [
    "class",
    "d=",
    "style",
    "viewBox",
    "points",
    "transform",
    "href",
    "id",
    "for",
    "name",
    "reason",
    "expect(",
    "selector",
    "data-",
];

/// A string as it stands in the code.
struct Literal<'a> {
    line: usize,
    before: &'a str,
    text: &'a str,
    after: &'a str,
}

/// Returns the strings in code, tests left out.
fn literals(code: &str) -> Vec<Literal<'_>> {
    let end = code.find("\n#[cfg(test)]\n").unwrap_or(code.len());
    pieces(code)
        .into_iter()
        .filter(|(at, kind, piece)| *at < end && *kind == Kind::String && piece.ends_with('"'))
        .map(|(at, _, piece)| Literal {
            line: 1 + code[..at].matches('\n').count(),
            before: code[..at].trim_end(),
            text: piece
                .split_once('"')
                .map_or("", |(_, text)| text.trim_end_matches(['"', '#'])),
            after: code[at + piece.len()..].trim_start(),
        })
        .collect()
}

fn has_word(text: &str) -> bool {
    longest_word(text) >= 2
}

/// Returns the most letters in a row, names in braces left out.
fn longest_word(text: &str) -> usize {
    let outside = text
        .split('{')
        .map(|part| part.rsplit_once('}').map_or(part, |(_, rest)| rest));
    let words = outside.flat_map(|part| part.split(|c: char| !c.is_alphabetic()));
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}

/// Tells whether a string would be read by somebody.
fn is_read(literal: &Literal<'_>) -> bool {
    let Literal {
        before,
        text,
        after,
        ..
    } = literal;
    if !has_word(text) {
        return false;
    }
    let ends_tag = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->");
    let is_node = ends_tag || after.starts_with("</");
    let is_spoken = SPOKEN.iter().any(|name| {
        let named = before
            .strip_suffix('=')
            .and_then(|rest| rest.strip_suffix(name));
        named.is_some_and(|rest| rest.ends_with(char::is_whitespace))
    });
    let line_so_far = before.rsplit(['\n', ';']).next().unwrap_or_default();
    let is_for_machines = MACHINE.iter().any(|word| line_so_far.contains(word));
    // Two letters in a row are in the path of many a drawing, three are not.
    let is_sentence = text.contains(' ') && longest_word(text) >= 3 && !is_for_machines;
    is_node || is_spoken || is_sentence
}

/// Returns unquoted text between tags, as `view!` allows it.
fn bare_text(code: &str) -> Vec<(usize, String)> {
    let shape = code_only(code);
    let mut found = Vec::new();
    for (number, line) in numbered(&shape) {
        for part in line.split("</").filter_map(|part| part.rsplit_once('>')) {
            let (tag, text) = part;
            let is_plain = !text.contains(['{', '}', '(', ')', ';', '=', ',', '<']);
            let is_tag = tag.contains('<') && !tag.ends_with(['=', '-']);
            if is_tag && is_plain && has_word(text) && line.contains("</") {
                found.push((number, text.trim().to_owned()));
            }
        }
    }
    found
}

fn user_text(source: &Source) -> Vec<String> {
    let code = blank(&source.text, &[Kind::Code, Kind::String]);
    let quoted = literals(&code);
    let quoted = quoted.iter().filter(|literal| is_read(literal));
    let mut found: Vec<_> = quoted
        .map(|literal| (literal.line, literal.text.to_owned()))
        .collect();
    found.extend(bare_text(&code));
    found
        .into_iter()
        .map(|(line, text)| format!("{}:{line}: {text}", source.path))
        .collect()
}

#[test]
fn what_people_read_is_in_the_locales() {
    let text = r#"
let class = "button button--primary";
match kind { Kind::Plain => "plain", _ => "two words" }
view! {
    <p class="one two" data-x="three four">"Opslaan"</p>
    <button aria-label="Sluiten" aria-hidden="true">{t(lang)}</button>
    <svg viewBox="0 0 24 24"><path d="M12 5 L ab cd"/></svg>
    <p>Geen diensten</p>
    <b>{count}" keer"</b>
}
#[cfg(test)]
mod tests { fn a() { "not this one" } }
"#;
    let sample = Source {
        path: "a.rs".into(),
        text: text.to_owned(),
    };
    let found = user_text(&sample);
    let expected = [
        "3: two words",
        "5: Opslaan",
        "6: Sluiten",
        "9:  keer",
        "8: Geen diensten",
    ];
    assert_eq!(found, expected.map(|line| format!("a.rs:{line}")));

    let mut views = sources("src/app/src/components", "rs");
    views.extend(sources("src/app/src/pages", "rs"));
    // The gallery is for developers; its samples are no texts of the app.
    views.retain(|view| !view.path.starts_with("src/app/src/pages/gallery"));
    assert!(!views.is_empty(), "the views are where we look for them");
    let found: Vec<_> = views.iter().flat_map(user_text).collect();
    assert_none("put the text into src/app/locales", &found);
}

/// Each text by its full key, with the names in braces it holds.
type Texts = BTreeMap<String, BTreeSet<String>>;

fn texts(toml: &str) -> Texts {
    let table: toml::Table = toml.parse().expect("a locale is TOML");
    let mut texts = Texts::new();
    flatten("", &toml::Value::Table(table), &mut texts);
    texts
}

fn flatten(key: &str, value: &toml::Value, texts: &mut Texts) {
    match value {
        // Languages count in forms of their own, and a form may leave out the number it stands for.
        toml::Value::Table(forms) if forms.contains_key("other") => {
            let forms = forms.values().filter_map(toml::Value::as_str);
            let names = forms.flat_map(placeholders).filter(|name| name != "n");
            texts.insert(key.to_owned(), names.collect());
        }
        toml::Value::Table(table) => {
            for (name, value) in table {
                let inner = if key.is_empty() {
                    name.clone()
                } else {
                    format!("{key}.{name}")
                };
                flatten(&inner, value, texts);
            }
        }
        toml::Value::String(text) => {
            texts.insert(key.to_owned(), placeholders(text));
        }
        other => panic!("{key} is no text: {other}"),
    }
}

fn placeholders(text: &str) -> BTreeSet<String> {
    let inner = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    inner.map(|(name, _)| name.to_owned()).collect()
}

fn differences(lead: &Texts, other: &Texts) -> Vec<String> {
    let missing = lead.keys().filter(|key| !other.contains_key(*key));
    let extra = other.keys().filter(|key| !lead.contains_key(*key));
    let unlike = lead
        .iter()
        .filter(|(key, names)| other.get(*key).is_some_and(|own| own != *names));
    missing
        .map(|key| format!("{key} is missing"))
        .chain(extra.map(|key| format!("{key} is not in Dutch")))
        .chain(unlike.map(|(key, names)| format!("{key} does not have {names:?}")))
        .collect()
}

#[test]
fn locales_have_the_same_texts_with_the_same_placeholders() {
    let forms = "e = { one = \"{name}: een\", other = \"{name}: {n}\" }\n";
    let lead = texts(&format!("[a]\nb = \"van {{name}}\"\nc = \"x\"\n{forms}"));
    let forms = "e = { few = \"{name}: {n}\", other = \"{name}: {n}\" }\n";
    let other = texts(&format!("[a]\nb = \"from {{who}}\"\nd = \"y\"\n{forms}"));
    let expected = [
        "a.c is missing",
        "a.d is not in Dutch",
        "a.b does not have {\"name\"}",
    ];
    assert_eq!(differences(&lead, &other), expected);

    let lead = texts(&read("src/app/locales/nl.toml"));
    assert!(lead.len() > 50, "Dutch has its texts");
    let others = sources("src/app/locales", "toml");
    assert!(others.len() > 1, "there is a second language");
    for other in others {
        assert_none(&other.path, &differences(&lead, &texts(&other.text)));
    }
}

#[test]
fn rescue_page_says_the_same_in_every_language() {
    let all: serde_json::Value =
        serde_json::from_str(&read("src/app/locales/rescue.json")).unwrap();
    let keys = |words: &serde_json::Value| -> BTreeSet<String> {
        words.as_object().unwrap().keys().cloned().collect()
    };
    let languages = sources("src/app/locales", "toml").len();
    assert_eq!(keys(&all).len(), languages);
    let lead = keys(&all["nl"]);
    for (language, words) in all.as_object().unwrap() {
        assert_eq!(keys(words), lead, "{language}");
    }
    let used = read("public/rescue.html") + &read("public/rescue.js");
    for key in lead {
        let names = [format!("data-text=\"{key}\""), format!("texts.{key}")];
        assert!(
            names.iter().any(|name| used.contains(name)),
            "{key} is used"
        );
    }
}
