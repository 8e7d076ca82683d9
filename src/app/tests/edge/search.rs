//! The searcher where no worker can be: this page's own script starts tests, not the app.

use std::cell::RefCell;
use std::rc::Rc;

use ruil_app::edge::clock;
use ruil_app::edge::search::{Searcher, is_worker};
use ruil_app::search::parcel::{Report, pack_pool, read_report};
use ruil_core::circle::{Arc, PersonNr, Pool, Vertex, VertexKind, VertexNr};
use wasm_bindgen_test::wasm_bindgen_test;

/// So many people, each of whom would take the next one's shift.
fn ring(people: u16, weight: i32) -> Pool {
    let vertices = (0..people).map(|nr| Vertex {
        kind: VertexKind::Swap,
        person: Some(PersonNr(nr)),
    });
    let arcs = (0..people).map(|nr| Arc {
        from: VertexNr(nr),
        to: VertexNr((nr + 1) % people),
        weight,
    });
    Pool {
        vertices: vertices.collect(),
        arcs: arcs.collect(),
        max_cycle: 5,
        person_once_per_circle: true,
        ..Pool::default()
    }
}

#[wasm_bindgen_test]
async fn without_a_worker_the_page_searches_the_newest_market() {
    assert!(!is_worker());
    let heard = Rc::new(RefCell::new(Vec::<Report>::new()));
    let hears = heard.clone();
    let searcher = Searcher::new(move |news| hears.borrow_mut().push(read_report(news).unwrap()));
    searcher.search(pack_pool(&ring(3, 7)));
    searcher.search(pack_pool(&ring(4, 5)));
    while heard.borrow().last().is_none_or(|report| !report.is_over) {
        clock::after(5).await;
    }
    let heard = heard.borrow();
    let last = heard.last().unwrap();
    assert!(last.answer.is_proven);
    assert_eq!((last.answer.value, last.answer.circles.len()), (20, 1));
    assert!(
        heard.iter().all(|report| report.answer.value != 21),
        "the older search is over"
    );
}
