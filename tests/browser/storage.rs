//! A device whose storage fails: what is not saved is told, stays, and is saved when it can be.

use serde_json::json;

use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const BEN: &str = "Ben de Wit";
const NEW: &str = "[data-test=welcome]";
const LOST: &str = "[data-test=welcome-lost]";

/// Clears some kinds of what the browser keeps for the app.
async fn clear(page: &Page, relay: &Relay, kinds: &str) {
    let how = json!({ "origin": relay.at(""), "storageTypes": kinds });
    page.order("Storage.clearDataForOrigin", how).await;
}

/// Plays a browser with so much of its room in use, in percent. A full one refuses what it is
/// given, or takes it and fails to commit. The page must not be loaded anew meanwhile.
async fn fill_to(page: &Page, percent: u32, refuses: &str) {
    let script = "
        navigator.storage.estimate = async () => ({ usage: PERCENT, quota: 100 });
        const full = new DOMException('full', 'QuotaExceededError');
        const [rows, ends] = [IDBObjectStore.prototype, IDBTransaction.prototype];
        window.own ??= { add: rows.add, commit: ends.commit, error: Object.getOwnPropertyDescriptor(ends, 'error') };
        rows.add = own.add;
        ends.commit = own.commit;
        Object.defineProperty(ends, 'error', own.error);
        if (PERCENT === 100 && 'REFUSES' === 'put')
            rows.add = () => { throw full };
        if (PERCENT === 100 && 'REFUSES' === 'commit') {
            ends.commit = function () { this.abort() };
            Object.defineProperty(ends, 'error', { get: () => full, configurable: true });
        }
        window.dispatchEvent(new Event('online'));
        return ''";
    let script = script.replace("PERCENT", &percent.to_string());
    page.run(&script.replace("REFUSES", refuses)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_device_says_what_it_did_not_save_and_saves_it_when_there_is_room() {
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "full", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna").await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    page.tap("a[href=\"/team\"]").await;
    page.see("[data-test=storage-used]").await;
    page.see("[data-test=storage-persist]").await;
    page.run("document.querySelector('[data-test=storage]').scrollIntoView(); return ''")
        .await;
    page.picture("storage").await;
    relay.kill();
    page.see(".link-pill--offline").await;

    fill_to(&page, 80, "").await;
    page.see("[data-test=storage-nearly-full]").await;
    page.picture_everywhere("nearly").await;

    for (refuses, name) in [("put", BEN), ("commit", "Canan")] {
        fill_to(&page, 100, refuses).await;
        steps::add(&page, name).await;
        page.see_text("[data-test=storage-stuck]", "vol").await;
        page.see_text("[data-test=notice]", "Niet bewaard").await;
        page.picture_everywhere("stuck").await;
        page.tap("a[href=\"/\"]").await;
        page.see("[data-test=progress][data-state=not-saved]").await;
        page.picture_everywhere("not-saved").await;
        page.tap("[data-test=storage-again]").await;
        page.see("[data-test=storage-stuck]").await;

        fill_to(&page, 10, "").await;
        page.see_gone("[data-test=storage-stuck]").await;
        page.see_gone("[data-test=notice]").await;
        page.see_gone("[data-test=progress][data-state=not-saved]")
            .await;
        page.see("[data-test=progress][data-state=saved]").await;
        page.tap("a[href=\"/team\"]").await;
    }
    assert!(!page.has("[data-test=storage-nearly-full]").await);
    page.go(&relay.at("/team")).await;
    for name in [BEN, "Canan"] {
        page.see(&format!("[data-test=\"person-{name}\"]")).await;
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_deleted_under_the_open_app_is_told_and_can_be_saved_again() {
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "emptied", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna").await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    page.tap("a[href=\"/team\"]").await;
    page.see_gone(".link-pill__waiting").await;
    relay.kill();
    page.see(".link-pill--offline").await;
    steps::add(&page, BEN).await;

    clear(&page, &relay, "indexeddb").await;
    page.see("[data-test=storage-emptied]").await;
    page.see_text("[data-test=notice]", "Bovenaan").await;
    page.picture_everywhere("told").await;
    steps::add(&page, "Canan").await;
    page.tap("[data-test=storage-restore]").await;
    page.see_gone("[data-test=storage-emptied]").await;
    page.see_gone("[data-test=notice]").await;
    assert!(!page.has("[data-test=storage-stuck]").await);

    // The relay gives the rest again, and gets what it never had.
    relay.run();
    page.go(&relay.at("/team")).await;
    page.see(".link-pill--live").await;
    for name in ["Anna", BEN, "Canan"] {
        page.see(&format!("[data-test=\"person-{name}\"]")).await;
    }
    page.see_gone(".link-pill__waiting").await;
    assert!(!page.has("[data-test=alarm]").await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_lost_its_team_is_not_taken_for_a_new_one() {
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "lost", &relay.at("/")).await;
    page.see(NEW).await;
    assert!(!page.has(LOST).await, "this one is new");
    steps::found(&page, &relay, "De Linde", "Anna").await;
    page.see_gone(".link-pill__waiting").await;

    // Cleared while the app is closed: the team's name is left.
    for (kinds, says) in [
        ("indexeddb", "De Linde"),
        ("indexeddb,local_storage", "beginscherm"),
    ] {
        page.go("about:blank").await;
        clear(&page, &relay, kinds).await;
        page.go(&relay.at("/")).await;
        page.see(NEW).await;
        page.see_text(LOST, says).await;
        let what = if says == "De Linde" { "team" } else { "cookie" };
        page.picture_everywhere(what).await;
        let cookie = page.run("return document.cookie").await;
        assert!(
            !cookie.contains("Linde"),
            "the server learns no name: {cookie}"
        );
    }
    page.go("about:blank").await;
    clear(&page, &relay, "all").await;
    page.order("Network.clearBrowserCookies", json!({})).await;
    page.go(&relay.at("/")).await;
    page.see(NEW).await;
    assert!(!page.has(LOST).await, "nothing is left to tell by");
    page.close().await;
}

/// A window of which the browser keeps nothing, as private ones were for long.
const KEEPS_NOTHING: &str = "
    IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') };";

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_keeps_nothing_says_so_before_anything_is_done() {
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "private", "about:blank").await;
    let script = json!({ "source": KEEPS_NOTHING });
    page.order("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
    page.go(&relay.at("/")).await;
    page.see_text("[data-test=no-storage]", "privévenster")
        .await;
    assert!(!page.has(NEW).await, "no team is begun that would be lost");
    page.picture_everywhere("told").await;
    page.close().await;
}
