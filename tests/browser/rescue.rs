//! What the browser keeps of the app is spoilt: the rescue page has it fetched anew, and nothing is lost.

use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

/// Puts nonsense in the place of the program in every copy the service worker keeps.
const SPOIL: &str = "return (async () => {
    let spoilt = 0;
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (!request.url.endsWith('_bg.wasm')) continue;
            await cache.put(request, new Response('spoilt', { headers: { 'content-type': 'application/wasm' } }));
            spoilt += 1;
        }
    }
    return spoilt;
})()";

#[tokio::test(flavor = "multi_thread")]
async fn a_spoilt_app_is_fetched_anew_and_the_team_is_still_there() {
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "rescue", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna Verbeek").await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    page.go(&relay.at("/team")).await;
    page.see("[data-test=to-rescue]").await;
    assert_eq!(page.run(SPOIL).await, "1");

    page.go(&relay.at("/")).await;
    page.see("#boot").await;
    let is_shown = "return getComputedStyle(document.querySelector('.boot__stuck')).visibility";
    page.until(is_shown, "visible").await;
    page.picture_everywhere("stuck").await;
    page.tap(".boot__stuck a").await;
    page.see("#mend:enabled").await;
    page.picture_everywhere("page").await;

    // Without a network it takes nothing away.
    relay.kill();
    page.tap("#mend").await;
    page.see_text("#state", "geen internet").await;
    page.see("#mend:disabled").await;
    let copies = "return caches.keys().then((names) => names.filter((name) => name.startsWith('ruil-')).length)";
    assert_ne!(page.run(copies).await, "0");
    page.picture_everywhere("offline").await;

    relay.run();
    page.reload().await;
    page.see("#mend:enabled").await;
    page.tap("#mend").await;
    page.see(".link-pill--live").await;
    page.go(&relay.at("/team")).await;
    page.see_text("[data-test=device-name]", "Anna Verbeek")
        .await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
}
