//! The bridge to the planner's roster: what it has, where Ruil has something else.
//!
//! Another system owns the official roster. Ruil keeps what the team settled on top of it, and for
//! every shift that differs what the planner was last known to have. So the planner gets one list of
//! net changes: a shift that came back to whom it was with is not on it.

use serde::{Deserialize, Serialize};

use crate::id::{KindId, PersonId, QualificationId, ShiftId, UnitId};
use crate::replay::Stamp;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Span;

pub use compare::Comparing;

mod compare;
pub mod decide;
pub mod difference;

/// A shift as a planner has it: no id and no history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Planned {
    /// From when to when.
    pub span: Span,
    /// Whose; nobody's is an open shift.
    pub owner: Option<PersonId>,
    /// Its kind.
    pub kind: KindId,
    /// Where.
    pub unit: Option<UnitId>,
    /// What its owner must be qualified for.
    pub needs: Option<QualificationId>,
    /// Minutes of break within it.
    pub break_min: u16,
}

impl Planned {
    /// Returns a shift as a planner would write it.
    pub const fn of(shift: &Shift) -> Self {
        Self {
            span: shift.span,
            owner: shift.owner,
            kind: shift.kind,
            unit: shift.unit,
            needs: shift.needs,
            break_min: shift.break_min,
        }
    }

    /// Returns the shift it makes.
    pub(crate) const fn shift(self, id: ShiftId, revision: u32) -> Shift {
        Shift {
            id,
            span: self.span,
            break_min: self.break_min,
            kind: self.kind,
            unit: self.unit,
            needs: self.needs,
            owner: self.owner,
            revision,
        }
    }
}

/// What the planner's roster has in place of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Official {
    /// The shift there; nothing if there is none.
    pub was: Option<Planned>,
    /// The entry that last changed it here.
    pub since: Stamp,
}

/// A difference between Ruil's roster and the planner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetChange {
    /// The shift here.
    pub shift: ShiftId,
    /// As the planner has it; nothing if it is not there.
    pub was: Option<Planned>,
    /// As it is here; nothing if it is taken out.
    pub now: Option<Planned>,
    /// Its revision; nothing if it is taken out.
    pub revision: Option<u32>,
    /// The entry that last changed it.
    pub since: Stamp,
}

impl NetChange {
    /// Returns the span by which it is found: where it is now, else where it was.
    pub fn span(&self) -> Option<Span> {
        self.now.or(self.was).map(|planned| planned.span)
    }
}

impl Team {
    /// Returns what differs from the planner's roster and was changed at a time (Unix milliseconds)
    /// or later, the earliest shift first.
    pub fn net_changes(&self, since_ms: u64) -> Vec<NetChange> {
        let recent = self.official.iter();
        let recent = recent.filter(|(_, official)| official.since.time_ms >= since_ms);
        let changes = recent.map(|(shift, official)| {
            let now = self.roster.get(*shift);
            NetChange {
                shift: *shift,
                was: official.was,
                now: now.map(Planned::of),
                revision: now.map(|now| now.revision),
                since: official.since,
            }
        });
        let mut changes: Vec<_> = changes.collect();
        changes.sort_by_key(|change| (change.span(), change.shift));
        changes
    }

    /// Writes a shift as the team has it, new or changed.
    pub(crate) fn write_shift(&mut self, shift: Shift, at: Stamp) {
        self.note(shift.id, at);
        let id = shift.id;
        self.roster.put(shift);
        self.forget_if_same(id);
    }

    /// Gives a shift another owner.
    pub(crate) fn hand_over(&mut self, shift: ShiftId, owner: Option<PersonId>, at: Stamp) {
        if let Some(found) = self.roster.get(shift) {
            let revision = found.revision.wrapping_add(1);
            let found = found.clone();
            self.write_shift(
                Shift {
                    owner,
                    revision,
                    ..found
                },
                at,
            );
        }
    }

    /// Takes a shift out.
    pub(crate) fn cancel_shift(&mut self, shift: ShiftId, at: Stamp) {
        self.note(shift, at);
        self.roster.remove(shift);
        self.forget_if_same(shift);
    }

    /// Keeps what the planner has of a shift before it is changed here.
    fn note(&mut self, shift: ShiftId, at: Stamp) {
        let known = self.official.get(&shift).map(|official| official.was);
        let was = known.unwrap_or_else(|| self.roster.get(shift).map(Planned::of));
        self.official.put(shift, Official { was, since: at });
    }

    /// Forgets what the planner has where there is the same here.
    pub(crate) fn forget_if_same(&mut self, shift: ShiftId) {
        let now = self.roster.get(shift).map(Planned::of);
        if self
            .official
            .get(&shift)
            .is_some_and(|official| official.was == now)
        {
            self.official.remove(&shift);
        }
    }
}
