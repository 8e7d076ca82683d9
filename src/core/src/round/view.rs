//! What people see of a round: their own places, how staffed it is, how far the team is.

use super::crew::Crews;
use super::hours::{Hours, hours, work_min};
use super::{Caution, NoPlace, Round};
use crate::assess::{Light, Outlook};
use crate::burden::{has_dutch_holidays, unsocial_min};
use crate::event::Wanted;
use crate::id::PersonId;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

/// A line of the demand as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyPlace {
    /// Its number.
    pub line: u16,
    /// The shift it would be. One that overlaps or breaks a rule names this id.
    pub shift: Shift,
    /// How staffed it is.
    pub level: Level,
    /// Whether it is mine.
    pub mine: Option<Mine>,
    /// What it would mean for me beside my roster and my other picks, or why I can't have it.
    pub verdict: Result<Light, NoPlace>,
    /// Why it needs a word, if its light is amber.
    pub caution: Option<Caution>,
    /// What I wished: above 0 to work it, below 0 to be free.
    pub wish: i32,
    /// Minutes of it in the evening, at night, in the weekend and on holidays.
    pub burden_min: i32,
}

/// How a place is mine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mine {
    /// I had it before anybody picked.
    Filled,
    /// I picked it.
    Picked {
        /// With a joker.
        joker: bool,
    },
}

/// How many have a place, and how many are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// So many are needed.
    pub count: usize,
    /// So many have or picked it.
    pub taken: usize,
}

/// How staffed a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Staffing {
    /// So many are missing.
    Under(usize),
    /// Just right.
    Right,
    /// So many too many.
    Over(usize),
}

impl Level {
    /// Returns what that comes to.
    pub const fn staffing(self) -> Staffing {
        match (
            self.count.checked_sub(self.taken),
            self.taken.checked_sub(self.count),
        ) {
            (Some(0), _) | (None, None) => Staffing::Right,
            (Some(missing), _) => Staffing::Under(missing),
            (None, Some(more)) => Staffing::Over(more),
        }
    }
}

impl MyPlace {
    /// Returns its light for me.
    pub fn light(&self) -> Light {
        self.verdict.unwrap_or(Light::Red)
    }
}

/// A line of the demand as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staffed {
    /// Its number.
    pub line: u16,
    /// The shift it would be.
    pub shift: Shift,
    /// How staffed it is.
    pub level: Level,
}

/// How far the team is, and nobody by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// So many people take part.
    pub people: usize,
    /// So many of them picked something.
    pub begun: usize,
    /// So many have all their hours, but for less than the shortest place.
    pub done: usize,
    /// So many minutes are placed.
    pub placed_min: i32,
    /// Of so many that people have by contract.
    pub target_min: i32,
    /// Which share of their hours people have placed, in percent: a quarter of them this much or less,
    /// half, three quarters.
    pub quartiles: [u8; 3],
}

/// Returns how staffed each line is, the first day first.
pub fn staffing(round: &Round) -> Vec<Staffed> {
    let mut all: Vec<_> = round
        .lines()
        .map(|(line, count, shift)| Staffed {
            level: level(round, line, count, &shift),
            line,
            shift,
        })
        .collect();
    all.sort_by_key(|one| (one.shift.span.start().utc_min, one.line));
    all
}

fn level(round: &Round, line: u16, count: u8, shift: &Shift) -> Level {
    Level {
        count: count.into(),
        taken: usize::from(shift.owner.is_some()) + round.picked(line).count(),
    }
}

/// Returns a round's places as somebody sees them, the first day first. `now` decides only whether a place
/// comes too late for the team's own rules.
pub fn my_places(team: &Team, round: &Round, me: PersonId, now: Moment) -> Vec<MyPlace> {
    let crews = Crews::of(team, round, now);
    let mut outlook = my_outlook(team, round, me);
    let holidays = has_dutch_holidays(team);
    let mut all: Vec<_> = round
        .lines()
        .map(|(line, count, shift)| {
            let picked = round.picks.get(&me).and_then(|own| own.get(&line));
            let picked = picked.map(|joker| Mine::Picked { joker: *joker });
            let mine = picked.or((shift.owner == Some(me)).then_some(Mine::Filled));
            if mine.is_some() {
                outlook.take(shift.id);
            }
            let verdict = outlook.fits(team, &shift, &[]);
            let own = crews.caution(me, (line, &shift));
            let verdict = verdict.map(|light| match own {
                Some(_) => light.max(Light::Amber),
                None => light,
            });
            let is_amber = verdict == Ok(Light::Amber);
            let caution = || own.or_else(|| outlook.caution(team, &shift, &[]));
            let caution = is_amber.then(caution).flatten();
            if mine.is_some() {
                outlook.put(team, &shift);
            }
            MyPlace {
                line,
                level: level(round, line, count, &shift),
                mine,
                verdict,
                caution,
                wish: wished(team, me, &shift),
                burden_min: unsocial_min(shift.span, holidays),
                shift,
            }
        })
        .collect();
    all.sort_by_key(|one| (one.shift.span.start().utc_min, one.line));
    all
}

/// Returns somebody's roster with what they have and picked.
pub(super) fn my_outlook(team: &Team, round: &Round, me: PersonId) -> Outlook {
    let mut outlook = Outlook::of(team, me, (round.first, round.last));
    let own = round.filled_for(me).chain(round.picks_of(me));
    own.for_each(|(_, shift)| outlook.put(team, &shift));
    outlook
}

/// Returns how much somebody wished to work a shift, or below 0 to be free then.
pub(super) fn wished(team: &Team, person: PersonId, shift: &Shift) -> i32 {
    let own = team.wishes.values().filter(|wish| wish.person == person);
    let own = own.filter(|wish| wish.wish.shifts.matches(shift));
    own.fold(0, |sum, wish| {
        let weight = i32::from(wish.wish.weight);
        match wish.wish.what {
            Wanted::Work | Wanted::Extra => sum + weight,
            Wanted::Free => sum - weight,
            // What that is about depends on the shift before it.
            Wanted::NeverAfter(_) => sum,
        }
    })
}

/// Returns somebody's hours in a round.
pub fn my_hours(team: &Team, round: &Round, me: PersonId) -> Hours {
    hours(team, round).get(&me).copied().unwrap_or_default()
}

/// Returns how far the team is.
pub fn progress(team: &Team, round: &Round) -> Progress {
    let all = hours(team, round);
    let shortest = round.lines().map(|(_, _, shift)| work_min(&shift)).min();
    let shortest = shortest.unwrap_or_default();
    let done = |one: &&Hours| one.target_min.saturating_sub(one.placed_min) < shortest;
    let mut shares: Vec<_> = all.values().map(share).collect();
    shares.sort_unstable();
    let quartile = |nth: usize| {
        let at = (shares.len() * nth).div_ceil(4).saturating_sub(1);
        shares.get(at).copied().unwrap_or_default()
    };
    let sum = |of: fn(&Hours) -> i32| all.values().map(of).fold(0, i32::saturating_add);
    Progress {
        people: all.len(),
        begun: all
            .keys()
            .filter(|person| round.picks.contains_key(person))
            .count(),
        done: all.values().filter(done).count(),
        placed_min: sum(|one| one.placed_min),
        target_min: sum(|one| one.target_min),
        quartiles: [quartile(1), quartile(2), quartile(3)],
    }
}

/// Returns which share of somebody's hours is placed, in percent.
fn share(hours: &Hours) -> u8 {
    let target = i64::from(hours.target_min.max(1));
    let share = i64::from(hours.placed_min.max(0)) * 100 / target;
    let share = if hours.target_min == 0 { 100 } else { share };
    u8::try_from(share.min(100)).unwrap_or(100)
}

#[cfg(test)]
mod tests;
