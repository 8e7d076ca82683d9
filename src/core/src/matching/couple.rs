//! Coupling: what two handovers of one person have to do with each other.

use crate::circle::{Arc, ArcNr, Budget, Limit, Pool, VertexKind, VertexNr};
use crate::id::{PersonId, ShiftId};
use crate::shift::Shift;
use crate::team::Team;

use super::stand::Stand;
use super::{numbered, suits};

/// Shifts further apart than this leave each other alone: longer than every daily or night rest.
const CLOSE_MIN: i32 = 96 * 60;
const DAY_MIN: i32 = 24 * 60;
/// In one round nobody gains more minutes than this by swaps, who did not ask for more hours.
const GAIN_MIN_MAX: i32 = 120;

/// Writes conflicts, requirements, budgets and limits of one person, whose arcs are the last from a
/// place on.
pub(super) fn couple(
    team: &Team,
    stands: &[Stand],
    (person, first): (PersonId, usize),
    pool: &mut Pool,
) {
    let arcs = (0..).zip(&pool.arcs).skip(first);
    let arcs: Vec<_> = arcs.map(|(at, arc)| (person, ArcNr(at), *arc)).collect();
    conflicts(team, stands, person, &arcs, pool);
    requires(team, stands, &arcs, pool);
    budget(team, stands, &arcs, pool);
    limit(team, stands, person, pool);
}

type Taken = (PersonId, ArcNr, Arc);

/// Two shifts that somebody may each take, and not both.
fn conflicts(team: &Team, stands: &[Stand], person: PersonId, arcs: &[Taken], pool: &mut Pool) {
    for (at, (_, one, first)) in arcs.iter().enumerate() {
        for (_, other, second) in arcs.iter().skip(at + 1) {
            if first.from == second.from || first.to == second.to {
                continue;
            }
            let (Some(a), Some(b)) = (
                given(team, stands, first.to),
                given(team, stands, second.to),
            ) else {
                continue;
            };
            let apart = a.span.start().utc_min.abs_diff(b.span.start().utc_min);
            if apart > CLOSE_MIN.unsigned_abs() {
                continue;
            }
            let gives: Vec<_> = [first.from, second.from]
                .into_iter()
                .filter_map(|vertex| given(team, stands, vertex).map(|shift| shift.id))
                .collect();
            if !suits(team, person, &gives, &[a, b]) {
                pool.conflicts.push((*one, *other));
            }
        }
    }
}

/// A shift that somebody may take only if another offered shift of theirs goes too.
fn requires(team: &Team, stands: &[Stand], arcs: &[Taken], pool: &mut Pool) {
    for (person, at, arc) in arcs {
        let (Some(taker), Some(shift)) = (
            stands.get(usize::from(arc.from.0)),
            given(team, stands, arc.to),
        ) else {
            continue;
        };
        let gives = taker.gives.map(|(gives, _)| gives);
        if suits(team, *person, gives.as_slice(), &[shift]) {
            continue;
        }
        let found = helper(team, taker, shift);
        let vertex = numbered(stands).find(|(_, stand)| {
            stand.kind == VertexKind::Swap
                && found.is_some()
                && stand.gives.map(|one| one.0) == found
        });
        pool.requires
            .extend(vertex.map(|(vertex, _)| (*at, vertex)));
    }
}

/// Returns the one other offered shift of a taker that has to go, if that is all that is in the way.
pub(super) fn helper(team: &Team, taker: &Stand, shift: &Shift) -> Option<ShiftId> {
    let person = taker.person?;
    let gives = taker.gives.map(|(gives, _)| gives);
    let start = shift.span.start().utc_min;
    let (from, until) = (
        start.saturating_sub(CLOSE_MIN),
        start.saturating_add(CLOSE_MIN),
    );
    let own = team.roster.starting(Some(person), from, until);
    let own = own.filter(|other| Some(other.id) != gives);
    let mut offered = own.filter(|other| {
        let offer = team.open_offer_of(other.id);
        offer.is_some_and(|offer| offer.more.is_empty() && offer.part.is_none())
    });
    let goes = offered.find(|other| {
        let all: Vec<_> = gives.into_iter().chain([other.id]).collect();
        suits(team, person, &all, &[shift])
    });
    goes.map(|other| other.id)
}

/// Nobody works much more by swapping; who wants extra hours says so.
fn budget(team: &Team, stands: &[Stand], arcs: &[Taken], pool: &mut Pool) {
    let len = |vertex| given(team, stands, vertex).map_or(0, |shift| shift.span.len_min());
    let swaps = arcs.iter().filter(|(_, _, arc)| {
        let taker = stands.get(usize::from(arc.from.0));
        taker.is_some_and(|taker| taker.kind == VertexKind::Swap)
    });
    let terms: Vec<_> = swaps
        .map(|(_, at, arc)| (*at, len(arc.to).saturating_sub(len(arc.from))))
        .collect();
    if terms.iter().any(|(_, gain)| *gain > 0) {
        pool.budgets.push(Budget {
            terms,
            max: GAIN_MIN_MAX,
        });
    }
}

/// The team's cap on extra shifts, as far as it is used up already.
fn limit(team: &Team, stands: &[Stand], person: PersonId, pool: &mut Pool) {
    let Some(most) = team.agreements.as_ref().and_then(|agreed| agreed.extra) else {
        return;
    };
    let donors = numbered(stands)
        .filter(|(_, stand)| stand.kind == VertexKind::Donor && stand.person == Some(person));
    let vertices: Vec<VertexNr> = donors.map(|(vertex, _)| vertex).collect();
    if !vertices.is_empty() {
        // Counted from the first shift that could come: stricter than any period of so many days.
        let first = numbered(stands).filter_map(|(vertex, _)| given(team, stands, vertex));
        let first = first.map(|shift| shift.span.start().utc_min).min();
        let from = first.map_or(i32::MIN, |first| {
            first.saturating_sub(i32::from(most.days).saturating_mul(DAY_MIN))
        });
        let taken = team.extras.get(&person).into_iter().flatten();
        let taken = taken.filter(|(start, _)| *start >= from).count();
        let left = usize::from(most.shifts).saturating_sub(taken);
        pool.limits.push(Limit {
            vertices,
            max: u16::try_from(left).unwrap_or(u16::MAX),
        });
    }
}

fn given<'a>(team: &'a Team, stands: &[Stand], vertex: VertexNr) -> Option<&'a Shift> {
    let (shift, _) = stands.get(usize::from(vertex.0))?.gives?;
    team.roster.get(shift)
}
