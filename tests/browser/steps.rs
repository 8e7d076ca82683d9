//! What people do in several journeys, each in the words of the app.

use std::time::Instant;

use crate::cast::Cast;
use crate::chromium::{Chromium, Profile};
use crate::page::{PATIENCE, Page};
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

/// Adds a colleague on the team's page.
pub async fn add(page: &Page, name: &str) {
    page.tap("[data-test=team-add]").await;
    page.write("[data-test=add-name] input", name).await;
    page.tap("[data-test=add-submit]").await;
    page.see(&format!("[data-test=\"person-{name}\"]")).await;
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
    show_code(inviter, relay, name).await;
    let code = inviter
        .text("[data-test=invite-code] .invite-card__code")
        .await;
    let joiner = chromium.open(profile, whose, &relay.at("/join")).await;
    joiner
        .write(
            "[data-test=join-code] input",
            &code.replace([' ', '\n'], ""),
        )
        .await;
    joiner.tap("[data-test=join-submit]").await;
    let_in(inviter, &joiner).await;
    joiner
}

/// Shows the code of an invite for a colleague.
pub async fn show_code(inviter: &Page, relay: &Relay, name: &str) {
    inviter.go(&relay.at("/team")).await;
    inviter.tap(&format!("[data-test=\"invite-{name}\"]")).await;
    inviter.see("[data-test=invite-code]").await;
    inviter.picture("invite").await;
}

/// Compares the words on both screens, and lets the colleague in.
pub async fn let_in(inviter: &Page, joiner: &Page) {
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
}

/// Offers a shift of one's own; `want` is what for, such as `offer-give`.
pub async fn offer(page: &Page, relay: &Relay, shift: &str, want: &str) {
    page.go(&relay.at(&format!("/shift/{shift}"))).await;
    page.tap("[data-test=shift-offer]").await;
    page.tap(&format!("[data-test={want}]")).await;
    page.tap("[data-test=offer-send]").await;
    page.see_gone("[data-test=offer-send]").await;
}

/// Offers a shift for another, one of a colleague.
pub async fn offer_for(page: &Page, relay: &Relay, shift: &str, wanted: &str) {
    page.go(&relay.at(&format!("/shift/{shift}"))).await;
    page.tap("[data-test=shift-offer]").await;
    page.tap("[data-test=offer-named]").await;
    page.tap(&format!("[data-test=offer-pick][data-shift=\"{wanted}\"]"))
        .await;
    page.tap("[data-test=offer-send]").await;
    page.see_gone("[data-test=offer-send]").await;
    page.see_gone(".link-pill__waiting").await;
}

/// Says yes to what is asked, as far as it goes without a network.
pub async fn say_yes(page: &Page) {
    page.go_to_swaps().await;
    page.tap("[data-test=to-answer] [data-test=offer-open]")
        .await;
    page.tap("[data-test=offer-yes]").await;
    page.see("[data-test=progress][data-state=saved]").await;
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

/// Returns one's own shifts in the week of the night, first one first.
pub async fn own_shifts(page: &Page, relay: &Relay, cast: &Cast) -> Vec<String> {
    page.go(&relay.at(&format!("/roster?week={}", cast.day)))
        .await;
    page.see("tr[aria-current] [data-test=roster-shift]").await;
    let script = "const shifts = [...document.querySelectorAll('tr[aria-current] [data-shift]')]; \
         return shifts.map(shift => shift.dataset.shift).join(' ');";
    let shifts = page.run(script).await;
    shifts.split(' ').map(str::to_owned).collect()
}

/// Waits until a shift stands in the row of somebody else, and returns whose.
pub async fn new_owner(
    page: &Page,
    relay: &Relay,
    cast: &Cast,
    (shift, before): (&str, &str),
) -> String {
    let start = Instant::now();
    loop {
        let owner = owner(page, relay, cast, shift).await;
        if !owner.contains(before) {
            return owner;
        }
        assert!(start.elapsed() < PATIENCE, "the shift is still of {owner}");
    }
}

/// Waits until a shift stands in somebody's row.
pub async fn see_owner(page: &Page, relay: &Relay, cast: &Cast, (shift, name): (&str, &str)) {
    let start = Instant::now();
    loop {
        let owner = owner(page, relay, cast, shift).await;
        if owner.contains(name) {
            return;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "the shift is of {owner:?}, not of {name}"
        );
    }
}
