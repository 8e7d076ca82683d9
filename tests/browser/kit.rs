//! A recovery kit: printed by a coordinator, who loses the phone and types it in on another.

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_brings_its_coordinator_back_when_the_phone_is_gone() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let [lost, new] = [Profile::phone(), Profile::phone()];
    let page = chromium.open(&lost, "kit", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    steps::import(&page, &relay, &cast).await;
    page.go(&relay.at("/team")).await;
    page.see("[data-test=kit]").await;
    page.picture("ways").await;
    page.tap("[data-test=kit]").await;
    page.see("[data-test=kit-make]").await;
    page.picture("before").await;
    page.tap("[data-test=kit-make]").await;
    page.see("[data-test=kit-sheet]").await;
    page.see("[data-test=kit-qr]").await;
    page.picture("sheet").await;
    let groups = page.texts("[data-test=kit-groups] li").await;
    assert_eq!(groups.len(), 28);
    page.tap("[data-test=kit-done]").await;
    page.tap(&format!("[data-test='terms-{}']", cast.ann)).await;
    page.tap("[data-test=terms-access]").await;
    page.see_text("[data-test=access-devices]", "papier").await;
    page.picture("devices").await;
    page.close().await;

    let page = chromium.open(&new, "kit-new", &relay.at("/join")).await;
    let typed = "[data-test=join-kit] textarea";
    page.tap("[data-test=join-have-kit]").await;
    page.write(typed, &groups[..27].join(" ")).await;
    page.write(typed, " abc").await;
    page.tap("[data-test=join-kit-submit]").await;
    page.see_text("[data-test=join-kit] [role=alert]", "28")
        .await;
    page.picture("slip").await;
    page.run("document.querySelector('[data-test=join-kit] textarea').select(); return ''")
        .await;
    page.write(typed, &groups.join("\n").to_lowercase()).await;
    page.tap("[data-test=join-kit-submit]").await;
    page.see(".link-pill--live").await;
    page.tap("a[href=\"/roster\"]").await;
    page.see("[data-test=roster-shift]").await;
    page.tap("a[href=\"/team\"]").await;
    page.see_text("[data-test=device-name]", &cast.ann).await;
    page.see("[data-test=team-add]").await;
    page.close().await;
}
