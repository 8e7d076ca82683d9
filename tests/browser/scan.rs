//! A colleague joins by holding the camera to the coordinator's screen.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::film::Drawn;
use crate::relay::Relay;
use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_joins_by_scanning_the_code() {
    let cast = Cast::choose();
    let [bram, _] = &cast.others;
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::tablet();
    let ann = chromium.open(&profile, "inviter", &relay.at("/")).await;
    steps::found(&ann, &relay, "De Linde", &cast.ann).await;
    steps::import(&ann, &relay, &cast).await;
    steps::show_code(&ann, &relay, bram).await;

    let code = "document.querySelector('[data-test=invite-code] svg.qr-code')";
    let view_box = ann
        .run(&format!("return {code}.getAttribute('viewBox')"))
        .await;
    let path = ann
        .run(&format!(
            "return {code}.querySelector('path').getAttribute('d')"
        ))
        .await;
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("code.y4m");
    Drawn::read(&view_box, &path).write_film(&film);

    let profile = Profile::phone().seeing(film);
    let b = chromium.open(&profile, "scanner", &relay.at("/join")).await;
    b.tap("[data-test=join-scan]").await;
    b.picture("looks").await;
    steps::let_in(&ann, &b).await;
    steps::night(&b, &relay, &cast).await;
    b.picture("in").await;
    ann.close().await;
    b.close().await;
}
