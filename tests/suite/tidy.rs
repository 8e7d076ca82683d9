//! What the code must not contain, held by tests. `src/ARCHITECTURE.md` names them.
//!
//! Each rule is a function from text to findings, shown to find something in a small wrong sample
//! before it is let loose on the repository: a rule that sees nothing would always be green.

mod architecture;
mod arrows;
mod domain;
mod files;
mod layers;
mod source;
mod style;
mod text;

/// Fails with all findings at once, each on a line of its own.
fn assert_none(rule: &str, findings: &[String]) {
    assert!(
        findings.is_empty(),
        "{rule}:\n  {}\n",
        findings.join("\n  ")
    );
}
