//! The things to tell the user that belong to no page.

use ruil_sync::NotDone;

use crate::edge::storage::StorageError;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An action was not taken on.
    NotDone(NotDone),
    /// This device's storage does not take what was done; it is said at the top of the page, too,
    /// which may be out of sight.
    Storage(StorageError),
}
