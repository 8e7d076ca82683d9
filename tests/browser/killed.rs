//! A browser that is killed fifty times in the middle of writing loses nothing it called saved.

use crate::chromium::{Chromium, Profile};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

/// How often the browser is killed.
const KILLS: u32 = 50;
/// The kills during which there is no relay, so that the outbox is what is written.
const OFFLINE: std::ops::Range<u32> = 15..35;

/// Adds colleagues one after the other, as fast as the page allows, and counts the writes of them
/// that the browser called complete: no earlier does the app call them saved.
const ADD_ON: &str = "
    window.saved = 0;
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
        const begun = begin.call(this, stores, mode, options);
        if (mode === 'readwrite' && options?.durability === 'strict')
            begun.addEventListener('complete', () => window.saved += 1);
        return begun;
    };
    const see = async css => {
        for (;;) {
            const found = document.querySelector(css);
            if (found) return found;
            await new Promise(done => setTimeout(done));
        }
    };
    (async () => {
        for (let nth = 0; ; nth += 1) {
            (await see('[data-test=team-add]')).click();
            const field = await see('[data-test=add-name] input, input[data-test=add-name]');
            field.value = `NAME ${nth}`;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            (await see('[data-test=add-submit]')).click();
            while (document.querySelector('[data-test=add-submit]'))
                await new Promise(done => setTimeout(done));
        }
    })();
    return ''";

/// What is kept, told by the rows themselves: the device's count, the last waiting slot, and
/// whether the log is whole from its first row to its last.
const KEPT: &str = "return (async () => {
    const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open('ruil');
        request.onsuccess = () => resolve(request.result);
        request.onerror = reject;
    });
    const all = name => new Promise((resolve, reject) => {
        const store = database.transaction(name).objectStore(name);
        const keys = store.getAllKeys(), values = store.getAll();
        values.onsuccess = () => resolve(keys.result.map((key, at) => [key, values.result[at]]));
        values.onerror = reject;
    });
    const [meta, log, outbox] = [await all('meta'), await all('log'), await all('outbox')];
    database.close();
    const counter = meta.find(([name]) => name === 'counter')[1];
    const count = Number(new DataView(counter.buffer, counter.byteOffset).getBigUint64(0, true));
    const last = outbox.at(-1)?.[0] ?? count;
    const numbers = log.flatMap(([row, bytes]) => {
        const found = [];
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        for (let at = 8; at < bytes.length; at += 5 + view.getUint32(at + 1, true))
            found.push(row + bytes[at]);
        return found;
    });
    const is_whole = numbers.every((number, at) => number === at + 1);
    return `${count === last} ${is_whole}`;
})()";

/// Opens the team's page and counts who is there.
async fn people(page: &Page) -> usize {
    page.see("[data-test=people] [data-test^=person-]").await;
    for wrong in [
        "notice",
        "alarm",
        "no-storage",
        "storage-stuck",
        "link-refused",
    ] {
        assert!(!page.has(&format!("[data-test={wrong}]")).await, "{wrong}");
    }
    page.count("[data-test=people] [data-test^=person-]").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_killed_while_it_writes_loses_nothing_it_called_saved() {
    let chromium = Chromium::start().await;
    let mut relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "killed", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Anna").await;
    page.until("return !!navigator.serviceWorker.controller", "true")
        .await;
    page.close().await;

    let mut known = 1;
    for kill in 0..=KILLS {
        if kill == OFFLINE.start {
            relay.kill();
        }
        if kill == OFFLINE.end {
            relay.run();
        }
        let page = chromium.open(&profile, "killed", &relay.at("/team")).await;
        let found = people(&page).await;
        assert!(
            found >= known,
            "kill {kill}: {known} were saved, {found} are there"
        );
        assert_eq!(page.run(KEPT).await, "true true", "kill {kill}");
        if kill == KILLS {
            page.see(".link-pill--live").await;
            page.see_gone(".link-pill__waiting").await;
            assert_eq!(people(&page).await, found, "all of it came to the relay");
            page.close().await;
            break;
        }
        page.run(&ADD_ON.replace("NAME", &format!("Ben {kill}")))
            .await;
        // The more, the later: kills fall at all moments of a write.
        let wanted = 2 + kill % 4;
        page.until(&format!("return window.saved >= {wanted}"), "true")
            .await;
        let saved: usize = page.run("return window.saved").await.parse().unwrap();
        profile.kill();
        page.lose().await;
        known = found + saved;
    }
}
