//! A week of the team: which week to open at, and its rows.

use std::collections::{BTreeMap, BTreeSet};

use ruil_core::{Day, KindId, OfferId, PersonId, Shift, ShiftId, Team, gather};

use super::codes::codes;
use super::shifts::offered;
use super::sort_key;
use crate::components::{ChipState, WeekRow, WeekShift};

const DAY_MIN: i32 = 24 * 60;
/// More than the clocks anywhere are ahead of or behind UTC.
const OFFSET_MIN_MAX: i32 = DAY_MIN;

/// Returns the Monday of this week if it has shifts, else of the nearest week that has.
pub fn best(team: &Team, today: Day) -> Day {
    let monday = today.monday();
    let owners = || team.people.iter().map(|(id, _)| Some(*id)).chain([None]);
    let week_of = |shift: &Shift| shift.span.start().day().monday();
    let from = utc_min(monday).saturating_sub(OFFSET_MIN_MAX);
    let until = utc_min(monday).saturating_add(OFFSET_MIN_MAX);
    let ahead = owners().filter_map(|owner| {
        let shifts = team.roster.starting(owner, from, i32::MAX);
        shifts.map(week_of).find(|week| *week >= monday)
    });
    let behind = owners().filter_map(|owner| {
        let shifts = team.roster.starting(owner, i32::MIN, until);
        shifts.rev().map(week_of).find(|week| *week < monday)
    });
    let (ahead, behind) = (ahead.min(), behind.max());
    let nearest = ahead
        .into_iter()
        .chain(behind)
        .min_by_key(|week| week.0.abs_diff(monday.0));
    nearest.unwrap_or(monday)
}

/// Returns the rows of a week: mine, the open shifts if there are any, then everybody by name.
///
/// The final roster decides where a shift stands. A shift that is to change hands stands a second
/// time, pending, in the row of the one who is to get it; one that is not in the final roster yet
/// stands there pending.
pub fn rows(team: &Team, hoped: &Team, me: PersonId, monday: Day, open: &str) -> Vec<WeekRow> {
    let (final_offers, ghosts) = (offered(team), ghosts(team, hoped));
    let week = Week {
        team,
        hoped,
        monday,
        me,
        final_offers,
        ghosts,
        codes: codes(hoped),
    };
    let mut people: Vec<_> = hoped.people.values().collect();
    people.sort_by_cached_key(|person| (person.id != me, sort_key(&person.name)));
    // Who left is still there in the weeks they worked.
    let mut rows: Vec<_> = people
        .into_iter()
        .map(|person| (person, week.shifts(Some(person.id))))
        .filter(|(person, shifts)| person.is_member() || !shifts.is_empty())
        .map(|(person, shifts)| WeekRow {
            person: Some(person.id),
            name: person.name.clone(),
            mine: person.id == me,
            shifts,
        })
        .collect();
    let open_shifts = week.shifts(None);
    if !open_shifts.is_empty() {
        let row = WeekRow {
            person: None,
            name: open.to_owned(),
            mine: false,
            shifts: open_shifts,
        };
        let after_mine = rows.iter().take_while(|row| row.mine).count();
        rows.insert(after_mine, row);
    }
    rows
}

struct Week<'a> {
    team: &'a Team,
    hoped: &'a Team,
    monday: Day,
    me: PersonId,
    final_offers: BTreeMap<ShiftId, OfferId>,
    ghosts: BTreeSet<(Option<PersonId>, ShiftId)>,
    codes: BTreeMap<KindId, String>,
}

impl Week<'_> {
    fn shifts(&self, owner: Option<PersonId>) -> Vec<WeekShift> {
        let from = utc_min(self.monday).saturating_sub(OFFSET_MIN_MAX);
        let until = utc_min(self.monday.plus(7)).saturating_add(OFFSET_MIN_MAX);
        let own = self.team.roster.starting(owner, from, until);
        let own = own.map(|shift| (shift, self.state(shift)));
        let first = (owner, ShiftId::from_bytes([0; 16]));
        let last = (owner, ShiftId::from_bytes([0xff; 16]));
        let ghosts = self.ghosts.range(first..=last);
        let ghosts = ghosts.filter_map(|(_, shift)| self.hoped.roster.get(*shift));
        let all = own.chain(ghosts.map(|shift| (shift, ChipState::Pending)));
        let days = self.monday..self.monday.plus(7);
        let all = all.filter(|(shift, _)| days.contains(&shift.span.start().day()));
        let shifts = all.map(|(shift, state)| WeekShift {
            id: shift.id,
            span: shift.span,
            code: self.codes.get(&shift.kind).cloned().unwrap_or_default(),
            state,
        });
        let mut shifts: Vec<_> = shifts.collect();
        shifts.sort_by_key(|shift| shift.span);
        shifts
    }

    fn state(&self, shift: &Shift) -> ChipState {
        match shift.owner {
            None => ChipState::Open,
            Some(_) if self.final_offers.contains_key(&shift.id) => ChipState::Offered,
            Some(owner) if owner == self.me => ChipState::Mine,
            Some(_) => ChipState::Plain,
        }
    }
}

/// Returns the shifts that my waiting actions would add or hand over, by the new owner.
fn ghosts(team: &Team, hoped: &Team) -> BTreeSet<(Option<PersonId>, ShiftId)> {
    if team.roster.fingerprint() == hoped.roster.fingerprint() {
        return BTreeSet::new();
    }
    let moved = hoped.roster.iter().filter(|shift| {
        team.roster
            .get(shift.id)
            .is_none_or(|now| now.owner != shift.owner)
    });
    gather(moved.map(|shift| (shift.owner, shift.id)))
}

const fn utc_min(day: Day) -> i32 {
    day.0.saturating_mul(DAY_MIN)
}

/// Returns the kinds of the shifts in these rows, as code and name, by code.
pub fn legend(team: &Team, rows: &[WeekRow]) -> Vec<(String, String)> {
    let shifts = rows.iter().flat_map(|row| &row.shifts);
    let shown: BTreeSet<_> = gather(shifts.map(|shift| &shift.code));
    let codes = codes(team)
        .into_iter()
        .filter(|(_, code)| shown.contains(code));
    let named = codes.filter_map(|(id, code)| Some((code, team.kinds.get(&id)?.name.clone())));
    let mut legend: Vec<_> = named.filter(|(code, name)| code != name).collect();
    legend.sort();
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use ruil_core::Command;

    #[test]
    fn opens_at_this_week_or_the_nearest_with_shifts() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        assert_eq!(
            best(&crew.team, MARCH_8),
            MARCH_8.monday(),
            "nothing anywhere: this week"
        );
        crew.put(night(MARCH_8, Some(1)));
        crew.put(night(MARCH_8.plus(70), None));
        for (today, week) in [
            (MARCH_8.plus(1), MARCH_8),
            (MARCH_8.plus(2), MARCH_8),
            (MARCH_8.plus(-300), MARCH_8),
            (MARCH_8.plus(63), MARCH_8.plus(70)),
            (MARCH_8.plus(700), MARCH_8.plus(70)),
        ] {
            assert_eq!(best(&crew.team, today), week.monday(), "{today:?}");
        }
    }

    #[test]
    fn my_row_first_then_open_shifts_then_by_name() {
        let mut crew = Crew::of(&["Zoë", "bo", "Amal"]);
        crew.put(night(MARCH_8, None));
        let names = |me| -> Vec<String> {
            let rows = rows(
                &crew.team,
                &crew.team,
                crew.person(me),
                MARCH_8.monday(),
                "Open",
            );
            rows.into_iter().map(|row| row.name).collect()
        };
        assert_eq!(names(0), ["Zoë", "Open", "Amal", "bo"]);
        assert_eq!(names(1), ["bo", "Open", "Amal", "Zoë"]);
    }

    #[test]
    fn a_claim_that_is_not_final_hides_nothing() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let open = crew.put(night(MARCH_8, None));
        crew.put(late(MARCH_8.plus(-1), Some(1)));
        let team = crew.team.clone();
        crew.act(
            1,
            Command::Claim {
                shift: open,
                revision: 0,
            },
        );
        let rows = rows(&team, &crew.team, crew.person(1), MARCH_8.monday(), "Open");
        let cells = rows.iter().map(|row| {
            let states = row
                .shifts
                .iter()
                .map(|shift| shift.state)
                .collect::<Vec<_>>();
            (row.name.as_str(), states)
        });
        let cells: Vec<_> = cells.collect();
        assert_eq!(
            cells,
            [
                ("Bo", vec![ChipState::Mine, ChipState::Pending]),
                ("Open", vec![ChipState::Open]),
                ("Amal", vec![]),
            ]
        );
    }

    #[test]
    fn a_week_holds_its_own_days_alone() {
        let mut crew = Crew::of(&["Amal"]);
        let sunday = MARCH_8.plus(1);
        for day in [sunday.plus(-7), sunday, sunday.plus(1)] {
            crew.put(night(day, Some(0)));
        }
        let rows = rows(
            &crew.team,
            &crew.team,
            crew.person(0),
            sunday.monday(),
            "Open",
        );
        let days: Vec<_> = rows[0]
            .shifts
            .iter()
            .map(|shift| shift.span.start().day())
            .collect();
        assert_eq!(days, [sunday]);
    }
}
