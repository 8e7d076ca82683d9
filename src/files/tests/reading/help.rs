//! Shared by all: reading a text and looking at what came of it.

use ruil_files::{Draft, Guide, ProblemKind, Severity, read, to_csv};

/// Reads with an open guide.
pub fn draft(text: &str) -> Draft {
    guided(text, &Guide::default())
}

pub fn guided(text: &str, guide: &Guide) -> Draft {
    read(text.as_bytes(), guide).unwrap_or_else(|why| panic!("{why:?} for\n{text}"))
}

/// Returns the normalised lines without the header.
pub fn lines(draft: &Draft) -> Vec<String> {
    to_csv(draft).lines().skip(1).map(str::to_owned).collect()
}

/// Returns what was found besides notes.
pub fn findings(draft: &Draft) -> Vec<&ProblemKind> {
    let serious = draft
        .problems
        .iter()
        .filter(|problem| problem.severity() > Severity::Note);
    serious.map(|problem| &problem.what).collect()
}

/// Asserts that a text gives exactly these lines and nothing to worry about.
pub fn gives(text: &str, expected: &[&str]) {
    let draft = draft(text);
    assert_eq!(lines(&draft), expected, "{text}\n{:#?}", draft.problems);
    assert_eq!(findings(&draft), Vec::<&ProblemKind>::new(), "{text}");
}
