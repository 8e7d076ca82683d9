//! A roster made by hand: what is offered to put in, the commands that write it, and taking it back.

use std::collections::BTreeMap;

use ruil_core::bridge::Planned;
use ruil_core::bridge::decide::Revisions;
use ruil_core::{
    Command, Day, DeviceId, Event, EventId, KindId, Outcome, PersonId, QualificationId, Refusal,
    Shift, ShiftId, ShiftRef, Stamp, Team, UnitId,
};

use super::wall;

/// Most usual shifts that are offered.
const SHAPES_MAX: usize = 12;
/// Most shifts that are written at once.
pub const SHIFTS_MAX: usize = 1_500;
const DAY_MIN: i32 = 24 * 60;

/// A shift as it is usually put in: a kind at its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// The kind.
    pub kind: KindId,
    /// When it starts, minutes since midnight.
    pub start_min: u16,
    /// When it ends; not later than the start means the next day.
    pub end_min: u16,
    /// Minutes of break.
    pub break_min: u16,
}

impl Shape {
    /// Returns the shape of a shift.
    pub fn of(shift: &Shift) -> Self {
        let minute = |(hour, minute): (i32, i32)| u16::try_from(hour * 60 + minute);
        Self {
            kind: shift.kind,
            start_min: minute(shift.span.start().clock()).unwrap_or_default(),
            end_min: minute(shift.span.end().clock()).unwrap_or_default(),
            break_min: shift.break_min,
        }
    }
}

/// Whose a shift is to be, where, and what it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Whose; nobody's is an open shift.
    pub owner: Option<PersonId>,
    /// Where.
    pub unit: Option<UnitId>,
    /// What its owner must be qualified for.
    pub needs: Option<QualificationId>,
}

/// A change to the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Puts a shift in.
    Add(Planned),
    /// Makes a shift another.
    Change(ShiftRef, Planned),
    /// Takes a shift out.
    Cancel(ShiftRef),
}

/// Returns the usual shifts: those used last first, then the most frequent.
pub fn shapes(team: &Team, used: &[Shape]) -> Vec<Shape> {
    let mut counts = BTreeMap::<Shape, usize>::new();
    for shift in team.roster.iter() {
        // Two days and more can't be told by a start and an end on the clock.
        if shift.span.len_min() <= DAY_MIN {
            *counts.entry(Shape::of(shift)).or_default() += 1;
        }
    }
    for shape in used {
        counts.entry(*shape).or_default();
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    let last = |shape: &Shape| used.iter().rev().position(|used| used == shape);
    all.sort_by_key(|(shape, count)| {
        let last = last(shape).unwrap_or(usize::MAX);
        (last, std::cmp::Reverse(*count), *shape)
    });
    all.truncate(SHAPES_MAX);
    all.into_iter().map(|(shape, _)| shape).collect()
}

/// Returns a shift of a shape on a day.
pub fn planned(team: &Team, day: Day, shape: Shape, place: Place) -> Option<Planned> {
    let span = wall::span(&team.zone, day, shape.start_min, shape.end_min)?;
    let break_min = i32::from(shape.break_min);
    (break_min < span.len_min()).then_some(Planned {
        span,
        owner: place.owner,
        kind: shape.kind,
        unit: place.unit,
        needs: place.needs,
        break_min: shape.break_min,
    })
}

/// Returns the days of a pattern: every so many weeks up to a day, the first one included.
pub fn every(first: Day, weeks: i32, until: Day) -> Vec<Day> {
    let step = 7 * weeks.max(1);
    let days = (0..).map(|nth: i32| first.plus(nth.saturating_mul(step)));
    days.take_while(|day| *day <= until && *day <= first.plus(54 * 7))
        .collect()
}

/// Returns a week's shifts as they are in other weeks, and how many are left out: those that stand
/// there already, or would meet another shift of the same person.
pub fn copies(team: &Team, monday: Day, weeks: &[Day]) -> (Vec<Edit>, usize) {
    let of_week = |shift: &&Shift| {
        let day = shift.span.start().day();
        (monday..monday.plus(7)).contains(&day) && shift.span.len_min() <= DAY_MIN
    };
    let mut source: Vec<_> = team.roster.iter().filter(of_week).collect();
    source.sort_by_key(|shift| (shift.span, shift.id));
    let (mut edits, mut kept) = (Vec::new(), 0);
    for week in weeks.iter().filter(|week| **week != monday) {
        for shift in &source {
            let day = shift.span.start().day();
            let day = week.plus(day.0.saturating_sub(monday.0));
            let place = Place {
                owner: shift.owner.filter(|owner| team.is_member(*owner)),
                unit: shift.unit,
                needs: shift.needs,
            };
            match planned(team, day, Shape::of(shift), place) {
                Some(new) if !is_taken(team, &new) => edits.push(Edit::Add(new)),
                Some(_) | None => kept += 1,
            }
        }
    }
    (edits, kept)
}

/// Tells whether a shift's owner works then, or an open one like it stands there.
fn is_taken(team: &Team, new: &Planned) -> bool {
    match new.owner {
        Some(owner) => team.roster.overlapping(owner, new.span).next().is_some(),
        None => {
            let start = new.span.start().utc_min;
            let mut there = team.roster.starting(None, start, start.saturating_add(1));
            there.any(|shift| Planned::of(shift) == *new)
        }
    }
}

/// Returns the commands that write some changes, as the team's own word.
pub fn commands(edits: &[Edit]) -> Vec<Command> {
    let mut revisions = Revisions::new(false);
    for edit in edits {
        match *edit {
            Edit::Add(new) => revisions.add(new),
            Edit::Change(seen, new) => revisions.rewrite(seen, Some(new)),
            Edit::Cancel(seen) => revisions.rewrite(seen, None),
        }
    }
    revisions.end().collect()
}

/// Returns the team as it would be after some commands of a coordinator's, or why it can't be.
pub fn after(
    team: &Team,
    commands: &[Command],
    (actor, device): (PersonId, DeviceId),
    time_ms: u64,
) -> Result<Team, Refusal> {
    let mut after = team.clone();
    for (nth, command) in (0_u8..).zip(commands) {
        let mut id = [0xfe; 16];
        if let Some(last) = id.last_mut() {
            *last = nth;
        }
        let event = Event {
            id: EventId::from_bytes(id),
            device,
            actor,
            command: command.clone(),
        };
        let number = u64::MAX;
        if let Outcome::Rejected(why) = after.apply(&event, Stamp { number, time_ms }) {
            return Err(why);
        }
    }
    Ok(after)
}

/// What was done to a shift, to take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    shift: ShiftId,
    was: Option<Planned>,
    /// Its revision since; nothing if it was taken out.
    revision: Option<u32>,
}

/// Returns what differs between the roster before and since.
pub fn done(before: &Team, since: &Team) -> Vec<Done> {
    let gone = before.roster.iter();
    let gone = gone.filter(|shift| since.roster.get(shift.id).is_none());
    let gone = gone.map(|shift| Done {
        shift: shift.id,
        was: Some(Planned::of(shift)),
        revision: None,
    });
    let new = since.roster.iter();
    let new = new.filter(|shift| before.roster.get(shift.id) != Some(shift));
    let new = new.map(|shift| Done {
        shift: shift.id,
        was: before.roster.get(shift.id).map(Planned::of),
        revision: Some(shift.revision),
    });
    gone.chain(new).collect()
}

/// Returns the changes that take back what was done, but for what was changed again since.
pub fn undo(team: &Team, done: &[Done]) -> Vec<Edit> {
    let back = |done: &Done| {
        let now = team.roster.get(done.shift).map(|shift| shift.revision);
        let seen = |revision| ShiftRef {
            shift: done.shift,
            revision,
        };
        match (done.revision, done.was) {
            _ if now != done.revision => None,
            (None, was) => was.map(Edit::Add),
            (Some(revision), Some(was)) => Some(Edit::Change(seen(revision), was)),
            (Some(revision), None) => Some(Edit::Cancel(seen(revision))),
        }
    };
    done.iter().filter_map(back).collect()
}

#[cfg(test)]
mod tests;
