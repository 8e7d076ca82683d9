//! Wrong files get a clear message, and nothing that is stored changes.

use std::fs;

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_file_is_explained_and_changes_nothing() {
    let cast = Cast::choose();
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "wrong", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", &cast.ann).await;

    let folder = tempfile::tempdir().unwrap();
    let roster = fs::read_to_string(&cast.file).unwrap();
    let picture: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let files: [(&str, Vec<u8>, &str); 4] = [
        ("plaatje.png", picture.to_vec(), "plaatje"),
        ("leeg.csv", Vec::new(), "leeg"),
        ("groot.csv", vec![b'a'; 50 * 1024 * 1024], "te groot"),
        ("brief.csv", "Beste collega, tot morgen.".into(), "geen"),
    ];
    for (name, bytes, said) in files {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        page.go(&relay.at("/team/import")).await;
        page.pick("[data-test=import-file]", &file).await;
        page.see_text("[data-test=import-failed]", said).await;
        page.picture(name).await;
        page.go(&relay.at("/roster")).await;
        page.see(".empty-state").await;
        assert!(
            !page.has("[data-test=roster-shift]").await,
            "{name} left something behind"
        );
    }

    // UTF-16 is read; half a row is shown as what it is, and nothing is written before the tap.
    let utf16: Vec<u8> = roster
        .trim_start_matches('\u{feff}')
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let file = folder.path().join("utf16.csv");
    fs::write(&file, [&[0xff, 0xfe][..], &utf16].concat()).unwrap();
    page.go(&relay.at("/team/import")).await;
    page.pick("[data-test=import-file]", &file).await;
    page.see_text("[data-test=import-summary]", &cast.shifts.to_string())
        .await;

    let half = "Naam;Datum;Begin;Einde\nAnna Verbeek;03-03-2025;07:00;15:30\nBram de Boer;04-03";
    let file = folder.path().join("half.csv");
    fs::write(&file, half).unwrap();
    page.go(&relay.at("/team/import")).await;
    page.pick("[data-test=import-file]", &file).await;
    page.see("[data-test=import-problems] li").await;
    page.picture("half").await;
    page.go(&relay.at("/roster")).await;
    page.see(".empty-state").await;
    page.close().await;
}
