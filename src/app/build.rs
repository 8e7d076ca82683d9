//! Turns `locales/*.toml` into functions, so that a missing text or argument does not compile.
//!
//! A text `[offer] by = "Van {name}"` becomes `t::offer::by(lang, name)`. A table of plural forms
//! `{ one = "{n} dienst", other = "{n} diensten" }` takes its number as `n: i64`. The Dutch file
//! leads: the others must have the same keys and the same arguments.

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

const LANGUAGES: [(&str, &str); 2] = [("nl", "Dutch"), ("en", "English")];
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

type Forms = BTreeMap<String, String>;
type Locale = BTreeMap<String, BTreeMap<String, Forms>>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let locales = LANGUAGES.map(|(code, _)| (code, read(code)));
    let lead = &locales[0].1;
    for (code, locale) in &locales[1..] {
        compare(lead, locale, code);
    }
    let mut out = String::new();
    for (section, keys) in lead {
        writeln!(
            out,
            "#[doc = \"Texts of `{section}`.\"]\npub mod {section} {{"
        )
        .unwrap();
        writeln!(
            out,
            "#[allow(unused_imports, reason = \"not every section has plurals\")]"
        )
        .unwrap();
        writeln!(out, "use super::{{Lang, plural}};").unwrap();
        for key in keys.keys() {
            function(&mut out, section, key, &locales);
        }
        out.push_str("}\n");
    }
    let path = Path::new(&env::var("OUT_DIR").unwrap()).join("texts.rs");
    fs::write(path, out).unwrap();
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

fn function(out: &mut String, section: &str, key: &str, locales: &[(&str, Locale)]) {
    let lead = &locales[0].1[section][key];
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
    let kind = if is_plain { "&'static str" } else { "String" };
    let doc = lead.values().next_back().unwrap();
    writeln!(
        out,
        "#[doc = {doc:?}]\npub fn {key}({signature}) -> {kind} {{ match lang {{"
    )
    .unwrap();
    for ((_, name), (_, locale)) in LANGUAGES.iter().zip(locales) {
        let forms = &locale[section][key];
        if is_plain {
            writeln!(out, "Lang::{name} => {:?},", forms[""]).unwrap();
        } else if !is_plural {
            writeln!(out, "Lang::{name} => {},", owned(&forms[""])).unwrap();
        } else {
            writeln!(out, "Lang::{name} => match plural(lang, n) {{").unwrap();
            for (form, text) in forms.iter().filter(|(form, _)| *form != "other") {
                let (form, text) = (capital(form), owned(text));
                writeln!(out, "super::Plural::{form} => {text},").unwrap();
            }
            writeln!(out, "_ => {},\n}},", owned(&forms["other"])).unwrap();
        }
    }
    out.push_str("} }\n");
}

/// Returns the expression that makes a text of its own.
fn owned(text: &str) -> String {
    let maker = if text.contains('{') {
        "format!"
    } else {
        "String::from"
    };
    format!("{maker}({text:?})")
}

fn capital(form: &str) -> String {
    let (head, tail) = form.split_at(1);
    head.to_uppercase() + tail
}
