//! A whole round of a team of twelve: begun on the tablet, picked on two phones of which one is out of
//! reach, solved together, and put in the roster.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

/// A week of work: two early, two late and one night shift a day, and a day shift on Monday.
#[rustfmt::skip]
const LINES: [Line; 36] = [
    ("Anna Verbeek", 0, "07:00", "15:00"), ("Anna Verbeek", 1, "07:00", "15:00"), ("Anna Verbeek", 2, "07:00", "15:00"),
    ("Bram de Boer", 0, "07:00", "15:00"), ("Bram de Boer", 1, "07:00", "15:00"), ("Bram de Boer", 2, "07:00", "15:00"),
    ("Canan Çelik", 3, "07:00", "15:00"), ("Canan Çelik", 4, "07:00", "15:00"), ("Canan Çelik", 5, "07:00", "15:00"),
    ("Dirk Evers", 3, "07:00", "15:00"), ("Dirk Evers", 4, "07:00", "15:00"), ("Dirk Evers", 5, "07:00", "15:00"),
    ("Esra Fidan", 6, "07:00", "15:00"), ("Esra Fidan", 0, "15:00", "23:00"), ("Esra Fidan", 1, "15:00", "23:00"),
    ("Femke Groen", 6, "07:00", "15:00"), ("Femke Groen", 0, "15:00", "23:00"), ("Femke Groen", 1, "15:00", "23:00"),
    ("Gijs Haan", 2, "15:00", "23:00"), ("Gijs Haan", 3, "15:00", "23:00"), ("Gijs Haan", 4, "15:00", "23:00"),
    ("Hanna Idema", 2, "15:00", "23:00"), ("Hanna Idema", 3, "15:00", "23:00"), ("Hanna Idema", 4, "15:00", "23:00"),
    ("Ibrahim Jansen", 5, "15:00", "23:00"), ("Ibrahim Jansen", 6, "15:00", "23:00"), ("Ibrahim Jansen", 0, "09:00", "17:00"),
    ("Joke Kuiper", 5, "15:00", "23:00"), ("Joke Kuiper", 6, "15:00", "23:00"), ("Joke Kuiper", 0, "23:00", "07:00"),
    ("Karim Lahlou", 1, "23:00", "07:00"), ("Karim Lahlou", 2, "23:00", "07:00"), ("Karim Lahlou", 3, "23:00", "07:00"),
    ("Lotte Mol", 4, "23:00", "07:00"), ("Lotte Mol", 5, "23:00", "07:00"), ("Lotte Mol", 6, "23:00", "07:00"),
];

/// A place that can be taken, and one that is mine.
const FREE: &str = "[data-test=place][data-mine=false] .place-row__main:enabled";
const MINE: &str = "[data-test=place][data-mine=true]";

/// Opens the round from my shifts.
async fn enter(page: &Page, relay: &Relay) {
    page.go(&relay.at("/")).await;
    page.tap("[data-test=round-waits]").await;
    page.see("[data-test=round-places]").await;
}

async fn see_phase(page: &Page, phase: &str) {
    page.see(&format!("[data-test=round-phase][data-state={phase}]"))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twelve_people_make_their_roster_and_one_of_them_picks_out_of_reach() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let [bram, canan] = &cast.others;
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let (wall, pocket, bag) = (Profile::tablet(), Profile::phone(), Profile::phone());
    let tablet = chromium.open(&wall, "round-tablet", &relay.at("/")).await;
    steps::found(&tablet, &relay, "De Linde", &cast.ann).await;
    steps::import(&tablet, &relay, &cast).await;
    let near = steps::invite(&tablet, &relay, &chromium, &pocket, (bram, "round-near")).await;
    let far = steps::invite(&tablet, &relay, &chromium, &bag, (canan, "round-far")).await;

    tablet.go(&relay.at("/team")).await;
    tablet.see("[data-test=rounds]").await;
    tablet.tap("[data-test=round-new]").await;
    tablet.see_text("[data-test=round-check]", "36").await;
    let joker = "const list = document.querySelector('[data-test=round-jokers] select'); \
                 list.value = '1'; list.dispatchEvent(new Event('change', { bubbles: true })); return list.value";
    tablet.until(joker, "1").await;
    tablet.picture("new").await;
    tablet.tap("[data-test=round-start]").await;
    see_phase(&tablet, "picking").await;
    tablet.see_gone("[data-test=round-pending]").await;
    tablet.picture("picking").await;

    // Canan has the round, and then no way to the relay.
    enter(&far, &relay).await;
    relay.kill();
    far.reload().await;
    far.see("[data-test=round-places]").await;
    far.see(".link-pill--offline, .link-pill--connecting").await;
    far.tap(FREE).await;
    far.see_count(MINE, 1).await;
    far.tap("[data-test=place-joker]").await;
    far.see("[data-test=place-joker]:has(:checked)").await;
    far.see(".link-pill__waiting").await;
    far.picture("away").await;
    far.close().await;

    relay.run();
    enter(&near, &relay).await;
    near.picture("before").await;
    near.tap(FREE).await;
    near.see_count(MINE, 1).await;
    near.see_text(
        "[data-test=place-note]",
        "Dit past niet naast je andere keuze",
    )
    .await;
    near.see_gone(".link-pill__waiting").await;
    near.picture("picked").await;
    tablet.see_text("[data-test=round-team]", "1 van 12").await;

    let far = chromium.open(&bag, "round-far", &relay.at("/")).await;
    far.see(".link-pill--live").await;
    far.see_gone(".link-pill__waiting").await;
    tablet.see_text("[data-test=round-team]", "2 van 12").await;

    tablet.tap("[data-test=round-on]").await;
    see_phase(&tablet, "solving").await;
    see_phase(&near, "solving").await;
    near.see("[data-test=suggestion]").await;
    near.picture("solving").await;
    near.tap("[data-test=suggestion-do]").await;
    near.see_gone(".link-pill__waiting").await;

    tablet.see_gone("[data-test=round-pending]").await;
    tablet.tap("[data-test=round-propose]:enabled").await;
    tablet.see("[data-test=round-score]").await;
    tablet.see("[data-test=round-given]").await;
    tablet.picture("proposal").await;
    tablet.tap("[data-test=round-publish]:enabled").await;
    see_phase(&tablet, "published").await;
    tablet.see_gone(".link-pill__waiting").await;

    see_phase(&near, "published").await;
    near.picture("published").await;
    near.tap("[data-test=round-roster]").await;
    near.see("tr[aria-current] [data-test=roster-shift]").await;
    near.picture("roster").await;
    for page in [tablet, near, far] {
        page.close().await;
    }
}
