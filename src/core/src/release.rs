//! Releases: a shift made open because whose it was fell ill.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::replay::Stamp;

/// Who made a shift open, and for whom. Why is nobody's business.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Release {
    /// Whose shift it was.
    pub of: PersonId,
    /// The shift's revision before.
    pub revision: u32,
    /// Who said so: that person, a coordinator, or colleagues, of whom it takes two.
    pub by: Vec<PersonId>,
    /// When it took effect; nothing while a second colleague is needed.
    pub at: Option<Stamp>,
}
