//! A roster file is shared to the app, or opened with it, and waits until somebody reads it.

use std::path::Path;

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::{lock, steps};

/// What other apps do when somebody shares a file with this one: they send a form.
fn other_app(relay: &Relay) -> String {
    let place = relay.at("/share");
    format!(
        "data:text/html,<form method=post enctype=multipart/form-data action=\"{place}\">\
         <input type=file name=roster><button>Share</button></form>"
    )
}

async fn share(page: &Page, relay: &Relay, file: &Path) {
    let guards = "return String(!!navigator.serviceWorker?.controller)";
    page.until(guards, "true").await;
    page.go(&other_app(relay)).await;
    page.pick("input", file).await;
    page.tap("button").await;
}

const SECRET: &str = "blauwe tram 14";
/// Counts the files that still wait.
const WAITING: &str =
    "return caches.open('shared').then(kept => kept.keys()).then(keys => String(keys.length))";

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_file_is_read_and_does_not_stay() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "shared", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    share(&page, &relay, &cast.file).await;
    page.see_text("[data-test=import-summary]", &cast.shifts.to_string())
        .await;
    page.see_text("[data-test=import-draft]", "grid.csv").await;
    page.until(WAITING, "0").await;
    page.tap("[data-test=import-write]").await;
    page.see("[data-test=import-written]").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_comes_before_there_is_a_team_waits_for_it() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "early", &relay.at("/")).await;
    page.see("[data-test=welcome]").await;
    share(&page, &relay, &cast.file).await;
    page.see("[data-test=waiting-file]").await;
    page.picture("welcome").await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    page.see("[data-test=waiting-file] a").await;
    page.picture("team").await;
    page.tap("[data-test=waiting-file] a").await;
    page.see_text("[data-test=import-summary]", &cast.shifts.to_string())
        .await;
    page.see_gone("[data-test=waiting-file]").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_comes_while_the_app_is_locked_waits_for_the_secret() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "shut", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    page.go(&relay.at("/team")).await;
    lock::set_lock(&page, SECRET, SECRET).await;
    page.see("[data-test=lock-on]").await;
    share(&page, &relay, &cast.file).await;
    page.see("[data-test=locked]").await;
    page.until(WAITING, "1").await;
    let shown = page.text("body").await;
    assert!(!shown.contains("grid.csv"), "a lock tells nothing: {shown}");
    page.picture("locked").await;

    // Who gives up and comes back later finds it still there.
    page.reload().await;
    page.see("[data-test=locked]").await;
    page.until(WAITING, "1").await;
    lock::open(&page, SECRET).await;
    page.see_text("[data-test=import-summary]", &cast.shifts.to_string())
        .await;
    page.see_text("[data-test=import-draft]", "grid.csv").await;
    page.until(WAITING, "0").await;
    page.tap("[data-test=import-write]").await;
    page.see("[data-test=import-written]").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_opened_with_the_app_is_read() {
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "opened", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna Verbeek").await;
    let opens = "Object.defineProperty(window, 'launchQueue', { value: { setConsumer(take) {
        const text = 'Naam;Datum;Begin;Einde\\nAnna Verbeek;03-03-2025;07:00;15:30\\n';
        const file = new File([text], 'maart één.csv');
        take({ files: [{ getFile: () => Promise.resolve(file) }] });
    } } });";
    let script = serde_json::json!({ "source": opens });
    page.order("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
    page.go(&relay.at("/team/import")).await;
    page.see_text("[data-test=import-draft]", "maart één.csv")
        .await;
    page.see_count("[data-test=import-draft] tbody tr", 1).await;
    page.close().await;
}
