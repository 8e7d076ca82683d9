//! `ruil-judge FILE…`: what the Dutch working-time law finds in rosters as they were worked or planned.
//!
//! Reads every kind of file the app reads, and judges each person's whole roster. Prints a line a
//! rule: how many people, how often, and the first case.

use std::collections::BTreeMap;
use std::process::ExitCode;

use ruil_core::rules::{Duty, Facts, Known, Rule, RuleSet, Worker, judge};
use ruil_core::{PersonId, Team};
use ruil_tests::roster::team_of;

fn main() -> ExitCode {
    let files: Vec<_> = std::env::args().skip(1).collect();
    let mut code = ExitCode::SUCCESS;
    if files.is_empty() {
        eprintln!("ruil-judge FILE…");
        code = ExitCode::from(2);
    }
    for file in &files {
        if let Err(message) = judge_file(file) {
            eprintln!("{file}: {message}");
            code = ExitCode::from(2);
        }
    }
    code
}

fn judge_file(file: &str) -> Result<(), String> {
    let (_, team) = team_of(file.as_ref())?;
    let rules = team
        .rules
        .as_ref()
        .ok_or("this build lacks its own rules")?;
    println!(
        "{file}: {} people, {} shifts",
        team.people.len().saturating_sub(1),
        team.roster.len()
    );
    report(&team, &rules.set);
    Ok(())
}

/// What was found of one rule, in one way.
#[derive(Default)]
struct Found {
    people: Vec<PersonId>,
    times: usize,
    first: String,
}

fn report(team: &Team, rules: &RuleSet) {
    let mut all = BTreeMap::<(&'static str, Rule), Found>::new();
    for person in team.people.values() {
        let shifts = team.roster.of(Some(person.id));
        let duties: Vec<_> = shifts
            .map(|shift| Duty::work(shift.span, shift.break_min, Some(shift.id)))
            .collect();
        let known = Known {
            from_min: team.roster.from_min().unwrap_or(i32::MAX),
            ..Known::ALL
        };
        let judgement = judge(Worker::ADULT, &duties, rules, known);
        let mut note = |how, rule, text: String| {
            let found = all.entry((how, rule)).or_default();
            found.times += 1;
            if found.people.last() != Some(&person.id) {
                found.people.push(person.id);
            }
            if found.first.is_empty() {
                found.first = text;
            }
        };
        for breach in &judgement.breaches {
            if matches!(breach.facts, Facts::Pause { had_min: 0, .. }) {
                note(
                    "not known",
                    breach.rule,
                    "no break is written down".to_owned(),
                );
                continue;
            }
            let text = format!("{} {:?}", breach.article, breach.facts);
            note("not allowed", breach.rule, text);
        }
        for decision in &judgement.decisions {
            let text = format!("{:?} {:?}", decision.ask, decision.breach.facts);
            note("to decide", decision.breach.rule, text);
        }
        for advice in &judgement.advice {
            note("advice", advice.rule, format!("{:?}", advice.facts));
        }
        for unknown in &judgement.unknowns {
            note("not known", unknown.rule, String::new());
        }
    }
    for ((how, rule), found) in &all {
        println!(
            "  {how:<12} {:<24} {:>3} people {:>5} times  {:.160}",
            rule.name(),
            found.people.len(),
            found.times,
            found.first
        );
    }
    if all.is_empty() {
        println!("  nothing");
    }
}
