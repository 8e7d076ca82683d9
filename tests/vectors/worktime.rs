//! Cases with known answers, put to the working-time rules.
//!
//! The file's own top explains its fields. A case passes if the verdict of its rule is the expected
//! one, for the whole roster and for the change alone, and if exactly the rules it lists are broken.
//! A case that must be refused passes if it is, and the reason is printed.

mod case;
mod options;
mod roster;
mod wall;

use case::Case;
use roster::Roster;
use ruil_core::rules::{Judgement, Known, Rule, Verdict, judge, judge_change};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The format this reads.
const FORMAT: &str = "worktime-vectors/1";

/// Puts every case of a file to the rules and prints what differs; returns whether all passed.
pub fn run(path: &Path) -> Result<bool, String> {
    let unread = |error: std::io::Error| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(unread)?;
    let wrong = |what: String| {
        let path = path.display();
        format!("{path}: {what}\n  to do: give a file of the format {FORMAT}")
    };
    let file: Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    match file.get("format").and_then(Value::as_str) {
        Some(FORMAT) | None => {}
        Some(other) => return Err(wrong(format!("its format is {other}"))),
    }
    let list = |name: &str| file.get(name).and_then(Value::as_array).cloned();
    let (vectors, invalid) = (list("vectors"), list("invalid"));
    if vectors.is_none() && invalid.is_none() {
        return Err(wrong("it has neither vectors nor invalid cases".to_owned()));
    }
    let mut passed = 0;
    let mut failed = 0;
    let mut tell = |id: &str, outcome: Result<Option<String>, String>| match outcome {
        Ok(note) => {
            passed += 1;
            if let Some(note) = note {
                println!("refused {id}: {note}");
            }
        }
        Err(why) => {
            failed += 1;
            println!("FAILED {id}: {why}");
        }
    };
    for value in invalid.unwrap_or_default() {
        tell(id(&value), refused(&value));
    }
    for value in vectors.unwrap_or_default() {
        tell(id(&value), answered(&value).map(|()| None));
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

fn id(value: &Value) -> &str {
    value.get("id").and_then(Value::as_str).unwrap_or("(no id)")
}

/// Checks that a case is refused, and returns the reason.
fn refused(value: &Value) -> Result<Option<String>, String> {
    match Roster::read(value) {
        Err(refused) => Ok(Some(refused.to_string())),
        Ok(_) => Err("should be refused, and was read".to_owned()),
    }
}

/// Checks the answers to a case.
fn answered(value: &Value) -> Result<(), String> {
    let case = Case::read(value).map_err(|refused| format!("refused: {refused}"))?;
    let whole = judge(case.worker, &case.roster.after, &case.rules, Known::ALL);
    let change = judge_change(
        case.worker,
        &case.roster.before,
        &case.roster.remove,
        &case.roster.add,
        &case.rules,
        Known::ALL,
    );
    let mut wrong = Vec::new();
    for (judgement, of) in [(&whole, "the roster"), (&change, "the change")] {
        let had = judgement.of(case.rule);
        if had != case.expect {
            wrong.push(format!(
                "{} is {} for {of}, expected {}",
                case.rule,
                word(had),
                word(case.expect)
            ));
        }
    }
    let broken = broken(&whole, &case.ambiguous);
    if broken != case.violated {
        wrong.push(format!(
            "breaks {}, expected {}",
            names(&broken),
            names(&case.violated)
        ));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let found = whole.breaches.iter().map(|breach| format!("{breach:?}"));
    let asked = whole.decisions.iter().map(|one| format!("{one:?}"));
    let details: Vec<_> = found
        .chain(asked)
        .map(|line| format!("\n    {line}"))
        .collect();
    Err(format!("{}{}", wrong.join("; "), details.concat()))
}

/// Returns the names of the broken rules that vectors know, without those that can be read in two
/// ways.
fn broken(judgement: &Judgement, ambiguous: &BTreeSet<String>) -> BTreeSet<String> {
    let rules = judgement.breaches.iter().map(|breach| breach.rule);
    rules
        .filter(|rule| case::RULES.contains(rule))
        .map(|rule| rule.name().to_owned())
        .filter(|name| !ambiguous.contains(name))
        .collect()
}

fn names(rules: &BTreeSet<String>) -> String {
    let names: Vec<_> = rules.iter().map(String::as_str).collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Violation => "violation",
        Verdict::NeedsDecision => "to be decided",
        Verdict::Unknown => "unknown",
    }
}

/// Returns the rule of a name.
fn rule(name: &str) -> Option<Rule> {
    Rule::ALL.iter().copied().find(|rule| rule.name() == name)
}

#[cfg(test)]
mod tests;
