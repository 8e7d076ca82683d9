//! How long the app's heavier questions take in a browser, in the program as it is shipped.
//!
//! Run by `cargo xtask bench`, which prints what is logged here; no time makes it fail.

#![cfg(target_arch = "wasm32")]

#[path = "../../../tests/fuzz/history.rs"]
mod history;
#[path = "../../../tests/bench/circles/pools.rs"]
mod pools;
#[path = "../../../tests/bench/ward.rs"]
mod ward;

use ruil_app::edge::storage::open;
use ruil_core::assess::{alternatives, assess, candidates};
use ruil_core::check::Change;
use ruil_core::circle::{Progress, Search};
use ruil_core::matching::Market;
use ruil_core::{Moment, Shift, Team};
use ruil_sync::{Batch, Engine};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const RUNS: u32 = 100;

#[wasm_bindgen_test]
fn candidates_of_an_offer() {
    let team = ward::replay(&ward::events(60, 52));
    let shift = next(&team);
    let (found, left_out) = candidates(&team, &shift, now());
    assert_eq!(found.len() + left_out.all(), 59);
    measure("all candidates of an offer, team of 60, 52 weeks", || {
        candidates(&team, &shift, now())
    });
    let taker = ward::person(7);
    let change = Change::gift(&shift, taker);
    measure("one swap, both people, 52 weeks", || {
        assess(&team, &change, now())
    });
    measure("what would fit instead", || {
        alternatives(&team, &shift, taker, now())
    });
}

#[wasm_bindgen_test]
fn circles_of_a_region() {
    let [ward, _, three, _] = &pools::SIZES;
    for (size, cap) in [(ward, 1), (ward, 2), (three, 1)] {
        let pool = pools::draw(size, 1).with_cap(cap);
        let start = js_sys::Date::now();
        let mut search = Search::new(&pool).expect("a pool that makes sense");
        while search.step(200) == Progress::More {}
        let took = js_sys::Date::now() - start;
        let answer = search.answer();
        assert!(answer.is_proven);
        let (name, value) = (size.name, answer.value);
        console_log!("{name}, {cap} circles a person: {value} proven in {took:.0} ms");
    }
}

/// What cannot be proven at once has a good answer after a second; which share of the best it is, the
/// native figures tell.
#[wasm_bindgen_test]
fn a_second_for_the_coupled_pools() {
    for size in &pools::SIZES {
        for cap in [Some(2), None] {
            let pool = pools::draw(size, 1);
            let pool = match cap {
                Some(cap) => pool.with_cap(cap),
                None => pool,
            };
            let start = js_sys::Date::now();
            let mut search = Search::new(&pool).expect("a pool that makes sense");
            while js_sys::Date::now() - start < 1_000.0 && search.step(200) == Progress::More {}
            let took = js_sys::Date::now() - start;
            let (name, answer) = (size.name, search.answer());
            let (value, bound) = (answer.value, answer.bound);
            console_log!("{name}, cap {cap:?}: {value}..{bound} after {took:.0} ms");
        }
    }
}

#[wasm_bindgen_test]
fn market_of_a_ward() {
    let team = ward::replay(&ward::events(40, 8));
    measure("a market of a ward of 40 that offers nothing", || {
        Market::of(&team, now())
    });
}

/// Joining has a budget of a second on a phone a quarter as quick as this machine.
#[wasm_bindgen_test]
fn a_year_of_a_ward() {
    let [.., (events, place)] = history::PLACES;
    let history = history::make(history::WARD, events);
    assert_eq!(history.place(), place, "as on every machine");
    let batches: Vec<_> = history::batches(&history.entries).collect();
    let verified = once("open, verify and replay 10 000 entries", || {
        history::History::verify(batches)
    });
    let saved = history.saved();
    let loaded = once("start from 10 000 kept entries", || Engine::load(&saved));
    let joined = once("join: checkpoint and a tail of 200, of 250 ms", || {
        history.join()
    });
    let place = |engine: &Engine| (engine.head(), engine.team().fingerprint());
    assert_eq!(loaded.as_ref().map(place), Some(place(&verified)));
    assert_eq!(joined.as_ref().map(place), Some(place(&verified)));
    let bytes = verified.team().to_bytes();
    measure("the team then, as bytes", || verified.team().to_bytes());
    measure("  and back", || Team::parse(&bytes));
}

/// Logs the time of one long call.
fn once<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = js_sys::Date::now();
    let done = work();
    let took = js_sys::Date::now() - start;
    console_log!("{what}: {took:.0} ms");
    done
}

/// Logs the mean time of many calls; a browser's clock is too coarse for one.
fn measure<T>(what: &str, mut work: impl FnMut() -> T) {
    let start = js_sys::Date::now();
    for _ in 0..RUNS {
        std::hint::black_box(work());
    }
    let took = (js_sys::Date::now() - start) / f64::from(RUNS);
    console_log!("{what}: {took:.2} ms");
}

fn now() -> Moment {
    Moment {
        utc_min: ward::LAST.0 * 24 * 60,
        offset_min: 60,
    }
}

fn next(team: &Team) -> Shift {
    let from = ward::LAST.0 * 24 * 60;
    let mut shifts = team.roster.starting(Some(ward::person(0)), from, i32::MAX);
    shifts.next().cloned().expect("a shift to come")
}

#[wasm_bindgen_test]
async fn a_log_of_ten_thousand_is_read() {
    // As earlier builds wrote it, one row an entry.
    let unpacked = "return new Promise((resolve, reject) => {
        indexedDB.deleteDatabase('speed');
        const request = indexedDB.open('speed', 2);
        request.onerror = reject;
        request.onupgradeneeded = () => {
            for (const name of ['meta', 'log', 'outbox']) request.result.createObjectStore(name);
            const log = request.transaction.objectStore('log');
            for (let number = 1; number <= 10000; number += 1)
                log.put(new Uint8Array(520).fill(number, 8), number);
        };
        request.onsuccess = () => { request.result.close(); resolve(); };
    })";
    let made = js_sys::Function::new_no_args(unpacked)
        .call0(&wasm_bindgen::JsValue::UNDEFINED)
        .unwrap();
    let made = js_sys::Promise::resolve(&made);
    wasm_bindgen_futures::JsFuture::from(made).await.unwrap();
    let loose = open("speed").await.unwrap();
    let whole = loose.read_from(0).await.unwrap().log;
    // Where rows were deleted a browser reads slower for a while: the packed ones are written afresh.
    open("speed-packed").await.unwrap().wipe().await.unwrap();
    let packed = open("speed-packed").await.unwrap();
    for entries in whole.chunks(64) {
        let batch = Batch {
            log: entries.to_vec(),
            ..Batch::default()
        };
        packed.write(&batch).await.unwrap();
    }
    for (rows, storage) in [("a row an entry", &loose), ("64 entries a row", &packed)] {
        let mut best = f64::INFINITY;
        for _ in 0..10 {
            let start = js_sys::Date::now();
            let kept = storage.read_from(0).await.unwrap();
            best = best.min(js_sys::Date::now() - start);
            assert_eq!(kept.log.len(), 10_000);
        }
        console_log!("a log of 10 000 read, {rows}: {best:.0} ms");
    }
    let start = js_sys::Date::now();
    for number in 10_001..=10_100 {
        let batch = Batch {
            log: vec![(number, vec![1; 520])],
            ..Batch::default()
        };
        packed.write(&batch).await.unwrap();
    }
    let each = (js_sys::Date::now() - start) / 100.0;
    console_log!("one entry more: {each:.2} ms");
}
