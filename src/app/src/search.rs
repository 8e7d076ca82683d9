//! The search for circles: a market goes in as a parcel of numbers, reports come back as parcels.
//!
//! It knows no thread and no clock of its own: whoever runs it gives it slices of time, a worker
//! beside the page or, where there is none, the page itself. Its code is a part of its own, which
//! the first visit does not wait for.

pub mod parcel;

use ruil_core::circle::{Answer, Progress, Search};
use wasm_split_helpers::SplitLoaderError;

use self::parcel::{Report, pack_report, read_pool};

/// How long a market is searched, counted in work and not in waiting.
const BUDGET_MS: u64 = 10_000;
/// The work between two looks at the clock, about a millisecond on a phone.
const UNITS: u32 = 100;
/// The shortest time between two reports in which nothing but the bound is better.
const CALM_MS: u64 = 300;

/// Works for so many milliseconds.
pub type Work = Box<dyn FnMut(u64) -> Slice>;
/// The work, or nothing if the parcel makes no sense; or the search is not on this device.
pub type Begun = Result<Option<Work>, SplitLoaderError>;

/// What came of a slice of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// A report, if there is news.
    pub news: Option<Vec<i32>>,
    /// Whether nothing more will come.
    pub is_over: bool,
}

/// Begins to search a pool.
#[cfg(not(feature = "whole"))]
#[wasm_split_helpers::wasm_split(search, fallible)]
pub fn begin(pool: Vec<i32>, clock_ms: fn() -> u64) -> Begun {
    Ok(work(&pool, clock_ms))
}

/// Begins to search a pool.
#[cfg(feature = "whole")]
pub async fn begin(pool: Vec<i32>, clock_ms: fn() -> u64) -> Begun {
    Ok(work(&pool, clock_ms))
}

fn work(pool: &[i32], clock_ms: fn() -> u64) -> Option<Work> {
    let mut search = Search::new(&read_pool(pool)?).ok()?;
    let mut spent_ms = 0_u64;
    let mut told: Option<(Answer, u64)> = None;
    Some(Box::new(move |slice_ms| {
        let start_ms = clock_ms();
        let passed_ms = || clock_ms().saturating_sub(start_ms);
        let mut progress = search.step(UNITS);
        while progress == Progress::More && passed_ms() < slice_ms {
            progress = search.step(UNITS);
        }
        spent_ms = spent_ms.saturating_add(passed_ms());
        let is_over = progress == Progress::Done || spent_ms >= BUDGET_MS;
        let answer = search.answer();
        let is_news = told.as_ref().is_none_or(|(told, at_ms)| {
            let is_calm = spent_ms.saturating_sub(*at_ms) >= CALM_MS;
            told.value != answer.value || (is_calm && told.bound != answer.bound)
        });
        let news = (is_news || is_over).then(|| {
            let report = Report {
                answer: answer.clone(),
                is_over,
            };
            told = Some((answer, spent_ms));
            pack_report(&report)
        });
        Slice { news, is_over }
    }))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use ruil_core::circle::{Arc, PersonNr, Pool, Vertex, VertexKind, VertexNr};

    use super::parcel::{pack_pool, read_report};
    use super::*;

    /// Three people, each of whom would take the next one's shift.
    fn ring() -> Pool {
        let vertices = (0..3).map(|nr| Vertex {
            kind: VertexKind::Swap,
            person: Some(PersonNr(nr)),
        });
        let arcs = [(0, 1), (1, 2), (2, 0)].map(|(from, to)| Arc {
            from: VertexNr(from),
            to: VertexNr(to),
            weight: 5,
        });
        Pool {
            vertices: vertices.collect(),
            arcs: arcs.to_vec(),
            max_cycle: 3,
            person_once_per_circle: true,
            ..Pool::default()
        }
    }

    thread_local! {
        static CLOCK_MS: Cell<u64> = const { Cell::new(0) };
    }

    /// A clock that is a second further at every look.
    fn seconds() -> u64 {
        CLOCK_MS.with(|clock| clock.replace(clock.get() + 1_000))
    }

    #[test]
    fn what_is_found_is_told_and_proven() {
        let mut work = work(&pack_pool(&ring()), || 0).unwrap();
        let mut slices = Vec::new();
        while slices.last().is_none_or(|slice: &Slice| !slice.is_over) {
            slices.push(work(1));
            assert!(slices.len() < 1_000, "three people are soon done");
        }
        let last = slices.pop().unwrap().news.unwrap();
        let report = read_report(&last).unwrap();
        assert!(report.is_over && report.answer.is_proven);
        assert_eq!((report.answer.value, report.answer.circles.len()), (15, 1));
    }

    #[test]
    fn it_gives_up_when_its_time_is_over() {
        let mut work = work(&pack_pool(&ring()), seconds).unwrap();
        let mut slices = 0;
        while !work(8).is_over {
            slices += 1;
            assert!(slices < 20, "ten seconds are ten looks at this clock");
        }
    }

    #[test]
    fn nonsense_is_not_searched() {
        let mut pool = ring();
        pool.arcs[0].to = VertexNr(9);
        assert!(work(&pack_pool(&pool), || 0).is_none());
        assert!(work(&[7, 7], || 0).is_none());
    }
}
