//! The demand of a new round, drawn as one week that comes again.

use std::collections::BTreeMap;

use ruil_core::{Day, Demand, QualificationId, Shift, Team, UnitId};

use super::place;
use crate::pick::hand::{Place, Shape, planned};

/// So many days a week has.
pub const DAYS: usize = 7;
/// So many of one kind of shift on one day are more than a team has.
pub const COUNT_MAX: u8 = 30;
/// So many rows are more than anybody reads.
pub const ROWS_MAX: usize = 40;

/// What a row of the drawing is about: the same work on each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Work {
    /// Where.
    pub unit: Option<UnitId>,
    /// The kind at its times.
    pub shape: Shape,
    /// What it asks for.
    pub needs: Option<QualificationId>,
}

/// How many are needed of each work on each day of the week, Monday first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn(BTreeMap<Work, [u8; DAYS]>);

impl Drawn {
    /// Returns what a week of the roster has: a good start for a drawing.
    pub fn of_week(team: &Team, monday: Day) -> Self {
        let mut rows = BTreeMap::<Work, [u8; DAYS]>::new();
        for shift in team.roster.iter() {
            let since = shift.span.start().day().0.saturating_sub(monday.0);
            // Two days and more can't be told by a start and an end on the clock.
            if shift.span.len_min() > 24 * 60 {
                continue;
            }
            let work = Work {
                unit: shift.unit,
                shape: Shape::of(shift),
                needs: shift.needs,
            };
            let count = usize::try_from(since).ok().filter(|day| *day < DAYS);
            if let Some(day) = count
                && (rows.contains_key(&work) || rows.len() < ROWS_MAX)
                && let Some(count) = rows.entry(work).or_default().get_mut(day)
            {
                *count = (*count + 1).min(COUNT_MAX);
            }
        }
        Self(rows)
    }

    /// Returns the rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = (Work, [u8; DAYS])> {
        self.0.iter().map(|(work, counts)| (*work, *counts))
    }

    /// Adds a row, with nobody needed yet.
    pub fn add(&mut self, work: Work) {
        if self.0.len() < ROWS_MAX {
            self.0.entry(work).or_default();
        }
    }

    /// Says how many are needed on a day of the week.
    pub fn set(&mut self, work: Work, day: usize, count: u8) {
        if let Some(known) = self.0.get_mut(&work).and_then(|row| row.get_mut(day)) {
            *known = count.min(COUNT_MAX);
        }
    }

    /// Returns the demand of the days from one to another.
    pub fn demand(&self, team: &Team, (first, last): (Day, Day)) -> Demand {
        let days = (first.0..=last.0).map(Day);
        let shifts: Vec<_> = days.flat_map(|day| self.on(team, day)).collect();
        Demand::of(&shifts)
    }

    fn on(&self, team: &Team, day: Day) -> impl Iterator<Item = Shift> {
        let weekday = usize::try_from(day.0.saturating_sub(day.monday().0)).unwrap_or_default();
        self.rows().flat_map(move |(work, counts)| {
            let of = Place {
                unit: work.unit,
                needs: work.needs,
                owner: None,
            };
            let shift = planned(team, day, work.shape, of);
            let shift = shift.map(|planned| place(team, &planned, false));
            let count = counts.get(weekday).copied().unwrap_or_default();
            shift
                .into_iter()
                .flat_map(move |shift| std::iter::repeat_n(shift, count.into()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};

    #[test]
    fn a_week_of_the_roster_is_a_start_and_comes_again() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let monday = MARCH_8.monday();
        crew.put(late(monday, Some(1)));
        crew.put(late(monday, Some(0)));
        crew.put(night(MARCH_8, Some(1)));
        crew.put(late(monday.plus(7), Some(0)));
        let mut drawn = Drawn::of_week(&crew.team, monday);
        let rows: Vec<_> = drawn.rows().collect();
        let counts: Vec<_> = rows.iter().map(|(_, counts)| *counts).collect();
        let mut sorted = counts.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [[0, 0, 0, 0, 0, 1, 0], [2, 0, 0, 0, 0, 0, 0]]);
        let days = (monday.plus(21), monday.plus(34));
        assert_eq!(drawn.demand(&crew.team, days).places(), 2 * 3);

        let (work, _) = rows[0];
        drawn.set(work, 2, 3);
        drawn.set(work, 9, 3);
        drawn.set(work, 6, u8::MAX);
        let most = usize::from(COUNT_MAX);
        let demand = drawn.demand(&crew.team, days);
        assert_eq!(demand.places(), 2 * (3 + 3 + most));
        assert!(demand.people.is_empty());
    }

    #[test]
    fn a_row_is_added_once() {
        let mut crew = Crew::of(&["Amal"]);
        crew.put(late(MARCH_8, Some(0)));
        let mut drawn = Drawn::of_week(&crew.team, MARCH_8.monday());
        let (work, counts) = drawn.rows().next().unwrap();
        drawn.add(work);
        assert_eq!(drawn.rows().collect::<Vec<_>>(), [(work, counts)]);
        let longer = Shape {
            break_min: 45,
            ..work.shape
        };
        drawn.add(Work {
            shape: longer,
            ..work
        });
        assert_eq!(drawn.rows().count(), 2);
    }
}
