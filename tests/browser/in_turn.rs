//! Colleagues are asked in turn: who comes second is not bothered before the first has said no.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const CANAN: &str = "Canan Çelik";
/// Bram works in the daytime and Canan carries an evening, so Bram fits best.
const LINES: [Line; 3] = [
    (ANN, 3, "08:00", "16:00"),
    (BRAM, 1, "08:00", "16:00"),
    (CANAN, 0, "14:30", "22:30"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_second_is_asked_when_the_first_says_no() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [(); 3].map(|()| Profile::phone());
    let ann = chromium.open(&profiles[0], "turn-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "turn-b")).await;
    let canan = steps::invite(&ann, &relay, &chromium, &profiles[2], (CANAN, "turn-c")).await;

    let shift = coming::shift(&ann, &relay, (ANN, 3)).await;
    ann.go(&relay.at(&format!("/shift/{shift}"))).await;
    ann.tap("[data-test=shift-offer]").await;
    ann.tap("[data-test=offer-more] summary").await;
    ann.tap("[data-test=offer-in-turn]").await;
    ann.see_text("[data-test=offer-in-turn]", "Eerst Bram de Boer.")
        .await;
    ann.picture("turns").await;
    ann.tap("[data-test=offer-send]").await;
    ann.see_gone("[data-test=offer-send]").await;

    // Canan's phone knows of it, and leaves her alone.
    canan.go(&relay.at(&format!("/shift/{shift}"))).await;
    canan.tap("[data-test=offer-open]").await;
    canan.see("[data-test=not-asked]").await;
    assert!(!canan.has("[data-test=offer-yes]").await);
    canan.picture("not-yet").await;
    canan.go_to_swaps().await;
    assert!(
        !canan
            .has("[data-test=to-answer] [data-test=offer-open]")
            .await
    );

    bram.go_to_swaps().await;
    bram.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    bram.tap("[data-test=offer-no]").await;
    bram.see_text("[data-test=said]", "Je zei nee").await;
    bram.picture("no").await;

    // By now it is her turn, without her doing anything.
    canan
        .see("[data-test=to-answer] [data-test=offer-open]")
        .await;
    canan.picture("her-turn").await;
    canan
        .tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    canan.tap("[data-test=offer-yes]").await;
    canan
        .see("[data-test=offer-card][data-stage=settled]")
        .await;
    for page in [&ann, &bram, &canan] {
        steps::see_owner(page, &relay, &cast, (&shift, CANAN)).await;
    }
    ann.go_to_swaps().await;
    ann.picture("taken").await;
    for page in [ann, bram, canan] {
        page.close().await;
    }
}
