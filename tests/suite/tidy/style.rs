//! Stylesheets: all linked, all in layers, colours in one place.

use super::assert_none;
use super::source::{Source, read, sources};
use std::collections::BTreeSet;

/// The one file that may hold colours.
const TOKENS: &str = "style/tokens.css";
const COLOURS: [&str; 8] = [
    "rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch(",
];

fn sheets() -> Vec<Source> {
    let found = sources("style", "css");
    assert!(
        found.iter().any(|sheet| sheet.path == TOKENS),
        "{TOKENS} holds the tokens"
    );
    found
}

/// Returns a stylesheet of the same shape with its comments turned into spaces.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (inside, after) = comment.split_once("*/").unwrap_or((comment, ""));
        out.push_str(before);
        out.extend(inside.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

/// Returns the heads of rules outside every layer; what can't be layered is let be.
fn unlayered(css: &str) -> Vec<String> {
    let (mut depth, mut head, mut found) = (0_u32, String::new(), Vec::new());
    let can_stay = ["@layer", "@font-face", "@property", "@charset"];
    for c in without_comments(css).chars() {
        match c {
            '{' | ';' if depth == 0 => {
                let own = head.trim();
                if !can_stay.iter().any(|word| own.starts_with(word)) {
                    found.push(own.to_owned());
                }
                head.clear();
                depth += u32::from(c == '{');
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => head.push(c),
            _ => {}
        }
    }
    found
}

/// Returns the tokens that name a place on a colour scale: a name, a number, and a colour as value.
fn scale_tokens(tokens: &str) -> BTreeSet<String> {
    let css = without_comments(tokens);
    let declarations = css
        .split(['{', ';', '}'])
        .filter_map(|part| part.split_once(':'));
    declarations
        .map(|(name, value)| (name.trim(), value.trim()))
        .filter(|(name, value)| {
            let (stem, step) = name.rsplit_once('-').unwrap_or((name, ""));
            let is_step = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
            stem.starts_with("--") && is_step && (value.starts_with('#') || has_colour(value))
        })
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn has_colour(text: &str) -> bool {
    COLOURS.iter().any(|colour| text.contains(colour))
        || text.match_indices('#').any(|(at, _)| {
            let digits = text[at + 1..]
                .bytes()
                .take_while(u8::is_ascii_hexdigit)
                .count();
            let after = text[at + 1 + digits..].chars().next();
            let is_word = after.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
            matches!(digits, 3 | 4 | 6 | 8) && !is_word
        })
}

/// Returns the lines that read a scale or hold a colour. Only values count, not selectors.
fn raw_colours(sheet: &Source, scale: &BTreeSet<String>) -> Vec<String> {
    let css = without_comments(&sheet.text);
    (1..)
        .zip(css.lines())
        .filter(|(_, line)| {
            let values = line
                .split(['{', ';'])
                .filter_map(|part| part.split_once(':'));
            let mut values = values.map(|(_, value)| value);
            values.any(|value| has_colour(value) || scale.iter().any(|token| reads(value, token)))
        })
        .map(|(number, line)| format!("{}:{number}: {}", sheet.path, line.trim()))
        .collect()
}

fn reads(value: &str, token: &str) -> bool {
    value.match_indices(token).any(|(at, _)| {
        !value[at + token.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

#[test]
fn every_stylesheet_is_linked_once_and_every_link_leads_to_one() {
    let page = read("src/app/index.html");
    let links: Vec<&str> = page
        .split("href=\"../../")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(path, _)| path))
        .filter(|path| path.ends_with(".css"))
        .collect();
    let sheets = sheets();
    let count = |path: &str| links.iter().filter(|link| **link == path).count();
    let unlinked = sheets.iter().filter(|sheet| count(&sheet.path) != 1);
    let mut found: Vec<_> = unlinked.map(|sheet| sheet.path.clone()).collect();
    let dead = links
        .iter()
        .filter(|link| !sheets.iter().any(|sheet| sheet.path == **link));
    found.extend(dead.map(|link| format!("{link} (no such file)")));
    assert_none("src/app/index.html links each stylesheet once", &found);

    // They are bundled side by side, without their folders.
    let name = |sheet: &Source| sheet.path.rsplit('/').next().map(str::to_owned);
    let names: BTreeSet<_> = sheets.iter().filter_map(name).collect();
    assert_eq!(
        names.len(),
        sheets.len(),
        "every stylesheet has a name of its own"
    );
}

#[test]
fn every_rule_is_in_a_layer() {
    let css = "@layer a, b;\n@layer a { p { margin: 0 } @media print { p { margin: 1em } } }\n\
               /* p {} */ .loose { color: red }\n@media print { @layer a {} }";
    assert_eq!(unlayered(css), [".loose", "@media print"]);
    let found: Vec<_> = sheets()
        .iter()
        .flat_map(|sheet| {
            let path = &sheet.path;
            unlayered(&sheet.text)
                .into_iter()
                .map(move |rule| format!("{path}: {rule}"))
        })
        .collect();
    assert_none("a rule outside every layer wins silently", &found);
}

#[test]
fn colours_are_read_by_their_meaning() {
    let scale = scale_tokens(":root { --teal-700: #0f5c57; --space-2: 8px; --ink: #111; }");
    assert_eq!(scale, BTreeSet::from(["--teal-700".to_owned()]));
    let text = "#add:hover { color: var(--ink) }\np { color: var(--teal-700) }\n\
                p { color: #fff }\np { margin: var(--space-2) }\n"
        .to_owned();
    let sample = Source {
        path: "a.css".into(),
        text,
    };
    let found = raw_colours(&sample, &scale);
    assert_eq!(
        found,
        [
            "a.css:2: p { color: var(--teal-700) }",
            "a.css:3: p { color: #fff }"
        ]
    );

    let sheets = sheets();
    let tokens = sheets
        .iter()
        .find(|sheet| sheet.path == TOKENS)
        .expect("tokens");
    let scale = scale_tokens(&tokens.text);
    let others = sheets.iter().filter(|sheet| sheet.path != TOKENS);
    let found: Vec<_> = others
        .flat_map(|sheet| raw_colours(sheet, &scale))
        .collect();
    assert_none(
        "give the colour a meaning in style/tokens.css and read that",
        &found,
    );
}
