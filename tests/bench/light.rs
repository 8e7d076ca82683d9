//! The traffic light: one swap, and all candidates for one shift.

use ruil_core::assess::{assess, candidates};
use ruil_core::check::Change;
use ruil_core::{Moment, Shift, Team};

use crate::clock::{Clock, line};
use crate::ward::{LAST, events, person, replay};

const DAY_MIN: i32 = 24 * 60;
const SWAP_NS: u128 = 50_000;
const CANDIDATES_NS: u128 = 5_000_000;

/// Measures both.
pub fn measure(clock: &Clock) {
    let mut first = None;
    for weeks in [4, 16, 52, 104] {
        let team = replay(&events(40, weeks));
        let (Some(mine), Some(theirs)) = (next(&team, 0), next(&team, 7)) else {
            continue;
        };
        let change = Change::swap(mine.id, person(0), person(7), Some(theirs.id));
        let now = now();
        let took = clock.median_ns(|| assess(&team, &change, now));
        let what = format!("one swap, both people, {weeks} weeks of history");
        line(&what, took, (weeks == 52).then_some(SWAP_NS));
        let per_week = took / u128::try_from(weeks).unwrap_or(1);
        let first = *first.get_or_insert(per_week);
        println!(
            "{:<58} {:>12}",
            "  a week of history costs, of what it costs at 4 weeks",
            format!("{} %", per_week * 100 / first.max(1))
        );
    }
    let team = replay(&events(60, 52));
    if let Some(shift) = next(&team, 0) {
        let took = clock.median_ns(|| candidates(&team, &shift, now()));
        let what = "all candidates of an offer, team of 60, 52 weeks (native)";
        line(what, took, Some(CANDIDATES_NS));
    }
}

fn now() -> Moment {
    Moment {
        utc_min: LAST.0 * DAY_MIN,
        offset_min: 60,
    }
}

/// Returns somebody's first shift after the history.
fn next(team: &Team, nth: usize) -> Option<Shift> {
    let from = LAST.0 * DAY_MIN;
    let mut shifts = team.roster.starting(Some(person(nth)), from, i32::MAX);
    shifts.next().cloned()
}
