//! Adding a stretch of roster, and changing it otherwise than by a swap.
//!
//! The official roster is taken as it is: two shifts of one person that overlap there are the
//! planner's business and are shown, not refused. Only a shift that somebody would work who left before
//! it begins is open.

use std::collections::BTreeSet;

use crate::bridge::{Official, Planned};
use crate::event::{NewShift, Revise, Revision, RosterPart};
use crate::id::{EventId, PersonId, ShiftId};
use crate::limit::{SHIFT_MIN_MAX, SHIFTS_PER_COMMAND_MAX};
use crate::refusal::Refusal;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Span;

use super::Stamp;
use super::deal::{moved, same_revision};
use super::membership::at_most;
use crate::round::places::named;

pub(super) fn import(team: &mut Team, event: EventId, part: &RosterPart) -> Result<(), Refusal> {
    let shifts = shifts(team, event, part)?;
    if shifts
        .iter()
        .any(|shift| team.roster.get(shift.id).is_some())
    {
        return Err(Refusal::Repeated);
    }
    shifts.into_iter().for_each(|shift| team.roster.put(shift));
    Ok(())
}

/// Changes the roster as the planner has it, or by hand.
pub(super) fn revise(
    team: &mut Team,
    event: EventId,
    revision: &Revision,
    at: Stamp,
) -> Result<(), Refusal> {
    at_most(revision.changes.len(), SHIFTS_PER_COMMAND_MAX)?;
    let shifts = shifts(team, event, &revision.part)?;
    let shift = |new: u16| {
        let index = usize::from(new);
        shifts.get(index).ok_or(Refusal::BadShift { index })
    };
    let mut touched = BTreeSet::new();
    for change in &revision.changes {
        let (id, seen) = match *change {
            Revise::Add { new } => (shift(new)?.id, None),
            Revise::Change { seen, new } => {
                shift(new)?;
                (seen.shift, Some(seen))
            }
            Revise::Keep { seen, new } => {
                new.map_or(Ok(()), |new| shift(new).map(|_| ()))?;
                (seen.shift, Some(seen))
            }
            Revise::Cancel { seen } => (seen.shift, Some(seen)),
            Revise::Confirm { shift, revision } => {
                let now = team.roster.get(shift).map(|shift| shift.revision);
                if !team.official.contains(&shift) || now != revision {
                    return Err(Refusal::NotDifferent(shift));
                }
                (shift, None)
            }
        };
        if let Some(seen) = seen {
            let found = team.roster.get(id).ok_or(Refusal::UnknownShift(id))?;
            same_revision(seen, found.revision)?;
        }
        let is_new = matches!(change, Revise::Add { .. });
        if !touched.insert(id) || (is_new && team.roster.get(id).is_some()) {
            return Err(Refusal::Repeated);
        }
    }
    for change in &revision.changes {
        let new = |new: u16| shifts.get(usize::from(new));
        carry_out(team, *change, &new, revision.is_official, at);
    }
    Ok(())
}

/// Carries out one change that was found to hold.
fn carry_out<'a>(
    team: &mut Team,
    change: Revise,
    new: &dyn Fn(u16) -> Option<&'a Shift>,
    is_official: bool,
    at: Stamp,
) {
    match change {
        Revise::Add { new: index } => {
            if let Some(shift) = new(index).cloned() {
                write(team, shift, is_official, at);
            }
        }
        Revise::Change { seen, new: index } => {
            if let Some(shift) = new(index) {
                let revision = seen.revision.wrapping_add(1);
                let shift = Planned::of(shift).shift(seen.shift, revision);
                // First what asks for it ends: it was about the shift as it was.
                moved(team, seen.shift, at);
                write(team, shift, is_official, at);
            }
        }
        Revise::Cancel { seen } => {
            moved(team, seen.shift, at);
            team.cancel_shift(seen.shift, at);
            if is_official {
                team.official.remove(&seen.shift);
            }
        }
        Revise::Keep { seen, new: index } => {
            let was = index.and_then(new).map(Planned::of);
            team.official.put(seen.shift, Official { was, since: at });
            team.forget_if_same(seen.shift);
        }
        Revise::Confirm { shift, .. } => {
            team.official.remove(&shift);
        }
    }
}

fn write(team: &mut Team, shift: Shift, is_official: bool, at: Stamp) {
    let id = shift.id;
    team.write_shift(shift, at);
    if is_official {
        team.official.remove(&id);
    }
}

/// Returns the shifts of a stretch of roster, if all of it makes sense.
fn shifts(team: &Team, event: EventId, part: &RosterPart) -> Result<Vec<Shift>, Refusal> {
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
    numbered
        .map(|(index, new)| shift(team, part, event, index, new).ok_or(Refusal::BadShift { index }))
        .collect()
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
