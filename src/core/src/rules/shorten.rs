//! Rests that may be shortened, so many times in 7 × 24 hours.
//!
//! Two shortened rests whose starts lie exactly 168 hours apart are fine; 167:59 is not.

use super::breach::{Facts, Shortened};
use super::findings::{Findings, Key, Outcome};
use super::local::DAY_MIN;
use super::rule_set::Clause;
use super::stint::Stint;
use super::timeline::Timeline;

/// How long a shortening lasts.
pub(super) const LASTS_MIN: i32 = 7 * DAY_MIN;

/// A rest that is too short if it may not be shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rest {
    /// The stint it is asked of.
    pub(super) of: usize,
    /// The stint it follows.
    pub(super) after: usize,
    /// When it starts, in UTC minutes.
    pub(super) start: i32,
    /// How long it is.
    pub(super) had_min: i32,
    /// Whether the next stint ends it.
    pub(super) is_ended: bool,
}

/// A rest that is too short, and the earlier one that used up the shortening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooShort {
    pub(super) rest: Rest,
    pub(super) earlier: Option<Rest>,
}

/// Returns the rests that are too short even if in 7 × 24 hours one may be as short as each floor.
pub(super) fn too_short(rests: &[Rest], floors: &[i32]) -> Vec<TooShort> {
    let mut found = Vec::new();
    let lowest = floors.first().copied().unwrap_or(i32::MAX);
    let mut oldest = 0;
    for (at, rest) in rests.iter().enumerate() {
        if rest.had_min < lowest {
            found.push(TooShort {
                rest: *rest,
                earlier: None,
            });
            continue;
        }
        let is_old = |old: &Rest| old.start <= rest.start - LASTS_MIN;
        while rests.get(oldest).is_some_and(is_old) {
            oldest += 1;
        }
        let window = rests.get(oldest..at).unwrap_or(&[]);
        let counts = |one: &&Rest| one.had_min >= lowest && one.start != rest.start;
        let earlier = window.iter().filter(counts);
        let shorter = |than: i32| {
            let others = earlier.clone().filter(|one| one.had_min < than).count();
            others + usize::from(rest.had_min < than)
        };
        let fits = floors
            .iter()
            .enumerate()
            .all(|(k, floor)| shorter(*floor) <= k);
        if shorter(i32::MAX) > floors.len() || !fits {
            found.push(TooShort {
                rest: *rest,
                earlier: earlier.clone().next_back().copied(),
            });
        }
    }
    found
}

/// Adds a rest that is too short: one that may not be shortened so far needs the shortest there may
/// be, else one needs all of `rest_min`.
pub(super) fn report<T>(
    timeline: &Timeline<'_>,
    found: &mut Findings,
    clause: &Clause<T>,
    (outcome, rest_min, floors): (Outcome, i32, &[i32]),
    short: TooShort,
) {
    let rest = short.rest;
    let stint = |at: usize| timeline.stints.get(at);
    let Some(after) = stint(rest.after) else {
        return;
    };
    let next = stint(rest.after + 1).filter(|_| rest.is_ended);
    let key = Key::At(rest.start, next.map_or(0, Stint::start));
    let earlier = short
        .earlier
        .and_then(|old| Some((old, stint(old.after)?.worked())));
    if let Some((old, old_after)) = earlier {
        let facts = Facts::ShortenedAgain {
            first: Shortened {
                had_min: old.had_min,
                after: old_after,
            },
            second: Shortened {
                had_min: rest.had_min,
                after: after.worked(),
            },
            needs_min: rest_min,
            apart_min: LASTS_MIN,
        };
        let excess = LASTS_MIN - (rest.start - old.start);
        found.add(clause, outcome, key, excess, facts);
        return;
    }
    let floor = floors.iter().copied().find(|floor| rest.had_min < *floor);
    let needs_min = floor.unwrap_or(rest_min);
    // A rest so short that it parts nothing lies within what it should part.
    let is_within = !rest.is_ended && rest.had_min == after.longest_pause_min;
    let within = timeline.longest_gap_in(after).filter(|_| is_within);
    let (after, before) = match within {
        Some((one, other)) => (one, Some(other)),
        None => (after.worked(), next.map(Stint::worked)),
    };
    let facts = Facts::Rest {
        had_min: rest.had_min,
        needs_min,
        after,
        before,
        nights: 0,
    };
    found.add(clause, outcome, key, needs_min - rest.had_min, facts);
}
