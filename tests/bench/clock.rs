//! Measuring: the median of many runs, in nanoseconds.

use std::hint::black_box;
use std::time::Instant;

/// How long each measurement takes.
pub struct Clock {
    runs: usize,
}

impl Clock {
    /// Measures well, or briefly.
    pub fn new(is_quick: bool) -> Self {
        Self {
            runs: if is_quick { 25 } else { 301 },
        }
    }

    /// Returns the median time of one call.
    pub fn median_ns<T>(&self, mut work: impl FnMut() -> T) -> u128 {
        let mut times: Vec<_> = (0..self.runs)
            .map(|_| {
                let start = Instant::now();
                black_box(work());
                start.elapsed().as_nanos()
            })
            .collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }
}

/// Prints one line of the table.
pub fn line(what: &str, measured_ns: u128, budget_ns: Option<u128>) {
    let micros = |ns: u128| format!("{}.{:02} µs", ns / 1_000, ns % 1_000 / 10);
    let budget = budget_ns.map_or(String::new(), micros);
    let share = budget_ns.map_or(String::new(), |budget| {
        format!("{} %", measured_ns * 100 / budget.max(1))
    });
    println!(
        "{what:<58} {:>12} {budget:>12} {share:>9}",
        micros(measured_ns)
    );
}
