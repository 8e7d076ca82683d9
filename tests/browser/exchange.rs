//! A swap for a shift that the one who offers chooses among the answers.

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn the_one_who_offers_chooses_and_both_shifts_change_hands() {
    let cast = Cast::of(roster("grid.csv"));
    let [bram, canan] = &cast.others;
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::tablet(), Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "chooser", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "chosen")).await;
    let c = steps::invite(&ann, &relay, &chromium, &profiles[2], (canan, "not-chosen")).await;

    let night = steps::night(&ann, &relay, &cast).await;
    steps::offer(&ann, &relay, &night, "offer-answers").await;

    let of_the_week = steps::own_shifts(&b, &relay, &cast).await;
    b.go_to_swaps().await;
    b.tap("[data-test=to-answer] [data-test=offer-open]").await;
    b.tap("[data-test=offer-with]").await;
    b.see("[data-test=offer-with-shift]").await;
    b.picture("which").await;
    let script = "return [...document.querySelectorAll('li[data-shift]')]\
                  .map(line => line.dataset.shift).join(' ')";
    let possible = b.run(script).await;
    let given = of_the_week
        .iter()
        .find(|shift| possible.contains(shift.as_str()))
        .expect("a shift of the same week can be given");
    b.tap(&format!(
        "li[data-shift=\"{given}\"] [data-test=offer-with-shift]"
    ))
    .await;
    b.see("[data-test=said]").await;
    b.see("[data-test=progress][data-state=final]").await;

    // Another yes is there to choose, too, and nothing changes hands by itself.
    c.go_to_swaps().await;
    c.tap("[data-test=to-answer] [data-test=offer-open]").await;
    c.tap("[data-test=offer-yes]").await;
    c.see("[data-test=progress][data-state=final]").await;
    ann.go_to_swaps().await;
    ann.tap("[data-test=my-offers] [data-test=offer-open]")
        .await;
    ann.see_count("[data-test=answer][data-answer=yes]", 2)
        .await;
    ann.picture("answers").await;
    for (shift, name) in [(&night, &cast.ann), (given, bram)] {
        let owner = steps::owner(&ann, &relay, &cast, shift).await;
        assert!(owner.contains(name.as_str()), "not chosen yet: {owner}");
    }

    ann.go_to_swaps().await;
    ann.tap("[data-test=my-offers] [data-test=offer-open]")
        .await;
    ann.tap("[data-test=answer]:has(.shift-row) [data-test=offer-choose]")
        .await;
    ann.see("[data-test=offer-card][data-stage=settled]").await;
    ann.picture("chosen").await;
    for page in [&ann, &b, &c] {
        steps::see_owner(page, &relay, &cast, (&night, bram)).await;
        steps::see_owner(page, &relay, &cast, (given, &cast.ann)).await;
        page.picture("swapped").await;
    }
    c.go_to_swaps().await;
    c.see_text("[data-test=lost-reason]", bram.split(' ').next().unwrap())
        .await;
    b.go_to_swaps().await;
    assert!(!b.has("[data-test=lost-reason]").await);
    for page in [ann, b, c] {
        page.close().await;
    }
}
