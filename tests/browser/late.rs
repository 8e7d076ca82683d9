//! Who joins a team with a long past begins at its checkpoint, and soon sees the roster.
//!
//! How soon is told, on a processor made four times as slow; no time makes it fail.

use ruil_fuzz::history::{self, History, WARD};
use ruil_relay::store::sqlite::SqliteStore;
use ruil_relay::store::{Admission, Founded, Kept, Restore, Store, Team};
use ruil_sync::{Identity, saved};
use ruil_wire::Head;
use ruil_wire::frame::Mark;
use ruil_wire::http::Founding;
use serde_json::json;

use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;

const ENTRIES: u64 = 10_000;
const ROSTER: &str = "[data-test=roster-shift]";

/// Writes the rows of a joiner whom somebody has just let in.
const LET_IN: &str = "return (async () => {
    const rows = ROWS;
    const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open('ruil');
        request.onsuccess = () => resolve(request.result);
        request.onerror = reject;
    });
    const write = database.transaction('meta', 'readwrite');
    for (const [name, bytes] of Object.entries(rows))
        write.objectStore('meta').put(Uint8Array.from(bytes), name);
    await new Promise((resolve, reject) => {
        write.oncomplete = resolve;
        write.onabort = reject;
    });
    database.close();
    return 'in';
})()";

/// Notes when the roster is first shown, in milliseconds since the page was asked for.
const WATCH: &str = "
    const look = () => {
        if (document.querySelector('ROSTER')) window.shown = Math.round(performance.now());
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

/// Tells whether the device has kept what its log came to.
const HAS_SNAPSHOT: &str = "return (async () => {
    const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open('ruil');
        request.onsuccess = () => resolve(request.result);
        request.onerror = reject;
    });
    const read = database.transaction('meta').objectStore('meta').getKey('snapshot');
    await new Promise((resolve, reject) => {
        read.onsuccess = resolve;
        read.onerror = reject;
    });
    database.close();
    return read.result === 'snapshot';
})()";

/// Fills a relay's database with a team's past and the checkpoint that stands for most of it.
fn fill(data: &std::path::Path, history: &History) {
    let store = SqliteStore::open(data, None).unwrap();
    let [first, .., last] = &history.entries[..] else {
        panic!("a long past");
    };
    let access = first.envelope.access().unwrap().clone();
    let (team, founder) = (access.grant.team, access.signer);
    let founding = Founding {
        access,
        number: 0,
        head: Head::start(team),
        time_ms: 0,
    };
    let founded = store.found(team, &Team::by_access(founding)).unwrap();
    assert_eq!(founded, Founded::New);
    let goal = Mark {
        number: last.number,
        head: history.reader.head(),
        signature: [0; 64],
    };
    let all = Restore {
        team,
        device: founder,
        goal,
        is_marked: false,
        entries: history.entries.clone(),
    };
    let at = Admission {
        now_ms: last.time_ms,
        log_bytes_max: u64::MAX >> 1,
        is_held: false,
    };
    assert!(store.restore(&all, at).unwrap().is_some());
    let (start, sealed) = history.start.as_ref().unwrap();
    assert_eq!(store.keep(team, start.number, sealed), Ok(Kept::New));
}

/// Returns the day of the roster's last shift, `YYYY-MM-DD`.
fn last_day(history: &History) -> jiff::civil::Date {
    let shifts = history.reader.team().roster.iter();
    let last = shifts.map(|shift| shift.span.start().utc_min).max();
    let days = i64::from(last.unwrap() / (24 * 60));
    jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(days)
}

/// Returns what the joiner's device has kept so far, as a script reads it.
fn rows(history: &History) -> serde_json::Value {
    let me = Identity {
        keys: history.keys(),
        ..history::reader()
    };
    let (start, _) = history.start.as_ref().unwrap();
    json!({
        saved::IDENTITY: me.to_bytes().as_slice(),
        saved::START: start.to_bytes(),
    })
}

/// Opens the app on a slow processor and returns after how long the roster is there, in milliseconds.
async fn shown_ms(page: &Page, address: &str) -> u32 {
    let slow = |rate: u32| json!({ "rate": rate });
    page.go("about:blank").await;
    page.order("Emulation.setCPUThrottlingRate", slow(4)).await;
    page.go(address).await;
    page.until("return window.shown > 0", "true").await;
    let shown = page.run("return window.shown").await;
    page.order("Emulation.setCPUThrottlingRate", slow(1)).await;
    shown.parse().unwrap()
}

/// How long before the roster was there the checkpoint was asked for: what was before that is the app's
/// own start, which whoever joins has behind them when they are let in.
const SINCE_ASKED: &str = "
    const asked = performance.getEntriesByType('resource')
        .find(entry => entry.name.includes('/checkpoint'));
    return Math.round(window.shown - asked.startTime)";

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_a_long_log_begins_at_its_checkpoint() {
    let history = history::make(WARD, ENTRIES);
    let day = last_day(&history);
    let chromium = Chromium::start().await;
    let relay = Relay::with(|data| fill(data, &history));
    let profile = Profile::phone();
    let page = chromium.open(&profile, "late", &relay.at("/")).await;
    page.see("[data-test=welcome]").await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    let script = LET_IN.replace("ROWS", &rows(&history).to_string());
    assert_eq!(page.run(&script).await, "in");
    let watch = json!({ "source": WATCH.replace("ROSTER", ROSTER) });
    page.order("Page.addScriptToEvaluateOnNewDocument", watch)
        .await;

    let roster = relay.at(&format!("/roster?week={day}"));
    let joined_ms = shown_ms(&page, &roster).await;
    let since_asked_ms = page.run(SINCE_ASKED).await;
    page.see(".link-pill--live").await;
    page.picture("joined").await;
    assert!(!page.has("[data-test=alarm]").await);
    page.see_gone(".link-pill__waiting").await;
    page.until(HAS_SNAPSHOT, "true").await;
    let again_ms = shown_ms(&page, &roster).await;
    println!(
        "join a team of {ENTRIES} entries at its checkpoint, processor 4x as slow: \
         roster {since_asked_ms} ms after asking for it, {joined_ms} ms after a cold start; \
         opened again, {again_ms} ms"
    );
    page.close().await;
}
