//! Many runs, on all cores.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::{Counts, Failure, Plan, Report, run};

/// What came of a campaign.
#[derive(Clone, Debug, Default)]
pub struct Campaign {
    /// So many runs.
    pub runs: u64,
    /// Their entries together.
    pub entries: u64,
    /// A hash of everything that happened in them.
    pub digest: u64,
    /// What went wrong, as planned.
    pub counts: Counts,
    /// The runs in which something does not hold, by seed.
    pub failed: Vec<(u64, Failure)>,
}

/// Runs a plan; a panic is a failure like any other.
pub fn try_run(plan: Plan) -> Result<Report, Failure> {
    catch_unwind(AssertUnwindSafe(|| run(plan))).map_err(|why| {
        let text = why.downcast_ref::<String>().cloned();
        let text = text.or_else(|| why.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Failure {
            invariant: "I10",
            what: text.unwrap_or_else(|| "panicked".to_owned()),
        }
    })
}

/// Runs these seeds on so many threads.
pub fn campaign(seeds: core::ops::Range<u64>, like: Plan, threads: usize) -> Campaign {
    let next = AtomicU64::new(seeds.start);
    let all = Mutex::new(Campaign::default());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let came = try_run(Plan { seed, ..like });
                    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
                    all.add(seed, came);
                }
            });
        }
    });
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    all.failed.sort_by_key(|(seed, _)| *seed);
    all
}

impl Campaign {
    fn add(&mut self, seed: u64, came: Result<Report, Failure>) {
        self.runs += 1;
        match came {
            Ok(report) => {
                self.entries += report.last;
                self.digest = self.digest.wrapping_add(report.digest);
                self.counts.merge(&report.counts);
                let first = report.failures.into_iter().next();
                self.failed.extend(first.map(|failure| (seed, failure)));
            }
            Err(failure) => self.failed.push((seed, failure)),
        }
    }
}

/// Returns a run that fails like this one, with as few steps as can be found, and what happened in it.
pub fn shrink(plan: Plan) -> (Plan, Vec<String>) {
    let fails = |steps| match try_run(Plan { steps, ..plan }) {
        Ok(report) => !report.failures.is_empty(),
        Err(_) => true,
    };
    let (mut good, mut bad) = (0, plan.steps);
    while good + 1 < bad {
        let middle = u32::midpoint(good, bad);
        if fails(middle) {
            bad = middle;
        } else {
            good = middle;
        }
    }
    let least = Plan {
        steps: bad,
        is_told: true,
        ..plan
    };
    let told = try_run(least).map(|report| report.told);
    (least, told.unwrap_or_else(|failure| vec![failure.what]))
}
