//! What people do in several journeys, each in the words of the app.

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;

/// Founds a team on a new device.
pub async fn found(page: &Page, relay: &Relay, team: &str, name: &str) {
    page.go(&relay.at("/")).await;
    page.tap("[data-test=welcome-found]").await;
    page.write("[data-test=found-team] input", team).await;
    page.write("[data-test=found-name] input", name).await;
    page.tap("[data-test=found-submit]").await;
    page.see(".link-pill--live").await;
}

/// Reads a roster file in and writes what it holds.
pub async fn import(page: &Page, relay: &Relay, cast: &Cast) {
    page.go(&relay.at("/team")).await;
    page.tap("[data-test=team-import]").await;
    page.pick("[data-test=import-file]", &cast.file).await;
    page.see_text("[data-test=import-summary]", &cast.shifts.to_string())
        .await;
    page.picture("import").await;
    page.tap("[data-test=import-write]").await;
    page.see("[data-test=import-written]").await;
}

/// Invites a colleague, who joins on a device of their own by typing the code.
pub async fn invite(
    inviter: &Page,
    relay: &Relay,
    chromium: &Chromium,
    profile: &Profile,
    (name, whose): (&str, &'static str),
) -> Page {
    inviter.go(&relay.at("/team")).await;
    inviter.tap(&format!("[data-test=\"invite-{name}\"]")).await;
    let code = inviter
        .text("[data-test=invite-code] .invite-card__code")
        .await;
    inviter.picture("invite").await;
    let joiner = chromium.open(profile, whose, &relay.at("/join")).await;
    joiner
        .write(
            "[data-test=join-code] input",
            &code.replace([' ', '\n'], ""),
        )
        .await;
    joiner.tap("[data-test=join-submit]").await;
    joiner.see("[data-test=join-words]").await;
    inviter.see("[data-test=invite-words]").await;
    let words = inviter.texts("[data-test=words] li").await;
    assert_eq!(words.len(), 3);
    assert_eq!(
        joiner.texts("[data-test=words] li").await,
        words,
        "both screens say the same"
    );
    joiner.picture("words").await;
    inviter.tap("[data-test=invite-yes]").await;
    inviter.see("[data-test=invite-admitted]").await;
    joiner.see(".link-pill--live").await;
    joiner
}

/// Opens the roster in the week of the night and returns the night's shift id in Ann's row.
pub async fn night(page: &Page, relay: &Relay, cast: &Cast) -> String {
    page.go(&relay.at(&format!("/roster?week={}", cast.day)))
        .await;
    page.see("[data-test=roster-shift]").await;
    let script = format!(
        "const row = [...document.querySelectorAll('tr')].find(row => \
           row.querySelector('th')?.textContent.includes({name:?})); \
         const cell = row?.querySelectorAll('td')[{weekday}]; \
         const shifts = [...cell?.querySelectorAll('[data-test=roster-shift]') ?? []]; \
         return shifts.find(shift => shift.title.includes({start:?}))?.dataset.shift ?? '';",
        name = cast.ann,
        weekday = cast.weekday,
        start = cast.start,
    );
    let shift = page.run(&script).await;
    if shift.is_empty() {
        page.picture("night").await;
    }
    assert!(!shift.is_empty(), "the night stands in Ann's row: {script}");
    shift
}

/// Returns the name in whose row a shift stands in the roster of the night's week.
pub async fn owner(page: &Page, relay: &Relay, cast: &Cast, shift: &str) -> String {
    page.go(&relay.at(&format!("/roster?week={}", cast.day)))
        .await;
    page.see("[data-test=roster-shift]").await;
    let script = format!(
        "const shift = document.querySelector('[data-shift={shift:?}]:not([data-state=pending])'); \
         return shift?.closest('tr').querySelector('th').textContent ?? '';"
    );
    page.run(&script).await
}
