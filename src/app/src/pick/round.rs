//! What a new round needs: copied from a stretch of the roster, drawn as a week, or read from a file.

use ruil_core::bridge::Planned;
use ruil_core::round::hours::work_min;
use ruil_core::{Demand, PartOfDay, Shift, ShiftId, Team};

pub mod copied;
pub mod drawn;

/// Returns a place of a round: nobody's, unless nights and weekends are to stay (`keep`) with who has
/// them.
pub fn place(team: &Team, planned: &Planned, keep: bool) -> Shift {
    let (span, start) = (planned.span, planned.span.start());
    let stays = keep && (PartOfDay::of(span) == PartOfDay::Night || start.day().is_weekend());
    let owner = planned.owner.filter(|owner| {
        let found = team.people.get(owner);
        stays && found.is_some_and(|person| person.is_member())
    });
    Shift {
        id: ShiftId::from_bytes([0; 16]),
        span,
        break_min: planned.break_min,
        kind: planned.kind,
        unit: planned.unit,
        needs: planned.needs,
        owner,
        revision: 0,
    }
}

/// Returns how many places a demand has, and how long their work is together, in minutes.
pub fn sum(demand: &Demand, round: ShiftId) -> (usize, i32) {
    let lines = (0..=u16::MAX).zip(&demand.lines);
    let min = lines.fold(0_i32, |sum, (line, new)| {
        let one = demand
            .shift(line, round)
            .map_or(0, |shift| work_min(&shift));
        sum.saturating_add(one.saturating_mul(new.count.into()))
    });
    (demand.places(), min)
}
