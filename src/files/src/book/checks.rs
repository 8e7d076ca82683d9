//! Checks that need more than one row.

use std::collections::BTreeMap;

use super::{Assumed, Book, DAY_MIN, DraftShift, Place, ProblemKind, ROUNDING_MIN};

/// Hours that differ by up to this much from the clock are without a break.
const BREAK_MAX_MIN: i64 = 90;

impl Book<'_> {
    /// Compares the file's hours with the times.
    ///
    /// Wall-clock hours, passed hours, and either without the break all agree; so does the sum of
    /// a person's day, which some exports write on the day's first row.
    pub(super) fn check_hours(&mut self) {
        let claims = std::mem::take(&mut self.claims);
        if claims.is_empty() {
            return;
        }
        let mut sums = BTreeMap::<_, (i64, i64)>::new();
        for shift in &self.shifts {
            let sum = sums.entry((shift.person, shift.start.date())).or_default();
            sum.0 += shift.elapsed_min;
            sum.1 += i64::from(shift.break_min);
        }
        for (index, said) in claims {
            let Some(shift) = self.shifts.get_mut(index) else {
                continue;
            };
            let pause = i64::from(shift.break_min);
            let wall = wall_min(shift);
            let sum = sums
                .get(&(shift.person, shift.start.date()))
                .copied()
                .unwrap_or_default();
            let likely = [
                shift.elapsed_min,
                shift.elapsed_min - pause,
                wall,
                wall - pause,
                sum.0,
                sum.0 - sum.1,
            ];
            let agrees = |minutes: &i64| {
                likely
                    .iter()
                    .any(|found| (found - minutes).abs() <= ROUNDING_MIN)
            };
            if said.iter().any(agrees) {
                continue;
            }
            let Some(said_min) = said.first().copied() else {
                continue;
            };
            let place = Place {
                row: shift.row,
                col: shift.col,
            };
            self.sheet = shift.sheet;
            let missing = wall - said_min;
            if pause == 0 && (1..=BREAK_MAX_MIN).contains(&missing) && missing < shift.elapsed_min {
                shift.break_min = u16::try_from(missing).unwrap_or(0);
                self.problem(
                    place,
                    ProblemKind::BreakFromHours,
                    Assumed::Minutes(missing),
                );
            } else {
                let found_min = shift.elapsed_min - pause;
                self.problem(
                    place,
                    ProblemKind::HoursDiffer {
                        said_min,
                        found_min,
                    },
                    Assumed::Kept,
                );
            }
        }
    }

    /// Finds shifts of one person that run at the same time.
    pub(super) fn check_overlaps(&mut self) {
        let mut order: Vec<&DraftShift> = self
            .shifts
            .iter()
            .filter(|shift| shift.person.is_some())
            .collect();
        order.sort_by_key(|shift| (shift.person, shift.start_utc_min, shift.end_utc_min));
        let mut found = Vec::new();
        let mut before: Option<&DraftShift> = None;
        for shift in order {
            match before.filter(|before| before.person == shift.person) {
                Some(other) if other.end_utc_min > shift.start_utc_min => {
                    let (first, second) = if (other.sheet, other.row) <= (shift.sheet, shift.row) {
                        (other, shift)
                    } else {
                        (shift, other)
                    };
                    found.push((
                        second.sheet,
                        Place {
                            row: second.row,
                            col: second.col,
                        },
                        first.row,
                    ));
                    if shift.end_utc_min > other.end_utc_min {
                        before = Some(shift);
                    }
                }
                _ => before = Some(shift),
            }
        }
        for (sheet, place, with_row) in found {
            self.sheet = sheet;
            self.problem(place, ProblemKind::Overlap { with_row }, Assumed::Kept);
        }
    }
}

/// Minutes between the two wall-clock times as if no clock were changed.
fn wall_min(shift: &DraftShift) -> i64 {
    let day = i64::from(DAY_MIN);
    let between = shift.end.date() - shift.start.date();
    let of_day =
        |time: jiff::civil::DateTime| i64::from(time.hour()) * 60 + i64::from(time.minute());
    i64::from(between.get_days()) * day + of_day(shift.end) - of_day(shift.start)
}
