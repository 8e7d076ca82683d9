//! The roster as it is written down: most of what shifts have in common stands there once.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Roster;
use crate::gather::gather;
use crate::id::{KindId, PersonId, QualificationId, ShiftId, UnitId};
use crate::shift::Shift;
use crate::time::{Moment, Span};

/// All shifts in the order of their ids, and the lists they refer to by position.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Rows {
    people: Vec<PersonId>,
    kinds: Vec<KindId>,
    units: Vec<UnitId>,
    needs: Vec<QualificationId>,
    shifts: Vec<Row>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Row {
    /// So many bytes of the id are those of the one before: shifts of one import differ in the last.
    same: u8,
    id: Vec<u8>,
    start: Moment,
    len_min: i32,
    end_offset_min: i16,
    break_min: u16,
    kind: u32,
    unit: Option<u32>,
    needs: Option<u32>,
    owner: Option<u32>,
    revision: u32,
}

impl From<Roster> for Rows {
    fn from(roster: Roster) -> Self {
        let people = all(roster.iter().filter_map(|shift| shift.owner));
        let kinds = all(roster.iter().map(|shift| shift.kind));
        let units = all(roster.iter().filter_map(|shift| shift.unit));
        let needs = all(roster.iter().filter_map(|shift| shift.needs));
        let mut before = [0; 16];
        let shifts = roster.iter().map(|shift| {
            let id = *shift.id.as_bytes();
            let pairs = before.iter().zip(&id);
            let same = pairs.take_while(|(before, id)| before == id).count();
            before = id;
            let (start, end) = (shift.span.start(), shift.span.end());
            Row {
                same: u8::try_from(same).unwrap_or_default(),
                id: id.into_iter().skip(same).collect(),
                start,
                len_min: shift.span.len_min(),
                end_offset_min: end.offset_min,
                break_min: shift.break_min,
                kind: place(&kinds, shift.kind),
                unit: shift.unit.map(|unit| place(&units, unit)),
                needs: shift.needs.map(|needed| place(&needs, needed)),
                owner: shift.owner.map(|owner| place(&people, owner)),
                revision: shift.revision,
            }
        });
        let shifts = shifts.collect();
        Self {
            people,
            kinds,
            units,
            needs,
            shifts,
        }
    }
}

impl TryFrom<Rows> for Roster {
    type Error = &'static str;

    fn try_from(rows: Rows) -> Result<Self, Self::Error> {
        let mut roster = Self::default();
        let mut before = [0; 16];
        for row in &rows.shifts {
            let shift = rows.shift(row, before).ok_or("a row is no shift")?;
            before = *shift.id.as_bytes();
            roster.put(shift);
        }
        Ok(roster)
    }
}

impl Rows {
    fn shift(&self, row: &Row, before: [u8; 16]) -> Option<Shift> {
        let id = before.into_iter().take(row.same.into());
        let id: Vec<u8> = id.chain(row.id.iter().copied()).collect();
        let end = Moment {
            utc_min: row.start.utc_min.checked_add(row.len_min)?,
            offset_min: row.end_offset_min,
        };
        Some(Shift {
            id: ShiftId::from_bytes(id.try_into().ok()?),
            span: Span::new(row.start, end)?,
            break_min: row.break_min,
            kind: at(&self.kinds, row.kind)?,
            unit: some(&self.units, row.unit)?,
            needs: some(&self.needs, row.needs)?,
            owner: some(&self.people, row.owner)?,
            revision: row.revision,
        })
    }
}

/// Returns each once, in order.
fn all<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let each: BTreeSet<T> = gather(items);
    each.into_iter().collect()
}

fn place<T: Ord>(list: &[T], item: T) -> u32 {
    let found = list.binary_search(&item).unwrap_or_default();
    u32::try_from(found).unwrap_or_default()
}

fn at<T: Copy>(list: &[T], place: u32) -> Option<T> {
    list.get(usize::try_from(place).ok()?).copied()
}

/// Returns what a position names: nothing for no position, and no answer for a wrong one.
fn some<T: Copy>(list: &[T], place: Option<u32>) -> Option<Option<T>> {
    match place {
        None => Some(None),
        Some(place) => at(list, place).map(Some),
    }
}
