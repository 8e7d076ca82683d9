//! Who may touch what inside the app.

use super::assert_none;
use super::source::{Source, code_only, numbered, sources, word_at, words_in_code};

const APP: &str = "src/app/src/";
/// What only the edge may name. `leptos::ev`, the types of events, is something else.
const BROWSER: [&str; 10] = [
    "web_sys",
    "js_sys",
    "gloo",
    "gloo_net",
    "gloo_storage",
    "gloo_timers",
    "gloo_utils",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "spawn_local",
];

fn is_edge(path: &str) -> bool {
    path == "src/app/src/edge.rs" || path.starts_with("src/app/src/edge/")
}

/// Returns where a file names one of the app's modules, alone or within braces.
fn names_module(source: &Source, module: &str) -> Vec<String> {
    let code = code_only(&source.text);
    let mut found = Vec::new();
    for root in ["crate::", "super::", "ruil_app::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => top_level(group),
                None => vec![rest],
            };
            let is_it = |name: &&str| word_at(name.trim(), module) == Some(0);
            let number = 1 + code[..at].matches('\n').count();
            let is_code = numbered(&code).any(|(own, _)| own == number);
            if is_code && names.iter().any(is_it) {
                found.push(format!("{}:{number}: {root}{module}", source.path));
            }
        }
    }
    found
}

/// Splits `a, b::{c, d}, e}…` at the commas of the outer group.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

fn under(folder: &str) -> Vec<Source> {
    let found = sources(folder, "rs");
    assert!(!found.is_empty(), "{folder} holds no code");
    found
}

#[test]
fn browser_is_named_at_the_edge_only() {
    let text = "use leptos::ev::SubmitEvent;\nfn f() { leptos::web_sys::window(); }\n".to_owned();
    let sample = Source {
        path: "a.rs".into(),
        text,
    };
    assert_eq!(words_in_code(&sample, &BROWSER), ["a.rs:2: web_sys"]);

    let sources = under(APP);
    let inner = sources.iter().filter(|source| !is_edge(&source.path));
    let found: Vec<_> = inner
        .flat_map(|source| words_in_code(source, &BROWSER))
        .collect();
    assert_none("browser APIs belong in src/app/src/edge", &found);
    assert!(
        sources.iter().any(|source| is_edge(&source.path)),
        "there is an edge"
    );
}

#[test]
fn components_know_neither_state_nor_edge() {
    let text = "use crate::{i18n::{state}, components::Button,\n  state::Team};\n\
                use super::edge;\nuse crate::stateless;\n"
        .to_owned();
    let sample = Source {
        path: "a.rs".into(),
        text,
    };
    assert_eq!(names_module(&sample, "state"), ["a.rs:1: crate::state"]);
    assert_eq!(names_module(&sample, "edge"), ["a.rs:3: super::edge"]);

    let found: Vec<_> = under("src/app/src/components")
        .iter()
        .flat_map(|source| [names_module(source, "state"), names_module(source, "edge")].concat())
        .collect();
    assert_none("components take what they show as properties", &found);
}

#[test]
fn pages_do_not_know_the_edge() {
    let pages = under("src/app/src/pages");
    let found: Vec<_> = pages
        .iter()
        .flat_map(|source| names_module(source, "edge"))
        .collect();
    assert_none(
        "pages dispatch to the state, which talks to the edge",
        &found,
    );
}
