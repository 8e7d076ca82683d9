//! A newer version of the app: fetched in the background, put in place when somebody says so.

use std::fs;
use std::path::Path;

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::{Relay, asked};
use crate::steps;

/// The name of the newer build.
const BUILD: &str = "0000000000000002";
/// What tells its page from the older one's.
const MARK: &str = "<meta name=\"newer\">";

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// Changes a file of the app; its compressed form is no longer it.
fn change(file: &Path, change: impl FnOnce(&str) -> String) {
    let before = fs::read_to_string(file).unwrap();
    let after = change(&before);
    assert_ne!(after, before, "{}", file.display());
    fs::write(file, after).unwrap();
    let compressed = format!("{}.br", file.display());
    if Path::new(&compressed).exists() {
        fs::remove_file(compressed).unwrap();
    }
}

/// Puts a newer build in the folder of the older one.
fn release(app: &Path) {
    let version = fs::read_to_string(app.join("version.json")).unwrap();
    let version: serde_json::Value = serde_json::from_str(&version).unwrap();
    let build = version["build"].as_str().unwrap();
    for name in ["sw.js", "version.json"] {
        change(&app.join(name), |text| text.replace(build, BUILD));
    }
    change(&app.join("index.html"), |text| {
        text.replace("</head>", &format!("{MARK}</head>"))
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_waits_until_it_is_taken() {
    let cast = Cast::choose();
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(&asked("RUIL_DIST")), folder.path());
    let chromium = Chromium::start().await;
    let mut relay = Relay::serving(folder.path().to_owned());
    let profile = Profile::phone();
    let page = chromium.open(&profile, "update", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    page.reload().await;
    page.see(".link-pill--live").await;
    assert!(!page.has("[data-test=update]").await, "nothing is newer");

    release(folder.path());
    page.reload().await;
    page.see("[data-test=update]").await;
    page.picture("banner").await;

    // However often the page is loaded, the older one stays until the tap.
    page.reload().await;
    page.see("[data-test=update]").await;
    page.see(".link-pill--live").await;
    assert!(!page.has("meta[name=newer]").await, "nobody asked for it");
    let waits = "return navigator.serviceWorker.getRegistration()\
                 .then(found => !!found.waiting)";
    assert_eq!(page.run(waits).await, "true");

    // It lies on the device already: it waits, and is taken, without a network.
    relay.kill();
    page.reload().await;
    page.see(".link-pill--offline").await;
    page.see("[data-test=update]").await;
    assert!(!page.has("meta[name=newer]").await, "still nobody asked");
    page.tap("[data-test=update-take]").await;
    page.see_count("meta[name=newer]", 1).await;
    page.see(".link-pill--offline").await;
    assert!(!page.has("[data-test=update]").await, "it is taken");
    assert_eq!(page.run(waits).await, "false");
    page.reload().await;
    page.see(".link-pill--offline").await;
    assert!(page.has("meta[name=newer]").await);
    page.see_text(".frame__team", "De Linde").await;

    relay.run();
    page.see(".link-pill--live").await;
    page.close().await;
}
