//! Why the storage did not do as asked.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::edge::fault;

/// Why the storage did not do as asked. Nothing of the batch in question is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// Another tab holds on to an older version of the database.
    Blocked,
    /// The browser did not open the database in time. Some never do until they are restarted.
    Timeout,
    /// The device is full, or the browser's share of it.
    Quota,
    /// The browser undid the transaction without a reason.
    Aborted,
    /// This browser keeps nothing: a private window, or storage is switched off.
    Unavailable,
    /// The connection broke, and opening it once more did not mend it. Loading the page anew may.
    Lost,
    /// The database was deleted under the app: the user cleared the data, or wiped it in another
    /// tab.
    Emptied,
    /// Another tab wrote a row of the same number first. What this tab knows is out of date.
    Conflict,
    /// A newer version of the app uses this database: load the page anew.
    Outdated,
    /// A row is not what this app writes.
    Unreadable,
    /// An error with a name of the browser's.
    Other(String),
}

impl StorageError {
    /// Returns what an error means that came while the database was being opened.
    pub(super) fn while_opening(error: DomException) -> Self {
        match Self::from(error) {
            // Nothing was there that could get lost: the browser will not, or cannot.
            Self::Lost => Self::Unavailable,
            other => other,
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "QuotaExceededError" => Self::Quota,
            "AbortError" => Self::Aborted,
            // The connection is closed; or WebKit: "Connection to Indexed Database server lost".
            "InvalidStateError" | "UnknownError" => Self::Lost,
            "ConstraintError" => Self::Conflict,
            "VersionError" => Self::Outdated,
            "SecurityError" | "NotSupportedError" => Self::Unavailable,
            "TimeoutError" => Self::Timeout,
            // A store is missing, or its bytes are gone from the disk.
            "NotFoundError" | "NotReadableError" | "DataError" => Self::Unreadable,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl From<DomException> for StorageError {
    fn from(error: DomException) -> Self {
        Self::named(&error.name())
    }
}

impl From<JsValue> for StorageError {
    fn from(thrown: JsValue) -> Self {
        match thrown.dyn_into::<DomException>() {
            Ok(error) => Self::from(error),
            Err(thrown) => Self::named(&fault::name(&thrown)),
        }
    }
}
