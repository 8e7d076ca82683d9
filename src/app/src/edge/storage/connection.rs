//! One connection to the database, and its end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest};

use super::StorageError;
use crate::edge::clock;

/// Values by name.
pub(super) const META: &str = "meta";
/// The log's entries, 64 to a row, by the first one's number.
pub(super) const LOG: &str = "log";
/// The outbox's rows by number.
pub(super) const OUTBOX: &str = "outbox";
/// All stores.
pub(super) const STORES: [&str; 3] = [META, LOG, OUTBOX];

/// The first version kept a row an entry, and does not know packed ones.
const VERSION: u32 = 2;
/// How long the browser may take to open a database: some never answer.
const OPEN_MS: i32 = 4_000;
/// How often a database is opened again before it is given up, and the wait in between.
const REOPEN_TRIES: u32 = 5;
const REOPEN_MS: u32 = 100;

/// What to call when a connection ends by something else than this page.
pub(super) type OnEnd = Rc<RefCell<Option<Box<dyn Fn()>>>>;

/// An open connection. Dropping it closes it.
pub(super) struct Connection {
    database: IdbDatabase,
    _on_end: Closure<dyn Fn()>,
}

impl Connection {
    /// Opens a database, or makes it.
    pub(super) async fn open(name: &str, on_end: &OnEnd) -> Result<Self, StorageError> {
        connect(name, on_end, make_stores).await
    }

    /// Opens a database that was there a moment ago.
    ///
    /// A database that is gone is not made anew: an empty one in its place would take a part of
    /// a log for the whole. While the browser is still deleting, it refuses for a moment.
    pub(super) async fn reopen(name: &str, on_end: &OnEnd) -> Result<Self, StorageError> {
        for _try in 1..REOPEN_TRIES {
            match Self::try_reopen(name, on_end).await {
                Err(StorageError::Aborted) => clock::after(REOPEN_MS).await,
                other => return other,
            }
        }
        Self::try_reopen(name, on_end).await
    }

    async fn try_reopen(name: &str, on_end: &OnEnd) -> Result<Self, StorageError> {
        let is_gone = Rc::new(Cell::new(false));
        let opened = connect(name, on_end, {
            let is_gone = is_gone.clone();
            move |request| {
                is_gone.set(true);
                if let Some(transaction) = request.transaction() {
                    let _ = transaction.abort();
                }
            }
        });
        match opened.await {
            Err(_) if is_gone.get() => Err(StorageError::Emptied),
            // The first error stands: this was the second attempt.
            Err(StorageError::Unavailable) => Err(StorageError::Lost),
            other => other,
        }
    }

    /// Returns the database.
    pub(super) fn database(&self) -> IdbDatabase {
        self.database.clone()
    }

    fn new(database: IdbDatabase, tell: OnEnd) -> Self {
        let on_end = Closure::<dyn Fn()>::new({
            let database = database.clone();
            move || {
                database.close();
                if let Some(tell) = &*tell.borrow() {
                    tell();
                }
            }
        });
        let handler: &Function = on_end.as_ref().unchecked_ref();
        // Another tab upgrades or deletes the database and waits for this connection to go; or
        // the browser has ended it. Either way the next use finds it closed and opens it again.
        database.set_onversionchange(Some(handler));
        database.set_onclose(Some(handler));
        Self {
            database,
            _on_end: on_end,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

/// Deletes a database. Other tabs are asked to let go of it, and do.
pub(super) async fn delete(name: &str) -> Result<(), StorageError> {
    let request = factory()?.delete_database(name)?;
    settled(&request, false).await.map(drop)
}

async fn connect(
    name: &str,
    on_end: &OnEnd,
    upgrade: impl Fn(&IdbOpenDbRequest) + 'static,
) -> Result<Connection, StorageError> {
    let opening = factory()?.open_with_u32(name, VERSION);
    let request = opening.map_err(|thrown| match StorageError::from(thrown) {
        StorageError::Lost => StorageError::Unavailable,
        other => other,
    })?;
    let on_upgrade = Closure::<dyn Fn()>::new({
        let request = request.clone();
        move || upgrade(&request)
    });
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let opened = settled(&request, true).await;
    request.set_onupgradeneeded(None);
    if opened.is_err() {
        close_if_late(&request);
    }
    Ok(Connection::new(opened?.unchecked_into(), on_end.clone()))
}

/// Waits for a request to succeed or fail, and no longer than [`OPEN_MS`].
async fn settled(
    request: &IdbOpenDbRequest,
    is_blocked_fatal: bool,
) -> Result<JsValue, StorageError> {
    let outcome = promise(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
        if is_blocked_fatal {
            request.set_onblocked(Some(reject));
        }
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(reject, OPEN_MS);
        }
    });
    match JsFuture::from(outcome).await {
        Ok(_) => Ok(request.result()?),
        Err(event) => match event.dyn_into::<Event>() {
            Ok(event) if event.type_() == "blocked" => Err(StorageError::Blocked),
            Ok(_) => {
                let error = request.error()?;
                Err(error.map_or(StorageError::Aborted, StorageError::while_opening))
            }
            Err(_) => Err(StorageError::Timeout),
        },
    }
}

/// Closes what a request that was given up may still open: nobody else would.
fn close_if_late(request: &IdbOpenDbRequest) {
    let late = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(database) = late.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

fn make_stores(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else {
        return;
    };
    let database: IdbDatabase = database.unchecked_into();
    for name in STORES {
        // It fails if the store is there; or if the transaction has, and then opening fails.
        let _ = database.create_object_store(name);
    }
}

fn factory() -> Result<IdbFactory, StorageError> {
    let window = web_sys::window().ok_or(StorageError::Unavailable)?;
    window
        .indexed_db()
        .ok()
        .flatten()
        .ok_or(StorageError::Unavailable)
}

/// Makes a promise whose two ends serve as event handlers.
pub(super) fn promise(mut start: impl FnMut(&Function, &Function)) -> Promise {
    Promise::new(&mut |resolve, reject| start(&resolve, &reject))
}
