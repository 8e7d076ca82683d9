//! Two without a network take the same open shift.

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

/// Takes the open shift of the week, as far as it goes without a network, and returns which.
async fn take(page: &Page, relay: &Relay, cast: &Cast) -> String {
    page.go(&relay.at(&format!("/roster?week={}", cast.day)))
        .await;
    let open = "tr[data-open] [data-test=roster-shift]";
    page.see(open).await;
    let script = format!("return document.querySelector('{open}').dataset.shift");
    let shift = page.run(&script).await;
    page.tap(open).await;
    page.tap("[data-test=shift-claim]").await;
    page.see("[data-test=progress][data-state=saved]").await;
    page.picture("taken").await;
    shift
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_an_open_shift_one_has_it_and_the_other_reads_who() {
    let cast = Cast::of(roster("open.csv"));
    let [bram, canan] = &cast.others;
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profiles = [Profile::tablet(), Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "giver", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "taker-b")).await;
    let c = steps::invite(&ann, &relay, &chromium, &profiles[2], (canan, "taker-c")).await;

    relay.kill();
    for page in [&b, &c] {
        page.see(".link-pill--offline").await;
    }
    let shift = take(&b, &relay, &cast).await;
    assert_eq!(take(&c, &relay, &cast).await, shift);
    let owner = steps::owner(&b, &relay, &cast, &shift).await;
    assert!(owner.contains("Open"), "nothing is final: {owner}");

    relay.run();
    for page in [&ann, &b, &c] {
        page.see(".link-pill--live").await;
    }
    let winner = steps::new_owner(&ann, &relay, &cast, (&shift, "Open")).await;
    let (winner, won, lost) = if winner.contains(bram.as_str()) {
        (bram, &b, &c)
    } else {
        (canan, &c, &b)
    };
    for page in [&ann, &b, &c] {
        steps::see_owner(page, &relay, &cast, (&shift, winner)).await;
        assert!(!page.has("tr[data-open]").await, "it is open no more");
    }
    lost.go_to_swaps().await;
    lost.see_text("[data-test=rejected]", winner).await;
    lost.picture("lost").await;
    won.go_to_swaps().await;
    assert!(!won.has("[data-test=rejected]").await);
    for page in [ann, b, c] {
        page.close().await;
    }
}
