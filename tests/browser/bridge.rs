//! The planner's roster comes again: one swap is in it, one swapped shift moved, one thing changed
//! elsewhere. Somebody decides, and the planner gets a list.

use std::path::PathBuf;

use crate::cast::{Cast, roster};
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

/// Ann's early shift, which the planner makes a day shift after she gave it away.
const MOVED: &str = "2025-03-03";
/// The planner changed something else on this day.
const ELSEWHERE: &str = "2025-03-05";

#[tokio::test(flavor = "multi_thread")]
async fn the_planner_s_roster_comes_again_and_no_swap_is_lost() {
    let cast = Cast::of(roster("grid.csv"));
    let taker = &cast.others[0];
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "bridge", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (taker, "taker")).await;

    let night = steps::night(&ann, &relay, &cast).await;
    give(&ann, &b, &relay, &night).await;
    let moved = shift_on(&ann, &relay, &cast, MOVED).await;
    give(&ann, &b, &relay, &moved).await;
    ann.go(&relay.at("/team")).await;
    ann.see_text("[data-test=planner-part]", "2 wijzigingen")
        .await;

    ann.tap("[data-test=team-import]").await;
    ann.pick("[data-test=import-file]", &planner_s(&cast, taker))
        .await;
    ann.see_count("[data-test=difference]", 4).await;
    for (kind, count) in [
        ("processed", 1),
        ("conflict", 1),
        ("changed", 1),
        ("gone", 1),
    ] {
        let css = format!("[data-test=difference][data-kind={kind}]");
        ann.see_count(&css, count).await;
    }
    ann.see("[data-test=differences-undecided]").await;
    let top = "document.querySelector('[data-test=differences]').scrollIntoView(); return ''";
    ann.run(top).await;
    ann.picture_everywhere("differences").await;
    ann.tap("[data-kind=conflict] .segments__one:first-of-type")
        .await;
    ann.see_gone("[data-test=differences-undecided]").await;
    ann.tap("[data-test=import-write]").await;
    ann.see("[data-test=import-written]").await;

    // The taker has the shift, at the planner's time; that the planner is to hear.
    ann.go(&relay.at(&format!("/shift/{moved}"))).await;
    ann.see_text("main", "08:30").await;
    ann.see_text("main", taker).await;
    ann.go(&relay.at("/team")).await;
    ann.see_text("[data-test=planner-part]", "1 wijziging")
        .await;
    ann.tap("[data-test=planner-open]").await;
    ann.see_count("[data-test=planner-line]", 1).await;
    ann.picture_everywhere("list").await;
    ann.print("list").await;
    ann.tap("[data-test=planner-workbook]").await;
    let workbook = std::fs::read(profiles[0].downloaded("xlsx").await).unwrap();
    assert!(workbook.starts_with(b"PK"), "a workbook");
    ann.tap("[data-test=planner-processed]").await;
    ann.tap("[data-test=planner-processed]").await;
    ann.see_gone("[data-test=planner-line]").await;
    ann.picture("done").await;
    ann.close().await;
    b.close().await;
}

/// Gives a shift away to whoever takes it first.
async fn give(from: &Page, to: &Page, relay: &Relay, shift: &str) {
    steps::offer(from, relay, shift, "offer-give").await;
    to.go_to_swaps().await;
    to.tap("[data-test=to-answer] [data-test=offer-open]").await;
    to.tap("[data-test=offer-yes]").await;
    to.see_text("main", "is van jou").await;
}

/// Returns Ann's shift of a Monday.
async fn shift_on(page: &Page, relay: &Relay, cast: &Cast, day: &str) -> String {
    page.go(&relay.at(&format!("/roster?week={day}"))).await;
    page.see("[data-test=roster-shift]").await;
    let script = format!(
        "const row = [...document.querySelectorAll('tr')].find(row => \
           row.querySelector('th')?.textContent.includes({:?})); \
         return row?.querySelectorAll('td')[0]?.querySelector('[data-shift]')?.dataset.shift ?? '';",
        cast.ann,
    );
    let shift = page.run(&script).await;
    assert!(!shift.is_empty(), "{script}");
    shift
}

/// Writes the planner's new file: the night is processed, the early shift became a day shift, Dirk
/// works another shift on the fifth, and Femke does not work then.
fn planner_s(cast: &Cast, taker: &str) -> PathBuf {
    let old = std::fs::read_to_string(&cast.file).unwrap();
    let mut lines: Vec<Vec<String>> = old
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect();
    let row = |lines: &[Vec<String>], person: &str| {
        let first = person.split(' ').next().unwrap();
        let mut rows = lines.iter();
        rows.position(|cells| cells[0].ends_with(&format!(", {first}")))
            .unwrap()
    };
    let column = |lines: &[Vec<String>], day: &str| {
        let (month, day) = (&day[5..7], &day[8..10]);
        let name = format!(
            "{}-{}",
            day.trim_start_matches('0'),
            month.trim_start_matches('0')
        );
        let mut names = lines[1].iter();
        names
            .position(|cell| cell.ends_with(&format!(" {name}")))
            .unwrap()
    };
    let (ann, taker) = (row(&lines, &cast.ann), row(&lines, taker));
    let (night, moved) = (column(&lines, &cast.day), column(&lines, MOVED));
    let fifth = column(&lines, ELSEWHERE);
    lines[taker][night] = std::mem::take(&mut lines[ann][night]);
    assert_eq!(
        std::mem::replace(&mut lines[ann][moved], "D".to_owned()),
        "V"
    );
    let (dirk, femke) = (row(&lines, "Dirk"), row(&lines, "Femke"));
    assert_eq!(
        std::mem::replace(&mut lines[dirk][fifth], "L".to_owned()),
        "V"
    );
    assert_eq!(std::mem::take(&mut lines[femke][fifth]), "N");
    let text: Vec<String> = lines.iter().map(|cells| cells.join(";")).collect();
    let file = std::env::temp_dir().join(format!("ruil-planner-{}.csv", std::process::id()));
    std::fs::write(&file, text.join("\n")).unwrap();
    file
}
