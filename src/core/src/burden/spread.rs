//! One person's burden against the team's spread over a period: no names but one's own, no order.

use super::unsocial::Unsocial;
use super::{DAY_MIN, has_dutch_holidays};
use crate::id::PersonId;
use crate::team::Team;
use crate::time::Day;

/// With fewer people in it a spread would show each of them.
pub const PEOPLE_MIN: usize = 4;
/// More than the clocks anywhere are ahead of or behind UTC.
const OFFSET_MIN_MAX: i32 = DAY_MIN;

/// What part of the burden it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// Evenings of working days.
    Evening,
    /// Nights of working days.
    Night,
    /// Weekends.
    Weekend,
    /// Holidays.
    Holiday,
    /// All of it.
    Total,
}

impl Load {
    /// All of them, the whole last.
    pub const ALL: [Self; 5] = [
        Self::Evening,
        Self::Night,
        Self::Weekend,
        Self::Holiday,
        Self::Total,
    ];

    /// Returns its minutes.
    pub const fn of(self, unsocial: Unsocial) -> i32 {
        match self {
            Self::Evening => unsocial.evening_min,
            Self::Night => unsocial.night_min,
            Self::Weekend => unsocial.weekend_min,
            Self::Holiday => unsocial.holiday_min,
            Self::Total => unsocial.total_min(),
        }
    }
}

/// Where the people of a team lie; a quarter of them between each two. Hours per contract hour, in
/// thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quartiles {
    /// Who carries least.
    pub min: i64,
    /// A quarter carries no more.
    pub low: i64,
    /// Half carries no more.
    pub median: i64,
    /// Three quarters carry no more.
    pub high: i64,
    /// Who carries most.
    pub max: i64,
}

/// One part of the burden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub load: Load,
    /// My hours per contract hour, in thousandths; nothing without a known contract.
    pub mine: Option<i64>,
    /// The team's; nothing if too few people count.
    pub team: Option<Quartiles>,
}

/// My burden and the team's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The days that were looked at: those asked for of which there is a roster.
    pub days: (Day, Day),
    /// My minutes.
    pub mine: Unsocial,
    /// The parts of the burden, in the order of [`Load::ALL`].
    pub lines: [Line; 5],
    /// So many people count.
    pub counted: usize,
    /// So many do not, because nobody wrote down their contract.
    pub left_out: usize,
}

/// Returns the first and the last day of the roster; nothing if there is none.
pub fn known(team: &Team) -> Option<(Day, Day)> {
    let days = team.roster.iter().map(|shift| shift.span.start().day());
    days.fold(None, |all, day| match all {
        None => Some((day, day)),
        Some((first, last)) => Some((day.min(first), day.max(last))),
    })
}

/// Returns my burden against the team's from one day to another, both included; nothing if there is
/// no roster of any day of them.
pub fn spread(team: &Team, me: PersonId, (from, until): (Day, Day)) -> Option<Spread> {
    let (first, last) = known(team)?;
    let (from, until) = (from.max(first), until.min(last));
    if until < from {
        return None;
    }
    let days = i64::from(until.0.saturating_sub(from.0)) + 1;
    let mut counted = Vec::new();
    let mut left_out = 0;
    for person in team.members() {
        match contract(team, person.id) {
            Some(contract_min) => {
                let all = carried(team, person.id, (from, until));
                counted.push(Load::ALL.map(|load| per_contract(load.of(all), contract_min, days)));
            }
            None => left_out += 1,
        }
    }
    let mine = carried(team, me, (from, until));
    let line = |load: Load| {
        let of_load = Load::ALL.iter().position(|other| *other == load);
        let values = counted.iter().filter_map(|all| all.get(of_load?).copied());
        Line {
            load,
            mine: contract(team, me).map(|min| per_contract(load.of(mine), min, days)),
            team: quartiles(values.collect()),
        }
    };
    Some(Spread {
        days: (from, until),
        mine,
        lines: Load::ALL.map(line),
        counted: counted.len(),
        left_out,
    })
}

fn contract(team: &Team, person: PersonId) -> Option<i64> {
    let terms = team.people.get(&person)?.terms;
    terms.contract_min.filter(|min| *min > 0).map(i64::from)
}

fn carried(team: &Team, person: PersonId, (from, until): (Day, Day)) -> Unsocial {
    let minute = |day: Day| day.0.saturating_mul(DAY_MIN);
    let first = minute(from).saturating_sub(OFFSET_MIN_MAX);
    let end = minute(until.plus(1)).saturating_add(OFFSET_MIN_MAX);
    let holidays = has_dutch_holidays(team);
    let shifts = team.roster.starting(Some(person), first, end);
    let within = shifts.filter(|shift| (from..=until).contains(&shift.span.start().day()));
    within.fold(Unsocial::default(), |all, shift| {
        all.plus(Unsocial::of(shift.span, holidays))
    })
}

/// Returns hours per contract hour in so many days, in thousandths, rounded.
fn per_contract(minutes: i32, contract_min: i64, days: i64) -> i64 {
    let whole = contract_min.saturating_mul(days).max(1);
    (i64::from(minutes) * 7_000 + whole / 2) / whole
}

/// Returns where values lie, between two of them in proportion; nothing for too few.
fn quartiles(mut values: Vec<i64>) -> Option<Quartiles> {
    if values.len() < PEOPLE_MIN {
        return None;
    }
    values.sort_unstable();
    let at = |quarter: usize| {
        let place = quarter * (values.len() - 1);
        let (below, rest) = (place / 4, i64::try_from(place % 4).ok()?);
        let low = *values.get(below)?;
        let high = values.get(below + 1).copied().unwrap_or(low);
        Some((low * (4 - rest) + high * rest + 2) / 4)
    };
    Some(Quartiles {
        min: at(0)?,
        low: at(1)?,
        median: at(2)?,
        high: at(3)?,
        max: at(4)?,
    })
}
