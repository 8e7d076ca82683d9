//! The repository's files as text, and Rust text without what a rule should not see.

use std::fs;
use std::path::{Path, PathBuf};

/// A file and what it says.
#[derive(Clone)]
pub struct Source {
    /// Its path from the repository's root.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Returns the lines with their numbers, up to the tests a file may end with.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        numbered(&self.text)
    }
}

/// Returns the lines of a text with their numbers, up to the tests a file may end with.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .take_while(|(_, line)| *line != "#[cfg(test)]")
}

/// Returns the repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is in the root")
        .to_path_buf()
}

/// Returns one file's text.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns all files of a kind under a folder, in order of name.
pub fn sources(folder: &str, extension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), extension, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(&path, extension, found);
        } else if path.extension().is_some_and(|own| own == extension) {
            let inside = path.strip_prefix(root()).expect("a path under the root");
            let text = fs::read_to_string(&path).expect("UTF-8");
            found.push(Source {
                path: inside.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
}

/// What a piece of Rust text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A character of code.
    Code,
    /// A string or a character literal, with its quotes.
    String,
    /// A comment, doc comments included.
    Comment,
}

/// Returns the pieces of Rust text, in order, each with where it starts.
pub fn pieces(text: &str) -> Vec<(usize, Kind, &str)> {
    let mut found: Vec<(usize, Kind, &str)> = Vec::new();
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let (len, kind) = match string_len(rest, before) {
            Some(len) => (len, Kind::String),
            None if rest.starts_with("//") => {
                (rest.find('\n').unwrap_or(rest.len()), Kind::Comment)
            }
            None if rest.starts_with("/*") => (block_comment_len(rest), Kind::Comment),
            None => (first.len_utf8(), Kind::Code),
        };
        let (piece, after) = rest.split_at(len);
        found.push((text.len() - rest.len(), kind, piece));
        before = piece.chars().next_back();
        rest = after;
    }
    found
}

/// Returns Rust text with only these kinds standing; the rest are spaces, byte for byte.
pub fn blank(text: &str, kept: &[Kind]) -> String {
    let mut out = String::with_capacity(text.len());
    for (_, kind, piece) in pieces(text) {
        if kept.contains(&kind) {
            out.push_str(piece);
        } else {
            let spaces = piece
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
            out.extend(spaces);
        }
    }
    out
}

/// Returns Rust text without strings and comments.
pub fn code_only(text: &str) -> String {
    blank(text, &[Kind::Code])
}

/// Returns the length of the string or character that starts here, if one does.
fn string_len(text: &str, before: Option<char>) -> Option<usize> {
    let starts_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let prefix = if starts_word {
        ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
            text.strip_prefix(prefix).is_some_and(|rest| {
                rest.starts_with('"') || prefix.ends_with('r') && is_raw_start(rest)
            })
        })
    } else {
        text.starts_with('"').then_some("")
    };
    let Some(prefix) = prefix else {
        return char_len(text);
    };
    let body = text.strip_prefix(prefix)?;
    let end = if prefix.ends_with('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let close = format!("\"{}", "#".repeat(hashes));
        let inside = hashes + 1;
        inside + body.get(inside..)?.find(&close)? + close.len()
    } else {
        1 + closing(body.get(1..)?, '"')? + 1
    };
    Some(prefix.len() + end)
}

fn is_raw_start(text: &str) -> bool {
    text.starts_with('#') && text.trim_start_matches('#').starts_with('"')
}

/// Tells a character from a lifetime: `'a'` has an end, `'a` has none.
fn char_len(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let len = if inside.starts_with('\\') {
        closing(inside, '\'')?
    } else {
        inside.chars().next()?.len_utf8()
    };
    inside.get(len..)?.starts_with('\'').then_some(len + 2)
}

/// Returns where an unescaped closing mark is.
fn closing(text: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == mark && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends.then_some(at)
    })
}

fn block_comment_len(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Returns where a word stands in code as a word of its own.
pub fn word_at(code: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Returns `path:line: word` for each forbidden word in a file's code.
pub fn words_in_code(source: &Source, words: &[&str]) -> Vec<String> {
    let code = code_only(&source.text);
    numbered(&code)
        .flat_map(|(number, line)| {
            let found = words
                .iter()
                .filter(move |word| word_at(line, word).is_some());
            found.map(move |word| format!("{}:{number}: {word}", source.path))
        })
        .collect()
}

#[test]
fn comments_and_strings_are_told_from_code() {
    let text = r###"let a = "// no"; // yes
let b = r#"a "quoted" /* no */"#; /* yes /* nested */ yes */ let c = '"'; let d: &'static str;
let e = b"\"x\\"; let f = '\''; //! end"###;
    let code = code_only(text);
    assert_eq!(code.len(), text.len());
    for gone in ["no", "yes", "quoted", "nested", "end", "x"] {
        assert!(word_at(&code, gone).is_none(), "{gone} in {code}");
    }
    for kept in ["let a =", "let c", "&'static str;", "let f ="] {
        assert!(code.contains(kept), "{kept} not in {code}");
    }
    let with_strings = blank(text, &[Kind::Code, Kind::String]);
    assert!(with_strings.contains("\"// no\";"));
    assert!(!with_strings.contains("yes"));
}

#[test]
fn words_are_found_whole_and_before_the_tests_only() {
    let text = "let brand = 1;\nlet x = rand();\n#[cfg(test)]\nuse rand;\n".to_owned();
    let source = Source {
        path: "a.rs".into(),
        text,
    };
    assert_eq!(words_in_code(&source, &["rand"]), ["a.rs:2: rand"]);
}
