//! What a team agreed on how it swaps: how long answers are gathered, who decides, what silence means.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;

/// A team's agreements, set whole by a coordinator. Where there are none, the first valid yes
/// settles, coordinators decide, and nothing ends by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Agreements {
    /// For so many minutes from the first yes on, further ones are gathered for a shift that is open
    /// or given away; then the least burdened gets it. 0: the first valid yes.
    pub window_min: u32,
    /// Most extra shifts a person takes without a word from an approver.
    pub extra: Option<ExtraMax>,
    /// Who decides what needs a word; nobody named means every coordinator.
    pub approvers: Vec<PersonId>,
    /// They have so many minutes; 0: until the shift begins.
    pub decide_min: u32,
    /// What it means if they don't say anything.
    pub silence: Silence,
}

/// So many extra shifts within so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ExtraMax {
    /// Most shifts.
    pub shifts: u8,
    /// Within so many days in a row.
    pub days: u16,
}

/// What it means if nobody decides in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Silence {
    /// No.
    #[default]
    No,
    /// Yes.
    Yes,
}
