//! Calm: when somebody may be told something, and when they are left alone.
//!
//! Nobody is told anything asleep after a night, on leave, or in their quiet hours, however urgent. What
//! is told at another time is told at the first minute at which it may be; what would come too late by
//! then is not told at all, and stands in the list like everything.

use crate::event::{Calm, Pace};
use crate::id::PersonId;
use crate::news::News;
use crate::rules::DutyKind;
use crate::shift::{PartOfDay, Shift};
use crate::team::Team;
use crate::time::{Day, Moment};

/// After a night somebody is left asleep so long, minutes: home, eight hours, and breakfast. A team's
/// rules of rest are longer; those are about work.
pub const SLEEP_MIN: i32 = 9 * 60;
/// A shift that begins within so many minutes does not wait for a digest.
const URGENT_MIN: i32 = 48 * 60;
const DAY_MIN: i32 = 24 * 60;
/// Leave is looked for so far back, in minutes: a day, and a shift that began the day before.
const BACK_MIN: i32 = 2 * DAY_MIN;
/// Rest follows on rest so often at the most: some weeks of leave, and a quiet night each day.
const RESTS_MAX: usize = 128;

/// Returns when somebody is told of news with these settings; nothing if it stays in the list.
pub fn tell(team: &Team, person: PersonId, calm: Calm, news: &News, now: Moment) -> Option<Moment> {
    let from = Moment {
        utc_min: minute(news.at_ms).max(now.utc_min),
        ..now
    };
    let begins = news.begins(team);
    let from = match pace(calm, news, begins, from) {
        Pace::AtOnce => from,
        Pace::Daily => next(from, calm.digest_min),
        Pace::Never => return None,
    };
    let at = awake(team, person, calm, from)?;
    begins
        .is_none_or(|begins| at.utc_min < begins)
        .then_some(at)
}

/// Returns when somebody's device is sent a message about news, as [`tell`] does, but for what comes with
/// the digest: that each device gathers by itself.
pub fn ring(team: &Team, person: PersonId, calm: Calm, news: &News, now: Moment) -> Option<Moment> {
    let from = Moment {
        utc_min: minute(news.at_ms).max(now.utc_min),
        ..now
    };
    let is_alone = pace(calm, news, news.begins(team), from) == Pace::AtOnce;
    tell(team, person, calm, news, now).filter(|_| is_alone)
}

/// Returns how soon somebody is told of news from a moment on: a shift that begins soon waits for no digest.
fn pace(calm: Calm, news: &News, begins: Option<i32>, from: Moment) -> Pace {
    let is_urgent = begins.is_some_and(|begins| begins.saturating_sub(from.utc_min) <= URGENT_MIN);
    match calm.pace(news.what.subject()) {
        Pace::Daily if is_urgent => Pace::AtOnce,
        pace => pace,
    }
}

/// Returns the first minute from one on at which somebody may be told something.
pub fn awake(team: &Team, person: PersonId, calm: Calm, from: Moment) -> Option<Moment> {
    let mut at = from;
    for _ in 0..RESTS_MAX {
        match rest(team, person, calm, at) {
            Some(end) => at = end,
            None => return Some(at),
        }
    }
    None
}

/// Returns until when somebody is left alone now; nothing if they may be told something.
pub fn rest(team: &Team, person: PersonId, calm: Calm, now: Moment) -> Option<Moment> {
    let own = team.roster.starting(
        Some(person),
        now.utc_min.saturating_sub(BACK_MIN),
        now.utc_min.saturating_add(DAY_MIN),
    );
    let rests = own.filter_map(|shift| rest_of(team, shift));
    let of_roster = rests
        .filter(|(from, until)| (*from..*until).contains(&now.utc_min))
        .map(|(_, until)| until)
        .max();
    let quiet = calm.quiet.and_then(|hours| quiet(hours, now));
    let utc_min = of_roster.into_iter().chain(quiet).max()?;
    Some(Moment { utc_min, ..now })
}

/// Returns from when until when a shift of somebody's means rest for them, UTC minutes: the sleep after
/// a night, the days of a leave.
fn rest_of(team: &Team, shift: &Shift) -> Option<(i32, i32)> {
    let duties = team.rules.as_ref().map(|rules| &rules.own.duties);
    let kind = duties.and_then(|duties| duties.iter().find(|(kind, _)| *kind == shift.kind));
    let (start, end) = (shift.span.start(), shift.span.end());
    match kind.map_or(DutyKind::Work, |(_, kind)| *kind) {
        DutyKind::Leave => {
            // A leave that ends at midnight is not one of the next day.
            let last = Moment {
                utc_min: end.utc_min.saturating_sub(1),
                ..end
            };
            let midnight = |day: Day, offset_min: i16| {
                let local_min = day.0.saturating_mul(DAY_MIN);
                local_min.saturating_sub(offset_min.into())
            };
            let from = midnight(start.day(), start.offset_min);
            let until = midnight(last.day().plus(1), end.offset_min);
            Some((from, until))
        }
        DutyKind::Work | DutyKind::Presence => match shift.part_of_day() {
            PartOfDay::Night | PartOfDay::Long => {
                let until = end.utc_min.saturating_add(SLEEP_MIN);
                Some((end.utc_min, until))
            }
            PartOfDay::Early | PartOfDay::Day | PartOfDay::Late => None,
        },
        DutyKind::School | DutyKind::OnCall | DutyKind::Standby => None,
    }
}

/// Returns when the quiet hours end that hold a moment, UTC minutes.
fn quiet((from, until): (u16, u16), now: Moment) -> Option<i32> {
    let minute = now.local_min().rem_euclid(DAY_MIN);
    let (from, until) = (i32::from(from), i32::from(until));
    let is_in = if from <= until {
        (from..until).contains(&minute)
    } else {
        minute >= from || minute < until
    };
    let left = until.saturating_sub(minute).rem_euclid(DAY_MIN);
    is_in.then(|| now.utc_min.saturating_add(left))
}

/// Returns the next time a clock shows a minute of the day, from a moment on.
fn next(from: Moment, minute: u16) -> Moment {
    let clock = from.local_min().rem_euclid(DAY_MIN);
    let wait = i32::from(minute).saturating_sub(clock).rem_euclid(DAY_MIN);
    Moment {
        utc_min: from.utc_min.saturating_add(wait),
        ..from
    }
}

fn minute(time_ms: u64) -> i32 {
    i32::try_from(time_ms / 60_000).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
