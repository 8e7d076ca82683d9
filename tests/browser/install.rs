//! Putting the app on the home screen: asked once there is a roster, and shown for the phone at hand.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const LINES: [Line; 3] = [
    (ANN, 0, "08:00", "16:00"),
    ("Bram de Boer", 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];
/// Has the browser make no offer of its own, as most don't.
const NO_OFFER: &str = "addEventListener('beforeinstallprompt', (event) => {
    if (event.isTrusted) event.stopImmediatePropagation();
})";

/// The browser's own offer, as Chromium makes it; it notes that it was taken.
const OFFER: &str = "const offer = new Event('beforeinstallprompt', { cancelable: true });
    offer.prompt = () => { window.taken = true; return Promise.resolve(); };
    window.dispatchEvent(offer);
    return offer.defaultPrevented";
/// What an iPhone's browser has and others have not.
const IPHONE: &str = "Object.defineProperty(navigator, 'standalone', { value: false })";

/// Has a page begin with a script, whatever it opens.
async fn begin_with(page: &Page, script: &str) {
    let source = serde_json::json!({ "source": script });
    page.order("Page.addScriptToEvaluateOnNewDocument", source)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_screen_is_spoken_of_once_there_is_a_roster_and_shown_in_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "install", &relay.at("/")).await;
    begin_with(&page, NO_OFFER).await;
    steps::found(&page, &relay, "De Linde", ANN).await;
    assert!(!page.has("[data-test=install-hint]").await, "not yet");
    steps::import(&page, &relay, &cast).await;
    page.go(&relay.at("/")).await;
    page.see("[data-test=install-hint]").await;
    page.picture_everywhere("hint").await;
    page.tap("[data-test=to-install]").await;
    page.see_count(".install-steps__step", 3).await;
    page.picture_everywhere("computer").await;

    assert_eq!(page.run(OFFER).await, "true");
    page.tap("[data-test=install-now]").await;
    page.until("return window.taken === true", "true").await;

    page.go(&relay.at("/")).await;
    page.tap("[data-test=install-later]").await;
    page.see_gone("[data-test=install-hint]").await;
    page.reload().await;
    page.see(".link-pill--live").await;
    assert!(!page.has("[data-test=install-hint]").await, "it was heard");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_an_iphone_the_app_comes_first_and_the_code_after() {
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium
        .open(&profile, "install-i", &relay.at("/icons/icon.svg"))
        .await;
    begin_with(&page, NO_OFFER).await;
    begin_with(&page, IPHONE).await;
    page.go(&relay.at("/join#ABCDE12345")).await;
    page.see("[data-test=install-first]").await;
    page.see_text("[data-test=join-given]", "ABCDE").await;
    page.see_text(".install-steps__step", "Safari").await;
    page.picture_everywhere("iphone").await;
    page.tap("[data-test=join-here]").await;
    page.see("[data-test=join-failed]").await;
}
