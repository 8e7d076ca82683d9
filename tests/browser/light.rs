//! The traffic light on a phone: green settles, amber waits for the coordinator, red can't be said yes to.

use std::fmt::Write;
use std::path::Path;

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const WEEKS: i64 = 60;
/// Who, the day of the week, from when until when. Bram's early Tuesday is seven hours after the
/// end of Ann's late Monday, his Friday eight and a half after her Thursday.
const WEEK: [(&str, i64, &str, &str); 6] = [
    ("Anna Verbeek", 0, "14:30", "23:00"),
    ("Anna Verbeek", 2, "14:30", "23:00"),
    ("Anna Verbeek", 3, "14:30", "23:00"),
    ("Bram de Boer", 1, "06:00", "14:00"),
    ("Bram de Boer", 4, "07:30", "16:00"),
    ("Canan Çelik", 5, "09:00", "17:00"),
];

/// Writes a year and more of roster, so that the rules see as far as they look.
fn roster(folder: &Path) -> Cast {
    let mut text = "Medewerker;Datum;Dienst;Begin;Einde;Pauze\n".to_owned();
    let monday = jiff::civil::date(2024, 1, 15);
    for week in 0..WEEKS {
        for (name, day, from, until) in WEEK {
            let date = monday + jiff::Span::new().days(7 * week + day);
            let date = date.strftime("%d-%m-%Y");
            writeln!(text, "{name};{date};Dienst;{from};{until};0:30").unwrap();
        }
    }
    let file = folder.join("rooster.csv");
    std::fs::write(&file, text).unwrap();
    let last = monday + jiff::Span::new().days(7 * (WEEKS - 1));
    Cast {
        file,
        ann: WEEK[0].0.to_owned(),
        others: [WEEK[3].0, WEEK[5].0].map(str::to_owned),
        day: last.to_string(),
        weekday: 0,
        start: WEEK[0].2.to_owned(),
        shifts: usize::try_from(WEEKS).unwrap() * WEEK.len(),
    }
}

/// Opens the offer of a shift, sees its light, and takes its picture by day and by night.
async fn see_light(page: &Page, relay: &Relay, shift: &str, light: &'static str) {
    page.go(&relay.at(&format!("/shift/{shift}"))).await;
    page.tap("[data-test=offer-open]").await;
    page.see(&format!("[data-test=judgement][data-light={light}]"))
        .await;
    page.picture(light).await;
    page.run("document.documentElement.dataset.theme = 'dark'; return ''")
        .await;
    page.picture(&format!("{light}-dark")).await;
    page.run("delete document.documentElement.dataset.theme; return ''")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn green_settles_amber_waits_and_red_can_not_be_answered() {
    let folder = tempfile::TempDir::new().unwrap();
    let cast = roster(folder.path());
    let [bram, _] = &cast.others;
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profiles = [Profile::tablet(), Profile::phone()];
    let ann = chromium.open(&profiles[0], "lights", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    let b = steps::invite(&ann, &relay, &chromium, &profiles[1], (bram, "light")).await;

    let [red, green, amber] = &steps::own_shifts(&ann, &relay, &cast).await[..] else {
        panic!("Ann works three times a week");
    };
    for shift in [red, green, amber] {
        steps::offer(&ann, &relay, shift, "offer-give").await;
    }

    see_light(&b, &relay, red, "red").await;
    b.see("[data-test=offer-yes]:disabled").await;
    b.see("[data-test=alternative]").await;

    see_light(&b, &relay, green, "green").await;
    b.tap("[data-test=weeks-beside] summary").await;
    b.picture("green-weeks").await;
    b.tap("[data-test=offer-yes]").await;
    steps::see_owner(&ann, &relay, &cast, (green, bram)).await;

    see_light(&b, &relay, amber, "amber").await;
    b.tap("[data-test=offer-yes]").await;
    b.see("[data-test=waits]").await;
    b.picture("waits").await;
    ann.go_to_swaps().await;
    ann.see("[data-test=to-approve]").await;
    ann.picture("to-approve").await;
    let owner = steps::owner(&ann, &relay, &cast, amber).await;
    assert!(owner.contains(&cast.ann), "nobody has allowed it: {owner}");
    ann.go_to_swaps().await;
    ann.tap("[data-test=to-approve] [data-test=offer-open]")
        .await;
    ann.picture("approve").await;
    ann.tap("[data-test=approve]").await;
    for page in [&ann, &b] {
        steps::see_owner(page, &relay, &cast, (amber, bram)).await;
        steps::see_owner(page, &relay, &cast, (red, &cast.ann)).await;
    }
    for page in [ann, b] {
        page.close().await;
    }
}
