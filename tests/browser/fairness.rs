//! How the burden is shared: my point in the team's band, as a plot and as a table, without names.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line, monday};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const OTHERS: [&str; 4] = ["Bram de Boer", "Canan Çelik", "Dewi Hartono", "Eefje Smit"];
/// Anna's nights weigh more than the others' lates and days; one weekend, and one shift that is open.
const LINES: [Line; 10] = [
    (ANN, 0, "22:45", "07:15"),
    (OTHERS[0], 0, "14:30", "23:00"),
    (OTHERS[1], 1, "14:30", "23:00"),
    (OTHERS[2], 1, "08:00", "16:00"),
    (OTHERS[3], 2, "14:30", "23:00"),
    (ANN, 2, "22:45", "07:15"),
    (OTHERS[0], 5, "08:00", "16:00"),
    (OTHERS[1], 5, "14:30", "23:00"),
    (OTHERS[2], 4, "14:30", "23:00"),
    ("Open", 6, "08:00", "16:00"),
];

#[tokio::test(flavor = "multi_thread")]
async fn my_burden_stands_in_the_team_s_without_names() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "fairness", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", ANN).await;
    steps::import(&page, &relay, &cast).await;

    // Nothing can be compared yet, and that is said.
    page.go(&relay.at("/team")).await;
    page.tap("[data-test=to-fairness]").await;
    page.tap("[data-test=fairness-known]").await;
    page.see_text("[data-test=fairness-summary]", "Jij werkte 17 uur")
        .await;
    page.see_text(
        "[data-test=fairness-notes]",
        "Jouw contracturen zijn nog niet",
    )
    .await;
    page.see_text("[data-test=fairness-notes]", "4 collega's tellen niet mee")
        .await;
    assert!(!page.has("[data-test=spread-plot]").await);
    page.run("scrollTo(0, 0); return ''").await;
    page.picture("nothing").await;

    page.go(&relay.at("/team")).await;
    for (name, hours) in [ANN]
        .into_iter()
        .chain(OTHERS)
        .zip(["28", "24", "32", "36", "20"])
    {
        page.tap(&format!("[data-test=\"terms-{name}\"]")).await;
        page.write("[data-test=terms-hours] input", hours).await;
        page.tap("[data-test=terms-save]").await;
        page.see_gone("[data-test=terms-save]").await;
    }
    page.tap("[data-test=to-fairness]").await;
    page.tap("[data-test=fairness-known]").await;
    page.see("[data-test=spread-plot] circle").await;
    page.see_text("[data-test=fairness-summary]", "meer dan bij de meeste")
        .await;
    page.run("scrollTo(0, 0); return ''").await;
    page.picture("spread").await;
    page.tap("[data-test=fairness-table] summary").await;
    page.see_count("[data-test=spread-table] tbody tr", 5).await;
    page.picture("table").await;
    let shown = page.text("[data-test=fairness]").await;
    for name in OTHERS {
        assert!(!shown.contains(name), "{name} is nobody else's business");
    }

    // An open shift that somebody takes is a gap the team solved.
    let open = coming::shift(&page, &relay, ("Open", 6)).await;
    page.go(&relay.at(&format!("/shift/{open}"))).await;
    page.tap("[data-test=shift-claim]").await;
    page.see("[data-test=progress][data-state=final], [data-test=shift-facts][data-state=mine]")
        .await;
    page.go(&relay.at("/team/fairness")).await;
    page.see_text("[data-test=fairness-solved] dd", "1").await;
    let week = monday().to_string();
    page.tap("label:has(input[name=fairness-period][value=own])")
        .await;
    page.see("#fairness-from").await;
    page.run(&format!(
        "for (const id of ['fairness-until', 'fairness-from']) {{ \
           const field = document.getElementById(id); field.value = {week:?}; \
           field.dispatchEvent(new Event('input', {{ bubbles: true }})); }} return ''"
    ))
    .await;
    page.see_text("[data-test=fairness-summary]", "Jij werkte 8 uur")
        .await;
    page.wide().await;
    page.picture("wide").await;
    page.close().await;
}
