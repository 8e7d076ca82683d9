//! The numbers about nights.

use super::{Clause, Often};

/// Nights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nights {
    /// Rest after a late night.
    pub rest: Option<Clause<NightRest>>,
    /// Nights that are longer than usual, if the employer uses them.
    pub extended: Option<Extended>,
    /// Rest after a series of nights.
    pub series: Option<Clause<Series>>,
    /// Duties in a row with a night among them.
    pub run: Option<Clause<Run>>,
    /// Late nights in the long run.
    pub count: Option<Clause<NightCount>>,
}

/// Rest after a late night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NightRest {
    /// So much.
    pub rest_min: i32,
    /// How short it may be once in 7 × 24 hours, for a reason of the business.
    pub floors: &'static [i32],
}

/// Nights that are longer than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extended {
    /// With more work than this.
    pub over_min: i32,
    /// Rest after it.
    pub rest: Clause<i32>,
    /// How often in so many times 24 hours.
    pub often: Clause<Often>,
}

/// Rest after a series of nights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// So many nights make a series.
    pub nights: i32,
    /// So much rest after it.
    pub rest_min: i32,
    /// What rest may be read as the end of a series, shortest first; the last is the rest itself.
    pub ends_min: &'static [i32],
}

/// Duties in a row with a night among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// At most.
    pub max: i32,
    /// Rest that ends a run however one reads the law, and rest that may end it.
    pub ends_min: (i32, i32),
}

/// Late nights in the long run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NightCount {
    /// At most.
    pub max: i32,
    /// In so many weeks.
    pub weeks: i32,
    /// What a collective agreement allows instead.
    pub instead: Option<ManyNights>,
}

/// What a collective agreement allows instead: either of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManyNights {
    /// Late nights at most …
    pub max: i32,
    /// … in so many weeks,
    pub weeks: i32,
    /// or work between 00:00 and 06:00 at most …
    pub night_min: i32,
    /// … in so many weeks.
    pub night_weeks: i32,
}
