//! A year's log: reading it whole, starting from it, joining late, and its bytes on the wire.

use std::hint::black_box;
use std::time::Instant;

use ruil_core::{Command, Team};
use ruil_fuzz::history::{self, History, PLACES, WARD, batches};
use ruil_sync::Engine;
use ruil_sync::seal::open;

use crate::clock::line;

const VERIFY_NS: u128 = 4_000_000_000;
const LOAD_NS: u128 = 1_000_000_000;
const JOIN_NS: u128 = 100_000_000;
const TO_BYTES_NS: u128 = 20_000_000;
const PARSE_NS: u128 = 50_000_000;
const EVENT_BYTES: usize = 512;

/// Measures all of it on ten thousand entries.
pub fn measure(is_quick: bool) {
    let runs = if is_quick { 3 } else { 9 };
    let [.., (events, place)] = PLACES;
    let history = history::make(WARD, events);
    assert_eq!(history.place(), place, "the log is the one it always was");
    let took = median_ns(
        runs,
        || batches(&history.entries).collect(),
        History::verify,
    );
    line(
        "open, verify and replay 10 000 entries",
        took,
        Some(VERIFY_NS),
    );
    let took = median_ns(runs, || (), |()| opened(&history));
    line("  of it opening, without signatures", took, None);
    let took = median_ns(runs, || history.saved(), |saved| Engine::load(&saved));
    line("start from 10 000 kept entries", took, Some(LOAD_NS));
    let team = history.reader.team();
    let bytes = team.to_bytes();
    let took = median_ns(runs, || (), |()| team.to_bytes());
    line("the team then, as bytes", took, Some(TO_BYTES_NS));
    let took = median_ns(runs, || (), |()| Team::parse(&bytes));
    let what = format!("  and back, {} kB", bytes.len() / 1_000);
    line(&what, took, Some(PARSE_NS));
    let took = median_ns(runs, || (), |()| history.join());
    let sealed = history.start.as_ref().map_or(0, |(_, sealed)| sealed.len());
    let what = format!("join: checkpoint of {} kB, tail of 200", sealed / 1_000);
    line(&what, took, Some(JOIN_NS));
    wire(&history);
}

fn opened(history: &History) -> usize {
    let keys = history.keys();
    let all = history.entries.iter();
    let opened = all.filter_map(|entry| {
        let envelope = &entry.envelope;
        open(keys.get(envelope.header().epoch)?, envelope).ok()
    });
    opened
        .filter(|opened| opened.body.command().is_some())
        .count()
}

/// Tells how long an event is on the wire that is neither roster nor membership.
fn wire(history: &History) {
    let keys = history.keys();
    let ordinary = history.entries.iter().filter_map(|entry| {
        let envelope = &entry.envelope;
        let opened = open(keys.get(envelope.header().epoch)?, envelope).ok()?;
        let is_rare = matches!(
            opened.body.command()?,
            Command::Found(_)
                | Command::Add(_)
                | Command::Import(_)
                | Command::Admit { .. }
                | Command::Remove(_)
        );
        (!is_rare).then_some(envelope.as_bytes().len())
    });
    let lengths: Vec<_> = ordinary.collect();
    let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
    let longer = lengths.iter().filter(|len| **len > EVENT_BYTES).count();
    println!(
        "{:<58} {:>12} {:>12} {:>9}",
        "bytes of an ordinary event",
        mean,
        EVENT_BYTES,
        format!("{} %", mean * 100 / EVENT_BYTES)
    );
    let all = lengths.len();
    println!("  {longer} of {all} take the next size, 1024");
}

/// Returns the median time of some runs, each on something made for it.
fn median_ns<I, T>(runs: usize, mut make: impl FnMut() -> I, work: impl Fn(I) -> T) -> u128 {
    let mut times: Vec<_> = (0..runs)
        .map(|_| {
            let given = make();
            let start = Instant::now();
            black_box(work(given));
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
