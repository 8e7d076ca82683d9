//! What waits on a phone is sent with no page open: the browser wakes the service worker.

use serde_json::json;

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const DANA: &str = "Dana de Boer";
const OFFERS: &str = "[data-test=my-offers] [data-test=offer-card]";
const ASKED: &str = "[data-test=to-answer] [data-test=offer-card]";

/// What the app has asked the browser to wake the service worker for.
const ASKED_FOR: &str =
    "return navigator.serviceWorker.ready.then(it => it.sync.getTags()).then(tags => tags.join())";

/// Wakes the service worker as the browser does when it finds a network again. The first one that a
/// profile ever registered is number 0.
async fn wake(page: &Page, relay: &Relay) {
    page.order("ServiceWorker.enable", json!({})).await;
    let event = json!({
        "origin": relay.at(""),
        "registrationId": "0",
        "tag": "outbox",
        "lastChance": false,
    });
    page.order("ServiceWorker.dispatchSyncEvent", event).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_sent_with_no_page_open_and_once() {
    let cast = Cast::choose();
    let [bram, _] = &cast.others;
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "asleep", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "awake")).await;
    ann.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    ann.see_gone(".link-pill__waiting").await;

    relay.kill();
    ann.see(".link-pill--offline").await;
    let night = steps::night(&ann, &relay, &cast).await;
    steps::offer(&ann, &relay, &night, "offer-give").await;
    ann.tap("a[href=\"/team\"]").await;
    steps::add(&ann, DANA).await;
    ann.see_text(".link-pill__waiting", "2").await;
    ann.until(ASKED_FOR, "outbox").await;

    // Her browser stays, without Ruil in it.
    ann.leave().await;
    relay.run();
    b.see(".link-pill--live").await;
    b.go_to_swaps().await;
    assert!(!b.has(ASKED).await, "nothing was sent yet");
    wake(&ann, &relay).await;
    b.see_count(ASKED, 1).await;
    b.go(&relay.at("/team")).await;
    b.see(&format!("[data-test=\"person-{DANA}\"]")).await;

    // Her app sends it again, because it does not know; the relay does.
    ann.go(&relay.at("/swaps")).await;
    ann.see(".link-pill--live").await;
    ann.see_gone(".link-pill__waiting").await;
    ann.see_count(OFFERS, 1).await;
    for page in [&ann, &b] {
        page.go(&relay.at("/team")).await;
        page.see_count(&format!("[data-test=\"person-{DANA}\"]"), 1)
            .await;
        assert!(!page.has("[data-test=alarm]").await);
    }
    b.go_to_swaps().await;
    b.see_count(ASKED, 1).await;
    for page in [ann, b] {
        page.close().await;
    }
}
