//! Who could take a shift, and what could be taken for it: judged before anybody is bothered.

use core::cmp::Reverse;

use ruil_core::assess::{Candidate, LeftOut, candidates};
use ruil_core::check::{Change, check};
use ruil_core::{Assessment, Day, Light, Moment, PersonId, Refusal, Shift, Team, assess};

use super::lot::Lot;
use super::ways::{near, starting};

/// How far from the offered shift the shifts are that make somebody a candidate for an exchange,
/// and how many of them are tried.
const NEAR_DAYS: i32 = 14;
const NEAR_MAX: usize = 8;

/// The colleagues who could take a shift, best first, and how many could not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takers {
    /// Could take it.
    pub fit: Vec<Candidate>,
    /// Could not, by reason.
    pub left_out: LeftOut,
}

impl Takers {
    /// Tells whether these people are all among those who could.
    pub fn have<'a>(&self, people: impl IntoIterator<Item = &'a PersonId>) -> bool {
        let has = |person: &PersonId| self.fit.iter().any(|one| one.person == *person);
        people.into_iter().all(has)
    }
}

/// Returns who could take what is offered. In an exchange, what stands in the way can be what they
/// give for it.
pub fn takers(team: &Team, lot: &Lot, exchange: bool, now: Moment) -> Takers {
    if !exchange && lot.is_whole() {
        let (fit, left_out) = candidates(team, &lot.shift, now);
        return Takers { fit, left_out };
    }
    let mut takers = Takers::default();
    let people = team.members().map(|person| person.id);
    for person in people.filter(|person| Some(*person) != lot.shift.owner) {
        let gift = assess(team, &lot.change(person, None), now);
        let light = if exchange {
            exchange_light(team, lot, person, gift.light(), now)
        } else {
            gift.light()
        };
        if light == Light::Red {
            takers.left_out = left_out(takers.left_out, &gift);
        } else if let Some(own) = gift.effects.iter().find(|own| own.person == person) {
            takers.fit.push(Candidate {
                person,
                light,
                familiar: own.familiar.unwrap_or_default(),
                burden: own.burden_before,
            });
        }
    }
    takers.fit.sort_by_key(|one| {
        let burden = one.burden.per_contract();
        (one.light, Reverse(one.familiar), burden, one.person)
    });
    takers
}

/// Returns the calmest light of a gift and of the exchanges for the nearest shifts. A gift that
/// needs nobody's word is enough.
fn exchange_light(team: &Team, lot: &Lot, person: PersonId, gift: Light, now: Moment) -> Light {
    if gift < Light::Amber {
        return gift;
    }
    let start = lot.shift.span.start().utc_min;
    let mut others: Vec<_> = near(team, &lot.shift, person, NEAR_DAYS, now).collect();
    others.sort_by_key(|other| other.span.start().utc_min.abs_diff(start));
    let mut best = gift;
    for other in others.into_iter().take(NEAR_MAX) {
        let change = lot.change(person, Some(other.id));
        best = best.min(assess(team, &change, now).light());
        if best < Light::Amber {
            break;
        }
    }
    best
}

/// Counts somebody once, what can't be changed before what can.
fn left_out(so_far: LeftOut, gift: &Assessment) -> LeftOut {
    let has = |wanted: fn(&Refusal) -> bool| gift.obstacles.iter().any(wanted);
    if has(|obstacle| matches!(obstacle, Refusal::NotQualified { .. })) {
        LeftOut {
            unqualified: so_far.unqualified + 1,
            ..so_far
        }
    } else if has(|obstacle| matches!(obstacle, Refusal::Overlap { .. })) {
        LeftOut {
            busy: so_far.busy + 1,
            ..so_far
        }
    } else {
        LeftOut {
            rules: so_far.rules + 1,
            ..so_far
        }
    }
}

/// Returns the colleagues' shifts of a week for which what I offer could be swapped, with the light of
/// each, first one first.
pub fn swappable(team: &Team, lot: &Lot, monday: Day, now: Moment) -> Vec<(Shift, Light)> {
    let owner = lot.shift.owner;
    let others = team.members().map(|person| person.id);
    let others = others.filter(|id| owner.is_some() && owner != Some(*id));
    let found = others.flat_map(|other| {
        let theirs = starting(team, other, monday, monday.plus(7));
        theirs.filter_map(|theirs| Some((theirs.clone(), swap_light(team, lot, theirs, now)?)))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(shift, _)| shift.span);
    found
}

/// Returns the light of swapping what I offer for a colleague's shift; nothing where that can't be.
pub fn swap_light(team: &Team, lot: &Lot, theirs: &Shift, now: Moment) -> Option<Light> {
    let change = lot.change(theirs.owner?, Some(theirs.id));
    // What two shifts at once rule out already needs no judging.
    let is_free = check(team, &change).is_empty();
    let light = is_free.then(|| assess(team, &change, now).light());
    light.filter(|light| *light != Light::Red)
}

/// Returns what taking an open shift means for a person.
pub fn claim(team: &Team, shift: &Shift, person: PersonId, now: Moment) -> Assessment {
    assess(team, &Change::gift(shift, person), now)
}

/// Returns the open shifts a person could take that have not begun by `now`, with the light of each,
/// first one first. Where a claim can't wait for a word, only those that need none. What somebody asked
/// for already is an offer by now; what was made open for this person is not for them.
pub fn claimable(team: &Team, person: PersonId, now: Moment) -> Vec<(Shift, Light)> {
    let worst = match team.agreements {
        Some(_) => Light::Amber,
        None => Light::Unknown,
    };
    let open = team.roster.starting(None, now.utc_min, i32::MAX);
    let is_new = |shift: &&Shift| {
        let release = team.releases.get(&shift.id);
        let is_released = release.is_some_and(|one| one.of == person && one.at.is_some());
        team.open_offer_of(shift.id).is_none() && !is_released
    };
    let fits = |shift: &Shift| {
        let change = Change::gift(shift, person);
        let is_free = check(team, &change).is_empty();
        let light = is_free.then(|| assess(team, &change, now).light())?;
        (light <= worst).then(|| (shift.clone(), light))
    };
    open.filter(is_new).filter_map(fits).collect()
}

#[cfg(test)]
mod tests;
