//! Whom an open shift asks first.
//!
//! Sent to everybody, it would be read by nobody, and go to the fastest thumb. So those are asked first
//! who may work it, have hours to spare, and carry least; then, while there is time, a few more at a
//! time. Whoever has not been asked yet can claim it all the same: nothing is hidden.

use crate::assess::{Light, candidates};
use crate::id::PersonId;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

/// So many are asked at once.
const AT_ONCE: usize = 3;
/// Everybody is asked so many minutes before the shift.
const URGENT_MIN: i32 = 24 * 60;
/// The time there is until then is cut into so many steps.
const STEPS: i32 = 8;
/// A step lasts so many minutes at the least: nobody looks more often.
const STEP_MIN: i32 = 30;
/// Hours are compared with the contract over so many weeks before the shift, and as many after.
const WEEKS: i32 = 2;
const WEEK_MIN: i32 = 7 * 24 * 60;

/// Whom an open shift asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staged {
    /// Who could work it, in the order of asking.
    pub order: Vec<PersonId>,
    /// So many of them are asked by now.
    pub asked: usize,
    /// When the next are asked; nothing once all are.
    pub next: Option<Moment>,
}

impl Staged {
    /// Tells whether somebody is asked by now.
    pub fn asks(&self, person: PersonId) -> bool {
        self.order.iter().take(self.asked).any(|one| *one == person)
    }
}

/// Whether a shift goes into somebody's contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    Enough,
    Unknown,
    None,
}

/// Returns whom an open shift asks.
pub fn staged(team: &Team, shift: &Shift, now: Moment) -> Staged {
    let (fit, _) = candidates(team, shift, now);
    let mut order: Vec<_> = fit
        .iter()
        .map(|one| {
            let is_free = one.light < Light::Amber;
            let burden = one.burden.per_contract();
            (!is_free, room(team, one.person, shift), burden, one.person)
        })
        .collect();
    order.sort_unstable();
    let order: Vec<_> = order.into_iter().map(|(.., person)| person).collect();
    let (steps, next) = steps(opened(team, shift), shift.span.start(), now);
    let asked = steps.map_or(order.len(), |steps| AT_ONCE.saturating_mul(steps));
    let asked = asked.min(order.len());
    let next = next.filter(|_| asked < order.len());
    Staged { order, asked, next }
}

/// Returns when an open shift begins to ask each who could work it. One that the planner left open asks
/// whoever looks, and nobody by itself.
pub fn turns(team: &Team, shift: &Shift, now: Moment) -> Vec<(PersonId, Moment)> {
    let start = shift.span.start();
    let Some(opened) = opened(team, shift).filter(|_| !shift.has_begun(now)) else {
        return Vec::new();
    };
    let urgent_min = start.utc_min.saturating_sub(URGENT_MIN);
    let step_min = step_min(opened, urgent_min);
    let order = staged(team, shift, now).order.into_iter();
    let turn = |place: usize| {
        let steps = i32::try_from(place / AT_ONCE).unwrap_or(STEPS);
        let turn_min = opened
            .utc_min
            .saturating_add(steps.saturating_mul(step_min));
        let utc_min = turn_min.min(urgent_min).max(opened.utc_min);
        Moment { utc_min, ..now }
    };
    let turns = order.enumerate();
    turns.map(|(place, person)| (person, turn(place))).collect()
}

fn step_min(opened: Moment, urgent_min: i32) -> i32 {
    let all_min = urgent_min.saturating_sub(opened.utc_min);
    all_min.div_euclid(STEPS).max(STEP_MIN)
}

/// Returns how many steps have begun, nothing once everybody is asked; and when the next begins.
fn steps(opened: Option<Moment>, start: Moment, now: Moment) -> (Option<usize>, Option<Moment>) {
    let urgent_min = start.utc_min.saturating_sub(URGENT_MIN);
    let Some(opened) = opened.filter(|_| now.utc_min < urgent_min) else {
        return (None, None);
    };
    let step_min = step_min(opened, urgent_min);
    let past_min = now.utc_min.saturating_sub(opened.utc_min).max(0);
    let begun = past_min / step_min + 1;
    let next = Moment {
        utc_min: opened
            .utc_min
            .saturating_add(begun.saturating_mul(step_min))
            .min(urgent_min),
        ..now
    };
    (usize::try_from(begun).ok(), Some(next))
}

/// Returns when a shift became open, where that was in the team's hands: one that the planner left
/// open asks everybody.
fn opened(team: &Team, shift: &Shift) -> Option<Moment> {
    let release = team.releases.get(&shift.id);
    let release = release.filter(|one| one.revision.wrapping_add(1) == shift.revision);
    let released = release.and_then(|release| release.at);
    let official = team.official.get(&shift.id).map(|official| official.since);
    released.or(official).map(|stamp| stamp.moment())
}

fn room(team: &Team, person: PersonId, shift: &Shift) -> Room {
    let contract = team.people.get(&person);
    let Some(contract) = contract.and_then(|person| person.terms.contract_min) else {
        return Room::Unknown;
    };
    let start = shift.span.start().utc_min;
    let (from, until) = (start - WEEKS * WEEK_MIN, start + WEEKS * WEEK_MIN);
    let own = team.roster.starting(Some(person), from, until);
    let minutes = |shift: &Shift| shift.span.len_min() - i32::from(shift.break_min);
    let planned: i32 = own.map(minutes).sum();
    let all = i32::from(contract).saturating_mul(2 * WEEKS);
    if planned.saturating_add(minutes(shift)) <= all {
        Room::Enough
    } else {
        Room::None
    }
}
