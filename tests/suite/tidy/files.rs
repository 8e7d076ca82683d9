//! What every file looks like, and what is not kept in the repository.

use super::assert_none;
use super::source::{Source, code_only, read, root, sources, word_at};
use std::process::Command;

/// Most lines of code in a file, its tests aside; the first folder that fits counts.
const LIMITS: [(&str, usize); 9] = [
    ("src/app/src/components/", 150),
    ("src/app/", 300),
    ("src/circle/", 400),
    ("src/core/", 400),
    ("src/files/", 400),
    ("src/relay/", 300),
    ("src/sync/", 400),
    ("src/wire/", 350),
    ("src/xtask/", 300),
];
/// Largest file kept, in bytes; the list of locked versions is what it is.
const FILE_BYTES_MAX: u64 = 600_000;

fn code() -> Vec<Source> {
    [sources("src", "rs"), sources("tests", "rs")].concat()
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

fn too_long(source: &Source) -> Option<String> {
    let (_, max) = LIMITS
        .iter()
        .find(|(folder, _)| source.path.starts_with(folder))?;
    let lines = source.lines().count();
    (lines > *max && !is_test(&source.path))
        .then(|| format!("{}: {lines} lines, {max} at most", source.path))
}

/// Returns where something is skipped or left over.
fn left_over(source: &Source) -> Vec<String> {
    let code = code_only(&source.text);
    let (ignore, panic) = (concat!("#[ign", "ore"), concat!("#[should_", "panic"));
    let macros = ["dbg", "todo", "unimplemented"];
    let mut found = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let attribute = [ignore, panic]
            .into_iter()
            .find(|attribute| line.contains(attribute));
        let call = macros.into_iter().find(|name| {
            word_at(line, name).is_some_and(|at| line[at + name.len()..].starts_with('!'))
        });
        found.extend(
            attribute
                .or(call)
                .map(|what| format!("{}:{number}: {what}", source.path)),
        );
    }
    for ((number, line), code) in (1..).zip(source.text.lines()).zip(code.lines()) {
        let comment = line
            .trim()
            .strip_prefix("// ")
            .filter(|comment| is_code(comment));
        let comment = comment.filter(|_| code.trim().is_empty());
        found.extend(comment.map(|what| format!("{}:{number}: // {what}", source.path)));
    }
    found
}

/// Tells whether a comment is a line of code put out of use.
fn is_code(comment: &str) -> bool {
    let comment = comment.trim();
    let starts = [
        "let ", "fn ", "pub ", "use ", "mod ", "impl ", "return ", "if ", "for ", "#[",
    ];
    let ends = [";", "{", "}", ")", "]"];
    let closes = |c: char| matches!(c, '}' | ')' | ']' | ';' | ',');
    let is_statement = starts.iter().any(|start| comment.starts_with(start))
        && ends.iter().any(|end| comment.ends_with(end));
    is_statement || (!comment.is_empty() && comment.chars().all(closes))
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let code = code();
    assert!(code.len() > 50, "the code is where we look for it");
    let bare = code
        .iter()
        .filter(|source| !source.text.starts_with("//! "));
    let found: Vec<_> = bare.map(|source| source.path.clone()).collect();
    assert_none("a file opens with `//!` and one sentence", &found);
}

#[test]
fn files_stay_within_their_limits() {
    let sample = |path: &str| Source {
        path: path.into(),
        text: "x\n".repeat(301),
    };
    assert!(too_long(&sample("src/relay/src/a.rs")).is_some());
    assert!(too_long(&sample("src/core/src/a.rs")).is_none());
    assert!(too_long(&sample("src/relay/src/a/tests.rs")).is_none());
    let found: Vec<_> = code().iter().filter_map(too_long).collect();
    assert_none("split by reason to change", &found);
}

#[test]
fn nothing_is_skipped_or_left_over() {
    let text = "fn a() {\n    // let b = 1;\n    // if in doubt, ask.\n    // }\n    dbg!(1);\n}\n";
    let sample = Source {
        path: "a.rs".into(),
        text: text.to_owned(),
    };
    assert_eq!(
        left_over(&sample),
        ["a.rs:5: dbg", "a.rs:2: // let b = 1;", "a.rs:4: // }"]
    );
    let found: Vec<_> = code().iter().flat_map(left_over).collect();
    assert_none("finish it or take it out", &found);
}

#[test]
fn every_test_file_is_run() {
    let main = read("tests/suite/main.rs");
    let files = sources("tests/suite", "rs");
    let names = files.iter().filter_map(|source| {
        let name = source
            .path
            .strip_prefix("tests/suite/")?
            .strip_suffix(".rs")?;
        (!name.contains('/') && name != "main").then_some(name)
    });
    let forgotten: Vec<_> = names
        .filter(|name| !main.lines().any(|line| line == format!("mod {name};")))
        .map(str::to_owned)
        .collect();
    assert_none("tests/suite/main.rs forgets these", &forgotten);
}

/// Returns what git keeps, or would keep if everything were added.
fn kept_files() -> Vec<String> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "--deduplicate",
        ])
        .current_dir(root())
        .output()
        .expect("git runs");
    let list = String::from_utf8(output.stdout).expect("UTF-8");
    list.lines()
        .filter(|path| root().join(path).is_file())
        .map(str::to_owned)
        .collect()
}

fn is_built(path: &str) -> bool {
    let at_root = ["dist/", "data/"];
    let anywhere = ["target/", "node_modules/"];
    let kinds = [
        ".wasm", ".br", ".rlib", ".db", ".sqlite", ".log", ".zip", ".gz",
    ];
    let is_inside = |folder: &str| path.starts_with(folder) || path.contains(&format!("/{folder}"));
    at_root.into_iter().any(|folder| path.starts_with(folder))
        || anywhere.into_iter().any(is_inside)
        || kinds.into_iter().any(|kind| path.ends_with(kind))
}

#[test]
fn repository_holds_no_build_output() {
    assert!(is_built("dist/index.html") && is_built("src/app/target/x") && is_built("a.wasm"));
    assert!(!is_built("src/files/src/data.rs"));
    let kept = kept_files();
    assert!(
        kept.iter().any(|path| path == "Cargo.toml"),
        "git lists the files"
    );
    let size = |path: &String| std::fs::metadata(root().join(path)).map_or(0, |file| file.len());
    let found: Vec<_> = kept
        .into_iter()
        .filter(|path| is_built(path) || size(path) > FILE_BYTES_MAX)
        .collect();
    assert_none("built or too large to keep", &found);
}

#[test]
fn project_names_no_machine_and_no_registry() {
    // Taken apart, so that this file does not name them either.
    let words = [
        concat!("/wo", "rk/"),
        concat!("/tm", "p/"),
        concat!("/home", "/"),
        concat!("crates", ".io"),
        concat!("npm", "js."),
    ];
    let kinds = ["rs", "md", "toml", "css", "js", "html", "sh", "webmanifest"];
    let mut found = Vec::new();
    for path in kept_files() {
        if !kinds.iter().any(|kind| path.ends_with(&format!(".{kind}"))) {
            continue;
        }
        for (number, line) in (1..).zip(read(&path).lines()) {
            let named = words.iter().find(|word| line.contains(**word));
            found.extend(named.map(|word| format!("{path}:{number}: {word}")));
        }
    }
    assert_none("the project is the same on every machine", &found);
}
