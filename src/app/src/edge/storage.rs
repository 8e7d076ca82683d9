//! The team's data on this device: a thin wrapper of IndexedDB.
//!
//! It exists because no crate lets the writer choose how durable a write is. What one batch holds
//! is written in one transaction, so a crash leaves all of it or none; a write counts once the
//! browser reports the transaction complete, never before.

mod connection;
mod error;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use ruil_sync::{Batch, Durability, Saved};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use self::connection::{Connection, LOG, META, OUTBOX, STORES};
pub use self::error::StorageError;

/// A database of this device. Clones share one connection; the browser runs their writes in the
/// order in which they began.
#[derive(Clone)]
pub struct Storage(Rc<Inner>);

struct Inner {
    name: String,
    connection: RefCell<Connection>,
}

/// Asks the browser not to clear this app's data when room runs out, and tells whether it agrees.
///
/// Some browsers put the question to the user, so ask once there is something worth keeping.
pub async fn persist() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let Ok(asked) = window.navigator().storage().persist() else {
        return false;
    };
    JsFuture::from(asked)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}

/// Opens a database, or makes it.
pub async fn open(name: &str) -> Result<Storage, StorageError> {
    let connection = RefCell::new(Connection::open(name).await?);
    Ok(Storage(Rc::new(Inner {
        name: name.to_owned(),
        connection,
    })))
}

impl Storage {
    /// Reads everything.
    pub async fn read_all(&self) -> Result<Saved, StorageError> {
        match read_all(&self.database()).await {
            Err(StorageError::Lost) => read_all(&self.reconnect().await?).await,
            other => other,
        }
    }

    /// Writes a batch: all of it, or nothing and an error.
    ///
    /// Rows of the outbox go before new ones come, so a row is replaced by dropping and adding it.
    /// A new row whose number is taken fails the batch with [`StorageError::Conflict`].
    pub async fn write(&self, batch: &Batch) -> Result<(), StorageError> {
        match write(&self.database(), batch).await {
            Err(StorageError::Lost) => write(&self.reconnect().await?, batch).await,
            other => other,
        }
    }

    /// Deletes the database, in every tab.
    pub async fn wipe(self) -> Result<(), StorageError> {
        self.database().close();
        connection::delete(&self.0.name).await
    }

    fn database(&self) -> IdbDatabase {
        self.0.connection.borrow().database()
    }

    /// Opens the database once more: browsers drop connections when they run short of memory.
    async fn reconnect(&self) -> Result<IdbDatabase, StorageError> {
        let fresh = Connection::reopen(&self.0.name).await?;
        let database = fresh.database();
        self.0.connection.replace(fresh);
        Ok(database)
    }
}

async fn read_all(database: &IdbDatabase) -> Result<Saved, StorageError> {
    let transaction = begin(database, "readonly", Durability::Relaxed)?;
    let ask = |name| -> Result<_, JsValue> {
        let store = transaction.object_store(name)?;
        Ok((store.get_all_keys()?, store.get_all()?))
    };
    let asked = (ask(META)?, ask(LOG)?, ask(OUTBOX)?);
    finished(&transaction).await?;
    let (meta, log, outbox) = asked;
    Ok(Saved {
        meta: rows(&meta, |key| key.as_string())?.into_iter().collect(),
        log: rows(&log, number)?,
        outbox: rows(&outbox, number)?,
    })
}

async fn write(database: &IdbDatabase, batch: &Batch) -> Result<(), StorageError> {
    let transaction = begin(database, "readwrite", batch.durability)?;
    if let Err(thrown) = fill(&transaction, batch) {
        let _ = transaction.abort();
        return Err(thrown.into());
    }
    commit(&transaction);
    finished(&transaction).await
}

fn fill(transaction: &IdbTransaction, batch: &Batch) -> Result<(), JsValue> {
    let put = |store: &IdbObjectStore, key: JsValue, value: &[u8]| {
        store.put_with_key(&Uint8Array::from(value), &key).map(drop)
    };
    let meta = transaction.object_store(META)?;
    batch
        .meta
        .iter()
        .try_for_each(|(key, value)| put(&meta, key.into(), value))?;
    let log = transaction.object_store(LOG)?;
    batch
        .log
        .iter()
        .try_for_each(|(number, value)| put(&log, key(*number), value))?;
    let outbox = transaction.object_store(OUTBOX)?;
    batch
        .drop_outbox
        .iter()
        .try_for_each(|number| outbox.delete(&key(*number)).map(drop))?;
    batch
        .reseal
        .iter()
        .try_for_each(|(number, value)| put(&outbox, key(*number), value))?;
    batch.outbox.iter().try_for_each(|(number, value)| {
        outbox
            .add_with_key(&Uint8Array::from(value.as_slice()), &key(*number))
            .map(drop)
    })
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

/// Waits for the end of a transaction; what it could not commit is undone by then.
async fn finished(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let ended = connection::promise(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onabort(Some(reject));
    });
    match JsFuture::from(ended).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction
            .error()
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

fn number(key: &JsValue) -> Option<u64> {
    key.as_f64().map(|number| number as u64)
}
