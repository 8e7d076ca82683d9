//! Burden: how much of somebody's work falls in evenings, nights, weekends and on holidays, and how
//! familiar a face is in a unit.

use crate::holiday::is_dutch_holiday;
use crate::id::{PersonId, UnitId};
use crate::rules::Pack;
use crate::team::Team;
use crate::time::{Day, Moment, Span};

pub mod solved;
pub mod spread;
pub mod unsocial;

const DAY_MIN: i32 = 24 * 60;
/// On a working day the hours from 07:00 to 20:00 are nobody's burden; the irregular-hours bands of
/// the Dutch care agreements lie outside them.
const DAYTIME_MIN: (i32, i32) = (7 * 60, 20 * 60);
/// Burden is looked at over so many weeks up to the week of the shift, and so many after it.
const WEEKS_BEFORE: i32 = 12;
const WEEKS_AFTER: i32 = 4;
/// How long a face stays familiar, in days.
const FAMILIAR_DAYS: i32 = 90;

/// Somebody's burden around a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    /// Minutes in the evening, at night, in the weekend and on holidays.
    pub unsocial_min: i32,
    /// The contract in minutes a week, if it is known.
    pub contract_min: Option<u16>,
}

impl Burden {
    /// Returns the burden per contract hour, in thousandths, so that people of small and large
    /// contracts can be compared. Without a known contract a full week of 36 hours is assumed.
    pub fn per_contract(self) -> i64 {
        let contract = i64::from(self.contract_min.filter(|min| *min > 0).unwrap_or(36 * 60));
        i64::from(self.unsocial_min) * 1_000 / (contract * i64::from(WEEKS_BEFORE + WEEKS_AFTER))
    }

    /// Returns it with a stretch of work more (or, with -1, less).
    #[must_use]
    pub fn with(self, span: Span, holidays: bool, sign: i32) -> Self {
        Self {
            unsocial_min: self
                .unsocial_min
                .saturating_add(sign.saturating_mul(unsocial_min(span, holidays))),
            ..self
        }
    }
}

/// Returns somebody's burden in the weeks around a day.
pub fn burden(team: &Team, person: PersonId, around: Day) -> Burden {
    let monday = around.monday();
    let minute = |day: Day| day.0.saturating_mul(DAY_MIN);
    let from = minute(monday.plus(-7 * (WEEKS_BEFORE - 1)));
    let until = minute(monday.plus(7 * (WEEKS_AFTER + 1)));
    let holidays = has_dutch_holidays(team);
    let shifts = team.roster.starting(Some(person), from, until);
    let unsocial = shifts.map(|shift| unsocial_min(shift.span, holidays));
    Burden {
        unsocial_min: unsocial.fold(0, i32::saturating_add),
        contract_min: team
            .people
            .get(&person)
            .and_then(|person| person.terms.contract_min),
    }
}

/// Tells whether the team's holidays are the Dutch ones.
pub fn has_dutch_holidays(team: &Team) -> bool {
    match &team.rules {
        Some(rules) => rules.own.law.pack == Pack::Netherlands,
        None => team.zone == "Europe/Amsterdam",
    }
}

/// Returns how often somebody worked in a unit in the 90 days before a moment; without units, how
/// often they worked in the team.
pub fn familiar(team: &Team, person: PersonId, unit: Option<UnitId>, before: Moment) -> usize {
    let until = before.utc_min;
    let from = until.saturating_sub(FAMILIAR_DAYS * DAY_MIN);
    let shifts = team.roster.starting(Some(person), from, until);
    shifts
        .filter(|shift| unit.is_none() || shift.unit == unit)
        .count()
}

/// Returns the minutes of a stretch that are a burden, breaks included. The clock is the one at the
/// start; in the two nights of the year when it changes that is an hour off at most.
pub fn unsocial_min(span: Span, holidays: bool) -> i32 {
    let start = span.start().local_min();
    let end = start.saturating_add(span.len_min());
    let (first, last) = (start.div_euclid(DAY_MIN), end.div_euclid(DAY_MIN));
    let social = (first..=last).map(|day| {
        let midnight = day.saturating_mul(DAY_MIN);
        let (from, until) = DAYTIME_MIN;
        let (from, until) = (
            midnight.saturating_add(from),
            midnight.saturating_add(until),
        );
        let daytime = end.min(until).saturating_sub(start.max(from)).max(0);
        let day = Day(day);
        if daytime == 0 || day.is_weekend() || (holidays && is_dutch_holiday(day)) {
            0
        } else {
            daytime
        }
    });
    span.len_min().saturating_sub(social.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(ymd: (i32, u8, u8), hour: i32, len_h: i32) -> Span {
        let day = Day::from_ymd(ymd.0, ymd.1, ymd.2).unwrap();
        let at = |hour: i32| Moment {
            utc_min: day.0 * DAY_MIN + (hour - 1) * 60,
            offset_min: 60,
        };
        Span::new(at(hour), at(hour + len_h)).unwrap()
    }

    #[test]
    fn what_is_a_burden() {
        for (day, hour, len_h, unsocial_h) in [
            // A Wednesday in the daytime, then into the evening, then through the night.
            ((2025, 3, 12), 7, 8, 0),
            ((2025, 3, 12), 15, 8, 3),
            ((2025, 3, 12), 23, 8, 8),
            ((2025, 3, 12), 23, 10, 8),
            ((2025, 3, 12), 7, 24, 11),
            // A Saturday, and the Sunday evening into Monday morning.
            ((2025, 3, 15), 7, 8, 8),
            ((2025, 3, 16), 23, 9, 8),
            // King's Day and the Saturday before it.
            ((2026, 4, 27), 7, 8, 8),
        ] {
            let found = unsocial_min(span(day, hour, len_h), true);
            assert_eq!(found, unsocial_h * 60, "{day:?} {hour}+{len_h}");
        }
        assert_eq!(unsocial_min(span((2026, 4, 27), 7, 8), false), 0);
    }

    #[test]
    fn a_small_contract_carries_more() {
        let of = |contract_min| Burden {
            unsocial_min: 16 * 60,
            contract_min,
        };
        assert!(of(Some(16 * 60)).per_contract() > of(Some(32 * 60)).per_contract());
        assert_eq!(of(None), of(None).with(span((2025, 3, 12), 7, 8), true, 1));
    }
}
