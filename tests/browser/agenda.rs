//! My shifts go to a calendar app: the file says what the roster says, also after a swap.

use std::path::Path;

use ruil_files::{Draft, Guide};

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const LINES: [Line; 5] = [
    (ANN, 0, "07:00", "15:30"),
    (ANN, 2, "22:30", "07:00"),
    (ANN, 6, "15:00", "23:00"),
    (BRAM, 3, "07:00", "15:30"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];

#[tokio::test(flavor = "multi_thread")]
async fn my_shifts_go_to_my_calendar_and_out_of_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "agenda", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    ann.go(&relay.at("/calendar")).await;
    ann.see(".empty-state").await;
    ann.picture("none").await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "taker")).await;

    ann.go(&relay.at("/calendar")).await;
    ann.see_text("[data-test=calendar-count]", "3 diensten")
        .await;
    ann.picture_everywhere("calendar").await;
    ann.tap("[data-test=calendar-save]").await;
    ann.see("[data-test=calendar-said]").await;
    ann.picture_everywhere("saved").await;
    let file = profiles[0].downloaded("ics").await;
    let mine = LINES.iter().filter(|line| line.0 == ANN);
    assert_eq!(shifts(&read(&file)), mine.map(as_told).collect::<Vec<_>>());
    std::fs::remove_file(&file).unwrap();

    let monday = coming::shift(&ann, &relay, (ANN, 0)).await;
    steps::offer(&ann, &relay, &monday, "offer-give").await;
    bram.go_to_swaps().await;
    bram.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    bram.tap("[data-test=offer-yes]").await;
    bram.see_text("main", "is van jou").await;
    ann.go(&relay.at("/calendar")).await;
    ann.see_text("[data-test=calendar-count]", "2 diensten")
        .await;
    ann.see_text("[data-test=calendar-gone]", "1 dienst").await;
    ann.picture_everywhere("after").await;
    ann.tap("[data-test=calendar-save]").await;
    ann.see("[data-test=calendar-said]").await;
    let file = profiles[0].downloaded("ics").await;
    let mine = LINES.iter().filter(|line| line.0 == ANN).skip(1);
    assert_eq!(shifts(&read(&file)), mine.map(as_told).collect::<Vec<_>>());
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.matches("STATUS:CANCELLED").count(), 1, "{text}");
    std::fs::remove_file(&file).unwrap();

    // A shift that is taken out of the roster leaves the calendar, too.
    let sunday = coming::shift(&ann, &relay, (ANN, 6)).await;
    ann.go(&relay.at(&format!("/roster/edit?week={}", coming::monday())))
        .await;
    ann.see("[data-test=week-put]").await;
    ann.run(&format!(
        "document.querySelector('[data-shift=\"{sunday}\"]').click(); return ''"
    ))
    .await;
    ann.tap("[data-test=edit-cancel]").await;
    ann.see_gone("[data-test=edit-sheet]").await;
    ann.go(&relay.at("/calendar")).await;
    // The one given away is still hers by the official roster.
    ann.see_text("[data-test=calendar-gone]", "2 diensten")
        .await;
    ann.tap("[data-test=calendar-save]").await;
    ann.see("[data-test=calendar-said]").await;
    let file = profiles[0].downloaded("ics").await;
    let text = std::fs::read_to_string(&file).unwrap();
    let entry = text
        .split("BEGIN:VEVENT")
        .find(|entry| entry.contains(&sunday));
    let entry = entry.unwrap_or_else(|| panic!("{sunday} is not in\n{text}"));
    assert!(entry.contains("STATUS:CANCELLED"), "{entry}");
    assert!(entry.contains("SEQUENCE:1"), "{entry}");
    ann.close().await;
    bram.close().await;
}

fn read(file: &Path) -> Draft {
    ruil_files::read(&std::fs::read(file).unwrap(), &Guide::default()).unwrap()
}

/// Returns date, start and end of the shifts of a calendar.
fn shifts(draft: &Draft) -> Vec<String> {
    let told = draft.shifts.iter().map(|shift| {
        let (start, end) = (
            shift.start.strftime("%F %H:%M"),
            shift.end.strftime("%H:%M"),
        );
        format!("{start}–{end}")
    });
    told.collect()
}

/// Returns the same of a line of the roster.
fn as_told((_, day, from, until): &Line) -> String {
    let date = coming::monday() + jiff::Span::new().days(*day);
    format!("{date} {from}–{until}")
}
