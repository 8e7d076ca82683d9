//! A comparison step by step: years of roster are compared while somebody taps.

use std::collections::BTreeMap;
use std::vec::IntoIter;

use super::super::difference::{Comparison, PlannerRoster};
use super::{Found, Known, Unsaid, moved, other_owner};
use crate::id::PersonId;
use crate::team::Team;

/// A comparison that is being made, so that nobody's screen stands still for it.
pub struct Comparing {
    found: Found,
    /// The shifts here that this stage has to look for.
    known: IntoIter<Known>,
    /// Those that it did not find.
    others: Vec<Known>,
    missing: Vec<(PersonId, usize)>,
    stage: Stage,
}

/// What is next.
#[derive(Clone, Copy)]
enum Stage {
    /// Noting where the planner's shifts are, from so many on.
    Index { from: usize },
    /// Finding those that are there as they are here.
    AsHere,
    /// Finding those that are there as they were.
    AsWere,
    /// Finding those with another owner.
    Owners,
    /// Finding those that were moved.
    Moved,
    /// Nothing.
    Done,
}

impl Comparing {
    /// Begins.
    pub fn begin(team: &Team, planner: &PlannerRoster) -> Self {
        let (known, missing) = team.known(planner);
        let found = Found {
            unsaid: Unsaid::of(&planner.shifts),
            shifts: planner.shifts.clone(),
            left: (0..planner.shifts.len()).collect(),
            places: BTreeMap::new(),
            comparison: Comparison::default(),
        };
        let stage = if known.is_empty() {
            Stage::Done
        } else {
            Stage::Index { from: 0 }
        };
        Self {
            found,
            known: known.into_iter(),
            others: Vec::new(),
            missing,
            stage,
        }
    }

    /// Goes on for so many shifts, and for all that are left where they must be seen together; tells
    /// whether there is more to do.
    pub fn step(&mut self, shifts: usize) -> bool {
        let some = self.known.by_ref().take(shifts);
        self.stage = match self.stage {
            Stage::Index { from } => match self.found.index(from, shifts) {
                Some(from) => Stage::Index { from },
                None => Stage::AsHere,
            },
            Stage::AsHere => {
                let others = self
                    .found
                    .exactly(some, |known| known.now, Found::is_as_here);
                self.others.extend(others);
                self.next(Stage::AsHere, Stage::AsWere)
            }
            Stage::AsWere => {
                let was = |known: &Known| known.official?;
                let others = self.found.exactly(some, was, Found::is_as_it_was);
                self.others.extend(others);
                self.next(Stage::AsWere, Stage::Owners)
            }
            Stage::Owners => {
                self.others = self
                    .found
                    .nearly(self.known.by_ref().collect(), other_owner);
                self.next(Stage::Owners, Stage::Moved)
            }
            Stage::Moved => {
                self.others = self.found.nearly(self.known.by_ref().collect(), moved);
                self.next(Stage::Moved, Stage::Done)
            }
            Stage::Done => Stage::Done,
        };
        !matches!(self.stage, Stage::Done)
    }

    /// Goes on to another stage with what this one did not find, if it looked for all.
    fn next(&mut self, this: Stage, next: Stage) -> Stage {
        if self.known.len() > 0 {
            return this;
        }
        self.known = core::mem::take(&mut self.others).into_iter();
        next
    }

    /// Returns what stands where, in the team it began with.
    pub fn finish(mut self, team: &Team) -> Comparison {
        while self.step(usize::MAX) {}
        self.known.for_each(|known| self.found.is_gone(&known));
        self.found.end(team, self.missing)
    }
}
