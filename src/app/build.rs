//! Turns `locales/*.toml` into functions, so that a missing text or argument does not compile.
//!
//! A text `[offer] by = "Van {name}"` becomes `t::offer::by(lang, name)`. A table of plural forms
//! `{ one = "{n} dienst", other = "{n} diensten" }` takes its number as `n: i64`. The Dutch file
//! leads: its texts stand where they are used, and the others, which must have the same keys and
//! arguments, become tables in the same order, each a file that only its readers fetch.
//!
//! In the program arguments are numbers, in alphabetical order, and `n` comes last: `"Van {0}"`. The
//! forms of a plural are one text, each behind its number in `FORMS`.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a build script reports to the developer, and stopping is how it does that"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const LEAD: &str = "nl";
const OTHERS: [(&str, &str); 5] = [
    ("en", "ENGLISH"),
    ("de", "GERMAN"),
    ("pl", "POLISH"),
    ("tr", "TURKISH"),
    ("ar", "ARABIC"),
];
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Forms = BTreeMap<String, String>;
type Locale = BTreeMap<String, BTreeMap<String, Forms>>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let lead = read(LEAD);
    let mut functions = String::new();
    let mut number = 0;
    for (section, keys) in &lead {
        writeln!(
            functions,
            "#[doc = \"Texts of `{section}`.\"]\npub mod {section} {{"
        )
        .unwrap();
        writeln!(functions, "use super::{{Lang, texts}};").unwrap();
        for (key, forms) in keys {
            function(&mut functions, key, forms, number);
            number += 1;
        }
        functions.push_str("}\n");
    }
    write("texts.rs", &functions);
    let mut tables = String::new();
    for (code, name) in OTHERS {
        let locale = read(code);
        compare(&lead, &locale, code);
        table(&mut tables, name, &lead, &locale);
    }
    write("tables.rs", &tables);
}

fn write(name: &str, text: &str) {
    let path = Path::new(&env::var("OUT_DIR").unwrap()).join(name);
    fs::write(path, text).unwrap();
}

fn read(code: &str) -> Locale {
    let path = format!("locales/{code}.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    let section = |name: &str, value: &toml::Value| {
        let keys = value
            .as_table()
            .unwrap_or_else(|| panic!("{path}: {name} is no section"));
        keys.iter()
            .map(|(key, value)| (key.clone(), forms(&path, key, value)))
            .collect()
    };
    table
        .iter()
        .map(|(name, value)| (name.clone(), section(name, value)))
        .collect()
}

fn forms(path: &str, key: &str, value: &toml::Value) -> Forms {
    match value {
        toml::Value::String(text) => Forms::from([(String::new(), text.clone())]),
        toml::Value::Table(table) => {
            let form = |(form, text): (&String, &toml::Value)| {
                assert!(
                    FORMS.contains(&form.as_str()),
                    "{path}: {key} has no form {form}"
                );
                let text = text
                    .as_str()
                    .unwrap_or_else(|| panic!("{path}: {key}.{form}"));
                (form.clone(), text.to_owned())
            };
            assert!(
                table.contains_key("other"),
                "{path}: {key} needs the form other"
            );
            table.iter().map(form).collect()
        }
        _ => panic!("{path}: {key} is neither a text nor a table of forms"),
    }
}

fn compare(lead: &Locale, locale: &Locale, code: &str) {
    let keys = |locale: &Locale| -> BTreeSet<(String, String, Vec<String>)> {
        let of = |(section, keys): (&String, &BTreeMap<String, Forms>)| {
            let of =
                |(key, forms): (&String, &Forms)| (section.clone(), key.clone(), arguments(forms));
            keys.iter().map(of).collect::<Vec<_>>()
        };
        locale.iter().flat_map(of).collect()
    };
    let (lead, other) = (keys(lead), keys(locale));
    let differ: Vec<_> = lead.symmetric_difference(&other).collect();
    assert!(
        differ.is_empty(),
        "locales nl and {code} differ: {differ:?}"
    );
}

/// Returns the arguments in alphabetical order, without the plural's number.
fn arguments(forms: &Forms) -> Vec<String> {
    let mut found = BTreeSet::new();
    for text in forms.values() {
        for rest in text.split('{').skip(1) {
            let name = rest.split('}').next().unwrap();
            found.insert(name.to_owned());
        }
    }
    if !forms.contains_key("") {
        found.remove("n");
    }
    found.into_iter().collect()
}

/// Returns a text as the program keeps it.
fn kept(forms: &Forms, arguments: &[String]) -> String {
    let numbered = |text: &String| {
        let mut text = text.clone();
        let all = arguments.iter().map(String::as_str).chain(["n"]);
        for (number, argument) in all.enumerate() {
            text = text.replace(&format!("{{{argument}}}"), &format!("{{{number}}}"));
        }
        text
    };
    if let Some(text) = forms.get("") {
        return numbered(text);
    }
    let number = |form: &str| FORMS.iter().position(|known| *known == form).unwrap();
    let mut kept: Vec<_> = forms
        .iter()
        .map(|(form, text)| format!("{}{}", number(form), numbered(text)))
        .collect();
    kept.sort();
    kept.join("\u{1f}")
}

fn function(out: &mut String, key: &str, lead: &Forms, number: usize) {
    let arguments = arguments(lead);
    let is_plural = !lead.contains_key("");
    let is_plain = arguments.is_empty() && !is_plural;
    let mut signature = String::from("lang: Lang");
    if is_plural {
        signature.push_str(", n: i64");
    }
    for argument in &arguments {
        write!(signature, ", {argument}: impl core::fmt::Display").unwrap();
    }
    let mut values: Vec<_> = arguments.iter().map(|name| format!("&{name}")).collect();
    if is_plural {
        values.push("&n".to_owned());
    }
    let (kept, values) = (kept(lead, &arguments), values.join(", "));
    let (kind, body) = if is_plain {
        (
            "&'static str",
            format!("texts::said(lang, {number}, {kept:?})"),
        )
    } else if is_plural {
        let form = format!("texts::form(lang, {number}, {kept:?}, n)");
        ("String", format!("texts::fill(lang, {form}, &[{values}])"))
    } else {
        let said = format!("texts::said(lang, {number}, {kept:?})");
        ("String", format!("texts::fill(lang, {said}, &[{values}])"))
    };
    let doc = lead.values().next_back().unwrap();
    writeln!(
        out,
        "#[doc = {doc:?}]\npub fn {key}({signature}) -> {kind} {{ {body} }}"
    )
    .unwrap();
}

/// Writes a language's texts in the order of the leading file's.
fn table(out: &mut String, name: &str, lead: &Locale, locale: &Locale) {
    writeln!(out, "pub static {name}: &[&str] = &[").unwrap();
    for (section, keys) in lead {
        for (key, forms) in keys {
            let text = kept(&locale[section][key], &arguments(forms));
            writeln!(out, "{text:?},").unwrap();
        }
    }
    out.push_str("];\n");
}
