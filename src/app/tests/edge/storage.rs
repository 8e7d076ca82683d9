//! Batches, all or nothing, and what happens when the database goes away.

use js_sys::{Function, Promise};
use ruil_app::edge::storage::{self, Storage, StorageError};
use ruil_sync::{Batch, Durability, Saved};
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
        drop_outbox: vec![],
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
            const request = indexedDB.open('{name}', 2);
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
    open_elsewhere("newer", 2).await;
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
