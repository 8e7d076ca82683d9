//! `src/ARCHITECTURE.md` promises nothing that is not held.

use super::assert_none;
use super::source::{Source, read, sources};

/// Returns the invariants: numbered items under their heading, a paragraph each.
fn invariants(text: &str) -> Vec<String> {
    let section = text
        .lines()
        .skip_while(|line| *line != "## Invariants")
        .skip(1);
    let mut items: Vec<String> = Vec::new();
    for line in section.take_while(|line| !line.starts_with("## ")) {
        let is_start = line
            .split_once(". ")
            .is_some_and(|(number, _)| is_number(number));
        match items.last_mut() {
            _ if is_start => items.push(line.to_owned()),
            Some(item) if line.starts_with("   ") => {
                item.push(' ');
                item.push_str(line.trim());
            }
            _ => {}
        }
    }
    items
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the names after the last "held by", each between backticks.
fn holders(item: &str) -> Vec<&str> {
    let after = item.rsplit_once("held by ").map_or("", |(_, after)| after);
    after.split('`').skip(1).step_by(2).collect()
}

fn problems(text: &str, is_held_by: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (number, item) in (1..).zip(invariants(text)) {
        if !item.starts_with(&format!("{number}. ")) {
            found.push(format!("not number {number}: {item}"));
        }
        let holders = holders(&item);
        if holders.is_empty() {
            found.push(format!("held by nothing: {item}"));
        }
        let missing = holders.into_iter().filter(|holder| !is_held_by(holder));
        found.extend(missing.map(|holder| format!("{number}: there is no test or lint {holder}")));
    }
    found
}

fn is_test(sources: &[Source], name: &str) -> bool {
    let head = format!("fn {name}(");
    let has_tests = |text: &str| text.contains("#[test]") || text.contains("#[tokio::test");
    sources
        .iter()
        .any(|source| source.text.contains(&head) && has_tests(&source.text))
}

fn is_lint(manifest: &str, name: &str) -> bool {
    let lints = manifest
        .lines()
        .skip_while(|line| !line.starts_with("[workspace.lints"));
    let name = name.trim_start_matches("clippy::");
    lints
        .take_while(|line| !line.starts_with("[profile"))
        .any(|line| {
            line.split_once(" = ").is_some_and(|(lint, level)| {
                lint == name && (level.contains("deny") || level.contains("forbid"))
            })
        })
}

#[test]
fn every_invariant_is_held_by_a_test_or_a_lint() {
    let sample = "## Invariants\n\nProse.\n\n1. Two lines,\n   one item — held by `a` and `b`\n\
                  3. Nothing holds this.\n\n## Words\n\n2. Not one.\n";
    assert_eq!(
        problems(sample, |name| name == "a"),
        [
            "1: there is no test or lint b",
            "not number 2: 3. Nothing holds this.",
            "held by nothing: 3. Nothing holds this.",
        ],
    );

    let manifest = read("Cargo.toml");
    let sources = [sources("tests", "rs"), sources("src", "rs")].concat();
    let text = read("src/ARCHITECTURE.md");
    assert!(
        invariants(&text).len() >= 9,
        "the invariants are listed under `## Invariants`"
    );
    let found = problems(&text, |name| {
        is_test(&sources, name) || is_lint(&manifest, name)
    });
    assert_none("src/ARCHITECTURE.md", &found);
}
