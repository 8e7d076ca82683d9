//! Three browsers swap a night with the network gone.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn two_say_yes_offline_and_all_three_agree_who_was_first() {
    let cast = Cast::choose();
    let [bram, canan] = &cast.others;
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profiles = [Profile::tablet(), Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "ann", &relay.at("/")).await;

    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "b")).await;
    let c = steps::invite(&ann, &relay, &chromium, &profiles[2], (canan, "c")).await;

    let shift = steps::night(&ann, &relay, &cast).await;
    ann.picture("roster").await;
    ann.tap(&format!("[data-shift=\"{shift}\"]")).await;
    ann.tap("[data-test=shift-offer]").await;
    ann.picture("offer").await;
    ann.tap("[data-test=offer-send]").await;
    for page in [&b, &c] {
        page.go_to_swaps().await;
        page.see("[data-test=to-answer] a").await;
        page.picture("asked").await;
    }

    relay.kill();
    for page in [&b, &c] {
        page.see(".link-pill--offline").await;
        steps::say_yes(page).await;
        page.reload().await;
        page.see("[data-test=progress][data-state=saved]").await;
        page.picture("saved").await;
    }
    assert!(
        steps::owner(&b, &relay, &cast, &shift)
            .await
            .contains(&cast.ann),
        "nothing is final"
    );

    relay.run();
    for page in [&ann, &b, &c] {
        page.see(".link-pill--live").await;
    }
    let winner = steps::new_owner(&ann, &relay, &cast, (&shift, &cast.ann)).await;
    let (won, lost, winner_name) = if winner.contains(bram.as_str()) {
        (&b, &c, bram)
    } else {
        (&c, &b, canan)
    };
    assert!(winner.contains(winner_name.as_str()), "{winner}");
    for page in [&b, &c] {
        steps::see_owner(page, &relay, &cast, (&shift, winner_name)).await;
        page.picture("settled").await;
    }
    won.go_to_swaps().await;
    assert!(!won.has("[data-test=lost-reason]").await);
    lost.go_to_swaps().await;
    let first_name = winner_name.split(' ').next().unwrap();
    lost.see_text("[data-test=lost-reason]", first_name).await;
    lost.picture("lost").await;

    relay.kill();
    ann.see(".link-pill--offline").await;
    ann.reload().await;
    let owner = steps::owner(&ann, &relay, &cast, &shift).await;
    assert!(
        owner.contains(winner_name.as_str()),
        "Ann sees the same offline: {owner}"
    );
    for page in [ann, b, c] {
        page.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_made_offline_waits_on_the_phone_and_goes_out_later() {
    let cast = Cast::choose();
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let ann = chromium.open(&profile, "offerer", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    ann.see_gone(".link-pill__waiting").await;

    relay.kill();
    ann.see(".link-pill--offline").await;
    let shift = steps::night(&ann, &relay, &cast).await;
    ann.tap(&format!("[data-shift=\"{shift}\"]")).await;
    ann.tap("[data-test=shift-offer]").await;
    ann.tap("[data-test=offer-send]").await;
    ann.reload().await;
    ann.go(&relay.at("/swaps")).await;
    ann.see("[data-test=my-offers] a").await;
    ann.tap("[data-test=my-offers] a").await;
    ann.see("[data-test=progress][data-state=saved]").await;
    ann.picture("waiting").await;

    relay.run();
    ann.see("[data-test=progress][data-state=final]").await;
    ann.close().await;
}
