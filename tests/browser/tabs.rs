//! Two tabs of one device: equals, on one storage and one outbox.

use thirtyfour::WindowHandle;

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

/// The offers that still stand.
const OFFERS: &str = "[data-test=my-offers] [data-test=offer-card]";
/// Those that are over.
const PAST: &str = "[data-test=past] [data-test=offer-card]";

/// Sends what two tabs have filled in, before either hears of the other, and counts the writes
/// that storage turns away.
const SEND_BOTH: &str = "
    for (const tab of [window.other, window]) {
        tab.aborted = 0;
        const begin = tab.IDBDatabase.prototype.transaction;
        tab.IDBDatabase.prototype.transaction = function (...wanted) {
            const begun = begin.apply(this, wanted);
            begun.addEventListener('abort', () => tab.aborted += 1);
            return begun;
        };
        tab.document.querySelector('[data-test=offer-send]').click();
    }
    return ''";

/// Waits until both tabs show so many offers, and asserts that they show the same.
async fn see_offers(page: &Page, tabs: &[WindowHandle; 2], open: usize, past: usize) {
    let mut seen = Vec::new();
    for tab in tabs {
        page.turn_to(tab).await;
        page.see_count(OFFERS, open).await;
        page.see_count(PAST, past).await;
        let script = "return [...document.querySelectorAll('[data-test=offer-card]')]\
                      .map(card => card.dataset.offer).sort().join(' ')";
        seen.push(page.run(script).await);
        for wrong in ["notice", "alarm", "rejected", "link-refused"] {
            assert!(!page.has(&format!("[data-test={wrong}]")).await, "{wrong}");
        }
    }
    assert_eq!(seen[0], seen[1]);
}

/// Returns three of Ann's shifts that somebody could take.
async fn sendable(page: &Page, relay: &Relay, cast: &Cast) -> Vec<String> {
    let mut found = Vec::new();
    for shift in steps::own_shifts(page, relay, cast).await {
        page.go(&relay.at(&format!("/shift/{shift}"))).await;
        page.tap("[data-test=shift-offer]").await;
        page.see("[data-test=offer-send]").await;
        if found.len() < 3 && page.has("[data-test=offer-send]:enabled").await {
            found.push(shift);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_act_as_one_device() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "tabs", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    steps::import(&page, &relay, &cast).await;
    let [a, b, c] = &sendable(&page, &relay, &cast).await[..] else {
        panic!("somebody could take three of Ann's shifts in the week of the night");
    };

    // Both fill in an offer, and both send it in the same instant.
    page.go(&relay.at(&format!("/shift/{a}"))).await;
    page.tap("[data-test=shift-offer]").await;
    page.see("[data-test=offer-send]").await;
    let other = format!("window.other = window.open('/shift/{b}'); return ''");
    page.run(&other).await;
    let tabs: [WindowHandle; 2] = page.tabs().await.try_into().unwrap();
    page.turn_to(&tabs[1]).await;
    page.tap("[data-test=shift-offer]").await;
    page.see("[data-test=offer-send]").await;
    page.turn_to(&tabs[0]).await;
    page.run(SEND_BOTH).await;
    page.see_gone("[data-test=offer-send]").await;
    // One found its place in the outbox taken, and took the next.
    page.until("return window.aborted + window.other.aborted", "1")
        .await;
    for tab in &tabs {
        page.turn_to(tab).await;
        page.go_to_swaps().await;
    }
    see_offers(&page, &tabs, 2, 0).await;
    for tab in &tabs {
        page.turn_to(tab).await;
        page.see_count("[data-test=progress][data-state=final]", 2)
            .await;
        page.see_gone(".link-pill__waiting").await;
    }

    // Without a network, what one tab does the other one has.
    relay.kill();
    for tab in &tabs {
        page.turn_to(tab).await;
        page.see(".link-pill--offline").await;
    }
    page.turn_to(&tabs[0]).await;
    page.tap(&format!("{OFFERS} [data-test=offer-open]")).await;
    page.tap("[data-test=offer-withdraw]").await;
    page.see("[data-test=progress][data-state=saved]").await;
    page.turn_to(&tabs[1]).await;
    page.see_count("[data-test=progress][data-state=saved]", 1)
        .await;
    steps::offer(&page, &relay, c, "offer-give").await;
    page.go_to_swaps().await;
    page.turn_to(&tabs[0]).await;
    page.go_to_swaps().await;
    see_offers(&page, &tabs, 3, 0).await;
    page.picture("offline").await;

    relay.run();
    for tab in &tabs {
        page.turn_to(tab).await;
        page.see(".link-pill--live").await;
        page.see_gone(".link-pill__waiting").await;
    }
    see_offers(&page, &tabs, 2, 1).await;
    for tab in &tabs {
        page.turn_to(tab).await;
        page.reload().await;
        page.see(".link-pill--live").await;
        assert!(
            !page.has(".link-pill__waiting").await,
            "nothing is left over"
        );
    }
    see_offers(&page, &tabs, 2, 1).await;
    page.picture("live").await;
    page.close().await;
}
