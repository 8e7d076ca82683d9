//! One person in a proposal, and what it costs to give them something.

use super::super::hours::{is_qualified, work_min};
use super::super::view::wished;
use super::{Because, Drafting, Place};
use crate::assess::{Light, Outlook};
use crate::burden::{Burden, burden, familiar, has_dutch_holidays, unsocial_min};
use crate::event::{Pattern, Wanted};
use crate::id::{PersonId, ShiftId};
use crate::round::Round;
use crate::shift::Shift;
use crate::team::Team;

/// What half an hour away from the contract costs; it grows by the square.
const HALF_HOUR_MIN: i64 = 30;
/// Hours too many cost so many times what hours too few do.
const OVER: i64 = 2;
/// A square of burden per contract hour, in thousandths, is so many times a point.
const BURDEN: i64 = 4;
/// A full week.
const WEEK_MIN: i64 = 36 * 60;
/// What a wish is worth, for each unit of its weight.
const WISHED: i64 = 120;
/// What a familiar face is worth, up to [`FAMILIAR`] times.
const FACE: i64 = 10;
const FAMILIAR: usize = 4;
/// What it costs that somebody has to be asked.
const AMBER: i64 = 400;
/// So far beyond their hours anybody goes, in minutes: a shift, or a tenth of their hours.
const BEYOND_MIN: i64 = 8 * 60;
/// And who wished extra hours, so much further.
const EXTRA_MIN: i64 = 16 * 60;
/// "Right after" is within so many minutes.
const AFTER_MIN: i32 = 24 * 60;

/// A place, and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) place: Place,
    pub(super) work_min: i64,
    pub(super) unsocial_min: i32,
    /// The seat that has it.
    pub(super) owner: Option<usize>,
    /// Whether it stays where it is.
    pub(super) is_fixed: bool,
    /// Whether somebody has to be asked.
    pub(super) is_amber: bool,
    pub(super) why: Option<Because>,
}

/// Somebody who can take places.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) person: PersonId,
    pub(super) outlook: Outlook,
    pub(super) target_min: i64,
    pub(super) placed_min: i64,
    pub(super) burden: Burden,
    /// The spots they have.
    pub(super) held: Vec<usize>,
    /// For each spot, whether they are qualified and free by the roster, what their wishes and their
    /// familiar face are worth (below 0 is better), and whether they wished extra hours.
    wants: Vec<Want>,
    /// What they never work right after what.
    never: Vec<(Pattern, u8)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Want {
    may: bool,
    taste: i64,
    extra: bool,
}

impl Spot {
    pub(super) fn new(team: &Team, place: Place) -> Self {
        Self {
            work_min: work_min(&place.shift).into(),
            unsocial_min: unsocial_min(place.shift.span, has_dutch_holidays(team)),
            place,
            owner: None,
            is_fixed: false,
            is_amber: false,
            why: None,
        }
    }

    pub(super) const fn shift(&self) -> &Shift {
        &self.place.shift
    }
}

impl Seat {
    pub(super) fn new(
        team: &Team,
        round: &Round,
        (person, target_min): (PersonId, i32),
        places: &[Place],
    ) -> Self {
        let outlook = Outlook::of(team, person, (round.first, round.last));
        let own = team.wishes.values().filter(|wish| wish.person == person);
        let own: Vec<_> = own.collect();
        let never = own.iter().filter_map(|wish| match wish.wish.what {
            Wanted::NeverAfter(parts) => Some((wish.wish.shifts.clone(), parts)),
            Wanted::Free | Wanted::Work | Wanted::Extra => None,
        });
        let never = never.collect();
        let extra = own.iter().filter(|wish| wish.wish.what == Wanted::Extra);
        let extra: Vec<_> = extra.collect();
        let mut last: Option<(u16, Want)> = None;
        let wants = places.iter().map(|Place { line, shift }| match last {
            // Places of a line are alike.
            Some((of, want)) if of == *line => want,
            _ => {
                let found = team.people.get(&person);
                let is_fit = found.is_some_and(|person| is_qualified(team, person, shift));
                let face = familiar(team, person, shift.unit, round_start(round, shift));
                let face = i64::try_from(face.min(FAMILIAR)).unwrap_or_default();
                let want = Want {
                    may: is_fit && outlook.clash(shift.span, &[]).is_none(),
                    taste: -WISHED * i64::from(wished(team, person, shift)) - FACE * face,
                    extra: extra.iter().any(|wish| wish.wish.shifts.matches(shift)),
                };
                last = Some((*line, want));
                want
            }
        });
        Self {
            wants: wants.collect(),
            person,
            target_min: target_min.into(),
            placed_min: 0,
            burden: burden(team, person, round.first),
            held: Vec::new(),
            never,
            outlook,
        }
    }

    /// Tells whether they are qualified and free by the roster.
    pub(super) fn may(&self, spot: usize) -> bool {
        self.wants.get(spot).is_some_and(|want| want.may)
    }

    /// Returns what their wishes and their familiar face cost; below 0 it is a gain.
    pub(super) fn taste(&self, spot: usize) -> i64 {
        self.wants.get(spot).map_or(0, |want| want.taste)
    }

    /// Tells whether they have hours left for a place, if another goes.
    pub(super) fn has_room(&self, (at, spot): (usize, &Spot), gives: Option<&Spot>) -> bool {
        let extra = self.wants.get(at).is_some_and(|want| want.extra);
        let beyond = BEYOND_MIN.max(self.target_min / 10) + if extra { EXTRA_MIN } else { 0 };
        let given = gives.map_or(0, |gives| gives.work_min);
        let after = self.placed_min + spot.work_min - given;
        after <= self.target_min + beyond || after <= self.placed_min
    }

    /// Returns what their hours and their burden cost as they are.
    pub(super) fn cost(&self) -> i64 {
        self.cost_at(self.placed_min, self.burden)
    }

    /// Returns how much more it costs if they get a place and give one.
    pub(super) fn more(&self, gets: Option<(usize, &Spot)>, gives: Option<(usize, &Spot)>) -> i64 {
        let (mut placed, mut burden, mut taste) = (self.placed_min, self.burden, 0);
        if let Some((at, spot)) = gets {
            placed += spot.work_min;
            burden.unsocial_min = burden.unsocial_min.saturating_add(spot.unsocial_min);
            taste += self.taste(at);
        }
        if let Some((at, spot)) = gives {
            placed -= spot.work_min;
            burden.unsocial_min = burden.unsocial_min.saturating_sub(spot.unsocial_min);
            taste -= self.taste(at);
        }
        self.cost_at(placed, burden) - self.cost() + taste
    }

    fn cost_at(&self, placed_min: i64, burden: Burden) -> i64 {
        let off = (placed_min - self.target_min) / HALF_HOUR_MIN;
        let off = off.clamp(-10_000, 10_000);
        let hours = off * off * if off > 0 { OVER } else { 1 };
        let rate = burden.per_contract().clamp(-10_000, 10_000);
        let contract = burden.contract_min.map_or(WEEK_MIN, i64::from).max(60);
        hours + rate * rate / BURDEN * contract / WEEK_MIN
    }

    /// Tells whether a wish says that they never work a shift right after one they have.
    fn never(&self, drafting: &Drafting, shift: &Shift, but: Option<usize>) -> bool {
        if self.never.is_empty() {
            return false;
        }
        let held = self.held.iter().filter(|held| Some(**held) != but);
        let held = held.filter_map(|held| drafting.spots.get(*held));
        let mut pairs = held.flat_map(|held| [(shift, held.shift()), (held.shift(), shift)]);
        pairs.any(|(after, before)| {
            let rest = after
                .span
                .start()
                .utc_min
                .saturating_sub(before.span.end().utc_min);
            let part = 1_u8 << before.part_of_day() as u8;
            let mut never = self.never.iter();
            (0..AFTER_MIN).contains(&rest)
                && never.any(|(pattern, parts)| parts & part != 0 && pattern.matches(after))
        })
    }
}

/// A face is familiar by what was worked before the round.
fn round_start(round: &Round, shift: &Shift) -> crate::time::Moment {
    crate::time::Moment {
        utc_min: round.first.0.saturating_mul(24 * 60),
        ..shift.span.start()
    }
}

impl Drafting {
    /// Returns the light of giving a place to somebody who gives another, if it can be.
    pub(super) fn light(
        &mut self,
        team: &Team,
        seat: usize,
        gets: usize,
        gives: Option<usize>,
    ) -> Option<Light> {
        self.work += 1;
        let shift = self.spots.get(gets)?.shift();
        let given = gives.and_then(|gives| self.spots.get(gives));
        let given: Vec<ShiftId> = given.map(|spot| spot.shift().id).into_iter().collect();
        let found = self.seats.get(seat)?;
        if found.never(self, shift, gives) {
            return None;
        }
        let light = found.outlook.fits(team, shift, &given).ok()?;
        Some(self.with_crew(light, seat, gets, gives))
    }

    /// Returns a light beside what the team asks of those who work together.
    pub(super) fn with_crew(
        &self,
        light: Light,
        seat: usize,
        gets: usize,
        gives: Option<usize>,
    ) -> Light {
        if self.lacks(seat, gets, gives) {
            light.max(Light::Amber)
        } else {
            light
        }
    }

    /// Gives a place to somebody, or to nobody.
    pub(super) fn give(&mut self, team: &Team, at: usize, to: Option<usize>, light: Light) {
        let Some(spot) = self.spots.get_mut(at) else {
            return;
        };
        if let Some(seat) = spot.owner.and_then(|from| self.seats.get_mut(from)) {
            seat.outlook.take(spot.place.shift.id);
            seat.held.retain(|held| *held != at);
            seat.placed_min -= spot.work_min;
            seat.burden.unsocial_min -= spot.unsocial_min;
        }
        spot.owner = to;
        spot.is_amber = light == Light::Amber;
        if let Some(seat) = to.and_then(|to| self.seats.get_mut(to)) {
            seat.outlook.put(team, &spot.place.shift);
            seat.held.push(at);
            seat.placed_min += spot.work_min;
            seat.burden.unsocial_min += spot.unsocial_min;
        }
    }

    /// Returns what a light costs.
    pub(super) const fn word(is_amber: bool) -> i64 {
        if is_amber { AMBER } else { 0 }
    }
}
