//! Three who can't help each other two by two swap in a circle; one of them is offline for a while.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const CANAN: &str = "Canan Çelik";
/// Each would give their own day for the day of the next.
const LINES: [Line; 3] = [
    (ANN, 0, "08:00", "16:00"),
    (BRAM, 2, "08:00", "16:00"),
    (CANAN, 4, "08:00", "16:00"),
];

#[tokio::test(flavor = "multi_thread")]
async fn three_swap_in_a_circle_that_no_two_could_close() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profiles = [Profile::tablet(), Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "ring-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "ring-b")).await;
    let canan = steps::invite(&ann, &relay, &chromium, &profiles[2], (CANAN, "ring-c")).await;

    let monday = coming::shift(&ann, &relay, (ANN, 0)).await;
    let wednesday = coming::shift(&bram, &relay, (BRAM, 2)).await;
    let friday = coming::shift(&canan, &relay, (CANAN, 4)).await;
    steps::offer_for(&ann, &relay, &monday, &wednesday).await;
    steps::offer_for(&bram, &relay, &wednesday, &friday).await;
    steps::offer_for(&canan, &relay, &friday, &monday).await;

    // Canan's phone is off as soon as the others have her offer; they find the circle and go ahead.
    ann.go_to_swaps().await;
    ann.see("[data-test=to-answer] [data-test=offer-open]")
        .await;
    canan.close().await;
    bram.go_to_swaps().await;
    bram.see("[data-test=found]").await;
    bram.picture("found").await;
    bram.tap("[data-test=found-ask]").await;
    ann.go_to_swaps().await;
    ann.tap("[data-test=circle-open]").await;
    ann.see("[data-test=circle-yes]").await;
    ann.picture("asked").await;
    ann.tap("[data-test=circle-yes]").await;
    let owner = steps::owner(&ann, &relay, &cast, &monday).await;
    assert!(
        owner.contains(ANN),
        "nothing moves before all agree: {owner}"
    );

    // Canan's phone is on again, and says yes where there is no network.
    let canan = chromium.open(&profiles[2], "ring-c", &relay.at("/")).await;
    canan.see(".link-pill--live").await;
    canan.go_to_swaps().await;
    canan.tap("[data-test=circle-open]").await;
    canan.see("[data-test=circle-yes]").await;
    canan.picture("last").await;
    relay.kill();
    canan.see(".link-pill--offline").await;
    canan.tap("[data-test=circle-yes]").await;
    canan.see("[data-test=progress][data-state=saved]").await;
    relay.run();
    for page in [&ann, &bram, &canan] {
        page.see(".link-pill--live").await;
        for (shift, to) in [(&monday, CANAN), (&wednesday, ANN), (&friday, BRAM)] {
            steps::see_owner(page, &relay, &cast, (shift, to)).await;
        }
    }
    ann.go_to_swaps().await;
    ann.picture("settled").await;
    for page in [ann, bram, canan] {
        page.close().await;
    }
}
