//! The rules a team made itself. Breaking one needs a coordinator's word.

use std::collections::BTreeSet;

use crate::check::{Change, Handover};
use crate::id::{PersonId, QualificationId, ShiftId};
use crate::shift::Shift;
use crate::team::Team;
use crate::time::{Day, Moment};

const DAY_MIN: i32 = 24 * 60;

/// A rule of the team that a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamBreach {
    /// Too few people with a qualification remain on a shift.
    Mix {
        /// The shift.
        shift: ShiftId,
        /// The qualification.
        qualification: QualificationId,
        /// So many would remain.
        had: u8,
        /// So many must.
        needs: u8,
    },
    /// It comes too late.
    TooLate {
        /// The shift.
        shift: ShiftId,
        /// So many minutes before it; below 0 it has begun.
        left_min: i32,
        /// So many there must be.
        notice_min: u32,
    },
    /// Too many hours above the contract.
    Extra {
        /// Whose.
        person: PersonId,
        /// The week, by its Monday.
        monday: Day,
        /// Minutes in that week.
        had_min: i32,
        /// So many there may be.
        max_min: i32,
    },
    /// Too many extra shifts.
    Extras {
        /// Whose.
        person: PersonId,
        /// So many with this one.
        had: usize,
        /// So many there may be.
        max: u8,
        /// Within so many days.
        days: u16,
    },
}

/// Returns the team's rules that a change breaks, or breaks worse.
pub(super) fn breaches(team: &Team, change: &Change, now: Moment) -> Vec<TeamBreach> {
    let mut found: Vec<_> = extras(team, change).into_iter().collect();
    let Some(rules) = &team.rules else {
        return found;
    };
    for handover in change.handovers() {
        let Some(shift) = team.roster.get(handover.shift) else {
            continue;
        };
        let left_min = shift.span.start().utc_min.saturating_sub(now.utc_min);
        let notice_min = rules.own.notice_min;
        if notice_min > 0 && i64::from(left_min) < i64::from(notice_min) {
            found.push(TeamBreach::TooLate {
                shift: shift.id,
                left_min,
                notice_min,
            });
        }
        let mixes = rules.own.mix.iter().filter(|mix| mix.kind == shift.kind);
        found.extend(mixes.filter_map(|mix| {
            let has = |person: Option<PersonId>| has(team, person, mix.qualification);
            let (before, after) =
                crew(team, change, shift).fold((0, 0), |(before, after), pair| {
                    (
                        before + u8::from(has(pair.0)),
                        after + u8::from(has(pair.1)),
                    )
                });
            (after < mix.at_least && after < before).then_some(TeamBreach::Mix {
                shift: shift.id,
                qualification: mix.qualification,
                had: after,
                needs: mix.at_least,
            })
        }));
        found.extend(extra(team, change, handover, shift));
    }
    found
}

/// Returns the team's rules that a roster written by hand breaks, or breaks worse: the shifts that are
/// new or other than before, and those that go.
pub(super) fn breaches_by_hand<'a>(
    (before, after): (&Team, &'a Team),
    come: &[&'a Shift],
    gone: impl Iterator<Item = &'a Shift>,
    now: Moment,
) -> Vec<TeamBreach> {
    let Some(own) = after.rules.as_ref().map(|rules| &rules.own) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    // What is over is written down, and comes too late for nobody.
    let ahead = come
        .iter()
        .filter(|shift| shift.span.end().utc_min > now.utc_min);
    found.extend(ahead.filter_map(|shift| {
        let left_min = shift.span.start().utc_min.saturating_sub(now.utc_min);
        let is_late = own.notice_min > 0 && i64::from(left_min) < i64::from(own.notice_min);
        is_late.then_some(TeamBreach::TooLate {
            shift: shift.id,
            left_min,
            notice_min: own.notice_min,
        })
    }));
    let mut told = Vec::new();
    for shift in come.iter().copied().chain(gone) {
        let crew = beside(after, shift);
        if crew.is_empty() || told.contains(&crew) {
            continue;
        }
        let was = beside(before, shift);
        let with = |team: &Team, crew: &[ShiftId], qualification| {
            let owners = crew.iter().filter_map(|id| team.roster.get(*id));
            let with = owners.filter(|shift| has(team, shift.owner, qualification));
            u8::try_from(with.count()).unwrap_or(u8::MAX)
        };
        let mixes = own.mix.iter().filter(|mix| mix.kind == shift.kind);
        found.extend(mixes.filter_map(|mix| {
            let had = with(after, &crew, mix.qualification);
            let is_worse = was.is_empty() || had < with(before, &was, mix.qualification);
            (had < mix.at_least && is_worse).then_some(TeamBreach::Mix {
                shift: if crew.contains(&shift.id) {
                    shift.id
                } else {
                    *crew.first()?
                },
                qualification: mix.qualification,
                had,
                needs: mix.at_least,
            })
        }));
        told.push(crew);
    }
    let owned = come.iter().filter_map(|shift| {
        let monday = shift.span.start().day().monday();
        Some((shift.owner?, monday))
    });
    let weeks: BTreeSet<_> = owned.collect();
    found.extend(weeks.into_iter().filter_map(|(person, monday)| {
        let max_min = week_max_min(after, person)?;
        let had_min = week_min(after, person, monday);
        let is_worse = had_min > week_min(before, person, monday);
        (had_min > max_min && is_worse).then_some(TeamBreach::Extra {
            person,
            monday,
            had_min,
            max_min,
        })
    }));
    found
}

/// Returns the shifts beside one, and itself if it is there: the same kind and place at that time.
fn beside(team: &Team, shift: &Shift) -> Vec<ShiftId> {
    let people = team.people.values().map(|person| person.id);
    let beside = people.flat_map(|person| team.roster.overlapping(person, shift.span));
    let beside = beside.filter(|other| other.kind == shift.kind && other.unit == shift.unit);
    beside.map(|other| other.id).collect()
}

/// Returns how much somebody may work in a week without a word, by the team's own rule.
pub(super) fn week_max_min(team: &Team, person: PersonId) -> Option<i32> {
    let more_min = team.rules.as_ref()?.own.extra_min_max?;
    let contract = team.people.get(&person)?.terms.contract_min?;
    Some(i32::from(contract).saturating_add(i32::from(more_min)))
}

/// Returns how much somebody works in the week of a Monday.
fn week_min(team: &Team, person: PersonId, monday: Day) -> i32 {
    let from = monday.0.saturating_sub(1).saturating_mul(DAY_MIN);
    let own = team
        .roster
        .starting(Some(person), from, from.saturating_add(9 * DAY_MIN));
    let own = own.filter(|shift| shift.span.start().day().monday() == monday);
    own.map(work_min).sum()
}

fn work_min(shift: &Shift) -> i32 {
    let span_min = shift.span.len_min();
    span_min.saturating_sub(i32::from(shift.break_min))
}

fn has(team: &Team, person: Option<PersonId>, qualification: QualificationId) -> bool {
    person
        .and_then(|person| team.people.get(&person))
        .is_some_and(|person| person.qualifications.contains(&qualification))
}

/// Returns who works a shift and those beside it, each as they are and as they would be.
fn crew<'a>(
    team: &'a Team,
    change: &'a Change,
    shift: &'a Shift,
) -> impl Iterator<Item = (Option<PersonId>, Option<PersonId>)> + 'a {
    let people = team.people.values().map(|person| person.id);
    let beside = people.flat_map(move |person| team.roster.overlapping(person, shift.span));
    let beside = beside.filter(move |other| other.kind == shift.kind && other.unit == shift.unit);
    beside.map(move |other| {
        let moved = change.handovers().iter();
        let mut moved = moved.filter(|handover| handover.shift == other.id);
        let after = moved
            .next()
            .map_or(other.owner, |handover| Some(handover.to));
        (other.owner, after)
    })
}

/// Returns whether somebody takes too many extra shifts: gets one and gives none.
fn extras(team: &Team, change: &Change) -> Option<TeamBreach> {
    let most = team.agreements.as_ref()?.extra?;
    let handovers = change.handovers();
    handovers.iter().find_map(|handover| {
        let person = handover.to;
        if handovers.iter().any(|other| other.from == Some(person)) {
            return None;
        }
        let start = team.roster.get(handover.shift)?.span.start().utc_min;
        let period = i32::from(most.days).max(1).saturating_mul(DAY_MIN);
        let all = team.extras.get(&person).into_iter().flatten();
        let gets = handovers.iter().filter(|other| other.to == person);
        let gets = gets.filter_map(|other| team.roster.get(other.shift));
        let gets = gets.map(|shift| shift.span.start().utc_min);
        let mut starts: Vec<_> = all.map(|(start, _)| *start).chain(gets).collect();
        starts.sort_unstable();
        // The fullest period that holds the shift begins with one of them.
        let is_in = |from: i32, at: i32| at >= from && at < from.saturating_add(period);
        let full = starts.iter().filter(|from| is_in(**from, start));
        let counts = full.map(|from| starts.iter().filter(|at| is_in(*from, **at)).count());
        let had = counts.max().unwrap_or(0);
        (had > usize::from(most.shifts)).then_some(TeamBreach::Extras {
            person,
            had,
            max: most.shifts,
            days: most.days,
        })
    })
}

/// Returns whether somebody would work too much above the contract in the week of a shift they get.
fn extra(team: &Team, change: &Change, handover: &Handover, shift: &Shift) -> Option<TeamBreach> {
    let max_min = week_max_min(team, handover.to)?;
    let monday = shift.span.start().day().monday();
    let is_in_week = |other: &&Shift| other.span.start().day().monday() == monday;
    let before = week_min(team, handover.to, monday);
    let moved = |is_mine: fn(&Handover, PersonId) -> bool| {
        let mine = change.handovers().iter();
        let mine = mine.filter(move |other| is_mine(other, handover.to));
        let shifts = mine.filter_map(|other| team.roster.get(other.shift));
        shifts.filter(is_in_week).map(work_min).sum::<i32>()
    };
    let gets = moved(|other, person| other.to == person);
    let gives = moved(|other, person| other.from == Some(person));
    let had_min = before.saturating_add(gets).saturating_sub(gives);
    (had_min > max_min && had_min > before).then_some(TeamBreach::Extra {
        person: handover.to,
        monday,
        had_min,
        max_min,
    })
}
