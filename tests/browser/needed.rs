//! What a round needs is drawn as a week, or comes from a file.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const LINES: [Line; 4] = [
    ("Anna Verbeek", 0, "07:00", "15:00"),
    ("Bram de Boer", 2, "07:00", "15:00"),
    ("Canan Çelik", 4, "07:00", "15:00"),
    ("Canan Çelik", 5, "15:00", "23:00"),
];

/// Chooses the way in which it is told what is needed: 1 to 3.
async fn choose(page: &Page, way: u8) {
    page.tap(&format!("[data-test=round-how] label:nth-of-type({way})"))
        .await;
}

/// Fills in how many are needed in a row on a day of the week.
async fn need(page: &Page, (row, day): (usize, usize), count: &str) {
    page.run(&format!(
        "const row = document.querySelectorAll('[data-test=week-counts]')[{row}]; \
         const field = row.querySelectorAll('input')[{day}]; field.value = '{count}'; \
         field.dispatchEvent(new Event('change', {{ bubbles: true }})); return ''"
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_s_week_is_drawn_or_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "needed", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna Verbeek").await;
    steps::import(&page, &relay, &cast).await;
    page.go(&relay.at("/team")).await;
    page.tap("[data-test=round-new]").await;
    page.see_text("[data-test=round-check]", "4 diensten").await;

    choose(&page, 2).await;
    page.see_count("[data-test=week-counts]", 2).await;
    page.see_text("[data-test=round-check]", "4 diensten").await;
    need(&page, (0, 1), "3").await;
    page.see_text("[data-test=round-check]", "7 diensten").await;
    need(&page, (0, 1), "niets").await;
    page.see_text("[data-test=round-check]", "4 diensten").await;
    need(&page, (1, 6), "2").await;
    page.see_text("[data-test=round-check]", "6 diensten").await;
    page.run("document.querySelector('[data-test=round-how]').scrollIntoView(); return ''")
        .await;
    page.picture("drawn").await;

    let day = |days: i64| (coming::monday() + jiff::Span::new().days(28 + days)).to_string();
    let rows = [
        ["Datum", "Begin", "Einde", "Dienst", "Afdeling", "Aantal"].map(str::to_owned),
        [&day(0), "07:00", "15:00", "Vroeg", "Boven", "2"].map(str::to_owned),
        [&day(1), "07:00", "15:00", "Vroeg", "Boven", "1"].map(str::to_owned),
        [&day(6), "15:00", "23:00", "Laat", "Beneden", "3"].map(str::to_owned),
    ];
    let file = folder.path().join("nodig.xlsx");
    let workbook = ruil_files::to_xlsx("Nodig", &rows.map(Vec::from));
    std::fs::write(&file, workbook).unwrap();
    choose(&page, 3).await;
    page.pick("[data-test=round-file]", &file).await;
    page.see_text("[data-test=round-file-read]", "nodig.xlsx")
        .await;
    page.see_text("[data-test=round-check]", "6 diensten").await;
    page.picture("file").await;
    page.wide().await;
    page.picture("file-wide").await;
    choose(&page, 2).await;
    page.picture("drawn-wide").await;
    choose(&page, 3).await;
    page.tap("[data-test=round-start]:enabled").await;
    page.see_text("[data-test=round-places]", "Boven").await;
    page.see_count("[data-test=place]", 3).await;
    page.close().await;
}
