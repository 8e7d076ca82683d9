//! The team's tablet: one for all, and nobody takes another's name.

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const ANNA: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";

/// Shifts in two weeks, and the roster of these days so that the board has something to say.
fn lines() -> Vec<Line> {
    let today = jiff::Zoned::now().date();
    let today = i64::from((today - coming::monday()).get_days());
    let mut lines: Vec<Line> = vec![
        (ANNA, 0, "07:00", "15:00"),
        (BRAM, 2, "07:00", "15:00"),
        ("Canan Çelik", 3, "15:00", "23:00"),
        (ANNA, 4, "15:00", "23:00"),
    ];
    let crew = [
        "Dirk Jansen",
        "Eva Mulder",
        "Fatima Aziz",
        "Gijs Smit",
        "Hanna Vos",
    ];
    for day in -1..7 {
        let nth = |at: i64| crew[usize::try_from((day + 1 + at) % 5).unwrap()];
        lines.extend([
            (nth(0), today + day, "07:00", "15:00"),
            (nth(1), today + day, "07:00", "15:00"),
            (nth(2), today + day, "15:00", "23:00"),
            (nth(3), today + day, "23:00", "07:00"),
        ]);
    }
    lines
}

/// Lets so many seconds pass by the page's clock.
async fn wait(page: &Page, seconds: u32) {
    page.run(&format!(
        "const now = Date.now; Date.now = () => now() + {seconds} * 1000; return ''"
    ))
    .await;
}

/// Stops the page's clock, so that looking closely takes no time.
async fn freeze(page: &Page) {
    page.run("window.own = Date.now; const at = Date.now(); Date.now = () => at; return ''")
        .await;
}

/// Lets the page's clock go again.
async fn thaw(page: &Page) {
    page.run("Date.now = window.own; return ''").await;
}

async fn type_in(tablet: &Page, digits: &str) {
    for digit in digits.chars().filter(char::is_ascii_digit) {
        tablet.tap(&format!("[data-test=key-{digit}]")).await;
    }
    tablet.tap("[data-test=pin-go]:enabled").await;
}

/// Reads the permit a phone shows, for itself or for a colleague.
async fn permit(phone: &Page, relay: &Relay, of: Option<&str>) -> String {
    phone.go(&relay.at("/team")).await;
    phone.tap("[data-test=tablet-permit]").await;
    let before = phone.text("[data-test=permit-digits]").await;
    let Some(name) = of else { return before };
    phone
        .run(&format!(
            "const list = document.querySelector('#permit-for'); \
             const option = [...list.options].find(one => one.text === {name:?}); \
             list.value = option.value; \
             list.dispatchEvent(new Event('change', {{ bubbles: true }})); return ''"
        ))
        .await;
    phone.see_text(".permit__theirs", name).await;
    phone.text("[data-test=permit-digits]").await
}

/// Chooses a PIN with a permit.
async fn choose_pin(tablet: &Page, permit: &str, pin: &str) {
    tablet.see("[data-test=knock-permit]").await;
    type_in(tablet, permit).await;
    tablet.see("[data-test=knock-choose]").await;
    type_in(tablet, pin).await;
    tablet.see("[data-test=knock-again]").await;
    type_in(tablet, pin).await;
    tablet.see("[data-test=stand]").await;
}

/// Gives a shift away at the tablet, by taps alone.
async fn give(tablet: &Page, shift: &str) {
    tablet.tap(&format!("a[href=\"/shift/{shift}\"]")).await;
    tablet.tap("[data-test=shift-offer]").await;
    tablet.tap("[data-test=offer-give]").await;
    tablet.tap("[data-test=offer-send]").await;
    tablet.see_gone("[data-test=offer-send]").await;
    tablet.see_gone(".link-pill__waiting").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_share_the_tablet_and_see_at_home_what_was_done_there() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &lines());
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let (phones, wall) = (Profile::phone(), Profile::tablet());
    let phone = chromium.open(&phones, "tablet-phone", &relay.at("/")).await;
    steps::found(&phone, &relay, "De Linde", ANNA).await;
    steps::import(&phone, &relay, &cast).await;
    let (first, second) = (
        coming::shift(&phone, &relay, (ANNA, 0)).await,
        coming::shift(&phone, &relay, (ANNA, 4)).await,
    );

    phone.go(&relay.at("/team")).await;
    phone.tap("[data-test=tablet-enrol]").await;
    let code = phone
        .text("[data-test=invite-code] .invite-card__code")
        .await;
    let tablet = chromium.open(&wall, "tablet", &relay.at("/join")).await;
    tablet
        .write(
            "[data-test=join-code] input",
            &code.replace([' ', '\n'], ""),
        )
        .await;
    tablet.tap("[data-test=join-submit]").await;
    steps::let_in(&phone, &tablet).await;
    tablet.see("[data-test=duty][data-now]").await;
    tablet.see_text("[data-test=day-0]", "Nu").await;
    tablet.picture("board").await;

    // Nobody is let in by a name alone, nor by a code that is none.
    freeze(&tablet).await;
    tablet.tap(&format!("[data-test=\"name-{ANNA}\"]")).await;
    tablet.see("[data-test=knock-permit]").await;
    type_in(&tablet, "00000000").await;
    tablet.see("[data-test=pin-pad] [aria-invalid]").await;
    tablet.picture("permit-wrong").await;
    let shown = permit(&phone, &relay, None).await;
    phone.picture("permit").await;
    type_in(&tablet, &shown).await;
    tablet.see("[data-test=knock-choose]").await;
    tablet.picture("choose").await;
    type_in(&tablet, "2468").await;
    tablet.see("[data-test=knock-again]").await;
    type_in(&tablet, "2469").await;
    tablet.see("[data-test=knock-choose]").await;
    type_in(&tablet, "2468").await;
    tablet.see("[data-test=knock-again]").await;
    type_in(&tablet, "2468").await;
    tablet.see_text("[data-test=stand]", ANNA).await;
    tablet.picture("stands").await;

    give(&tablet, &first).await;
    wait(&tablet, 52).await;
    tablet.see_text("[data-test=stand-left]", "Nog").await;
    tablet.picture("ending").await;
    wait(&tablet, 10).await;
    tablet.see("[data-test=day-0]").await;
    tablet.see_gone("[data-test=stand]").await;
    thaw(&tablet).await;
    tablet.run("history.back(); return ''").await;
    tablet.see("[data-test=day-0]").await;
    assert_eq!(tablet.run("return location.pathname").await, "/");
    assert!(!tablet.has("[data-test=stand]").await);

    // Bram has no phone: the coordinator's vouches for him. He goes straight to what he tapped.
    freeze(&tablet).await;
    tablet.see_text("[data-test=board-asks]", ANNA).await;
    tablet
        .tap("[data-test=board-asks] [data-test=board-item]")
        .await;
    tablet.see("[data-test=wanted]").await;
    tablet.picture("asked").await;
    tablet.tap(&format!("[data-test=\"name-{BRAM}\"]")).await;
    let shown = permit(&phone, &relay, Some(BRAM)).await;
    phone.picture("permit-theirs").await;
    choose_pin(&tablet, &shown, "13579").await;
    tablet.tap("[data-test=offer-yes]").await;
    tablet.see_gone(".link-pill__waiting").await;
    tablet.see("[data-test=progress][data-state=final]").await;
    tablet.run("history.back(); return ''").await;
    tablet.see(".page--mine").await;
    tablet.see_text("[data-test=stand]", BRAM).await;
    tablet.run("history.back(); return ''").await;
    tablet.see("[data-test=day-0]").await;

    thaw(&tablet).await;

    // Anna again, in seconds; the code she had is used up, her PIN is not.
    freeze(&tablet).await;
    tablet.tap(&format!("[data-test=\"name-{ANNA}\"]")).await;
    tablet.see("[data-test=knock-pin]").await;
    tablet.picture("pin").await;
    type_in(&tablet, "2468").await;
    tablet.see_text("[data-test=stand]", ANNA).await;
    give(&tablet, &second).await;
    tablet.tap("[data-test=stand-done]").await;
    tablet.see_text("[data-test=board-asks]", ANNA).await;
    thaw(&tablet).await;

    phone.go(&relay.at("/")).await;
    phone.see_count("[data-test=there-one]", 2).await;
    phone.picture("there").await;
    phone.tap("[data-test=there-back]").await;
    phone.see_gone("[data-test=there-back]").await;
    tablet
        .see_gone("[data-test=board-asks] [data-test=board-item]")
        .await;
    phone.tap("[data-test=there-seen]").await;
    phone.see_gone("[data-test=there]").await;
    phone.go(&relay.at("/team")).await;
    phone.see("[data-test=tablet-line]").await;
    phone.picture("team").await;

    // Who guesses waits, also after the tablet started anew.
    for guess in ["0000", "1111", "1234", "2580", "9999"] {
        if !tablet.has("[data-test=knock]").await {
            tablet.tap(&format!("[data-test=\"name-{ANNA}\"]")).await;
        }
        tablet.see("[data-test=knock-pin]").await;
        type_in(&tablet, guess).await;
        tablet.see("[data-test=pin-pad] [aria-invalid]").await;
    }
    tablet.see_text("[data-test=knock]", "seconden").await;
    tablet.reload().await;
    tablet.tap(&format!("[data-test=\"name-{ANNA}\"]")).await;
    tablet.see_text("[data-test=knock]", "seconden").await;
    freeze(&tablet).await;
    tablet.picture("wait").await;
    tablet.tap("[data-test=knock] .icon-button").await;

    tablet.narrow().await;
    tablet.picture("narrow").await;

    phone.tap("[data-test=tablet-remove]").await;
    phone.see("[data-test=tablet-sure]").await;
    phone.picture("sure").await;
    phone.tap("[data-test=tablet-sure-do]").await;
    phone.see_gone("[data-test=tablet-line]").await;
    tablet.close().await;
    phone.close().await;
}
