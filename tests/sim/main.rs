//! `ruil-sim --seeds A..B [--steps N]`: a team's devices and a relay, and all that can go wrong.
//!
//! `ruil-sim --rounds [--seed N] [--people N]`: a ward's year of self-rostering, lived twice: who is first
//! gets it, or it is proposed fairly. It prints how unevenly evenings, nights and weekends are carried.
//!
//! `ruil-sim [--seed N] [--people N] [--weeks N]`: a ward's year, lived three times. The same people want
//! the same changes and give the same answers; only what the app finds for them differs. It prints how
//! many of the wanted changes came about.

use std::process::ExitCode;
use std::time::Instant;

use ruil_tests::rounds;
use ruil_tests::sim::campaign::{campaign, shrink};
use ruil_tests::sim::{self, Fault};
use ruil_tests::year::{Plan, Way, live};

/// Steps of a run, unless it is said.
const STEPS: u32 = 2_000;
/// So many lines of a failing run are shown, unless it is the only one.
const LINES: usize = 400;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "--seeds") {
        return match seeds(&words) {
            Some((seeds, steps)) => simulate(seeds, steps),
            None => misread(),
        };
    }
    if let Some((first, rest)) = words.split_first()
        && first == "--rounds"
    {
        return match read(rest) {
            Some(plan) => {
                tell_rounds(&plan);
                ExitCode::SUCCESS
            }
            None => misread(),
        };
    }
    match read(&words) {
        Some(plan) => {
            tell_year(&plan);
            ExitCode::SUCCESS
        }
        None => misread(),
    }
}

fn misread() -> ExitCode {
    eprintln!("ruil-sim --seeds A..B [--steps N]");
    eprintln!("ruil-sim --rounds [--seed N] [--people N]");
    eprintln!("ruil-sim [--seed N] [--people N (3 to 60)] [--weeks N (1 to 104)]");
    ExitCode::from(2)
}

fn simulate(seeds: core::ops::Range<u64>, steps: u32) -> ExitCode {
    let threads = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    let like = sim::Plan::new(0, steps);
    let start = Instant::now();
    let is_one = seeds.clone().count() == 1;
    let found = campaign(seeds, like, threads);
    let took_s = start.elapsed().as_secs_f64();
    println!(
        "{} runs of {steps} steps, {} entries, {took_s:.1} s, {:.1} runs/s, trace {:016x}",
        found.runs,
        found.entries,
        found.runs as f64 / took_s,
        found.digest
    );
    for fault in Fault::ALL {
        let count = found.counts.0.get(fault).copied().unwrap_or_default();
        println!("{:<32} {count:>10}", fault.name());
    }
    for (seed, failure) in &found.failed {
        println!("seed {seed}: {} {}", failure.invariant, failure.what);
    }
    if let Some((seed, _)) = found.failed.first() {
        let (least, told) = shrink(sim::Plan {
            seed: *seed,
            ..like
        });
        println!("\nseed {seed} fails within {} steps:", least.steps);
        let shown = if is_one { usize::MAX } else { LINES };
        let skipped = told.len().saturating_sub(shown);
        told.iter()
            .skip(skipped)
            .for_each(|line| println!("{line}"));
    }
    if found.failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn seeds(words: &[String]) -> Option<(core::ops::Range<u64>, u32)> {
    let [_, range, rest @ ..] = words else {
        return None;
    };
    let (start, end) = range.split_once("..")?;
    let steps = match rest {
        [] => STEPS,
        [name, steps] if name == "--steps" => steps.parse().ok()?,
        _ => return None,
    };
    Some((start.parse().ok()?..end.parse().ok()?, steps))
}

fn tell_year(plan: &Plan) {
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
        let year = live(plan, way);
        let share = year.met * 100 / year.wanted.max(1);
        println!(
            "{what:<44} {:>7} {:>7} {share:>4} % {:>3} of {}",
            year.wanted, year.met, year.covered, year.opened
        );
    }
}

fn tell_rounds(plan: &Plan) {
    let people = plan.people / 12 * 12;
    let plan = rounds::Plan {
        seed: plan.seed,
        people: people.max(12),
        rounds: plan.weeks / 4,
    };
    let rounds::Plan {
        seed,
        people,
        rounds,
    } = plan;
    println!("a ward of {people} people, {rounds} rounds of four weeks, seed {seed}");
    println!("evenings, nights and weekends in percent of contract hours");
    println!(
        "{:<36} {:>6} {:>6} {:>9} {:>9} {:>10}",
        "", "most", "least", "deviation", "filled", "liked"
    );
    for (way, what) in [
        (rounds::Way::First, "who is first"),
        (rounds::Way::Fair, "proposals and the fair window"),
    ] {
        let year = rounds::live(&plan, way);
        let most = year.burden.iter().copied().fold(f64::MIN, f64::max);
        println!(
            "{what:<36} {most:>6.1} {:>6.1} {:>9.1} {:>7.1} % {:>10.1}",
            most - year.range(),
            year.deviation(),
            year.filled as f64 * 100.0 / (year.needed.max(1) as f64),
            year.liked
        );
    }
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
