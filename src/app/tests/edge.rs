//! The edge in a real browser: what it promises has to hold where it runs.
//!
//! These tests run in a page of their own, driven through WebDriver.

#![cfg(target_arch = "wasm32")]

#[path = "edge/golden.rs"]
mod golden;
#[path = "edge/history.rs"]
mod history;
#[path = "edge/letter.rs"]
mod letter;
#[path = "edge/page.rs"]
mod page;
#[path = "edge/search.rs"]
mod search;
#[path = "edge/storage.rs"]
mod storage;
#[path = "edge/way_out.rs"]
mod way_out;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
