//! Who could take a shift, and what could be given for it: checked before anybody is bothered.

use ruil_core::check::{Change, check};
use ruil_core::{Day, Moment, Offer, OfferKind, PersonId, Refusal, Shift, ShiftId, Team};

use super::sort_key;

const DAY_MIN: i32 = 24 * 60;
/// How far from the offered shift a shift in return is looked for.
const RETURN_DAYS: i32 = 28;

/// A colleague, and what stands in the way of taking a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taker {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Empty: this one could take it.
    pub obstacles: Vec<Refusal>,
}

impl Taker {
    /// Tells whether nothing stands in the way.
    pub const fn can(&self) -> bool {
        self.obstacles.is_empty()
    }
}

/// Returns everybody but the owner by name, those who can take the shift first.
///
/// In an exchange, a shift of theirs that would be in the way can be what they give for it.
pub fn takers(team: &Team, shift: &Shift, exchange: bool) -> Vec<Taker> {
    let others = team
        .people
        .values()
        .filter(|person| shift.owner != Some(person.id));
    let takers = others.map(|person| {
        let obstacles = check(team, &Change::gift(shift, person.id));
        let obstacles = if exchange && trades(team, shift, &obstacles) {
            Vec::new()
        } else {
            obstacles
        };
        Taker {
            person: person.id,
            name: person.name.clone(),
            obstacles,
        }
    });
    let mut takers: Vec<_> = takers.collect();
    takers.sort_by_cached_key(|taker| (!taker.can(), sort_key(&taker.name)));
    takers
}

/// Tells whether one exchange takes all obstacles away.
fn trades(team: &Team, shift: &Shift, obstacles: &[Refusal]) -> bool {
    let Some(giver) = shift.owner else {
        return false;
    };
    obstacles.iter().any(|obstacle| match obstacle {
        Refusal::Overlap { person, with, .. } => {
            check(team, &Change::swap(shift.id, giver, *person, Some(*with))).is_empty()
        }
        _ => false,
    })
}

/// How many could take a shift, and why the others can't.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Could take it.
    pub can: usize,
    /// Work at that time.
    pub busy: usize,
    /// Are not qualified.
    pub unqualified: usize,
    /// Can't for another reason.
    pub other: usize,
}

/// Counts takers; a person counts once, what can't be changed before what can.
pub fn tally(takers: &[Taker]) -> Tally {
    let mut tally = Tally::default();
    for taker in takers {
        let has = |wanted: fn(&Refusal) -> bool| taker.obstacles.iter().any(wanted);
        if taker.can() {
            tally.can += 1;
        } else if has(|obstacle| matches!(obstacle, Refusal::NotQualified { .. })) {
            tally.unqualified += 1;
        } else if has(|obstacle| matches!(obstacle, Refusal::Overlap { .. })) {
            tally.busy += 1;
        } else {
            tally.other += 1;
        }
    }
    tally
}

/// Returns the colleagues' shifts of a week for which a shift of mine could be swapped.
pub fn swappable(team: &Team, shift: &Shift, monday: Day) -> Vec<Shift> {
    let Some(me) = shift.owner else {
        return Vec::new();
    };
    let others = team.people.iter().map(|(id, _)| *id).filter(|id| *id != me);
    let found = others.flat_map(|other| {
        let theirs = starting(team, other, monday, monday.plus(7));
        theirs.filter(move |theirs| {
            check(team, &Change::swap(shift.id, me, other, Some(theirs.id))).is_empty()
        })
    });
    sorted(found)
}

/// Which ways of saying yes to an offer are possible for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// A yes without a shift in return.
    pub plain: bool,
    /// My shifts that could be given in return, first one first.
    pub with: Vec<Shift>,
    /// What stands in the way if there is no way at all.
    pub obstacles: Vec<Refusal>,
}

impl Ways {
    /// Tells whether there is a way.
    pub const fn any(&self) -> bool {
        self.plain || !self.with.is_empty()
    }
}

/// Returns how a person can say yes to an offer. Shifts in return are not over by `now`, unless
/// the offered one is too.
pub fn ways(team: &Team, offer: &Offer, person: PersonId, now: Moment) -> Ways {
    let Some(shift) = team.roster.get(offer.shift) else {
        return Ways {
            obstacles: vec![Refusal::UnknownShift(offer.shift)],
            ..Ways::default()
        };
    };
    let swap = |with: Option<ShiftId>| Change::swap(shift.id, offer.by, person, with);
    let is_possible = |mine: &&Shift| check(team, &swap(Some(mine.id))).is_empty();
    let gift = check(team, &swap(None));
    match &offer.kind {
        OfferKind::GiveAway => Ways {
            plain: gift.is_empty(),
            with: Vec::new(),
            obstacles: gift,
        },
        OfferKind::SwapForNamed(named) => {
            let mine = named.iter().filter_map(|id| team.roster.get(*id));
            let mine: Vec<_> = mine.filter(|mine| mine.owner == Some(person)).collect();
            let with = sorted(mine.iter().copied().filter(is_possible));
            let obstacles = mine
                .iter()
                .flat_map(|mine| check(team, &swap(Some(mine.id))));
            let mut obstacles: Vec<_> = obstacles.collect();
            if mine.is_empty() {
                obstacles.push(Refusal::ReturnNeeded);
            }
            Ways {
                plain: false,
                obstacles: if with.is_empty() {
                    obstacles
                } else {
                    Vec::new()
                },
                with,
            }
        }
        OfferKind::SwapForAnswer => {
            let day = shift.span.start().day();
            let own = starting(team, person, day.plus(-RETURN_DAYS), day.plus(RETURN_DAYS));
            let is_past = |shift: &Shift| shift.span.end().utc_min <= now.utc_min;
            let own = own.filter(|mine| is_past(shift) || !is_past(mine));
            let with = sorted(own.filter(is_possible));
            let obstacles = if with.is_empty() {
                gift.clone()
            } else {
                Vec::new()
            };
            Ways {
                plain: gift.is_empty(),
                with,
                obstacles,
            }
        }
    }
}

/// Returns what stands in the way of taking an open shift.
pub fn claim(team: &Team, shift: &Shift, person: PersonId) -> Vec<Refusal> {
    check(team, &Change::gift(shift, person))
}

/// Returns the open shifts a person could take that have not begun by `now`, first one first.
pub fn claimable(team: &Team, person: PersonId, now: Moment) -> Vec<Shift> {
    let open = team.roster.starting(None, now.utc_min, i32::MAX);
    open.filter(|shift| claim(team, shift, person).is_empty())
        .cloned()
        .collect()
}

/// Returns a person's shifts from one local day until before another.
fn starting(team: &Team, owner: PersonId, from: Day, until: Day) -> impl Iterator<Item = &Shift> {
    let utc_min = |day: Day| day.0.saturating_mul(DAY_MIN);
    let shifts = team.roster.starting(
        Some(owner),
        utc_min(from).saturating_sub(DAY_MIN),
        utc_min(until).saturating_add(DAY_MIN),
    );
    shifts.filter(move |shift| (from..until).contains(&shift.span.start().day()))
}

fn sorted<'a>(shifts: impl Iterator<Item = &'a Shift>) -> Vec<Shift> {
    let mut shifts: Vec<_> = shifts.cloned().collect();
    shifts.sort_by_key(|shift| shift.span);
    shifts
}

#[cfg(test)]
mod tests;
