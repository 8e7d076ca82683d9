//! What somebody could do for what does not fit: take a place that is short, or go from one that too many
//! picked to one that is short.

use super::crew::Crews;
use super::hours::{Hours, work_min};
use super::propose::Drafting;
use super::view::{Level, Mine, MyPlace, Staffing, my_hours, my_outlook, my_places};
use super::{Phase, Round};
use crate::assess::Light;
use crate::burden::burden;
use crate::id::PersonId;
use crate::team::Team;
use crate::time::Moment;

/// So many are told at the most.
const TOLD_MAX: usize = 12;
/// A place may go so far beyond somebody's hours, in minutes.
const BEYOND_MIN: i32 = 4 * 60;

/// Something somebody could do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The pick of theirs that too many want, if it is about one.
    pub gives: Option<u16>,
    /// The place that is short, if it is about one.
    pub takes: Option<u16>,
    /// What taking it means for them.
    pub light: Light,
    /// What speaks for it.
    pub why: Why,
}

/// What speaks for a suggestion, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// How staffed the place is that they would take.
    pub short: Option<Level>,
    /// How staffed the one is that they would leave.
    pub over: Option<Level>,
    /// Their hours as they are.
    pub hours: Hours,
    /// What they wished of the place: above 0 to work it.
    pub wish: i32,
    /// Their burden per contract hour, and what the middle one in the team carries; thousandths.
    pub burden: (i64, i64),
    /// The change of their minutes in evenings, at night, in weekends and on holidays.
    pub burden_min: i32,
}

/// Returns what somebody could do, the best first. It looks at the round as it is, so it is for the
/// second phase; when nobody picks any more there is nothing to suggest. `now` as for [`my_places`].
pub fn suggestions(team: &Team, round: &Round, me: PersonId, now: Moment) -> Vec<Suggestion> {
    if !matches!(round.phase, Phase::Picking | Phase::Solving) {
        return Vec::new();
    }
    let places = my_places(team, round, me, now);
    let drafting = Drafting::begin(team, round);
    let desk = Desk {
        lost: drafting.lost(me).collect(),
        crews: Crews::of(team, round, now),
        team,
        round,
        me,
        hours: my_hours(team, round, me),
        burden: (
            burden(team, me, round.first).per_contract(),
            middle(team, round),
        ),
    };
    let is_short = |place: &&MyPlace| matches!(place.level.staffing(), Staffing::Under(_));
    let short: Vec<_> = places
        .iter()
        .filter(is_short)
        .filter(|one| one.mine.is_none())
        .collect();
    let beyond: Vec<_> = places.iter().filter(|place| desk.loses(place)).collect();
    let mut all: Vec<_> = short.iter().filter_map(|place| desk.take(place)).collect();
    for from in &beyond {
        all.extend(short.iter().filter_map(|place| desk.swap(from, place)));
        all.extend(desk.leave(from));
    }
    let is_calm = |one: &Suggestion| one.light < Light::Amber;
    all.sort_by_key(|one| (!is_calm(one), -desk.worth(one), one.takes, one.gives));
    all.truncate(TOLD_MAX);
    all
}

/// What is the same for all suggestions to one person.
struct Desk<'a> {
    team: &'a Team,
    round: &'a Round,
    crews: Crews<'a>,
    me: PersonId,
    hours: Hours,
    burden: (i64, i64),
    /// The lines of their picks that others get.
    lost: Vec<u16>,
}

impl Desk<'_> {
    /// Tells whether so many picked a place of mine that others get it, as things are.
    fn loses(&self, place: &MyPlace) -> bool {
        let is_picked = matches!(place.mine, Some(Mine::Picked { .. }));
        is_picked && self.lost.contains(&place.line)
    }

    fn take(&self, place: &MyPlace) -> Option<Suggestion> {
        let after = self.hours.placed_min.saturating_add(work_min(&place.shift));
        let is_near = after <= self.hours.target_min.saturating_add(BEYOND_MIN);
        let light = place.verdict.ok().filter(|_| is_near)?;
        Some(self.told(None, Some(place), light))
    }

    fn swap(&self, from: &MyPlace, to: &MyPlace) -> Option<Suggestion> {
        let mut outlook = my_outlook(self.team, self.round, self.me);
        outlook.take(from.shift.id);
        let light = outlook.fits(self.team, &to.shift, &[]).ok()?;
        let light = light.max(self.crews.light(self.me, (to.line, &to.shift)));
        Some(self.told(Some(from), Some(to), light))
    }

    /// To leave a place alone is something for who has enough hours without it.
    fn leave(&self, from: &MyPlace) -> Option<Suggestion> {
        let after = self.hours.placed_min.saturating_sub(work_min(&from.shift));
        let has_enough = after >= self.hours.target_min;
        has_enough.then(|| self.told(Some(from), None, Light::Green))
    }

    fn told(&self, from: Option<&MyPlace>, to: Option<&MyPlace>, light: Light) -> Suggestion {
        let min = |place: Option<&MyPlace>| place.map_or(0, |place| place.burden_min);
        Suggestion {
            gives: from.map(|place| place.line),
            takes: to.map(|place| place.line),
            light,
            why: Why {
                short: to.map(|place| place.level),
                over: from.map(|place| place.level),
                hours: self.hours,
                wish: to.map_or(0, |place| place.wish),
                burden: self.burden,
                burden_min: min(to).saturating_sub(min(from)),
            },
        }
    }

    /// Returns how good it is: two problems solved before one, then wishes, then who carries less than
    /// the middle takes more of it, and the other way round.
    fn worth(&self, one: &Suggestion) -> i64 {
        let solved = i64::from(one.gives.is_some()) + i64::from(one.takes.is_some());
        let (own, middle) = one.why.burden;
        let evened = (middle - own).clamp(-200, 200) * i64::from(one.why.burden_min) / 600;
        solved * 1_000 + i64::from(one.why.wish) * 200 + evened
    }
}

/// Returns the burden per contract hour of the middle one in the team.
fn middle(team: &Team, round: &Round) -> i64 {
    let all = team
        .members()
        .map(|person| burden(team, person.id, round.first).per_contract());
    let mut all: Vec<_> = all.collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}
