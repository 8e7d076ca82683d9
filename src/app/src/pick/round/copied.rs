//! The demand of a new round, copied from a stretch of the roster.

use ruil_core::bridge::Planned;
use ruil_core::{Day, Demand, Moment, Shift, Span, Team};

use super::place;

const DAY_MIN: i32 = 24 * 60;

/// From where a demand is copied, and where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// A day of the first week that is copied.
    pub from: Day,
    /// So many weeks; after them the first comes again.
    pub weeks: i32,
    /// The first and the last day of the round.
    pub days: (Day, Day),
    /// Whether nights and weekends stay with who has them.
    pub keep: bool,
}

/// Returns the demand that a stretch of the roster stands for, repeated over the round's days. Each
/// weekday comes from the same weekday, at the same hours on the clock; `offset_min` tells how far the
/// clock is ahead at a UTC minute.
pub fn copied(team: &Team, copied: Copied, offset_min: impl Fn(i32) -> i16) -> Demand {
    let (first, last) = copied.days;
    let from = copied.from.monday();
    let cycle = 7 * copied.weeks.max(1);
    let earliest = first.monday();
    let mut shifts = Vec::new();
    for shift in team.roster.iter() {
        let since = shift.span.start().day().0.saturating_sub(from.0);
        if !(0..cycle).contains(&since) {
            continue;
        }
        let mut day = earliest.plus(since);
        while day <= last {
            if day >= first {
                let days = day.0.saturating_sub(shift.span.start().day().0);
                let later = moved(shift, days, &offset_min);
                shifts.extend(later.map(|later| place(team, &later, copied.keep)));
            }
            day = day.plus(cycle);
        }
    }
    Demand::of(&shifts)
}

/// Returns a shift so many days later.
fn moved(shift: &Shift, days: i32, offset_min: &impl Fn(i32) -> i16) -> Option<Planned> {
    let later = |moment: Moment| {
        let local_min = moment.local_min().saturating_add(days * DAY_MIN);
        // Right but for the hour that a change of the clock leaves out or has twice.
        let guess = offset_min(local_min.saturating_sub(moment.offset_min.into()));
        let utc_min = local_min.saturating_sub(guess.into());
        Moment {
            utc_min,
            offset_min: offset_min(utc_min),
        }
    };
    Some(Planned {
        span: Span::new(later(shift.span.start()), later(shift.span.end()))?,
        ..Planned::of(shift)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use crate::pick::round::sum;
    use ruil_core::ShiftId;

    const ID: ShiftId = ShiftId::from_bytes([1; 16]);

    /// The clock goes an hour forward on 30 March 2025 at 01:00 UTC.
    fn offset_min(utc_min: i32) -> i16 {
        let spring = Day::from_ymd(2025, 3, 30).unwrap().0 * DAY_MIN + 60;
        if utc_min < spring { 60 } else { 120 }
    }

    fn shifts(demand: &Demand) -> Vec<Shift> {
        let lines = (0..).zip(&demand.lines);
        lines
            .map(|(line, _)| demand.shift(line, ID).unwrap())
            .collect()
    }

    #[test]
    fn a_week_comes_again_until_the_round_is_over() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let monday = MARCH_8.monday();
        crew.put(late(monday, Some(1)));
        crew.put(late(monday, Some(0)));
        crew.put(night(MARCH_8, Some(1)));
        crew.put(late(monday.plus(7), Some(0)));
        let first = monday.plus(21);
        let copy = Copied {
            from: monday.plus(2),
            weeks: 1,
            days: (first, first.plus(11)),
            keep: false,
        };
        let demand = copied(&crew.team, copy, offset_min);
        let told: Vec<_> = shifts(&demand)
            .iter()
            .map(|shift| {
                (
                    shift.span.start().day().0 - first.0,
                    shift.span.start().clock(),
                )
            })
            .collect();
        assert_eq!(told, [(0, (16, 0)), (5, (23, 0)), (7, (16, 0))]);
        let counts: Vec<_> = demand.lines.iter().map(|line| line.count).collect();
        assert_eq!(counts, [2, 1, 2]);
        assert!(demand.people.is_empty());
        assert_eq!(sum(&demand, ID).0, 5);
    }

    #[test]
    fn nights_and_weekends_can_stay_whose_they_are() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let monday = MARCH_8.monday();
        crew.put(late(monday, Some(1)));
        crew.put(night(monday.plus(1), Some(1)));
        crew.put(late(monday.plus(5), Some(0)));
        let copy = Copied {
            from: monday,
            weeks: 1,
            days: (monday.plus(14), monday.plus(20)),
            keep: true,
        };
        let owners: Vec<_> = shifts(&copied(&crew.team, copy, offset_min))
            .iter()
            .map(|shift| shift.owner)
            .collect();
        let (amal, bo) = (crew.person(0), crew.person(1));
        assert_eq!(owners, [None, Some(bo), Some(amal)]);
    }

    #[test]
    fn a_night_over_the_change_of_the_clock_keeps_its_hours_on_the_clock() {
        let mut crew = Crew::of(&["Amal"]);
        crew.put(night(MARCH_8, Some(0)));
        let day = Day::from_ymd(2025, 3, 29).unwrap();
        let copy = Copied {
            from: MARCH_8,
            weeks: 1,
            days: (day, day.plus(1)),
            keep: false,
        };
        let shifts = shifts(&copied(&crew.team, copy, offset_min));
        let [night] = &shifts[..] else {
            panic!("{shifts:?}");
        };
        assert_eq!(night.span.end().clock(), (7, 0));
        assert_eq!(night.span.len_min(), 7 * 60);
    }
}
