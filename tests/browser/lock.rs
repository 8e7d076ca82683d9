//! A lock on the device: nothing of the team without the secret, and no key in the storage.

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const SECRET: &str = "blauwe tram 14";

/// Reads all the device keeps, as `store key: bytes` in lines.
const READ_ALL: &str = "
    window.kept = '';
    const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
    const open = indexedDB.open('ruil');
    open.onsuccess = () => {
        const stores = ['meta', 'log', 'outbox'];
        const all = open.result.transaction(stores);
        const asked = stores.map(name => [name, all.objectStore(name)])
            .map(([name, store]) => [name, store.getAllKeys(), store.getAll()]);
        all.oncomplete = () => {
            const lines = asked.flatMap(([name, keys, values]) =>
                keys.result.map((key, at) => `${name} ${key}: ${hex(values.result[at])}`));
            window.kept = lines.join('\\n');
            open.result.close();
        };
    };
    return ''";

/// Puts the app into the background, and back again after so many minutes by its clock.
const AWAY: &str = "
    const turn = hidden => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event('visibilitychange'));
    };
    const now = Date.now;
    turn(true);
    Date.now = () => now() + MINUTES * 60000;
    turn(false);
    Date.now = now;
    return ''";

pub async fn kept(page: &Page) -> String {
    page.run(READ_ALL).await;
    page.until("return String(window.kept.length > 0)", "true")
        .await;
    page.run("return window.kept").await
}

/// Returns the bytes of a row that is not empty.
pub fn row<'a>(kept: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = kept.lines();
    let bytes = lines.find_map(|line| line.strip_prefix(&format!("meta {name}: ")))?;
    (!bytes.is_empty()).then_some(bytes)
}

pub async fn set_lock(page: &Page, secret: &str, again: &str) {
    page.tap("[data-test=lock-set]").await;
    page.write("[data-test=lock-new] input", secret).await;
    page.write("[data-test=lock-again] input", again).await;
    page.tap("[data-test=lock-submit]").await;
}

pub async fn open(page: &Page, secret: &str) {
    page.write("[data-test=locked-secret] input", secret).await;
    page.tap("[data-test=locked-open]").await;
}

async fn see_roster(page: &Page) {
    page.tap("a[href=\"/roster\"]").await;
    page.see("[data-test=roster-shift]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_secret_the_device_shows_nothing_and_holds_no_key() {
    let cast = Cast::of(roster("grid.csv"));
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "lock", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    steps::import(&page, &relay, &cast).await;
    page.go(&relay.at("/team")).await;
    page.see("[data-test=lock-off]").await;
    let open_bytes = kept(&page).await;
    let identity = row(&open_bytes, "identity").unwrap().to_owned();
    // Team, person and device, then the device's secret key.
    let secret_key = &identity[2 * 48..2 * 80];

    for (secret, again, field) in [("123", "123", "lock-new"), ("1234", "1243", "lock-again")] {
        set_lock(&page, secret, again).await;
        page.see(&format!("[data-test={field}] [aria-invalid]"))
            .await;
        page.picture(&format!("{field}-wrong")).await;
        page.tap("[data-test=lock-dialog] .icon-button").await;
    }
    set_lock(&page, SECRET, SECRET).await;
    page.see("[data-test=lock-on]").await;
    page.see_gone("[data-test=lock-dialog]").await;
    let locked_bytes = kept(&page).await;
    assert_eq!(row(&locked_bytes, "identity"), None);
    assert!(row(&locked_bytes, "locked").is_some());
    assert!(open_bytes.contains(secret_key), "it was there before");
    assert!(!locked_bytes.contains(secret_key), "and is nowhere now");

    page.reload().await;
    page.see("[data-test=locked]").await;
    let shown = page.text("body").await;
    assert!(!shown.contains("De Linde") && !shown.contains(&cast.ann));
    page.picture("asked").await;
    open(&page, "blauwe tram 15").await;
    page.see("[data-test=locked-secret] [aria-invalid]").await;
    page.picture("wrong").await;
    open(&page, SECRET).await;
    see_roster(&page).await;
    page.see(".link-pill--live").await;

    page.run(&AWAY.replace("MINUTES", "9")).await;
    see_roster(&page).await;
    page.run(&AWAY.replace("MINUTES", "11")).await;
    page.see("[data-test=locked]").await;
    open(&page, SECRET).await;
    page.tap("a[href=\"/team\"]").await;
    page.tap("[data-test=lock-drop]").await;
    page.write("[data-test=lock-drop-current] input", "0000")
        .await;
    page.tap("[data-test=lock-drop-submit]").await;
    page.see("[data-test=lock-drop-current] [aria-invalid]")
        .await;
    page.tap("[data-test=lock-drop-dialog] .icon-button").await;
    page.tap("[data-test=lock-drop]").await;
    page.write("[data-test=lock-drop-current] input", SECRET)
        .await;
    page.tap("[data-test=lock-drop-submit]").await;
    page.see("[data-test=lock-off]").await;
    assert_eq!(row(&kept(&page).await, "identity"), Some(&*identity));
    page.reload().await;
    see_roster(&page).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_has_to_wait_and_who_forgot_starts_afresh() {
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "guess", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Ann").await;
    page.tap("a[href=\"/team\"]").await;
    set_lock(&page, SECRET, SECRET).await;
    page.tap("[data-test=lock-now]").await;
    page.see("[data-test=locked]").await;
    for guess in ["0000", "1111", "1234", "2580", "9999"] {
        page.see("[data-test=locked-open]:enabled").await;
        open(&page, guess).await;
        page.see("[data-test=locked-secret] [aria-invalid]").await;
    }
    page.see_text("[data-test=locked-secret]", "seconden").await;
    page.see("[data-test=locked-open]:disabled").await;
    page.picture("wait").await;
    page.reload().await;
    page.see("[data-test=locked-open]:disabled").await;

    page.tap("[data-test=locked-forgot]").await;
    page.see("[data-test=locked-wipe]").await;
    page.picture("forgot").await;
    page.tap("[data-test=locked-wipe]").await;
    page.see("[data-test=locked-wipe-sure]").await;
    page.picture("sure").await;
    page.tap("[data-test=locked-wipe-sure]").await;
    page.see("[data-test=welcome]").await;
    assert!(!page.has("[data-test=welcome-lost]").await, "it was meant");
    page.close().await;
}
