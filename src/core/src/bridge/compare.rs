//! Comparing the planner's roster, read again, with what Ruil knows of it.
//!
//! Shifts have no ids in a planner's file, so they are found again by what they are: first those that
//! are as the team has them, then those that are as the planner had them, then the same work with
//! another owner, then the same owner's nearest work. What is left is new there, or gone.

use std::collections::{BTreeMap, BTreeSet};

use super::Planned;
use super::difference::{Comparison, Difference, PlannerRoster};
use crate::event::ShiftRef;
use crate::id::{PersonId, ShiftId, UnitId};
use crate::team::Team;

mod steps;

pub use steps::Comparing;

/// How far apart two starts may be for the work to be the same, moved.
const MOVED_MIN_MAX: i32 = 36 * 60;

/// A shift that is here, or was.
struct Known {
    id: ShiftId,
    now: Option<Planned>,
    /// Nothing if it was taken out here.
    revision: Option<u32>,
    /// As the planner had it, if that is something else.
    official: Option<Option<Planned>>,
}

impl Known {
    /// Returns the shift as the planner had it.
    fn was(&self) -> Option<Planned> {
        self.official.unwrap_or(self.now)
    }
}

/// What a planner's file does not say at all, and so can't differ in.
#[derive(Clone, Copy)]
struct Unsaid {
    unit: bool,
    needs: bool,
    breaks: bool,
}

impl Unsaid {
    fn of(shifts: &[Planned]) -> Self {
        Self {
            unit: shifts.iter().all(|shift| shift.unit.is_none()),
            needs: shifts.iter().all(|shift| shift.needs.is_none()),
            breaks: shifts.iter().all(|shift| shift.break_min == 0),
        }
    }

    fn blind(self, shift: Planned) -> Planned {
        self.fill(
            shift,
            Planned {
                unit: None,
                needs: None,
                break_min: 0,
                ..shift
            },
        )
    }

    fn fill(self, shift: Planned, from: Planned) -> Planned {
        Planned {
            unit: if self.unit { from.unit } else { shift.unit },
            needs: if self.needs { from.needs } else { shift.needs },
            break_min: if self.breaks {
                from.break_min
            } else {
                shift.break_min
            },
            ..shift
        }
    }
}

impl Team {
    /// Compares the planner's roster with this one.
    pub fn compare(&self, planner: &PlannerRoster) -> Comparison {
        let mut comparing = Comparing::begin(self, planner);
        while comparing.step(usize::MAX) {}
        comparing.finish(self)
    }

    /// Returns the shifts that the planner's roster would have, and whose it is silent about.
    fn known(&self, planner: &PlannerRoster) -> (Vec<Known>, Vec<(PersonId, usize)>) {
        let ids = self.roster.iter().map(|shift| shift.id);
        let gone = self.official.iter().map(|(id, _)| *id);
        let gone = gone.filter(|id| self.roster.get(*id).is_none());
        let scope = Scope::of(planner);
        let mut known = Vec::new();
        let mut missing = BTreeMap::new();
        for id in ids.chain(gone) {
            let shift = self.roster.get(id);
            let official = self.official.get(&id);
            let found = Known {
                id,
                now: shift.map(Planned::of),
                revision: shift.map(|shift| shift.revision),
                official: official.map(|official| official.was),
            };
            let both = [found.was(), found.now];
            let both = both.iter().flatten();
            if !both.clone().any(|shift| scope.is_then_and_there(shift)) {
                continue;
            }
            if both.clone().any(|shift| scope.has(shift.owner)) {
                known.push(found);
            } else if let Some(owner) = found.was().and_then(|was| was.owner) {
                *missing.entry(owner).or_default() += 1;
            }
        }
        known.sort_by_key(|known| (known.was().or(known.now), known.id));
        (known, missing.into_iter().collect())
    }
}

/// What a planner's file is about.
struct Scope<'a> {
    planner: &'a PlannerRoster,
    units: BTreeSet<UnitId>,
    has_open: bool,
}

impl<'a> Scope<'a> {
    fn of(planner: &'a PlannerRoster) -> Self {
        let shifts = planner.shifts.iter();
        Self {
            planner,
            units: shifts.clone().filter_map(|shift| shift.unit).collect(),
            has_open: shifts.clone().any(|shift| shift.owner.is_none()),
        }
    }

    fn is_then_and_there(&self, shift: &Planned) -> bool {
        let day = shift.span.start().day();
        let is_then = |(first, last)| first <= day && day <= last;
        let is_there = |unit| self.units.is_empty() || self.units.contains(&unit);
        self.planner.days.is_some_and(is_then) && shift.unit.is_none_or(is_there)
    }

    /// A file that names no open shift is of a kind that never does.
    fn has(&self, owner: Option<PersonId>) -> bool {
        owner.map_or(self.has_open, |owner| self.planner.people.contains(&owner))
    }
}

/// What was found so far.
struct Found {
    unsaid: Unsaid,
    shifts: Vec<Planned>,
    /// The planner's shifts that were not found here yet.
    left: BTreeSet<usize>,
    /// Where they are, by all that their file says; the first at the end.
    places: BTreeMap<Planned, Vec<usize>>,
    comparison: Comparison,
}

impl Found {
    /// Notes where some more of the planner's shifts are, the last first; returns from where to go on.
    fn index(&mut self, from: usize, few: usize) -> Option<usize> {
        let shifts = self.shifts.iter().enumerate().rev();
        for (at, shift) in shifts.skip(from).take(few) {
            let same = self.places.entry(self.unsaid.blind(*shift));
            same.or_default().push(at);
        }
        let next = from.saturating_add(few);
        (next < self.shifts.len()).then_some(next)
    }

    /// Finds some shifts that are the same in all that the file says; returns the others.
    fn exactly(
        &mut self,
        some: impl Iterator<Item = Known>,
        as_it: impl Fn(&Known) -> Option<Planned>,
        then: impl Fn(&mut Self, &Known),
    ) -> Vec<Known> {
        let mut others = Vec::new();
        for known in some {
            let same = as_it(&known).map(|shift| self.unsaid.blind(shift));
            match same.and_then(|same| self.places.get_mut(&same)?.pop()) {
                Some(at) => {
                    self.left.remove(&at);
                    then(self, &known);
                }
                None => others.push(known),
            }
        }
        others
    }

    fn is_as_here(&mut self, known: &Known) {
        match known.official {
            None => self.comparison.same += 1,
            Some(_) => self.push(Difference::Processed {
                shift: known.id,
                revision: known.revision,
            }),
        }
    }

    fn is_as_it_was(&mut self, known: &Known) {
        if known.official.is_some() {
            self.push(Difference::Waiting {
                shift: known.id,
                revision: known.revision,
            });
        }
    }

    /// Finds the shifts nearest to what they were or are, by a distance; returns those that are near none.
    /// Nothing that begins more than [`MOVED_MIN_MAX`] away is looked at.
    fn nearly(
        &mut self,
        known: Vec<Known>,
        distance: impl Fn(&Planned, &Planned) -> Option<i32>,
    ) -> Vec<Known> {
        let left = self.left.iter();
        let starts: BTreeSet<_> = left
            .filter_map(|at| Some((self.shifts.get(*at)?.span.start().utc_min, *at)))
            .collect();
        let mut pairs = Vec::new();
        for (place, known) in known.iter().enumerate() {
            for here in [known.was(), known.now].into_iter().flatten() {
                let start = here.span.start().utc_min;
                let first = (start.saturating_sub(MOVED_MIN_MAX), 0);
                let last = (start.saturating_add(MOVED_MIN_MAX), usize::MAX);
                let near = starts.range(first..=last);
                pairs.extend(near.filter_map(|(_, at)| {
                    Some((distance(&here, self.shifts.get(*at)?)?, place, *at))
                }));
            }
        }
        pairs.sort_unstable();
        let mut taken = BTreeMap::new();
        for (_, place, at) in pairs {
            if !taken.contains_key(&place) && self.left.remove(&at) {
                taken.insert(place, at);
            }
        }
        let mut others = Vec::new();
        for (place, known) in known.into_iter().enumerate() {
            match taken.get(&place) {
                Some(at) => self.is_changed(&known, *at),
                None => others.push(known),
            }
        }
        others
    }

    fn is_changed(&mut self, known: &Known, at: usize) {
        if let Some((shift, here)) = self.shifts.get_mut(at).zip(known.now.or(known.was())) {
            *shift = self.unsaid.fill(*shift, here);
        }
        match known.official {
            None => self.push(Difference::Changed {
                seen: known.seen(),
                new: at,
            }),
            Some(_) => self.push(known.conflict(Some(at))),
        }
    }

    fn is_gone(&mut self, known: &Known) {
        match known.official {
            None => self.push(Difference::Gone { seen: known.seen() }),
            // It was never there, and is not there yet; or it was taken out here, and there by now.
            Some(None) => self.push(Difference::Waiting {
                shift: known.id,
                revision: known.revision,
            }),
            Some(Some(_)) if known.now.is_none() => self.push(Difference::Processed {
                shift: known.id,
                revision: known.revision,
            }),
            Some(Some(_)) => self.push(known.conflict(None)),
        }
    }

    fn push(&mut self, difference: Difference) {
        self.comparison.differences.push(difference);
    }

    fn end(mut self, team: &Team, missing: Vec<(PersonId, usize)>) -> Comparison {
        for new in core::mem::take(&mut self.left) {
            self.push(Difference::Added { new });
        }
        let shifts = self.shifts;
        self.comparison.differences.sort_by_key(|difference| {
            let new = difference
                .planned()
                .and_then(|new| shifts.get(new).copied());
            let here = difference.shift().and_then(|shift| {
                let now = team.roster.get(shift).map(Planned::of);
                now.or_else(|| team.official.get(&shift)?.was)
            });
            (here.or(new).map(|shift| shift.span), difference.shift())
        });
        self.comparison.shifts = shifts;
        self.comparison.missing = missing;
        self.comparison
    }
}

impl Known {
    fn seen(&self) -> ShiftRef {
        ShiftRef {
            shift: self.id,
            revision: self.revision.unwrap_or_default(),
        }
    }

    const fn conflict(&self, new: Option<usize>) -> Difference {
        Difference::Conflict {
            shift: self.id,
            revision: self.revision,
            new,
        }
    }
}

/// The same work, somebody else's: nearest if it is open on one side.
fn other_owner(here: &Planned, there: &Planned) -> Option<i32> {
    let is_same = here.span == there.span && here.kind == there.kind;
    is_same.then(|| i32::from(here.owner.is_some() && there.owner.is_some()))
}

/// The same person's work, begun at another time, or another kind of it.
fn moved(here: &Planned, there: &Planned) -> Option<i32> {
    let apart_min = here
        .span
        .start()
        .utc_min
        .abs_diff(there.span.start().utc_min);
    let apart_min = i32::try_from(apart_min).unwrap_or(i32::MAX);
    let is_near = apart_min <= MOVED_MIN_MAX && here.owner == there.owner;
    let is_other_kind = here.kind != there.kind;
    is_near.then(|| apart_min + if is_other_kind { MOVED_MIN_MAX } else { 0 })
}
