//! The log that leads to the same head and state on every machine leads there in a browser, too.

#[path = "../../../../tests/fuzz/history.rs"]
mod history;

use ruil_sync::Engine;
use wasm_bindgen_test::wasm_bindgen_test;

use history::{History, PLACES, WARD, batches, make};

/// The first thousand; `cargo xtask bench` goes on to ten thousand.
#[wasm_bindgen_test]
fn a_thousand_events_lead_where_they_lead_everywhere() {
    let [(events, place), ..] = PLACES;
    let history = make(WARD, events);
    assert_eq!(history.place(), place);
    let verified = History::verify(batches(&history.entries).collect());
    let loaded = Engine::load(&history.saved()).expect("an identity");
    let joined = history.join().expect("a checkpoint");
    for engine in [verified, loaded, joined] {
        assert_eq!(engine.alarm(), None);
        assert_eq!(engine.head(), history.reader.head());
        assert_eq!(engine.team(), history.reader.team());
    }
}
