//! A fair window: three say yes, and the least burdened gets the shift, though she was last.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const CANAN: &str = "Canan Çelik";
const DEWI: &str = "Dewi Hartono";
/// Bram works a weekend, Canan an evening, Dewi in the daytime.
const LINES: [Line; 5] = [
    (ANN, 3, "14:30", "22:30"),
    (BRAM, 5, "08:00", "16:00"),
    (BRAM, 6, "08:00", "16:00"),
    (CANAN, 0, "14:30", "22:30"),
    (DEWI, 1, "09:00", "17:00"),
];

/// Sets how long answers are gathered.
async fn gather_a_day(page: &Page, relay: &Relay) {
    page.go(&relay.at("/team")).await;
    page.tap("[data-test=agreements-open]").await;
    page.see("[data-test=agreements]").await;
    let script = "const select = document.querySelector('[data-test=agreements-window] select') \
           ?? document.querySelector('select[data-test=agreements-window]') \
           ?? document.querySelector('#agreements-window'); \
         select.value = '1440'; select.dispatchEvent(new Event('change', { bubbles: true })); \
         return select.value";
    assert_eq!(page.run(script).await, "1440");
    page.picture("agreements").await;
    page.tap("[data-test=agreements-save]").await;
    page.see_gone("[data-test=agreements]").await;
    page.see_gone(".link-pill__waiting").await;
}

/// Says yes, and reads that it counts.
async fn say_yes(page: &Page, relay: &Relay, shift: &str) {
    page.go(&relay.at(&format!("/shift/{shift}"))).await;
    page.tap("[data-test=offer-open]").await;
    page.tap("[data-test=offer-yes]").await;
    page.see_gone(".link-pill__waiting").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_three_who_say_yes_in_time_the_least_burdened_has_the_shift() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [(); 4].map(|()| Profile::phone());
    let ann = chromium.open(&profiles[0], "fair-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "fair-b")).await;
    let canan = steps::invite(&ann, &relay, &chromium, &profiles[2], (CANAN, "fair-c")).await;
    let dewi = steps::invite(&ann, &relay, &chromium, &profiles[3], (DEWI, "fair-d")).await;
    gather_a_day(&ann, &relay).await;

    // Asked are these three, so nobody is waited for when they have answered.
    let shift = coming::shift(&ann, &relay, (ANN, 3)).await;
    ann.go(&relay.at(&format!("/shift/{shift}"))).await;
    ann.tap("[data-test=shift-offer]").await;
    ann.tap("[data-test=offer-some]").await;
    for name in [BRAM, CANAN, DEWI] {
        let script = format!(
            "const all = [...document.querySelectorAll('[data-test=offer-person]')]; \
             const one = all.find(one => one.textContent.includes({name:?})); \
             (one?.querySelector('input') ?? one)?.click(); return one ? 'yes' : '';"
        );
        assert_eq!(ann.run(&script).await, "yes", "{name} can be asked");
    }
    ann.picture("asking").await;
    ann.tap("[data-test=offer-send]").await;
    ann.see_gone("[data-test=offer-send]").await;

    for page in [&bram, &canan] {
        say_yes(page, &relay, &shift).await;
        page.see("[data-test=gathers]").await;
    }
    canan.picture("gathers").await;
    let owner = steps::owner(&ann, &relay, &cast, &shift).await;
    assert!(
        owner.contains(ANN),
        "two have said yes, and it is weighed: {owner}"
    );
    say_yes(&dewi, &relay, &shift).await;
    for page in [&ann, &bram, &canan, &dewi] {
        steps::see_owner(page, &relay, &cast, (&shift, DEWI)).await;
    }
    for page in [&bram, &canan] {
        page.go_to_swaps().await;
        page.see_text("[data-test=lost-reason]", "Dewi").await;
    }
    bram.picture("why").await;
    dewi.go_to_swaps().await;
    dewi.picture("won").await;
    for page in [ann, bram, canan, dewi] {
        page.close().await;
    }
}
