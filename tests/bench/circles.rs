//! The best set of circles: how soon it is proven, and how good the answer is before that.
//!
//! Each pool is searched with one circle a person, with two and without a cap, on one core. With the
//! feature `peers`, HiGHS gets the same circles and the same bonds, on one thread, in the same run.

#[cfg(feature = "peers")]
mod highs;
mod pools;

use pools::{SIZES, Size};
use ruil_core::circle::{Answer, Pool, Progress, Search, enumerate, verify};
use serde_json::json;
use std::time::{Duration, Instant};

/// The pools are the same in every run. Hardness differs from draw to draw, so the smallest is drawn
/// three times.
const SEEDS: [u64; 3] = [1, 2, 3];
/// Units of work between two looks at the clock: about a millisecond.
const UNITS: u32 = 500;
/// When the answer is looked at before it is proven.
const LOOKS: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(1)];
/// The caps measured; none is 0.
const CAPS: [u16; 3] = [1, 2, 0];

/// What somebody found of a pool.
struct Found {
    value: i64,
    bound: i64,
    is_proven: bool,
    took: Duration,
}

/// Measures all pools, or the small ones briefly.
pub fn measure(is_quick: bool) {
    println!(
        "\n{:<26} {:>4} {:>6}  {:>18} {:>18}  {:>24}  {:>24}",
        "circles", "cap", "listed", "after 0.2 s", "after 1 s", "Ruil", "HiGHS"
    );
    for size in &SIZES {
        let draws = if size.offers <= 100 { SEEDS.len() } else { 1 };
        for seed in SEEDS.into_iter().take(draws) {
            for cap in CAPS {
                line(size, seed, cap, is_quick);
            }
        }
    }
}

fn line(size: &Size, seed: u64, cap: u16, is_quick: bool) {
    let pool = pools::draw(size, seed);
    let pool = if cap == 0 { pool } else { pool.with_cap(cap) };
    let listed = enumerate(&pool).map_or(0, |listing| listing.circles.len());
    let patience = if is_quick {
        LOOKS[1]
    } else {
        Duration::from_secs(20)
    };
    let (looks, found) = search(&pool, patience);
    let peer = (!is_quick || size.offers <= 100)
        .then(|| peer(&pool, patience))
        .flatten();
    let known = peer
        .as_ref()
        .map_or(found.value, |peer| peer.value.max(found.value));
    let [early, late] = &looks;
    println!(
        "{:<26} {:>4} {listed:>6}  {:>18} {:>18}  {:>24}  {:>24}",
        format!("{} #{seed}", size.name),
        if cap == 0 {
            "none".to_owned()
        } else {
            cap.to_string()
        },
        share(early, known),
        share(late, known),
        found.told(),
        peer.as_ref().map_or("–".to_owned(), Found::told),
    );
    println!(
        "circles {}",
        json!({
            "pool": size.name, "seed": seed, "cap": cap, "circles": listed,
            "value_200_ms": early.value, "bound_200_ms": early.bound,
            "value_1_s": late.value, "bound_1_s": late.bound,
            "ruil": found.json(), "highs": peer.as_ref().map(Found::json),
        })
    );
}

/// Searches until proven or out of patience; returns the answers at the looks, and the last.
fn search(pool: &Pool, patience: Duration) -> ([Answer; 2], Found) {
    let start = Instant::now();
    let mut search = match Search::new(pool) {
        Ok(search) => search,
        Err(flaw) => unreachable!("the pools are drawn without flaw: {flaw:?}"),
    };
    let mut seen: Vec<Answer> = Vec::new();
    loop {
        while LOOKS
            .get(seen.len())
            .is_some_and(|look| start.elapsed() >= *look)
        {
            seen.push(search.answer());
        }
        if start.elapsed() >= patience || search.step(UNITS) == Progress::Done {
            break;
        }
    }
    let took = start.elapsed();
    let answer = search.answer();
    assert_eq!(
        verify(pool, &answer.circles),
        Ok(answer.value),
        "what is found is legal"
    );
    let mut seen = seen.into_iter();
    let mut look = || seen.next().unwrap_or_else(|| answer.clone());
    let looks = [look(), look()];
    let found = Found {
        value: answer.value,
        bound: answer.bound,
        is_proven: answer.is_proven,
        took,
    };
    (looks, found)
}

#[cfg(feature = "peers")]
fn peer(pool: &Pool, patience: Duration) -> Option<Found> {
    highs::solve(pool, patience)
}

#[cfg(not(feature = "peers"))]
fn peer(_: &Pool, _: Duration) -> Option<Found> {
    None
}

/// Returns a value with how much of the best known it is, and how far the bound is above it.
fn share(answer: &Answer, known: i64) -> String {
    let of_known = 100.0 * answer.value as f64 / known.max(1) as f64;
    let gap = 100.0 * (answer.bound - answer.value) as f64 / answer.value.max(1) as f64;
    format!("{of_known:.1} %, gap {gap:.1} %")
}

impl Found {
    fn told(&self) -> String {
        let took = self.took.as_secs_f64();
        if self.is_proven {
            format!("{} proven in {took:.3} s", self.value)
        } else {
            format!("{}..{} in {took:.0} s", self.value, self.bound)
        }
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "value": self.value, "bound": self.bound, "proven": self.is_proven,
            "ms": self.took.as_millis() as u64,
        })
    }
}
