//! A shift is given away now and given back later; both see what is still owed, and that it no longer is.

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

/// Opens one's own shifts, by their link, and waits until the owed shifts say so.
async fn see_owed(page: &Page, text: &str) {
    page.tap("a[href=\"/\"]").await;
    page.see_text("[data-test=debts]", text).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gave_a_shift_away_takes_one_back_and_they_are_even() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "owed-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "owed-b")).await;

    let monday = coming::shift(&ann, &relay, (ANN, 0)).await;
    let wednesday = coming::shift(&bram, &relay, (BRAM, 2)).await;
    ann.go(&relay.at(&format!("/shift/{monday}"))).await;
    ann.tap("[data-test=shift-offer]").await;
    ann.tap("[data-test=offer-more] summary").await;
    ann.tap("[data-test=offer-owe]").await;
    ann.see("#owe-until").await;
    ann.picture("later").await;
    ann.tap("[data-test=offer-send]").await;
    ann.see_gone("[data-test=offer-send]").await;
    bram.go_to_swaps().await;
    bram.see_text("[data-test=to-answer]", "neemt later een dienst terug")
        .await;
    bram.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    bram.see("[data-test=offer-yes]").await;
    bram.picture("asked").await;
    bram.tap("[data-test=offer-yes]").await;
    bram.see("[data-test=offer-card][data-stage=settled]").await;

    see_owed(&ann, "Je neemt nog een dienst over van Bram").await;
    ann.picture("owes").await;
    see_owed(&bram, "Je hebt nog een dienst tegoed van Anna").await;
    bram.picture("is-owed").await;

    // Bram chooses which; Anna has the last word.
    bram.tap("[data-test=debt-pick]").await;
    bram.see(&format!("[data-shift=\"{wednesday}\"]")).await;
    bram.picture("picks").await;
    bram.tap(&format!(
        "[data-shift=\"{wednesday}\"] [data-test=debt-shift]"
    ))
    .await;
    bram.see_text("[data-test=debts]", "Je vroeg Anna").await;
    see_owed(&ann, "Bram de Boer vraagt je").await;
    ann.picture("is-asked").await;
    ann.tap("[data-test=debt] a").await;
    ann.see("[data-test=offer-yes]").await;
    ann.picture("gives-back").await;
    ann.tap("[data-test=offer-yes]").await;
    ann.see("[data-test=offer-card][data-stage=settled]").await;

    for page in [&ann, &bram] {
        see_owed(page, "Jullie staan weer gelijk").await;
        assert!(!page.has("[data-test=debt-pick]").await);
    }
    bram.picture("even").await;
    for page in [&ann, &bram] {
        for (shift, to) in [(&monday, BRAM), (&wednesday, ANN)] {
            steps::see_owner(page, &relay, &cast, (shift, to)).await;
        }
    }
    for page in [ann, bram] {
        page.close().await;
    }
}
