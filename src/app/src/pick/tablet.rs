//! What the team's tablet shows to all: who works, what is open, what is asked.
//!
//! Only what everybody may see: nothing that asks some of the team alone, and no reasons.

use std::collections::BTreeMap;

use ruil_core::limit::SHIFT_MIN_MAX;
use ruil_core::{Audience, Day, KindId, Moment, OfferId, PersonId, Shift, ShiftId, Span, Team};

use super::codes::codes;
use super::sort_key;
use crate::components::DutyLine;

/// So many days from today on are shown.
pub const DAYS: i32 = 7;
/// So far ahead open shifts are listed, in minutes.
const AHEAD_MIN: i32 = 14 * 24 * 60;

/// A day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardDay {
    /// Which.
    pub day: Day,
    /// Who works: now first, then by time. What is over is not there.
    pub duties: Vec<DutyLine>,
}

/// The board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamBoard {
    /// From today on.
    pub days: Vec<BoardDay>,
    /// The open shifts, first one first.
    pub open: Vec<ShiftId>,
    /// The offers that ask everybody, by the time of their shift.
    pub asks: Vec<OfferId>,
    /// The shifts of who can't work, for which a second colleague is needed.
    pub seconds: Vec<ShiftId>,
    /// Everybody, by name.
    pub people: Vec<(PersonId, String)>,
}

impl TeamBoard {
    /// Lays out the board of a team.
    pub fn of(team: &Team, now: Moment) -> Self {
        let codes = codes(team);
        let today = now.day();
        let day = |days: i32| day(team, &codes, today.plus(days), now);
        let until = now.utc_min.saturating_add(AHEAD_MIN);
        let open = team.roster.starting(None, now.utc_min, until);
        Self {
            days: (0..DAYS).map(day).collect(),
            open: open.map(|shift| shift.id).collect(),
            asks: asks(team, now),
            seconds: seconds(team, now),
            people: by_name(team),
        }
    }
}

/// Returns everybody in the team, by name.
pub fn by_name(team: &Team) -> Vec<(PersonId, String)> {
    let mut people: Vec<_> = team.members().collect();
    people.sort_by_cached_key(|person| sort_key(&person.name));
    let named = people.into_iter();
    named
        .map(|person| (person.id, person.name.clone()))
        .collect()
}

/// Lays out a day: its shifts, and today those that still run from before.
fn day(team: &Team, codes: &BTreeMap<KindId, String>, day: Day, now: Moment) -> BoardDay {
    let is_today = day == now.day();
    let from = now.utc_min.saturating_sub(SHIFT_MIN_MAX);
    let until = now.utc_min.saturating_add((DAYS + 1) * 24 * 60);
    let owners = team.people.iter().map(|(id, _)| Some(*id)).chain([None]);
    let shifts = owners.flat_map(|owner| team.roster.starting(owner, from, until));
    let is_on = |shift: &&Shift| {
        let starts = shift.span.start().day();
        let runs = shift.span.end().utc_min > now.utc_min;
        runs && (starts == day || is_today && starts < day)
    };
    let mut found = BTreeMap::<(Span, KindId), DutyLine>::new();
    for shift in shifts.filter(is_on) {
        let duty = found.entry((shift.span, shift.kind)).or_insert(DutyLine {
            span: shift.span,
            code: codes.get(&shift.kind).cloned().unwrap_or_default(),
            is_now: shift.span.start().utc_min <= now.utc_min,
            names: Vec::new(),
            open: 0,
        });
        match shift.owner.and_then(|owner| team.people.get(&owner)) {
            Some(person) => duty.names.push(person.name.clone()),
            None => duty.open += 1,
        }
    }
    let mut duties: Vec<_> = found.into_values().collect();
    duties.sort_by_key(|duty| !duty.is_now);
    for duty in &mut duties {
        duty.names.sort_by_cached_key(|name| sort_key(name));
    }
    BoardDay { day, duties }
}

fn asks(team: &Team, now: Moment) -> Vec<OfferId> {
    let open = team.offers.values().filter(|offer| {
        offer.is_open() && offer.by.is_some() && matches!(offer.to, Audience::Everyone)
    });
    let start = |shift: ShiftId| Some(team.roster.get(shift)?.span.start().utc_min);
    let ahead = open.filter_map(|offer| Some((start(offer.shift)?, offer.id)));
    let mut asks: Vec<_> = ahead.filter(|(start, _)| *start > now.utc_min).collect();
    asks.sort_unstable();
    asks.into_iter().map(|(_, offer)| offer).collect()
}

fn seconds(team: &Team, now: Moment) -> Vec<ShiftId> {
    let waits = team.releases.iter().filter_map(|(id, release)| {
        let shift = team.roster.get(*id)?;
        let is_waiting = release.at.is_none() && release.revision == shift.revision;
        let is_ahead = shift.span.end().utc_min > now.utc_min;
        (is_waiting && is_ahead).then_some((shift.span, shift.id))
    });
    let mut waits: Vec<_> = waits.collect();
    waits.sort_unstable();
    waits.into_iter().map(|(_, shift)| shift).collect()
}

#[cfg(test)]
mod tests;
