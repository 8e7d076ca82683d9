//! The things to tell the user that belong to no page.

use ruil_sync::NotDone;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An action was not taken on.
    NotDone(NotDone),
}
