//! Benchmarks: each against its budget and, where there is one, against a floor in the same run.
//!
//! A time alone says little about another machine; a ratio says more. `--quick` measures briefly;
//! `circles`, `history` (a year's log) and `relay` measure only that. The relay is measured in front of SQLite,
//! and in front of PostgreSQL too where `RUIL_DATABASE` is the address of a database to fill.

mod circles;
mod clock;
mod crowd;
mod device;
mod history;
mod light;
mod log;
mod pushes;
mod relay;
mod round;
mod ward;

use clock::Clock;

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(crowd::SERVE) {
        crowd::be_relay(&arguments.next().unwrap_or_default());
        return;
    }
    let has = |asked: &str| std::env::args().any(|word| word == asked);
    let is_quick = has("--quick");
    if has("relay") {
        relay::measure(&Clock::new(is_quick), is_quick);
        return;
    }
    if has("circles") {
        circles::measure(is_quick);
        return;
    }
    if has("history") {
        history::measure(is_quick);
        return;
    }
    let clock = Clock::new(is_quick);
    println!(
        "{:<58} {:>12} {:>12} {:>9}",
        "what", "measured", "budget", "of it"
    );
    light::measure(&clock);
    log::measure(&clock);
    history::measure(is_quick);
    round::measure(&clock, &Clock::new(true));
    relay::measure(&clock, is_quick);
    circles::measure(is_quick);
}
