//! An offer is taken back while a colleague without a network says yes.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_that_comes_after_the_offer_was_taken_back_is_explained() {
    let cast = Cast::choose();
    let [bram, _] = &cast.others;
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium
        .open(&profiles[0], "withdrawer", &relay.at("/"))
        .await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "too-late")).await;
    let night = steps::night(&ann, &relay, &cast).await;
    steps::offer(&ann, &relay, &night, "offer-give").await;
    b.go_to_swaps().await;
    b.see("[data-test=to-answer] [data-test=offer-open]").await;

    relay.kill();
    b.see(".link-pill--offline").await;
    steps::say_yes(&b).await;
    b.picture("yes").await;
    b.close().await;

    relay.run();
    ann.see(".link-pill--live").await;
    ann.go_to_swaps().await;
    ann.tap("[data-test=my-offers] [data-test=offer-open]")
        .await;
    ann.tap("[data-test=offer-withdraw]").await;
    ann.see("[data-test=offer-card][data-stage=withdrawn]")
        .await;

    let b = chromium
        .open(&profiles[1], "too-late", &relay.at("/swaps"))
        .await;
    b.see_text("[data-test=rejected]", "ingetrokken").await;
    b.see_gone(".link-pill__waiting").await;
    assert!(!b.has("[data-test=to-answer] [data-test=offer-open]").await);
    b.picture("why").await;
    for page in [&ann, &b] {
        steps::see_owner(page, &relay, &cast, (&night, &cast.ann)).await;
    }
    ann.close().await;
    b.close().await;
}
