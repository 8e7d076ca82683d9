//! `ruil-sim [--seed N] [--people N] [--weeks N]`: a ward's year, lived three times.
//!
//! The same people want the same changes and give the same answers; only what the app finds for them
//! differs. It prints how many of the wanted changes came about.

use ruil_tests::year::{Plan, Way, live};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let Some(plan) = read(&words) else {
        eprintln!("ruil-sim [--seed N] [--people N (3 to 60)] [--weeks N (1 to 104)]");
        return ExitCode::from(2);
    };
    let Plan {
        seed,
        people,
        weeks,
    } = plan;
    println!("a ward of {people} people, {weeks} weeks, seed {seed}");
    println!(
        "{:<44} {:>7} {:>7} {:>6} {:>7}",
        "", "wanted", "met", "", "covered"
    );
    for (way, what) in [
        (Way::Offers, "direct swaps between two who both offer"),
        (Way::Pairs, "the same, and standing wishes match"),
        (Way::Circles, "the same, and circles and chains"),
    ] {
        let year = live(&plan, way);
        let share = year.met * 100 / year.wanted.max(1);
        println!(
            "{what:<44} {:>7} {:>7} {share:>4} % {:>3} of {}",
            year.wanted, year.met, year.covered, year.opened
        );
    }
    ExitCode::SUCCESS
}

fn read(words: &[String]) -> Option<Plan> {
    let mut plan = Plan {
        seed: 1,
        people: 21,
        weeks: 52,
    };
    for pair in words.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "--seed" => plan.seed = value.parse().ok()?,
            "--people" => plan.people = value.parse().ok()?,
            "--weeks" => plan.weeks = value.parse().ok()?,
            _ => return None,
        }
    }
    let is_sane = (3..=60).contains(&plan.people) && (1..=104).contains(&plan.weeks);
    is_sane.then_some(plan)
}
