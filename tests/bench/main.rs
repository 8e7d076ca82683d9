//! Benchmarks: each against its budget and, where there is one, against a floor in the same run.
//!
//! A time alone says little about another machine; a ratio says more. `--quick` measures briefly.

mod clock;
mod light;
mod log;
mod ward;

use clock::Clock;

fn main() {
    let is_quick = std::env::args().any(|word| word == "--quick");
    let clock = Clock::new(is_quick);
    println!(
        "{:<58} {:>12} {:>12} {:>9}",
        "what", "measured", "budget", "of it"
    );
    light::measure(&clock);
    log::measure(&clock);
}
