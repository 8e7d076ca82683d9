//! A part of a shift changes hands, and a shift is made open for somebody who fell ill.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const LINES: [Line; 4] = [
    (ANN, 0, "08:00", "16:00"),
    (ANN, 3, "08:00", "16:00"),
    (BRAM, 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_last_hours_go_to_a_colleague_and_an_ill_one_s_shift_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "part-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "part-b")).await;

    let monday = coming::shift(&ann, &relay, (ANN, 0)).await;
    ann.go(&relay.at(&format!("/shift/{monday}"))).await;
    ann.tap("[data-test=shift-offer]").await;
    ann.tap("[data-test=offer-more] summary").await;
    ann.tap("[data-test=offer-last-part]").await;
    ann.see_text("[data-test=part-told]", "16:00").await;
    ann.picture("cut").await;
    ann.tap("[data-test=offer-send]").await;
    ann.see_gone("[data-test=offer-send]").await;
    bram.go_to_swaps().await;
    bram.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    bram.see("[data-test=offer-yes]").await;
    bram.picture("asked").await;
    bram.tap("[data-test=offer-yes]").await;
    bram.see("[data-test=offer-card][data-stage=settled]").await;
    bram.see_text("[data-test=offer-outcome]", "Het deel 12:00–16:00 van")
        .await;
    bram.see("[data-test=offer-reverse]").await;
    bram.picture("taken").await;
    for page in [&ann, &bram] {
        let (anns, brams) = (
            coming::shift(page, &relay, (ANN, 0)).await,
            coming::shift(page, &relay, (BRAM, 0)).await,
        );
        assert_eq!(anns, monday, "Ann keeps the beginning");
        assert!(!brams.is_empty() && brams != monday, "Bram has the end");
    }

    let thursday = coming::shift(&ann, &relay, (ANN, 3)).await;
    ann.go(&relay.at(&format!("/shift/{thursday}"))).await;
    ann.tap("[data-test=release]").await;
    ann.picture("ill").await;
    ann.tap("[data-test=release-sure]").await;
    ann.see("[data-test=release-mark]").await;
    bram.go_to_swaps().await;
    bram.see("[data-test=open-shift]").await;
    bram.picture("open").await;
    for page in [ann, bram] {
        page.close().await;
    }
}
