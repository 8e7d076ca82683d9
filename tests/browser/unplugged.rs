//! After one visit the app opens with no network at all.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn after_one_visit_the_app_opens_without_a_network() {
    let cast = Cast::choose();
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let first = chromium.open(&profile, "unplugged", &relay.at("/")).await;
    steps::found(&first, &relay, "De Linde", &cast.ann).await;
    steps::import(&first, &relay, &cast).await;
    first
        .until("return !!navigator.serviceWorker.controller", "true")
        .await;
    first.close().await;
    relay.kill();

    let again = chromium.open(&profile, "unplugged", &relay.at("/")).await;
    again.see(".link-pill--offline").await;
    let night = steps::night(&again, &relay, &cast).await;
    again.picture("roster").await;
    // Each place is there, whichever part of the program it comes from.
    for (path, shows) in [
        ("/swaps", "[data-test=my-offers]"),
        ("/team", "[data-test=team]"),
        ("/team/import", "[data-test=import]"),
        (&format!("/shift/{night}"), "[data-test=shift-offer]"),
    ] {
        again.go(&relay.at(path)).await;
        again.see(shows).await;
        again.see(".link-pill--offline").await;
    }
    again.close().await;
}
