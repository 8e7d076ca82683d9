//! All of a device in one sealed file, put back on another.

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

const SECRET: &str = "vijf gewone woorden op rij";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_and_its_passphrase_bring_a_device_back() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let [old, new] = [Profile::phone(), Profile::phone()];
    let page = chromium.open(&old, "export", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    steps::import(&page, &relay, &cast).await;
    page.see(".link-pill--live").await;
    page.go(&relay.at("/team")).await;
    page.tap("[data-test=export]").await;
    page.write("[data-test=export-secret] input", SECRET).await;
    page.tap("[data-test=export-submit]").await;
    page.see("[data-test=export-again] [aria-invalid]").await;
    page.picture("wrong").await;
    page.write("[data-test=export-again] input", SECRET).await;
    page.tap("[data-test=export-submit]").await;
    page.see("[data-test=export-done]").await;
    page.picture("done").await;
    let file = old.downloaded("ruil").await;
    page.close().await;

    let page = chromium.open(&new, "put-back", &relay.at("/")).await;
    page.see("[data-test=welcome-put-back]").await;
    page.picture("welcome").await;
    page.tap("[data-test=welcome-put-back]").await;
    page.pick("[data-test=put-back-file]", &cast.file).await;
    page.see("[data-test=put-back-failed]").await;
    page.pick("[data-test=put-back-file]", &file).await;
    page.write("[data-test=put-back-secret] input", "iets anders")
        .await;
    page.tap("[data-test=put-back-submit]").await;
    page.see("[data-test=put-back-failed]").await;
    page.picture("wrong").await;
    page.pick("[data-test=put-back-file]", &file).await;
    page.see_gone("[data-test=put-back-failed]").await;
    page.write("[data-test=put-back-secret] input", SECRET)
        .await;
    page.tap("[data-test=put-back-submit]").await;
    page.see(".frame").await;
    page.tap("a[href=\"/roster\"]").await;
    page.see("[data-test=roster-shift]").await;
    page.see(".link-pill--live").await;
    page.close().await;
}
