//! A wish is told, survives a reload, and is taken back; its reason stays on the device.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const LINES: [Line; 3] = [
    ("Anna Verbeek", 0, "08:00", "16:00"),
    ("Bram de Boer", 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_is_there_after_a_reload_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let page = chromium
        .open(&Profile::phone(), "wisher", &relay.at("/"))
        .await;
    steps::found(&page, &relay, "De Linde", LINES[0].0).await;
    steps::import(&page, &relay, &cast).await;
    page.go(&relay.at("/wishes")).await;
    page.see("[data-test=wish-add]").await;
    page.picture("none").await;
    page.tap("[data-test=wish-add]").await;
    page.see("[data-test=wish-form]").await;
    page.picture("form").await;
    page.tap("[data-test=wish-parts] label").await;
    page.tap("[data-test=wish-save]").await;
    page.see_gone("[data-test=wish-form]").await;
    page.see_count("[data-test=wish]", 1).await;
    page.see_gone(".link-pill__waiting").await;

    page.reload().await;
    page.see_count("[data-test=wish]", 1).await;
    page.picture("one").await;
    page.tap("[data-test=wish-back]").await;
    page.see("[data-test=wish-gone]").await;
    page.see_count("[data-test=wish]", 0).await;
    page.tap("[data-test=wish-keep]").await;
    page.see_count("[data-test=wish]", 1).await;
    page.close().await;
}
