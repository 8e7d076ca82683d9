//! A colleague is taken out of the team: their phone reads nothing new, the others go on with a new key.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_taken_out_reads_nothing_new_and_the_others_go_on() {
    let cast = Cast::choose();
    let [bram, canan] = &cast.others;
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone(), Profile::phone()];
    let ann = chromium
        .open(&profiles[0], "coordinates", &relay.at("/"))
        .await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "stays")).await;
    let c = steps::invite(&ann, &relay, &chromium, &profiles[2], (canan, "goes")).await;

    ann.go(&relay.at("/team")).await;
    ann.tap(&format!("[data-test='terms-{canan}']")).await;
    ann.tap("[data-test=terms-access]").await;
    ann.picture("access").await;
    ann.tap("[data-test=access-remove]").await;
    ann.picture("sure").await;
    ann.tap("[data-test=access-sure-do]").await;
    ann.see_gone(&format!("[data-test='person-{canan}']")).await;
    ann.see_text("[data-test=former]", canan).await;
    ann.picture("former").await;

    c.see_text("[data-test=link-refused]", "hoort niet (meer) bij het team")
        .await;
    c.picture("out").await;

    // The others have the new key, and what they do reaches each other.
    let night = steps::night(&ann, &relay, &cast).await;
    steps::offer(&ann, &relay, &night, "offer-give").await;
    b.go_to_swaps().await;
    b.see("[data-test=to-answer] [data-test=offer-open]").await;
    b.tap("[data-test=to-answer] [data-test=offer-open]").await;
    b.tap("[data-test=offer-yes]").await;
    steps::see_owner(&b, &relay, &cast, (&night, bram)).await;
    steps::see_owner(&c, &relay, &cast, (&night, &cast.ann)).await;

    ann.go(&relay.at("/team")).await;
    ann.tap("[data-test=erase]").await;
    ann.see_text("[data-test=former]", "Oud-collega").await;
    for page in [ann, b, c] {
        page.close().await;
    }
}
