//! Thanks in one tap, seen by the one thanked until they put it away.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const LINES: [Line; 4] = [
    (ANN, 0, "22:45", "07:15"),
    (BRAM, 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
    ("Open", 5, "08:00", "16:00"),
];

#[tokio::test(flavor = "multi_thread")]
async fn who_took_a_shift_reads_the_thanks_and_puts_them_away() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium
        .open(&profiles[0], "thanks-a", &relay.at("/"))
        .await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "thanks-b")).await;

    let night = coming::shift(&ann, &relay, (ANN, 0)).await;
    let open = coming::shift(&bram, &relay, ("Open", 5)).await;
    steps::offer(&ann, &relay, &night, "offer-give").await;
    bram.go_to_swaps().await;
    bram.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    bram.tap("[data-test=offer-yes]").await;
    bram.see("[data-test=offer-card][data-stage=settled]").await;
    assert!(
        !bram.has("[data-test=thank]").await,
        "nobody thanks themselves"
    );

    ann.go_to_swaps().await;
    ann.tap("[data-test=past] [data-test=offer-open]").await;
    ann.see_text("[data-test=thank]", "Bedank Bram").await;
    ann.picture("thank").await;
    ann.tap("[data-test=thank]").await;
    ann.see_text("[data-test=thanked]", "Je hebt Bram de Boer bedankt")
        .await;
    ann.picture("thanked").await;

    // An open shift that Bram takes: anybody may thank him, on the shift's page.
    bram.go(&relay.at(&format!("/shift/{open}"))).await;
    bram.tap("[data-test=shift-claim]").await;
    ann.go(&relay.at(&format!("/shift/{open}"))).await;
    ann.tap("[data-test=thank]").await;
    ann.see("[data-test=thanked]").await;
    ann.picture("shift").await;

    bram.tap("a[href=\"/\"]").await;
    bram.see_count("[data-test=thanks]", 2).await;
    bram.see_text(
        "[data-test=thanks]",
        "Anna Verbeek bedankt je voor de nachtdienst",
    )
    .await;
    bram.picture("read").await;
    bram.tap("[data-test=thanks-away]").await;
    bram.see_count("[data-test=thanks]", 1).await;
    bram.reload().await;
    bram.see_count("[data-test=thanks]", 1).await;
    for page in [ann, bram] {
        page.close().await;
    }
}
