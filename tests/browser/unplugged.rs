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
    let ready = "return navigator.serviceWorker.controller ? 'yes' : 'no'";
    while first.run(ready).await != "yes" {}
    first.close().await;
    relay.kill();

    let again = chromium.open(&profile, "unplugged", &relay.at("/")).await;
    again.see(".link-pill--offline").await;
    steps::night(&again, &relay, &cast).await;
    again.picture("roster").await;
    again.close().await;
}
