//! The address: steps, the way back, and the links that are followed without a visit.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use ruil_app::edge::clock;
use ruil_app::edge::history::{self, Step};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn run(script: &str) -> JsValue {
    Function::new_no_args(script)
        .call0(&JsValue::UNDEFINED)
        .unwrap()
}

#[wasm_bindgen_test]
async fn the_way_back_leads_past_what_was_replaced() {
    history::go("/", Step::Instead);
    let backs = Rc::new(Cell::new(0));
    let counted = backs.clone();
    history::on_back(move || counted.set(counted.get() + 1));
    history::go("/swaps", Step::New);
    history::go("/roster?week=2025-03-10", Step::Instead);
    assert_eq!(history::here(), "/roster?week=2025-03-10");
    assert_eq!(backs.get(), 0, "our own steps are not told");
    run("history.back()");
    while backs.get() == 0 {
        clock::after(5).await;
    }
    assert_eq!((history::here().as_str(), backs.get()), ("/", 1));
}

/// Clicks a link with these attributes in this way, and stops the browser from going there.
fn click(attributes: &str, how: &str) {
    run(&format!(
        "const place = document.createElement('div');
         place.innerHTML = '<a {attributes}><b>there</b></a>';
         document.body.append(place);
         addEventListener('click', event => event.preventDefault(), {{ once: true }});
         const how = {{ bubbles: true, cancelable: true, {how} }};
         place.querySelector('b').dispatchEvent(new MouseEvent('click', how));
         place.remove()"
    ));
}

#[wasm_bindgen_test]
fn a_link_into_the_app_is_followed_and_others_are_the_browser_s() {
    let followed = Rc::new(RefCell::new(Vec::new()));
    let seen = followed.clone();
    history::on_link(move |path| seen.borrow_mut().push(path.to_owned()));
    click("href=\"/swaps\"", "");
    click("href=\"/roster?week=2025-03-10\"", "button: 0");
    let own = ["/swaps", "/roster?week=2025-03-10"];
    assert_eq!(*followed.borrow(), own);

    for how in [
        "button: 1",
        "ctrlKey: true",
        "metaKey: true",
        "shiftKey: true",
    ] {
        click("href=\"/swaps\"", how);
    }
    for attributes in [
        "href=\"https://elsewhere.example/swaps\"",
        "href=\"/swaps\" target=\"_blank\"",
        "href=\"/swaps\" download",
        "href=\"#page\"",
        "name=\"swaps\"",
    ] {
        click(attributes, "");
    }
    assert_eq!(*followed.borrow(), own);
}
