//! Shifts that a file cuts at midnight, made whole again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Assumed, Book, Place, ProblemKind};
use crate::draft::{DraftKind, DraftShift};

/// The second half of a night lasts no longer than this.
const REST_MAX_MIN: i64 = 12 * 60;

/// What both halves of one shift share.
type Key = (Option<usize>, i64, String, Option<usize>, Option<String>);

impl Book<'_> {
    /// Joins a shift that ends at midnight with the one of the same person, kind and unit that
    /// begins there.
    pub(super) fn glue(&mut self) {
        let mut halves: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, shift) in self.shifts.iter().enumerate() {
            let begins = shift.start.hour() == 0 && shift.start.minute() == 0;
            if begins && shift.elapsed_min <= REST_MAX_MIN {
                let key = self.key(shift, shift.start_utc_min);
                halves.entry(key).or_default().push(at);
            }
        }
        if halves.is_empty() {
            return;
        }
        let mut pairs = Vec::new();
        for (at, shift) in self.shifts.iter().enumerate() {
            let ends = shift.end.hour() == 0 && shift.end.minute() == 0;
            if !ends || shift.start.hour() < 12 {
                continue;
            }
            let found = halves.get_mut(&self.key(shift, shift.end_utc_min));
            if let Some(second) = found.and_then(Vec::pop) {
                pairs.push((at, second));
            }
        }
        let halved: BTreeSet<usize> = pairs
            .iter()
            .flat_map(|(first, second)| [*first, *second])
            .filter_map(|at| self.shifts.get(at).map(|shift| shift.kind))
            .collect();
        let gone: BTreeSet<usize> = pairs.iter().map(|(_, second)| *second).collect();
        for (first, second) in pairs {
            self.join(first, second);
        }
        self.drop_shifts(&gone);
        self.drop_kinds(&halved);
    }

    fn key(&self, shift: &DraftShift, midnight: i64) -> Key {
        let kind = self.kinds.get(shift.kind);
        let words = kind.map_or_else(String::new, |kind| {
            format!("{}|{}", kind.code, kind.name.as_deref().unwrap_or(""))
        });
        let skill = shift.qualification.clone();
        (shift.person, midnight, words, shift.unit, skill)
    }

    fn join(&mut self, first: usize, second: usize) {
        let Some(rest) = self.shifts.get(second).cloned() else {
            return;
        };
        let Some(shift) = self.shifts.get_mut(first) else {
            return;
        };
        (shift.end, shift.end_utc_min) = (rest.end, rest.end_utc_min);
        shift.end_offset_min = rest.end_offset_min;
        shift.elapsed_min += rest.elapsed_min;
        shift.break_min += rest.break_min;
        if shift.comment.is_none() {
            shift.comment = rest.comment;
        }
        let (row, kind) = (shift.row, shift.kind);
        let minute = |hour: i8, minute: i8| u16::try_from(i32::from(hour) * 60 + i32::from(minute));
        let start = minute(shift.start.hour(), shift.start.minute()).unwrap_or(0);
        let end = minute(shift.end.hour(), shift.end.minute()).unwrap_or(0);
        if let Some(DraftKind { code, name, .. }) = self.kinds.get(kind).cloned() {
            let whole = self.kind(&code, name.as_deref(), start, end);
            if let Some(shift) = self.shifts.get_mut(first) {
                shift.kind = whole;
            }
        }
        let place = Place {
            row: rest.row,
            col: rest.col,
        };
        self.sheet = rest.sheet;
        self.problem(
            place,
            ProblemKind::CutAtMidnight { with_row: row },
            Assumed::Nothing,
        );
        // The hours of both halves are those of the whole.
        let said = self.claims.iter().position(|(at, _)| *at == second);
        let said = said
            .map(|at| self.claims.swap_remove(at).1)
            .unwrap_or_default();
        if let Some((_, own)) = self.claims.iter_mut().find(|(at, _)| *at == first) {
            for (own, more) in own.iter_mut().zip(said) {
                *own += more;
            }
        }
    }

    fn drop_shifts(&mut self, gone: &BTreeSet<usize>) {
        let before = |at: usize| gone.range(..at).count();
        for (at, _) in &mut self.claims {
            *at -= before(*at);
        }
        let mut at = 0;
        self.shifts.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    /// Drops kinds that only halves had.
    fn drop_kinds(&mut self, halved: &BTreeSet<usize>) {
        let used: BTreeSet<usize> = self.shifts.iter().map(|shift| shift.kind).collect();
        let gone: BTreeSet<usize> = halved.difference(&used).copied().collect();
        let before = |at: usize| gone.range(..at).count();
        for shift in &mut self.shifts {
            shift.kind -= before(shift.kind);
        }
        let mut at = 0;
        self.kinds.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        self.kind_index.clear();
    }
}
