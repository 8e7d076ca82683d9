//! News: a colleague offers a shift, the other's bell and icon say so, and nothing does in quiet hours.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const LINES: [Line; 3] = [
    (ANN, 0, "22:45", "07:15"),
    (BRAM, 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];
/// Notes what the app puts on its icon.
const WATCH: &str = "window.badges = []; \
    navigator.setAppBadge = n => { window.badges.push(n); return Promise.resolve(); }; \
    navigator.clearAppBadge = () => { window.badges.push(0); return Promise.resolve(); }; \
    return 'watched'";
const BADGE: &str = "return String(window.badges.at(-1))";

/// Returns the time of day so many hours from now, as a time field has it.
async fn clock(page: &Page, hours: i32) -> String {
    let script = format!(
        "const at = new Date(Date.now() + {hours} * 3600000); \
         return [at.getHours(), at.getMinutes()].map(n => String(n).padStart(2, '0')).join(':')"
    );
    page.run(&script).await
}

async fn set_time(page: &Page, id: &str, time: &str) {
    let script = format!(
        "const field = document.getElementById('{id}'); field.value = '{time}'; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); return field.value"
    );
    assert_eq!(page.run(&script).await, time);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_rings_where_it_could_be_taken_and_quiet_hours_are_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "news-a", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "news-b")).await;
    let night = coming::shift(&ann, &relay, (ANN, 0)).await;

    // Nothing yet, and whatever the hour is, it is no quiet one.
    bram.go(&relay.at("/news/calm")).await;
    bram.see("#quiet-from").await;
    bram.picture_everywhere("settings").await;
    bram.run("document.getElementById('calm-5').scrollIntoView(); return ''")
        .await;
    bram.picture_everywhere("subjects").await;
    bram.tap("[data-test=quiet]").await;
    bram.see_gone("#quiet-from").await;
    bram.tap("[data-test=bell]").await;
    bram.see("[data-test=news-page]").await;
    bram.picture("empty").await;
    bram.tap("a[href=\"/\"]").await;
    bram.see("[data-test=bell][data-count=\"0\"]").await;
    assert_eq!(bram.run(WATCH).await, "watched");

    steps::offer(&ann, &relay, &night, "offer-give").await;
    bram.see("[data-test=bell][data-count=\"1\"]").await;
    bram.until(BADGE, "1").await;
    bram.picture("bell").await;
    bram.tap("[data-test=bell]").await;
    bram.see_text("[data-test=news]", "Anna Verbeek biedt de nachtdienst")
        .await;
    bram.see("[data-test=bell][data-count=\"0\"]").await;
    bram.until(BADGE, "0").await;
    bram.picture_everywhere("list").await;

    bram.tap("[data-test=news-later]").await;
    bram.see("[data-test=news-parked] [data-test=news]").await;
    bram.picture("later").await;
    bram.reload().await;
    bram.tap("[data-test=news-parked] [data-test=news-later]")
        .await;
    bram.see_gone("[data-test=news-parked]").await;
    bram.tap("[data-test=news] a").await;
    bram.tap("[data-test=offer-yes]").await;
    ann.go(&relay.at("/news")).await;
    ann.see_text("[data-test=news]", BRAM).await;

    // From here on Bram is left alone.
    bram.go(&relay.at("/news/calm")).await;
    bram.tap("[data-test=quiet]").await;
    bram.see("#quiet-from").await;
    let (from, until) = (clock(&bram, -1).await, clock(&bram, 1).await);
    set_time(&bram, "quiet-from", &from).await;
    set_time(&bram, "quiet-until", &until).await;
    bram.tap("a[href=\"/swaps\"]").await;
    bram.see("[data-test=past]").await;
    ann.go_to_swaps().await;
    ann.tap("[data-test=past] [data-test=offer-open]").await;
    ann.tap("[data-test=thank]").await;
    ann.see("[data-test=thanked]").await;
    ann.go(&relay.at(&format!("/shift/{night}"))).await;
    bram.tap("[data-test=bell]").await;
    bram.see_text("[data-test=news]", "bedankt je").await;
    bram.see("[data-test=news-rest]").await;
    bram.see("[data-test=bell][data-count=\"0\"]").await;
    bram.picture_everywhere("quiet").await;
    for page in [ann, bram] {
        page.close().await;
    }
}
