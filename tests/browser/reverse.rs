//! What was swapped is swapped back, and what was given is given back: one asks with a tap, the other
//! agrees with a tap.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const LINES: [Line; 3] = [
    (ANN, 0, "08:00", "16:00"),
    (BRAM, 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];

/// Opens what one is asked and says yes to it.
async fn agree(page: &Page, what: &str) {
    page.go_to_swaps().await;
    page.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    page.see("[data-test=offer-yes]").await;
    page.picture(what).await;
    page.tap("[data-test=offer-yes]").await;
    page.see("[data-test=offer-card][data-stage=settled]").await;
}

/// Opens what became of an offer, the latest one.
async fn look_back(page: &Page) {
    page.go_to_swaps().await;
    page.tap("[data-test=past] [data-test=offer-open]").await;
    page.see("[data-test=offer-card][data-stage=settled]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_swap_and_a_gift_go_back_with_a_tap_of_each() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "back-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "back-b")).await;
    let monday = coming::shift(&ann, &relay, (ANN, 0)).await;
    let wednesday = coming::shift(&bram, &relay, (BRAM, 2)).await;

    steps::offer_for(&ann, &relay, &monday, &wednesday).await;
    agree(&bram, "swap").await;
    for (shift, to) in [(&monday, BRAM), (&wednesday, ANN)] {
        steps::see_owner(&ann, &relay, &cast, (shift, to)).await;
    }
    look_back(&ann).await;
    ann.see("[data-test=offer-reverse]").await;
    ann.picture("swapped").await;
    ann.tap("[data-test=offer-reverse]").await;
    ann.see("[data-test=reverse-asked]").await;
    agree(&bram, "swap-back").await;
    for page in [&ann, &bram] {
        for (shift, to) in [(&monday, ANN), (&wednesday, BRAM)] {
            steps::see_owner(page, &relay, &cast, (shift, to)).await;
        }
    }

    // Of a gift the giver reads whom to ask; who has it gives it back.
    steps::offer(&ann, &relay, &monday, "offer-give").await;
    agree(&bram, "gift").await;
    steps::see_owner(&ann, &relay, &cast, (&monday, BRAM)).await;
    look_back(&ann).await;
    ann.see_text("[data-test=reverse-them]", "Bram").await;
    assert!(!ann.has("[data-test=offer-reverse]").await);
    ann.picture("given").await;
    bram.go(&relay.at(&format!("/shift/{monday}"))).await;
    bram.see_text("[data-test=offer-reverse]", "Teruggeven")
        .await;
    bram.picture("got").await;
    bram.tap("[data-test=offer-reverse]").await;
    agree(&ann, "gift-back").await;
    for page in [&ann, &bram] {
        steps::see_owner(page, &relay, &cast, (&monday, ANN)).await;
    }
    for page in [ann, bram] {
        page.close().await;
    }
}
