//! A team begins on one device without a relay, is linked later, and a colleague joins.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_team_of_one_device_is_final_at_once_and_can_be_linked_later() {
    let cast = Cast::choose();
    let [bram, _] = &cast.others;
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium
        .open(&profiles[0], "alone", &relay.at("/found"))
        .await;
    ann.write("[data-test=found-team] input", "De Linde").await;
    ann.write("[data-test=found-name] input", &cast.ann).await;
    ann.tap("[data-test=found-solo]").await;
    ann.picture("found").await;
    ann.tap("[data-test=found-submit]").await;
    ann.see(".link-pill--solo").await;
    steps::import(&ann, &relay, &cast).await;
    ann.go(&relay.at("/team")).await;
    ann.see("[data-test=solo]").await;
    ann.picture("team").await;
    // Nothing waits: this device numbers its own log, and has it after a restart.
    ann.reload().await;
    ann.see(".link-pill--solo").await;
    assert!(!ann.has(".link-pill__waiting").await);

    ann.tap("[data-test=solo-link]").await;
    ann.see(".link-pill--live").await;
    ann.see_gone("[data-test=solo]").await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "joins")).await;
    let night = steps::night(&ann, &relay, &cast).await;
    steps::see_owner(&b, &relay, &cast, (&night, &cast.ann)).await;
    ann.close().await;
    b.close().await;
}
