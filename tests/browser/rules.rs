//! A team's rules and a colleague's terms, set by the coordinator on a phone.

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_sets_the_rules_and_they_are_there_after_a_reload() {
    let cast = Cast::of(roster("grid.csv"));
    let [bram, _] = &cast.others;
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "ruler", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    steps::import(&page, &relay, &cast).await;

    page.go(&relay.at("/team")).await;
    page.see("[data-test=rules-open]").await;
    page.picture("team").await;
    page.tap("[data-test=rules-open]").await;
    page.see("[data-test=rules]").await;
    page.picture("rules").await;
    page.tap("[data-test=short-never]").await;
    page.tap("[data-test=rules-save]").await;
    page.see_gone("[data-test=rules]").await;
    page.see_gone(".link-pill__waiting").await;

    page.tap(&format!("[data-test=\"terms-{bram}\"]")).await;
    page.picture("terms").await;
    page.write("[data-test=terms-hours] input", "32,5").await;
    page.tap("[data-test=terms-save]").await;
    page.see_gone("[data-test=terms]").await;

    page.reload().await;
    page.tap("[data-test=rules-open]").await;
    page.see("[data-test=short-never] input:checked, [data-test=short-never]:has(:checked)")
        .await;
    page.close().await;
}
