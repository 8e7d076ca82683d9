//! The nearest thing that would be allowed, where a change is not. Computed, never canned.

use super::{Effect, Light, assess, duty, judged};
use crate::burden::Burden;
use crate::check::{Change, PART_MIN};
use crate::id::{PersonId, ShiftId};
use crate::shift::Shift;
use crate::team::Team;
use crate::time::{Moment, Span};

/// Times are tried in these steps.
const STEP_MIN: i32 = 15;
/// Other shifts are looked for within so many minutes.
const NEAR_MIN: i32 = 14 * 24 * 60;
/// So many other shifts are named.
const INSTEAD_MAX: usize = 2;

/// Something near that would be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// The shift from this moment on.
    From {
        /// The shift.
        shift: ShiftId,
        /// From when.
        start: Moment,
    },
    /// The shift until this moment.
    Until {
        /// The shift.
        shift: ShiftId,
        /// Until when.
        end: Moment,
    },
    /// Another shift of the one who gives.
    Instead {
        /// Which.
        shift: ShiftId,
    },
}

/// Returns what would be allowed instead of giving a shift to somebody, nearest first; nothing if
/// it is allowed as it is.
pub fn alternatives(team: &Team, shift: &Shift, taker: PersonId, now: Moment) -> Vec<Alternative> {
    let assessment = assess(team, &Change::gift(shift, taker), now);
    if assessment.light() < Light::Amber {
        return Vec::new();
    }
    // What is in the way of any part of it, such as coming too late, is in the way of all.
    let parts = if assessment.obstacles.is_empty() && assessment.team.is_empty() {
        part(team, shift, taker)
    } else {
        None
    };
    parts
        .into_iter()
        .chain(instead(team, shift, taker, now))
        .collect()
}

/// Returns the longest part of a shift that fits, from the end or from the start.
fn part(team: &Team, shift: &Shift, taker: PersonId) -> Option<Alternative> {
    let (start, end) = (shift.span.start(), shift.span.end());
    let steps = shift.span.len_min().saturating_sub(PART_MIN) / STEP_MIN;
    let moved = |moment: Moment, minutes: i32| Moment {
        utc_min: moment.utc_min.saturating_add(minutes),
        ..moment
    };
    let fits = |start: Moment, end: Moment| {
        Span::new(start, end).is_some_and(|span| {
            let part = crate::rules::Duty {
                span,
                ..duty(team, shift)
            };
            let judgement = judged((team, team), taker, &[], &[part]);
            let effect = Effect {
                person: taker,
                judgement,
                burden_before: Burden::default(),
                burden_after: Burden::default(),
                familiar: None,
            };
            effect.light() < Light::Amber
        })
    };
    (1..=steps).find_map(|step| {
        let later = moved(start, step * STEP_MIN);
        let earlier = moved(end, -step * STEP_MIN);
        if fits(later, end) {
            Some(Alternative::From {
                shift: shift.id,
                start: later,
            })
        } else if fits(start, earlier) {
            Some(Alternative::Until {
                shift: shift.id,
                end: earlier,
            })
        } else {
            None
        }
    })
}

/// Returns other shifts of the giver that the taker could have, nearest first.
fn instead<'a>(
    team: &'a Team,
    shift: &'a Shift,
    taker: PersonId,
    now: Moment,
) -> impl Iterator<Item = Alternative> + 'a {
    let start = shift.span.start().utc_min;
    let from = start.saturating_sub(NEAR_MIN).max(now.utc_min);
    let until = start.saturating_add(NEAR_MIN);
    let others = team.roster.starting(shift.owner, from, until);
    let mut others: Vec<_> = others.filter(|other| other.id != shift.id).collect();
    others.sort_by_key(|other| other.span.start().utc_min.abs_diff(start));
    let fits = move |other: &&Shift| {
        let change = Change::gift(other, taker);
        assess(team, &change, now).light() < Light::Amber
    };
    let fitting = others.into_iter().filter(fits).take(INSTEAD_MAX);
    fitting.map(|other| Alternative::Instead { shift: other.id })
}
