//! Reading and writing in one transaction each.

use std::collections::BTreeMap;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use ruil_sync::saved::{self, pack};
use ruil_sync::{Batch, Durability, Saved};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::StorageError;
use super::connection::{LOG, META, OUTBOX, STORES, promise};

/// How long the browser may take over a transaction: a frozen tab can hold up all others.
const TRANSACTION_MS: i32 = 10_000;

/// A row and its number.
type Row = (u64, Vec<u8>);
/// Small values by name.
pub(super) type Meta = BTreeMap<String, Vec<u8>>;

/// What was kept, and which of the log's rows are of a build that packed none.
pub(super) struct Found {
    /// What was kept.
    pub(super) saved: Saved,
    /// The log's rows that hold one entry each.
    pub(super) loose: Vec<Row>,
}

/// Reads everything, of the log from the row that has an entry on: the one that `from` chooses by the rest.
pub(super) async fn read(
    database: &IdbDatabase,
    from: impl FnOnce(&Meta) -> u64,
) -> Result<Found, StorageError> {
    let transaction = begin(database, "readonly", Durability::Relaxed)?;
    let ask = |name, from: &JsValue| -> Result<_, JsValue> {
        let store = transaction.object_store(name)?;
        Ok((
            store.get_all_keys_with_key(from)?,
            store.get_all_with_key(from)?,
        ))
    };
    let all = &JsValue::UNDEFINED;
    let (meta, outbox) = (ask(META, all)?, ask(OUTBOX, all)?);
    // Requests are answered in order: when this one is, the others were.
    answer(&outbox.1).await?;
    let meta: Meta = rows(&meta, |key| key.as_string())?.into_iter().collect();
    let first = key(pack::row_of(from(&meta)));
    let log = ask(LOG, &IdbKeyRange::lower_bound(&first)?.into())?;
    finished(&transaction).await?;
    let (packed, loose) = apart(rows(&log, number_of)?);
    Ok(Found {
        saved: Saved {
            meta,
            log: unpacked(&packed, &loose),
            outbox: rows(&outbox, number_of)?,
        },
        loose,
    })
}

/// Tells packed rows from those that hold one entry each.
fn apart(rows: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    let rows = rows.into_iter();
    rows.partition(|(_, bytes)| pack::is_packed(bytes))
}

/// Returns the entries of rows in order; what was packed counts, should a number be there twice.
fn unpacked(packed: &[Row], loose: &[Row]) -> Vec<Row> {
    let mut entries: Vec<_> = packed
        .iter()
        .flat_map(|(row, bytes)| pack::unpack(*row, bytes))
        .collect();
    entries.extend_from_slice(loose);
    // Stable, so that of equals the packed one comes first, and stays.
    entries.sort_by_key(|(number, _)| *number);
    entries.dedup_by_key(|(number, _)| *number);
    entries
}

/// Writes a batch: all of it, or nothing and an error.
///
/// A batch that is there already counts as written: a browser may commit and lose the word of it.
pub(super) async fn write(database: &IdbDatabase, batch: &Batch) -> Result<(), StorageError> {
    match try_write(database, batch).await {
        Err(StorageError::Conflict) if is_there(database, batch).await? => Ok(()),
        other => other,
    }
}

async fn try_write(database: &IdbDatabase, batch: &Batch) -> Result<(), StorageError> {
    let transaction = begin(database, "readwrite", batch.durability)?;
    if let Err(error) = fill(&transaction, batch).await {
        let _ = transaction.abort();
        // What undid the transaction says more than what came of it.
        return Err(transaction.error().map_or(error, StorageError::from));
    }
    commit(&transaction);
    finished(&transaction).await
}

async fn is_there(database: &IdbDatabase, batch: &Batch) -> Result<bool, StorageError> {
    let kept = read(database, |_| u64::MAX).await?.saved.outbox;
    let mut rows = batch.outbox.iter();
    Ok(!batch.outbox.is_empty() && rows.all(|row| kept.contains(row)))
}

async fn fill(transaction: &IdbTransaction, batch: &Batch) -> Result<(), StorageError> {
    let meta = transaction.object_store(META)?;
    if is_outrun(&meta, batch).await? {
        return Err(StorageError::Conflict);
    }
    for (name, value) in &batch.meta {
        put(&meta, &name.into(), value)?;
    }
    let outbox = transaction.object_store(OUTBOX)?;
    for number in &batch.drop_outbox {
        outbox.delete(&key(*number))?;
    }
    for (number, value) in &batch.reseal {
        put(&outbox, &key(*number), value)?;
    }
    for (number, value) in &batch.outbox {
        outbox.add_with_key(&Uint8Array::from(value.as_slice()), &key(*number))?;
    }
    let log = transaction.object_store(LOG)?;
    let mut entries: Vec<&Row> = batch.log.iter().collect();
    entries.sort_by_key(|(number, _)| *number);
    for entries in entries.chunk_by(|a, b| pack::row_of(a.0) == pack::row_of(b.0)) {
        add_to_row(&log, entries).await?;
    }
    Ok(())
}

/// Tells whether another tab of this device has counted as far as this batch: its row may be gone
/// from the outbox already, for the relay has it.
async fn is_outrun(meta: &IdbObjectStore, batch: &Batch) -> Result<bool, StorageError> {
    let first = batch.outbox.iter().map(|(slot, _)| *slot).min();
    let counts = batch.meta.iter().any(|(name, _)| name == saved::COUNTER);
    let Some(first) = first.filter(|_| counts) else {
        return Ok(false);
    };
    let kept = answer(&meta.get(&saved::COUNTER.into())?).await?;
    let kept = kept.dyn_into::<Uint8Array>().ok();
    let kept = kept.and_then(|bytes| saved::parse_counter(&bytes.to_vec()));
    Ok(kept.is_some_and(|(counter, _)| counter >= first))
}

/// Adds entries to the row they share. What it holds is read in the same transaction, so that two
/// tabs add to each other's.
async fn add_to_row(log: &IdbObjectStore, entries: &[&Row]) -> Result<(), StorageError> {
    let Some((first, _)) = entries.first() else {
        return Ok(());
    };
    let row = pack::row_of(*first);
    let range = IdbKeyRange::bound(&key(row), &key(pack::last_of(row)))?;
    let kept = (
        log.get_all_keys_with_key(&range)?,
        log.get_all_with_key(&range)?,
    );
    // Requests are answered in order: when the second is, the first was.
    answer(&kept.1).await?;
    let (packed, loose) = apart(rows(&kept, number_of)?);
    let mut all = unpacked(&packed, &loose);
    all.retain(|(number, _)| entries.iter().all(|(new, _)| new != number));
    all.extend(entries.iter().map(|entry| (*entry).clone()));
    all.sort_by_key(|(number, _)| *number);
    log.delete(&range)?;
    let entries = all
        .iter()
        .map(|(number, bytes)| (*number, bytes.as_slice()));
    put(log, &key(row), &pack::pack(row, entries))?;
    Ok(())
}

fn put(store: &IdbObjectStore, key: &JsValue, value: &[u8]) -> Result<(), JsValue> {
    store.put_with_key(&Uint8Array::from(value), key).map(drop)
}

/// Begins a transaction. By name, because `web-sys` has it with options only in an unstable build.
fn begin(
    database: &IdbDatabase,
    mode: &str,
    durability: Durability,
) -> Result<IdbTransaction, JsValue> {
    let durability = match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let stores: Array = STORES.iter().map(|name| JsValue::from_str(name)).collect();
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    begin
        .call3(database, &stores, &mode.into(), &options)?
        .dyn_into()
}

/// Ends a transaction at once. Without this a tab that is frozen at the wrong moment would keep
/// the others waiting. Old browsers lack it and commit by themselves.
fn commit(transaction: &IdbTransaction) {
    let commit = Reflect::get(transaction, &"commit".into());
    if let Some(commit) = commit
        .ok()
        .and_then(|commit| commit.dyn_into::<Function>().ok())
    {
        // Should it fail, so does the transaction.
        let _ = commit.call0(transaction);
    }
}

/// Waits for the end of a transaction, no longer than [`TRANSACTION_MS`]; what it could not commit
/// is undone by then. Whether one that was given up ends well after all, nobody knows.
async fn finished(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let ended = promise(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onabort(Some(reject));
        if let Some(window) = web_sys::window() {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(reject, TRANSACTION_MS);
        }
    });
    match JsFuture::from(ended).await {
        Ok(_) => Ok(()),
        Err(event) if event.is_undefined() => Err(StorageError::Timeout),
        Err(_) => Err(transaction
            .error()
            .map_or(StorageError::Aborted, StorageError::from)),
    }
}

/// Waits for the answer to a request. Its transaction goes on only until the caller waits for
/// something else.
async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let answered = promise(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
        if let Some(window) = web_sys::window() {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(reject, TRANSACTION_MS);
        }
    });
    match JsFuture::from(answered).await {
        Ok(_) => Ok(request.result()?),
        Err(event) if event.is_undefined() => Err(StorageError::Timeout),
        Err(_) => Err(request
            .error()?
            .map_or(StorageError::Aborted, StorageError::from)),
    }
}

fn rows<K>(
    (keys, values): &(IdbRequest, IdbRequest),
    read_key: impl Fn(&JsValue) -> Option<K>,
) -> Result<Vec<(K, Vec<u8>)>, StorageError> {
    let (keys, values) = (keys.result()?, values.result()?);
    let keys = keys.unchecked_into::<Array>();
    let values = values.unchecked_into::<Array>();
    let row = |(key, value): (JsValue, JsValue)| {
        let value: Uint8Array = value.dyn_into().ok()?;
        Some((read_key(&key)?, value.to_vec()))
    };
    let rows: Option<Vec<_>> = keys.iter().zip(values.iter()).map(row).collect();
    rows.ok_or(StorageError::Unreadable)
}

/// Numbers are keys as JavaScript has them, exact up to 2⁵³.
fn key(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

fn number_of(key: &JsValue) -> Option<u64> {
    key.as_f64().map(|number| number as u64)
}
