//! A team without a planning system writes its roster by hand: a kind, a week, a pattern, and back.

use crate::chromium::{Chromium, Profile};
use crate::coming::monday;
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";

/// Puts a value into a field, as choosing in the phone's own list or clock does.
async fn set(page: &Page, id: &str, value: &str) {
    page.see(&format!("#{id}")).await;
    page.run(&format!(
        "const field = document.getElementById({id:?}); field.value = {value:?}; \
         for (const kind of ['input', 'change']) \
           field.dispatchEvent(new Event(kind, {{ bubbles: true }})); return ''"
    ))
    .await;
}

/// Taps the plus in somebody's row on a day of the week.
async fn put(page: &Page, name: &str, day: usize) {
    page.see("[data-test=week-put]").await;
    page.run(&format!(
        "const row = [...document.querySelectorAll('tr')].find(row => \
           row.querySelector('th')?.textContent.includes({name:?})); \
         row.querySelectorAll('td')[{day}].querySelector('[data-test=week-put]').click(); return ''"
    ))
    .await;
    page.see("[data-test=edit-save]").await;
}

async fn save(page: &Page) {
    page.tap("[data-test=edit-save]").await;
    page.see_gone("[data-test=edit-save]").await;
}

/// Returns a script that finds somebody's cell on a day of the week.
fn cell(name: &str, day: usize) -> String {
    format!(
        "[...document.querySelectorAll('tr')].find(row => \
           row.querySelector('th')?.textContent.includes({name:?})).querySelectorAll('td')[{day}]"
    )
}

/// Waits until a shift stands in somebody's cell.
async fn stands(page: &Page, name: &str, day: usize) {
    let shifts = format!(
        "return String({}.querySelectorAll('[data-test=roster-shift]').length)",
        cell(name, day)
    );
    page.until(&shifts, "1").await;
}

/// Moves the shift of a cell by Alt and an arrow.
async fn by_key(page: &Page, (name, day): (&str, usize), key: &str) {
    let from = cell(name, day);
    page.run(&format!(
        "const shift = {from}.querySelector('[data-test=roster-shift]'); shift.focus(); \
         const how = {{ key: {key:?}, altKey: true, bubbles: true, cancelable: true }}; \
         shift.dispatchEvent(new KeyboardEvent('keydown', how)); return ''"
    ))
    .await;
}

/// Drags the shift of a cell to another with the mouse.
async fn drag(page: &Page, from: (&str, usize), to: (&str, usize)) {
    let (from, to) = (cell(from.0, from.1), cell(to.0, to.1));
    page.run(&format!(
        "const mouse = {{ pointerType: 'mouse', button: 0, buttons: 1, bubbles: true }}; \
         const [from, to] = [{from}.querySelector('[data-test=roster-shift]'), {to}]; \
         from.dispatchEvent(new PointerEvent('pointerdown', mouse)); \
         to.dispatchEvent(new PointerEvent('pointerenter', {{ ...mouse, bubbles: false }})); \
         to.dispatchEvent(new PointerEvent('pointerup', {{ ...mouse, buttons: 0 }})); return ''"
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_is_made_without_a_file_and_without_a_network() {
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "by-hand", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", ANN).await;
    page.go(&relay.at("/team")).await;
    steps::add(&page, BRAM).await;
    page.see_gone(".link-pill__waiting").await;
    page.go(&relay.at(&format!("/roster/edit?week={}", monday())))
        .await;
    page.see("[data-test=week-put]").await;
    relay.kill();
    page.see(".link-pill--offline").await;
    page.picture("empty").await;

    // A new kind, and then the same with one tap.
    put(&page, "Anna", 0).await;
    page.tap("[data-test=edit-save]").await;
    page.see_text(
        "[data-test=edit-sheet]",
        "Geef de nieuwe dienstsoort een naam",
    )
    .await;
    page.write("#edit-name", "late dienst").await;
    page.write("#edit-code", "L").await;
    set(&page, "edit-start", "15:00").await;
    set(&page, "edit-end", "23:00").await;
    page.see("[data-test=judgement]").await;
    page.picture("kind").await;
    save(&page).await;
    page.see_count("[data-test=roster-shift]", 1).await;
    put(&page, "Bram", 2).await;
    page.see_count("[data-test=shape]", 1).await;
    page.picture("again").await;
    save(&page).await;
    page.see_count("[data-test=roster-shift]", 2).await;

    // A shift moves with Alt and an arrow, and on from there; and with the mouse.
    by_key(&page, ("Bram", 2), "ArrowRight").await;
    stands(&page, "Bram", 3).await;
    let shift = "return String(document.activeElement.dataset.test)";
    page.until(shift, "roster-shift").await;
    by_key(&page, ("Bram", 3), "ArrowLeft").await;
    stands(&page, "Bram", 2).await;
    drag(&page, ("Bram", 2), ("Anna", 5)).await;
    stands(&page, "Anna", 5).await;
    page.tap("[data-test=edit-undo]").await;
    stands(&page, "Bram", 2).await;

    // Too short a rest is said, and does not forbid.
    put(&page, "Anna", 1).await;
    set(&page, "edit-start", "05:00").await;
    set(&page, "edit-end", "13:00").await;
    page.see("[data-test=judgement][data-light=red]").await;
    page.see_text("[data-test=judgement]", "Je kunt het toch opslaan")
        .await;
    page.picture("advice").await;
    page.run("document.querySelector('.dialog__body').scrollTo(0, 9999); return ''")
        .await;
    page.picture("advice-below").await;
    save(&page).await;
    page.see_count("[data-test=roster-shift]", 3).await;
    page.tap("[data-test=edit-undo]").await;
    page.see_count("[data-test=roster-shift]", 2).await;

    // Bram's becomes an open shift, and every second week there is one more.
    page.run(
        "const row = [...document.querySelectorAll('tr')].find(row => \
           row.querySelector('th')?.textContent.includes('Bram')); \
         row.querySelector('[data-test=roster-shift]').click(); return ''",
    )
    .await;
    set(&page, "edit-owner", "").await;
    save(&page).await;
    page.see("tr[data-open] [data-test=roster-shift]").await;
    put(&page, "Bram", 4).await;
    page.tap("[data-test=edit-repeat] summary").await;
    page.write("#edit-every", "2").await;
    save(&page).await;
    page.see_text("[data-test=edit-saved]", "3 diensten").await;

    // The week as it is, in the three weeks after it; the third of Bram's lies there already.
    page.tap("[data-test=edit-copy]").await;
    page.tap("label:has(input[name=copy-how][value=again])")
        .await;
    let until = monday() + jiff::Span::new().days(27);
    set(&page, "copy-until", &until.to_string()).await;
    page.see_text(
        "[data-test=copy-says]",
        "Er komen 8 diensten bij, in 3 weken. 1 dienst",
    )
    .await;
    page.picture("copy").await;
    page.tap("[data-test=copy-save]").await;
    page.see_gone("[data-test=copy-save]").await;
    page.picture("week").await;

    relay.run();
    page.see(".link-pill--live").await;
    page.see_gone(".link-pill__waiting").await;
    let last = monday() + jiff::Span::new().days(21);
    page.go(&relay.at(&format!("/roster?week={last}"))).await;
    page.see_count("[data-test=roster-shift][data-state=mine]", 1)
        .await;
    page.see("tr[data-open] [data-test=roster-shift]").await;
    page.wide().await;
    page.tap("[data-test=to-edit]").await;
    page.see("[data-test=week-put]").await;
    page.picture("wide").await;
    put(&page, "Bram", 0).await;
    page.picture("wide-sheet").await;
    page.close().await;
}
