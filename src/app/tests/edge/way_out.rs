//! Requests, the live connection, other tabs, and the clock they wait by.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use ruil_app::edge::http::{self, HttpError};
use ruil_app::edge::socket::{Socket, SocketError, SocketEvent};
use ruil_app::edge::{clock, tabs, wake};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Waits until something holds; the test's own limit ends a wait in vain.
async fn until(holds: impl Fn() -> bool) {
    while !holds() {
        clock::after(5).await;
    }
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script)
        .call0(&JsValue::UNDEFINED)
        .unwrap()
}

#[wasm_bindgen_test]
async fn a_request_brings_status_and_body() {
    let page = http::request("GET", "/", None, None).await.unwrap();
    assert_eq!(page.status, 200);
    assert!(
        page.body
            .windows(5)
            .any(|part| part.eq_ignore_ascii_case(b"<html"))
    );
    let missing = http::request("GET", "/v1/not/there", Some("00ff"), None)
        .await
        .unwrap();
    assert_eq!(missing.status, 404);
}

#[wasm_bindgen_test]
async fn what_cannot_be_reached_is_offline() {
    // Nothing may listen at port 1: browsers refuse it by themselves.
    let refused = http::request("PUT", "http://localhost:1/", None, Some(&[1, 2])).await;
    assert_eq!(refused, Err(HttpError::Offline));
}

#[wasm_bindgen_test]
async fn a_connection_that_does_not_come_about_is_closed_once() {
    let events = Rc::new(RefCell::new(Vec::new()));
    let seen = events.clone();
    let socket = Socket::open("/v1/live", move |event| seen.borrow_mut().push(event)).unwrap();
    assert_eq!(socket.send(&[1]), Err(SocketError::NotOpen));
    until(|| !events.borrow().is_empty()).await;
    clock::after(50).await;
    assert_eq!(*events.borrow(), [SocketEvent::Closed]);
    assert_eq!(socket.send(&[1]), Err(SocketError::NotOpen));
}

#[wasm_bindgen_test]
async fn a_dropped_connection_says_nothing_more() {
    let events = Rc::new(Cell::new(0));
    let seen = events.clone();
    drop(Socket::open("/v1/live", move |_| seen.set(seen.get() + 1)).unwrap());
    clock::after(100).await;
    assert_eq!(events.get(), 0);
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let heard = Rc::new(Cell::new(0));
    let count = heard.clone();
    tabs::on_announce(move || count.set(count.get() + 1));
    run(
        "globalThis.other = new BroadcastChannel('ruil'); other.heard = 0;
         other.onmessage = () => other.heard += 1",
    );
    tabs::announce();
    until(|| run("return other.heard").as_f64() == Some(1.0)).await;
    assert_eq!(heard.get(), 0);
    run("other.postMessage(null)");
    until(|| heard.get() == 1).await;
    run("other.close()");
}

#[wasm_bindgen_test]
async fn waking_is_noticed() {
    let woken = Rc::new(Cell::new(0));
    let count = woken.clone();
    wake::on_wake(move || count.set(count.get() + 1));
    for (event, target) in [
        ("online", "window"),
        ("pageshow", "window"),
        ("visibilitychange", "document"),
    ] {
        let before = woken.get();
        run(&format!("{target}.dispatchEvent(new Event('{event}'))"));
        assert_eq!(woken.get(), before + 1, "{event}");
    }
    assert!(wake::is_visible() && wake::is_online());
}

#[wasm_bindgen_test]
async fn time_passes() {
    let before_ms = clock::now_ms();
    clock::after(20).await;
    let past_ms = clock::now_ms() - before_ms;
    assert!((15..10_000).contains(&past_ms), "{past_ms}");
    assert!(before_ms > 1_700_000_000_000);
    assert_eq!(clock::now().day(), clock::today());
    let offset_min = run("return -new Date(1735689600000).getTimezoneOffset()")
        .as_f64()
        .unwrap();
    assert_eq!(f64::from(clock::offset_min(1_735_689_600_000)), offset_min);
    assert_eq!(clock::moment(1_735_689_600_000).utc_min, 28_928_160);
}

#[wasm_bindgen_test]
async fn a_ticker_ticks_until_it_is_dropped() {
    let ticks = Rc::new(Cell::new(0));
    let count = ticks.clone();
    let ticker = clock::every(5, move || count.set(count.get() + 1));
    until(|| ticks.get() >= 3).await;
    drop(ticker);
    let so_far = ticks.get();
    let count = ticks.clone();
    drop(clock::once(5, move || count.set(1_000)));
    clock::after(60).await;
    assert_eq!(ticks.get(), so_far);
}

#[wasm_bindgen_test]
async fn a_call_that_is_due_once_comes_once() {
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let _ticker = clock::once(5, move || count.set(count.get() + 1));
    until(|| calls.get() > 0).await;
    clock::after(30).await;
    assert_eq!(calls.get(), 1);
}
