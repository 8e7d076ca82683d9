//! The numbers about on-call and presence duties.

use super::Clause;

/// On call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnCall {
    /// Periods without on-call.
    pub free: Clause<Free>,
    /// Periods without on-call and without work.
    pub off: Clause<Free>,
    /// So much before and after a night.
    pub near_night: Clause<(i32, i32)>,
}

/// Free times in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    /// So many times 24 hours.
    pub days: i32,
    /// So many free times.
    pub needs: i32,
    /// Each so long.
    pub each_min: i32,
}

/// Presence duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Longest, in minutes.
    pub length: Clause<i32>,
    /// Rest before and after.
    pub rest: Clause<i32>,
    /// Rest in 7 × 24 hours: one long block and so many short ones.
    pub week: Clause<PresenceWeek>,
    /// A presence duty moves a person to these rules for so many weeks before and after it.
    pub reach_weeks: i32,
    /// They must have been agreed collectively, and were not.
    pub agreed: Option<Clause<()>>,
}

/// Rest in a week with presence duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresenceWeek {
    /// In so many times 24 hours.
    pub days: i32,
    /// One block of so much.
    pub long_min: i32,
    /// And so many …
    pub blocks: i32,
    /// … of so much. Blocks may touch.
    pub block_min: i32,
}
