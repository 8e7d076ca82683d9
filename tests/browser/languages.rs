//! Every language: chosen in one tap, kept, read from right to left where that is how it is written, and
//! there without a network.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const LINES: [Line; 4] = [
    (ANN, 0, "22:45", "07:15"),
    ("Bram de Boer", 0, "14:30", "23:00"),
    ("Canan Çelik", 2, "08:00", "16:00"),
    ("Open", 3, "08:00", "16:00"),
];
/// Each language, the way it runs, and its word for the team's roster as the place is called.
const LANGUAGES: [(&str, &str, &str); 6] = [
    ("en", "", "Roster"),
    ("de", "", "Dienstplan"),
    ("pl", "", "Grafik"),
    ("tr", "", "Çizelge"),
    ("ar", "rtl", "الجدول"),
    ("nl", "", "Rooster"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_app_speaks_every_language_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "language", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", ANN).await;
    steps::import(&page, &relay, &cast).await;
    page.until(
        "return navigator.serviceWorker.controller ? 'kept' : 'not yet'",
        "kept",
    )
    .await;
    relay.kill();

    for (tag, direction, roster) in LANGUAGES {
        page.go(&relay.at("/team")).await;
        let choose = format!("#language option[value={tag}]");
        page.tap(&choose).await;
        page.see_text("a[href='/roster']", roster).await;
        let root = "return document.documentElement.lang + document.documentElement.dir";
        page.until(root, &format!("{tag}{direction}")).await;
        // It is kept: loaded again, nothing else is said first.
        page.reload().await;
        page.see_text("a[href='/roster']", roster).await;
        page.picture(&format!("{tag}-team")).await;
        for (place, path) in [("mine", "/"), ("swaps", "/swaps"), ("roster", "/roster")] {
            page.tap(&format!("a[href='{path}'].frame__place")).await;
            page.see(".page-head__title").await;
            page.picture(&format!("{tag}-{place}")).await;
        }
    }
}
