//! A workbook of several sheets: which of them are this team's roster is chosen, and read anew.

use std::fmt::Write;

use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";

/// Writes a workbook as XML, with a roster for each sheet's people on so many days of March.
fn workbook(sheets: &[(&str, &[&str], u8)]) -> String {
    let mut text = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
        .to_owned();
    let row = |cells: &[&str]| {
        let cells = cells
            .iter()
            .map(|cell| format!("<Cell><Data ss:Type=\"String\">{cell}</Data></Cell>"));
        format!("<Row>{}</Row>", cells.collect::<String>())
    };
    for (name, people, days) in sheets {
        write!(text, "<Worksheet ss:Name=\"{name}\"><Table>").unwrap();
        text += &row(&["Medewerker", "Datum", "Begin", "Einde"]);
        for person in *people {
            for day in 1..=*days {
                text += &row(&[person, &format!("{day:02}-03-2025"), "07:00", "15:30"]);
            }
        }
        text += "</Table></Worksheet>";
    }
    text + "</Workbook>"
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_sheets_those_that_are_ticked_are_the_roster() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("maart.xls");
    let sheets: [(&str, &[&str], u8); 3] = [
        ("Woning 1", &[ANN, "Bram de Boer"], 4),
        ("Woning 2", &["Canan Çelik"], 5),
        ("Uitleg", &[], 0),
    ];
    std::fs::write(&file, workbook(&sheets)).unwrap();
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "sheets", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", ANN).await;
    page.go(&relay.at("/team/import")).await;
    page.pick("[data-test=import-file]", &file).await;
    page.see_count("[data-test=import-sheet]", 2).await;
    page.see_text("[data-test=import-summary]", "13").await;
    page.see_text("[data-test=import-sheets]", "Woning 2").await;
    page.picture_everywhere("both").await;

    page.tap("[data-test=import-sheet]:last-child label").await;
    page.see_text("[data-test=import-summary]", "8").await;
    page.see_text("[data-test=import-sheets]", "wordt niet ingelezen")
        .await;
    let stays = "return String(document.querySelector('[data-test=import-sheet] input').disabled)";
    page.until(stays, "true").await;
    page.picture_everywhere("one").await;
    page.tap("[data-test=import-write]").await;
    page.see_text("[data-test=import-written]", "8").await;
    page.go(&relay.at("/roster?week=2025-03-03")).await;
    page.see("[data-test=roster-shift]").await;
    let shown = page
        .run("return document.querySelector('main').textContent")
        .await;
    assert!(
        shown.contains("Bram") && !shown.contains("Canan"),
        "{shown}"
    );
    page.close().await;
}
