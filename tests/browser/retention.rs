//! A coordinator says how long the server keeps the past, and every colleague reads it.

use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

const SET: &str = "[data-test=retention] select";

#[tokio::test(flavor = "multi_thread")]
async fn the_team_says_how_long_the_server_keeps_the_past() {
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::tablet()];
    let ann = chromium.open(&profiles[0], "sets", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", "Anna").await;
    ann.tap("a[href=\"/team\"]").await;
    steps::add(&ann, "Ben").await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], ("Ben", "reads")).await;
    b.go(&relay.at("/team")).await;
    b.see_text("[data-test=retention]", "beheerder van de server")
        .await;
    assert!(!b.has(SET).await, "Ben is no coordinator");

    ann.go(&relay.at("/team")).await;
    ann.see(SET).await;
    let choose = format!(
        "const list = document.querySelector('{SET}'); list.value = '90'; \
         list.dispatchEvent(new Event('change', {{ bubbles: true }})); \
         list.scrollIntoView({{ block: 'center' }}); return ''"
    );
    ann.run(&choose).await;
    b.see_text("[data-test=retention] dd", "90 dagen").await;
    b.run("document.querySelector('[data-test=retention]').scrollIntoView(); return ''")
        .await;
    for page in [&ann, &b] {
        page.picture("days").await;
    }
    // It is in the list that the server keeps, so a new visit finds it.
    ann.see_gone(".link-pill__waiting").await;
    ann.reload().await;
    ann.see(SET).await;
    ann.until(
        &format!("return document.querySelector('{SET}').value"),
        "90",
    )
    .await;
    assert!(!ann.has("[data-test=alarm]").await);
    for page in [ann, b] {
        page.close().await;
    }
}
