//! Batches, all or nothing, and what happens when the database goes away.

use js_sys::{Function, Promise};
use ruil_app::edge::storage::{self, Storage, StorageError};
use ruil_sync::saved::{self, Batch, Durability, Saved};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

async fn open_new(name: &str) -> Storage {
    storage::open(name).await.unwrap().wipe().await.unwrap();
    storage::open(name).await.unwrap()
}

fn full_batch(durability: Durability) -> Batch {
    Batch {
        durability,
        meta: vec![
            ("identity".to_owned(), vec![1, 2, 3]),
            ("empty".to_owned(), vec![]),
        ],
        log: vec![(10, vec![10]), (2, vec![2]), (1 << 52, vec![52])],
        outbox: vec![(7, vec![7; 1_000]), (8, vec![8])],
        ..Batch::default()
    }
}

fn meta(name: &str, value: u8) -> Batch {
    Batch {
        meta: vec![(name.to_owned(), vec![value])],
        ..Batch::default()
    }
}

/// Runs a few lines of JavaScript; what they promise is awaited.
async fn run(script: &str) -> JsValue {
    let promised = Function::new_no_args(script)
        .call0(&JsValue::UNDEFINED)
        .unwrap();
    JsFuture::from(Promise::resolve(&promised)).await.unwrap()
}

/// Opens a database past the wrapper, as another tab would, and leaves it at that version.
async fn open_elsewhere(name: &str, version: u32) {
    let script = format!(
        "return new Promise((resolve, reject) => {{
            const request = indexedDB.open('{name}', {version});
            request.onsuccess = () => {{ request.result.close(); resolve(); }};
            request.onerror = reject;
        }})"
    );
    run(&script).await;
}

/// Makes every connection to a database close, and leaves the database as it was.
async fn close_everywhere(name: &str) {
    let script = format!(
        "return new Promise((resolve, reject) => {{
            const request = indexedDB.open('{name}', 3);
            request.onupgradeneeded = () => request.transaction.abort();
            request.onsuccess = reject;
            request.onerror = event => {{ event.preventDefault(); resolve(); }};
        }})"
    );
    run(&script).await;
}

#[wasm_bindgen_test]
async fn a_new_database_is_empty() {
    assert_eq!(open_new("new").await.read_all().await, Ok(Saved::default()));
}

#[wasm_bindgen_test]
async fn what_was_written_is_there_after_opening_again() {
    for durability in [Durability::Strict, Durability::Relaxed] {
        let first = open_new("again").await;
        first.write(&full_batch(durability)).await.unwrap();
        drop(first);
        let saved = storage::open("again")
            .await
            .unwrap()
            .read_all()
            .await
            .unwrap();
        assert_eq!(saved.meta.get("identity"), Some(&vec![1, 2, 3]));
        assert_eq!(saved.meta.get("empty"), Some(&vec![]));
        assert_eq!(
            saved.log,
            [(2, vec![2]), (10, vec![10]), (1 << 52, vec![52])]
        );
        assert_eq!(saved.outbox, [(7, vec![7; 1_000]), (8, vec![8])]);
    }
}

#[wasm_bindgen_test]
async fn a_batch_replaces_values_and_drops_rows() {
    let storage = open_new("replace").await;
    storage
        .write(&full_batch(Durability::Strict))
        .await
        .unwrap();
    let next = Batch {
        outbox: vec![(8, vec![88]), (9, vec![9])],
        drop_outbox: vec![7, 8, 99],
        ..meta("identity", 4)
    };
    storage.write(&next).await.unwrap();
    let saved = storage.read_all().await.unwrap();
    assert_eq!(saved.meta.get("identity"), Some(&vec![4]));
    assert_eq!(saved.outbox, [(8, vec![88]), (9, vec![9])]);
    assert_eq!(saved.log.len(), 3);
}

#[wasm_bindgen_test]
async fn a_taken_number_in_the_outbox_undoes_the_whole_batch() {
    let storage = open_new("conflict").await;
    storage
        .write(&full_batch(Durability::Strict))
        .await
        .unwrap();
    let before = storage.read_all().await.unwrap();
    let second = Batch {
        log: vec![(11, vec![11])],
        outbox: vec![(9, vec![9]), (7, vec![77])],
        drop_outbox: vec![8],
        ..meta("identity", 9)
    };
    assert_eq!(storage.write(&second).await, Err(StorageError::Conflict));
    assert_eq!(storage.read_all().await.unwrap(), before);
}

#[wasm_bindgen_test]
async fn two_tabs_see_what_the_other_wrote() {
    let one = open_new("tabs").await;
    let other = storage::open("tabs").await.unwrap();
    one.write(&meta("from", 1)).await.unwrap();
    assert_eq!(
        other.read_all().await.unwrap().meta.get("from"),
        Some(&vec![1])
    );
    other.write(&meta("from", 2)).await.unwrap();
    assert_eq!(
        one.read_all().await.unwrap().meta.get("from"),
        Some(&vec![2])
    );
}

#[wasm_bindgen_test]
async fn a_closed_connection_is_opened_again() {
    let storage = open_new("closed").await;
    storage.write(&meta("kept", 1)).await.unwrap();
    close_everywhere("closed").await;
    storage.write(&meta("more", 2)).await.unwrap();
    close_everywhere("closed").await;
    let saved = storage.read_all().await.unwrap();
    assert_eq!(saved.meta.into_values().collect::<Vec<_>>(), [[1], [2]]);
}

#[wasm_bindgen_test]
async fn writes_end_in_the_order_they_began() {
    let storage = open_new("order").await;
    let done = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    for value in 0..20 {
        if value == 10 {
            close_everywhere("order").await;
        }
        let (storage, done) = (storage.clone(), done.clone());
        ruil_app::edge::task::spawn(async move {
            storage.write(&meta("last", value)).await.unwrap();
            done.borrow_mut().push(value);
        });
    }
    while done.borrow().len() < 20 {
        ruil_app::edge::clock::after(1).await;
    }
    let saved = storage.read_all().await.unwrap();
    assert_eq!(saved.meta.get("last"), Some(&vec![19]));
    assert_eq!(*done.borrow(), (0..20).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_wiped_database_is_told_and_not_made_anew() {
    let one = open_new("wiped").await;
    one.write(&meta("kept", 1)).await.unwrap();
    let other = storage::open("wiped").await.unwrap();
    other.wipe().await.unwrap();
    assert_eq!(
        one.write(&meta("part", 2)).await,
        Err(StorageError::Emptied)
    );
    assert_eq!(one.read_all().await, Err(StorageError::Emptied));
    let names = run("return indexedDB.databases().then(all => all.map(one => one.name).join())");
    let names = names.await.as_string().unwrap();
    assert!(!names.split(',').any(|name| name == "wiped"), "{names}");
}

#[wasm_bindgen_test]
async fn a_newer_database_asks_for_a_newer_app() {
    let old = open_new("newer").await;
    open_elsewhere("newer", 3).await;
    assert_eq!(
        old.write(&meta("late", 1)).await,
        Err(StorageError::Outdated)
    );
    assert_eq!(
        storage::open("newer").await.err(),
        Some(StorageError::Outdated)
    );
    run("return new Promise(done => indexedDB.deleteDatabase('newer').onsuccess = done)").await;
}

#[wasm_bindgen_test]
async fn asking_to_keep_the_data_has_an_answer() {
    // Either is fine: browsers decide by how much the page is used.
    let _: bool = storage::persist().await;
}

/// Returns the log's rows as they lie in the store: number and length.
async fn log_rows(name: &str) -> String {
    let script = format!(
        "return new Promise((resolve, reject) => {{
            const request = indexedDB.open('{name}');
            request.onerror = reject;
            request.onsuccess = () => {{
                const store = request.result.transaction('log').objectStore('log');
                const keys = store.getAllKeys();
                keys.onsuccess = () => {{ request.result.close(); resolve(keys.result.join()); }};
            }};
        }})"
    );
    run(&script).await.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn sixty_four_entries_share_a_row_whoever_adds_them() {
    let one = open_new("packed").await;
    let other = storage::open("packed").await.unwrap();
    let entry = |number: u64| (number, vec![number as u8; 20]);
    for number in 1..=130 {
        let tab = if number % 2 == 0 { &one } else { &other };
        let batch = Batch {
            log: vec![entry(number)],
            ..Batch::default()
        };
        tab.write(&batch).await.unwrap();
    }
    assert_eq!(log_rows("packed").await, "1,65,129");
    let all: Vec<_> = (1..=130).map(entry).collect();
    assert_eq!(one.read_all().await.unwrap().log, all);
    let tail = other.read_from(128).await.unwrap().log;
    assert_eq!(tail, all[64..], "from the row it lies in");
}

#[wasm_bindgen_test]
async fn what_a_snapshot_stands_for_is_not_read_for_opening() {
    let storage = open_new("short").await;
    let entry = |number: u64| (number, vec![number as u8; 20]);
    let all: Vec<_> = (1..=200).map(entry).collect();
    let batch = Batch {
        log: all.clone(),
        ..Batch::default()
    };
    storage.write(&batch).await.unwrap();
    assert_eq!(storage.read_short().await.unwrap().log, all);
    let snapshot = Batch {
        meta: vec![(saved::SNAPSHOT.to_owned(), 130_u64.to_le_bytes().to_vec())],
        ..Batch::default()
    };
    storage.write(&snapshot).await.unwrap();
    assert_eq!(storage.read_short().await.unwrap().log, all[128..]);
    assert_eq!(storage.read_all().await.unwrap().log, all);
}

#[wasm_bindgen_test]
async fn rows_of_an_earlier_build_are_read_and_packed() {
    let remove = "return new Promise(done => indexedDB.deleteDatabase('earlier').onsuccess = done)";
    run(remove).await;
    run("return new Promise((resolve, reject) => {
            const request = indexedDB.open('earlier', 1);
            request.onerror = reject;
            request.onupgradeneeded = () => {
                for (const name of ['meta', 'log', 'outbox'])
                    request.result.createObjectStore(name);
                const log = request.transaction.objectStore('log');
                for (let number = 1; number <= 70; number += 1)
                    log.put(new Uint8Array(9).fill(number), number);
            };
            request.onsuccess = () => { request.result.close(); resolve(); };
        })")
    .await;
    let storage = storage::open("earlier").await.unwrap();
    let all: Vec<_> = (1..=70)
        .map(|number| (number, vec![number as u8; 9]))
        .collect();
    assert_eq!(storage.read_all().await.unwrap().log, all);
    assert_eq!(log_rows("earlier").await, "1,65");
    assert_eq!(storage.read_all().await.unwrap().log, all);
}

#[wasm_bindgen_test]
async fn a_batch_whose_end_was_not_told_can_be_written_again() {
    let storage = open_new("twice").await;
    let batch = Batch {
        durability: Durability::Strict,
        meta: vec![("counter".to_owned(), counter(1))],
        outbox: vec![(1, vec![1])],
        ..Batch::default()
    };
    storage.write(&batch).await.unwrap();
    storage.write(&batch).await.unwrap();
    let other = Batch {
        outbox: vec![(1, vec![2])],
        ..batch
    };
    assert_eq!(storage.write(&other).await, Err(StorageError::Conflict));
}

#[wasm_bindgen_test]
async fn a_place_that_another_tab_counted_is_taken_even_when_its_row_is_gone() {
    let storage = open_new("counted").await;
    let batch = |outbox, drop_outbox| Batch {
        durability: Durability::Strict,
        meta: vec![("counter".to_owned(), counter(1))],
        outbox,
        drop_outbox,
        ..Batch::default()
    };
    storage
        .write(&batch(vec![(1, vec![1])], vec![]))
        .await
        .unwrap();
    storage.write(&batch(vec![], vec![1])).await.unwrap();
    let late = batch(vec![(1, vec![2])], vec![]);
    assert_eq!(storage.write(&late).await, Err(StorageError::Conflict));
}

/// Returns the value under which a device keeps how far it counted.
fn counter(count: u64) -> Vec<u8> {
    [&count.to_le_bytes()[..], &[0; 16]].concat()
}

/// Has the browser fail in some way while `f` runs.
async fn failing<T>(how: &str, mended: &str, f: impl Future<Output = T>) -> T {
    run(how).await;
    let result = f.await;
    run(mended).await;
    result
}

#[wasm_bindgen_test]
async fn a_full_device_is_told_whether_it_refuses_or_fails_to_commit() {
    let storage = open_new("full").await;
    storage.write(&meta("kept", 1)).await.unwrap();
    let mended = "Object.assign(IDBObjectStore.prototype, { put: window.ownPut })";
    let refuses = "window.ownPut = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }";
    let refused = failing(refuses, mended, storage.write(&meta("kept", 2))).await;
    assert_eq!(refused, Err(StorageError::Quota));
    let mended = "Object.assign(IDBTransaction.prototype, { commit: window.ownCommit })";
    let aborts = "window.ownCommit = IDBTransaction.prototype.commit;
        IDBTransaction.prototype.commit = function () { this.abort() }";
    let aborted = failing(aborts, mended, storage.write(&meta("kept", 3))).await;
    assert_eq!(aborted, Err(StorageError::Aborted));
    let kept = storage.read_all().await.unwrap().meta;
    assert_eq!(kept.get("kept"), Some(&vec![1]));
}

#[wasm_bindgen_test]
async fn a_lost_server_is_asked_once_more() {
    let storage = open_new("lost").await;
    let loses = "window.ownBegin = IDBDatabase.prototype.transaction; window.lost = 0;
        IDBDatabase.prototype.transaction = function (...wanted) {
            if (window.lost++ < TIMES) throw new DOMException(
                'Connection to Indexed Database server lost', 'UnknownError');
            return window.ownBegin.apply(this, wanted);
        }";
    let mended = "IDBDatabase.prototype.transaction = window.ownBegin";
    let once = loses.replace("TIMES", "1");
    let twice = loses.replace("TIMES", "2");
    assert_eq!(
        failing(&once, mended, storage.write(&meta("kept", 1))).await,
        Ok(())
    );
    let told = failing(&twice, mended, storage.write(&meta("kept", 2))).await;
    assert_eq!(told, Err(StorageError::Lost));
    let kept = storage.read_all().await.unwrap().meta;
    assert_eq!(kept.get("kept"), Some(&vec![1]));
}

#[wasm_bindgen_test]
async fn a_browser_that_never_opens_is_given_up() {
    let hangs = "window.ownOpen = IDBFactory.prototype.open;
        IDBFactory.prototype.open = () => new EventTarget()";
    let mended = "IDBFactory.prototype.open = window.ownOpen";
    let opened = failing(hangs, mended, storage::open("hanging")).await;
    assert_eq!(opened.err(), Some(StorageError::Timeout));
}

#[wasm_bindgen_test]
async fn whoever_holds_a_storage_hears_that_its_connection_ended() {
    let storage = open_new("ended").await;
    let heard = std::rc::Rc::new(std::cell::Cell::new(0));
    storage.on_end({
        let heard = heard.clone();
        move || heard.set(heard.get() + 1)
    });
    close_everywhere("ended").await;
    assert_eq!(heard.get(), 1);
    assert_eq!(storage.check().await, Ok(()));
    let other = storage::open("ended").await.unwrap();
    other.wipe().await.unwrap();
    assert_eq!(heard.get(), 2);
    assert_eq!(storage.check().await, Err(StorageError::Emptied));
    storage.restore(&meta("whole", 1)).await.unwrap();
    let kept = storage.read_all().await.unwrap().meta;
    assert_eq!(kept.get("whole"), Some(&vec![1]));
}

#[wasm_bindgen_test]
async fn room_is_told() {
    let room = storage::room().await.unwrap();
    assert!(room.quota_bytes > room.used_bytes);
}
