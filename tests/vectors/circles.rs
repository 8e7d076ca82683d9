//! Pools with known optima, put to the search for circles.
//!
//! An instance passes if the best set is worth what it says: with the pool as it is, with one and with
//! two circles a person, and with pairs and direct cover only; if what is found is legal; if its own
//! solution is; and if as many circles of each length are listed.

mod instance;

use instance::Instance;
use ruil_core::circle::{Answer, Pool, Progress, Search, enumerate, verify};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// The format this reads.
const FORMAT: &str = "swap-circles/1";
/// After so long the best set so far is the answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Units of work between two looks at the clock.
const UNITS: u32 = 5_000;

/// Puts every instance of a file to the search and prints what it found; returns whether all passed.
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
    let Some(instances) = file.get("instances").and_then(Value::as_array) else {
        return Err(wrong("it has no instances".to_owned()));
    };
    let mut passed = 0;
    let mut failed = 0;
    for (place, value) in instances.iter().enumerate() {
        let id = value.get("id").and_then(Value::as_str);
        let id = id.map_or_else(|| format!("(instance {place})"), str::to_owned);
        let outcome = Instance::read(value).and_then(|instance| put(&id, &instance));
        match outcome {
            Ok(()) => passed += 1,
            Err(why) => {
                failed += 1;
                println!("FAILED {id}: {why}");
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

/// Puts one instance to the search, prints what it found, and checks it all.
fn put(id: &str, instance: &Instance) -> Result<(), String> {
    let pool = &instance.pool;
    let start = Instant::now();
    let answer = best(pool)?;
    let took_ms = start.elapsed().as_millis();
    let optimum = instance
        .optimum
        .map_or("unknown".to_owned(), |value| value.to_string());
    let proven = if answer.is_proven {
        "proven".to_owned()
    } else {
        format!("not proven, at most {}", answer.bound)
    };
    println!(
        "{id}: value {}, optimum {optimum}, {took_ms} ms, {proven}",
        answer.value
    );
    let mut wrong = Vec::new();
    let mut compare = |what: &str, value: i64, expected: Option<i64>| {
        if expected.is_some_and(|expected| expected != value) {
            let expected = expected.unwrap_or_default();
            wrong.push(format!("{what}: {value}, expected {expected}"));
        }
    };
    compare("optimum", answer.value, instance.optimum);
    let pairs = Pool {
        max_cycle: pool.max_cycle.min(2),
        max_chain: pool.max_chain.min(1),
        ..pool.clone()
    };
    for (what, pool, expected) in [
        ("one circle a person", pool.with_cap(1), instance.once),
        ("two circles a person", pool.with_cap(2), instance.twice),
        ("pairs and direct cover only", pairs, instance.pairs),
    ] {
        if expected.is_some() {
            compare(what, best(&pool)?.value, expected);
        }
    }
    if let Some(solution) = &instance.solution {
        match verify(pool, solution) {
            Ok(value) => compare("its solution", value, instance.optimum),
            Err(fault) => wrong.push(format!("its solution is refused: {fault:?}")),
        }
    }
    wrong.extend(miscounted(instance)?);
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("; "))
    }
}

/// Returns the best set, checked.
fn best(pool: &Pool) -> Result<Answer, String> {
    let start = Instant::now();
    let mut search = Search::new(pool).map_err(|flaw| format!("refused: {flaw:?}"))?;
    while search.step(UNITS) == Progress::More && start.elapsed() < PATIENCE {}
    let answer = search.answer();
    match verify(pool, &answer.circles) {
        Ok(value) if value == answer.value => Ok(answer),
        Ok(value) => Err(format!(
            "what is found is worth {value}, not {}",
            answer.value
        )),
        Err(fault) => Err(format!("what is found is not legal: {fault:?}")),
    }
}

/// Returns how the counts of circles differ from those given.
fn miscounted(instance: &Instance) -> Result<Vec<String>, String> {
    let pool = &instance.pool;
    let listing = enumerate(pool).map_err(|flaw| format!("refused: {flaw:?}"))?;
    let mut cycles = BTreeMap::new();
    let mut chains = BTreeMap::new();
    for circle in &listing.circles {
        let len = circle.vertices.len() as u64;
        *match circle.is_chain(pool) {
            true => chains.entry(len - 1).or_insert(0),
            false => cycles.entry(len).or_insert(0),
        } += 1;
    }
    let people = pool.vertices.iter().filter_map(|vertex| vertex.person);
    let people: std::collections::BTreeSet<_> = people.collect();
    let mut wrong = Vec::new();
    for (what, had, expected) in [
        ("cycles by length", &cycles, &instance.cycles),
        ("chains by length", &chains, &instance.chains),
    ] {
        if let Some(expected) = expected.as_ref().filter(|expected| *expected != had) {
            wrong.push(format!("{what}: {had:?}, expected {expected:?}"));
        }
    }
    for (what, had, expected) in [
        ("vertices", pool.vertices.len(), instance.vertices),
        ("arcs", pool.arcs.len(), instance.arcs),
        ("people", people.len(), instance.people),
    ] {
        if let Some(expected) = expected.filter(|expected| *expected != had) {
            wrong.push(format!("{had} {what}, expected {expected}"));
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests;
