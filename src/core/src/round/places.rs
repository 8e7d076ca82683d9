//! The places of a round as the shifts they would be.

use super::Round;
use crate::event::Demand;
use crate::id::{PersonId, ShiftId};
use crate::limit::SHIFT_MIN_MAX;
use crate::shift::Shift;

/// A place in a round: one person's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its line in the demand.
    pub line: u16,
    /// The shift it would be. Its owner, if it has one, has it before anybody picks.
    pub shift: Shift,
}

impl Demand {
    /// Returns a line as a shift, or nothing if it makes no sense.
    pub fn shift(&self, line: u16, id: ShiftId) -> Option<Shift> {
        let new = &self.lines.get(usize::from(line))?.place;
        let span = new.span().filter(|span| span.len_min() <= SHIFT_MIN_MAX)?;
        Some(Shift {
            id,
            span,
            break_min: Some(new.break_min).filter(|min| i32::from(*min) < span.len_min())?,
            kind: *self.kinds.get(usize::from(new.kind))?,
            unit: named(&self.units, new.unit.map(usize::from))?,
            needs: named(&self.needs, new.needs.map(usize::from))?,
            owner: named(&self.people, new.owner.map(usize::from))?,
            revision: 0,
        })
    }

    /// Returns all lines by their numbers, each with its first place's number.
    fn numbered(&self) -> impl Iterator<Item = (u16, u8, u32)> + '_ {
        let lines = (0..=u16::MAX).zip(&self.lines);
        lines.scan(0_u32, |first, (line, new)| {
            let own = *first;
            *first = first.saturating_add(new.count.into());
            Some((line, new.count, own))
        })
    }
}

impl Round {
    /// Returns a line as a shift that is none of the roster's.
    pub fn line(&self, line: u16) -> Option<Shift> {
        let before = self.demand.lines.iter().take(line.into());
        let first = before.fold(0_u32, |sum, line| sum.saturating_add(line.count.into()));
        self.demand.shift(line, ShiftId::place_of(self.id, first))
    }

    /// Returns each line with how many it needs, as a shift.
    pub fn lines(&self) -> impl Iterator<Item = (u16, u8, Shift)> + '_ {
        let lines = self.demand.numbered();
        lines.filter_map(|(line, count, first)| {
            let id = ShiftId::place_of(self.id, first);
            Some((line, count, self.demand.shift(line, id)?))
        })
    }

    /// Returns all places, in the order in which a publication names their owners.
    pub fn places(&self) -> Vec<Place> {
        let lines = self.demand.numbered();
        let places = lines.flat_map(|(line, count, first)| {
            (first..first.saturating_add(count.into())).map(move |nth| (line, nth))
        });
        let places = places.filter_map(|(line, nth)| {
            let shift = self.demand.shift(line, ShiftId::place_of(self.id, nth))?;
            Some(Place { line, shift })
        });
        places.collect()
    }

    /// Returns what somebody picked, as shifts, by line.
    pub fn picks_of(&self, person: PersonId) -> impl Iterator<Item = (u16, Shift)> + '_ {
        let picks = self.picks.get(&person).into_iter().flatten();
        picks.filter_map(|(line, _)| Some((*line, self.line(*line)?)))
    }

    /// Returns what somebody has before anybody picks, as shifts, by line.
    pub fn filled_for(&self, person: PersonId) -> impl Iterator<Item = (u16, Shift)> + '_ {
        let lines = self
            .lines()
            .filter(move |(_, _, shift)| shift.owner == Some(person));
        lines.map(|(line, _, shift)| (line, shift))
    }
}

/// Returns what a position names: nothing for no position, and no answer for a wrong one.
pub(crate) fn named<T: Copy>(list: &[T], at: Option<usize>) -> Option<Option<T>> {
    match at {
        None => Some(None),
        Some(at) => list.get(at).copied().map(Some),
    }
}
