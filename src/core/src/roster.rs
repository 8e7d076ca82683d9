//! The roster: all shifts, and the questions asked of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Table;
use crate::id::{PersonId, ShiftId};
use crate::limit::SHIFT_MIN_MAX;
use crate::shift::Shift;
use crate::time::Span;

mod rows;

/// All shifts, found by id, by owner and by time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "rows::Rows", into = "rows::Rows")]
pub struct Roster {
    shifts: Table<ShiftId, Arc<Shift>>,
    by_owner: BTreeMap<Option<PersonId>, Line>,
}

/// One person's shifts by their start. They are shared with the table, so that reading a year of
/// them looks nothing up, and a copy of the roster copies no shift.
type Line = BTreeMap<(i32, ShiftId), Arc<Shift>>;

impl Roster {
    /// Returns a shift.
    pub fn get(&self, shift: ShiftId) -> Option<&Shift> {
        self.shifts.get(&shift).map(|shift| &**shift)
    }

    /// Returns all shifts, in no meaningful order.
    pub fn iter(&self) -> impl Iterator<Item = &Shift> {
        self.shifts.values().map(|shift| &**shift)
    }

    /// Returns how many shifts there are.
    pub fn len(&self) -> usize {
        self.shifts.len()
    }

    /// Tells whether there are no shifts.
    pub fn is_empty(&self) -> bool {
        self.shifts.is_empty()
    }

    /// Returns one person's shifts, first one first; `None` asks for the open shifts.
    pub fn of(&self, owner: Option<PersonId>) -> impl DoubleEndedIterator<Item = &Shift> {
        let line = self.by_owner.get(&owner).into_iter();
        line.flat_map(|line| line.values().map(|shift| &**shift))
    }

    /// Returns one person's shifts that start from one UTC minute until before another, first one
    /// first; `None` asks for the open shifts. A page asks for a week of a year this way.
    pub fn starting(
        &self,
        owner: Option<PersonId>,
        from_min: i32,
        until_min: i32,
    ) -> impl DoubleEndedIterator<Item = &Shift> {
        let key = |minute| (minute, ShiftId::from_bytes([0; 16]));
        let range = key(from_min)..key(until_min.max(from_min));
        let line = self.by_owner.get(&owner).into_iter();
        line.flat_map(move |line| line.range(range.clone()).map(|(_, shift)| &**shift))
    }

    /// Returns one person's shifts that share a minute with `span`.
    pub fn overlapping(&self, owner: PersonId, span: Span) -> impl Iterator<Item = &Shift> {
        let earliest = span.start().utc_min.saturating_sub(SHIFT_MIN_MAX);
        self.starting(Some(owner), earliest, span.end().utc_min)
            .filter(move |shift| shift.span.overlaps(span))
    }

    /// Returns the UTC minute at which the first shift starts.
    pub fn from_min(&self) -> Option<i32> {
        let firsts = self.by_owner.values().filter_map(BTreeMap::first_key_value);
        firsts.map(|((start, _), _)| *start).min()
    }

    /// Writes a shift, new or changed.
    pub(crate) fn put(&mut self, shift: Shift) {
        let key = (shift.span.start().utc_min, shift.id);
        let shift = Arc::new(shift);
        let owner = shift.owner;
        if let Some(old) = self.shifts.put(shift.id, Arc::clone(&shift)) {
            self.take_from_line(&old);
        }
        self.by_owner.entry(owner).or_default().insert(key, shift);
    }

    /// Takes a shift out.
    pub(crate) fn remove(&mut self, shift: ShiftId) {
        if let Some(old) = self.shifts.remove(&shift) {
            self.take_from_line(&old);
        }
    }

    fn take_from_line(&mut self, old: &Shift) {
        let key = (old.span.start().utc_min, old.id);
        if let Some(line) = self.by_owner.get_mut(&old.owner) {
            line.remove(&key);
        }
        if self.of(old.owner).next().is_none() {
            self.by_owner.remove(&old.owner);
        }
    }

    /// Returns the fingerprint of all shifts.
    pub fn fingerprint(&self) -> u64 {
        self.shifts.fingerprint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::KindId;
    use crate::time::Moment;

    #[test]
    fn a_stretch_of_somebody_s_roster() {
        let me = PersonId::from_bytes([1; 16]);
        let mut roster = Roster::default();
        for (id, owner, utc_min) in [(1, Some(me), 200), (2, Some(me), 100), (3, None, 150)] {
            let at = |utc_min| Moment {
                utc_min,
                offset_min: 60,
            };
            roster.put(Shift {
                id: ShiftId::from_bytes([id; 16]),
                span: Span::new(at(utc_min), at(utc_min + 60)).unwrap(),
                break_min: 0,
                kind: KindId::from_bytes([0; 16]),
                unit: None,
                needs: None,
                owner,
                revision: 0,
            });
        }
        let starts = |owner, from, until| -> Vec<i32> {
            let found = roster.starting(owner, from, until);
            found.map(|shift| shift.span.start().utc_min).collect()
        };
        assert_eq!(starts(Some(me), 0, 1000), [100, 200]);
        assert_eq!(starts(Some(me), 100, 200), [100], "the end is not in it");
        assert_eq!(starts(None, 0, 1000), [150]);
        assert_eq!(
            starts(Some(me), 300, 0),
            [0; 0],
            "the wrong way round is empty"
        );
    }
}
