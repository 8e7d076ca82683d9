//! Adding a stretch of roster.
//!
//! The official roster is taken as it is: two shifts of one person that overlap there are the
//! planner's business and are shown, not refused. Only a shift that somebody would work who left before
//! it begins is open.

use crate::event::{NewShift, RosterPart};
use crate::id::{EventId, PersonId, ShiftId};
use crate::limit::{SHIFT_MIN_MAX, SHIFTS_PER_COMMAND_MAX};
use crate::refusal::Refusal;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Span;

use super::membership::at_most;

pub(super) fn import(team: &mut Team, event: EventId, part: &RosterPart) -> Result<(), Refusal> {
    at_most(part.shifts.len(), SHIFTS_PER_COMMAND_MAX)?;
    if let Some(id) = part.people.iter().find(|id| !team.people.contains(id)) {
        return Err(Refusal::UnknownPerson(*id));
    }
    if let Some(id) = part.kinds.iter().find(|id| !team.kinds.contains(id)) {
        return Err(Refusal::UnknownKind(*id));
    }
    if let Some(id) = part.units.iter().find(|id| !team.units.contains(id)) {
        return Err(Refusal::UnknownUnit(*id));
    }
    if let Some(id) = part
        .needs
        .iter()
        .find(|id| !team.qualifications.contains(id))
    {
        return Err(Refusal::UnknownQualification(*id));
    }
    let numbered = part.shifts.iter().enumerate();
    let shifts: Result<Vec<Shift>, Refusal> = numbered
        .map(|(index, new)| shift(team, part, event, index, new).ok_or(Refusal::BadShift { index }))
        .collect();
    let shifts = shifts?;
    if shifts
        .iter()
        .any(|shift| team.roster.get(shift.id).is_some())
    {
        return Err(Refusal::Repeated);
    }
    shifts.into_iter().for_each(|shift| team.roster.put(shift));
    Ok(())
}

fn shift(
    team: &Team,
    part: &RosterPart,
    event: EventId,
    index: usize,
    new: &NewShift,
) -> Option<Shift> {
    let span = new.span().filter(|span| span.len_min() <= SHIFT_MIN_MAX)?;
    Some(Shift {
        id: ShiftId::nth(event, u32::try_from(index).ok()?),
        span,
        break_min: Some(new.break_min).filter(|min| i32::from(*min) < span.len_min())?,
        kind: *part.kinds.get(usize::from(new.kind))?,
        unit: named(&part.units, new.unit.map(usize::from))?,
        needs: named(&part.needs, new.needs.map(usize::from))?,
        owner: named(&part.people, new.owner.map(usize::from))?
            .filter(|owner| works(team, *owner, span)),
        revision: 0,
    })
}

/// Tells whether somebody works then: not if they left the team before, whatever the planner wrote.
fn works(team: &Team, person: PersonId, span: Span) -> bool {
    let left = team.people.get(&person).and_then(|person| person.left);
    left.is_none_or(|left| span.start().utc_min <= left.moment().utc_min)
}

/// Returns what a position names: nothing for no position, and no answer for a wrong one.
fn named<T: Copy>(list: &[T], position: Option<usize>) -> Option<Option<T>> {
    match position {
        None => Some(None),
        Some(at) => list.get(at).copied().map(Some),
    }
}
