//! Hours: how many of a round's are whose.

use std::collections::BTreeMap;

use super::Round;
use crate::check::needs;
use crate::event::Demand;
use crate::gather::gather;
use crate::id::{PersonId, ShiftId};
use crate::person::Person;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Day;

const DAY_MIN: i32 = 24 * 60;

/// Somebody's hours in a round, in minutes of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    /// So many places they would have by contract, besides what stands in the roster then. Who has no
    /// known contract shares what is left.
    pub target_min: i32,
    /// So many they have and picked.
    pub placed_min: i32,
    /// Whether the contract is known.
    pub is_known: bool,
}

/// Returns the minutes somebody works in a shift.
pub const fn work_min(shift: &Shift) -> i32 {
    shift.span.len_min().saturating_sub(shift.break_min as i32)
}

/// Returns the hours of everybody in the team who could take a place, in a round.
pub fn hours(team: &Team, round: &Round) -> BTreeMap<PersonId, Hours> {
    let mut all = targets(team, (round.first, round.last), &round.demand);
    for (person, hours) in &mut all {
        let filled = round.filled_for(*person).map(|(_, shift)| work_min(&shift));
        let picked = round.picks_of(*person).map(|(_, shift)| work_min(&shift));
        hours.placed_min = filled.chain(picked).fold(0, i32::saturating_add);
    }
    all
}

/// Returns what everybody who could take one of some places would have of them, by contract.
pub(super) fn targets(
    team: &Team,
    (first, last): (Day, Day),
    demand: &Demand,
) -> BTreeMap<PersonId, Hours> {
    let shifts: Vec<_> = shifts(demand).collect();
    let fits = |person: &&Person| {
        let mut lines = shifts.iter();
        lines.any(|(_, shift)| is_qualified(team, person, shift))
    };
    let people = team.members().filter(fits);
    let mut all: BTreeMap<PersonId, Hours> = gather(people.map(|person| {
        let target_min = target(team, person, (first, last));
        let hours = Hours {
            target_min: target_min.unwrap_or_default(),
            placed_min: 0,
            is_known: target_min.is_some(),
        };
        (person.id, hours)
    }));
    let demanded = shifts.iter().fold(0_i32, |sum, (count, shift)| {
        sum.saturating_add(work_min(shift).saturating_mul((*count).into()))
    });
    let by_contract = all
        .values()
        .fold(0_i32, |sum, one| sum.saturating_add(one.target_min));
    let unknown = all.values().filter(|one| !one.is_known).count();
    let share = i32::try_from(unknown).unwrap_or(i32::MAX).max(1);
    let share = demanded.saturating_sub(by_contract).max(0) / share;
    for hours in all.values_mut().filter(|one| !one.is_known) {
        hours.target_min = share;
    }
    all
}

/// Returns the contract's share of a period, less what stands in the roster then; nothing if there is no
/// contract.
fn target(team: &Team, person: &Person, (first, last): (Day, Day)) -> Option<i32> {
    let days = i64::from(last.0) - i64::from(first.0) + 1;
    let contract = i64::from(person.terms.contract_min.filter(|min| *min > 0)?);
    let whole = i32::try_from(contract * days / 7).unwrap_or(i32::MAX);
    let from = first.0.saturating_sub(1).saturating_mul(DAY_MIN);
    let until = last.0.saturating_add(2).saturating_mul(DAY_MIN);
    let own = team.roster.starting(Some(person.id), from, until);
    let own = own.filter(|shift| (first..=last).contains(&shift.span.start().day()));
    let there = own.map(work_min).fold(0, i32::saturating_add);
    Some(whole.saturating_sub(there).max(0))
}

/// Returns each line with how many it needs.
pub(super) fn shifts(demand: &Demand) -> impl Iterator<Item = (u8, Shift)> + '_ {
    let lines = (0..=u16::MAX).zip(&demand.lines);
    let nowhere = ShiftId::from_bytes([0; 16]);
    lines.filter_map(move |(line, new)| Some((new.count, demand.shift(line, nowhere)?)))
}

/// Tells whether somebody has what a shift asks for.
pub(super) fn is_qualified(team: &Team, person: &Person, shift: &Shift) -> bool {
    needs(team, shift).all(|needs| person.qualifications.contains(&needs))
}
