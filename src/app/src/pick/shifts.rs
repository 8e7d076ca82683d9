//! My shifts: the coming ones by week, or else the last ones.

use std::collections::BTreeMap;

use ruil_core::limit::SHIFT_MIN_MAX;
use ruil_core::{Day, Moment, OfferId, PersonId, Shift, ShiftId, Team, gather};

const WEEK_MIN: i32 = 7 * 24 * 60;
/// How far back the last shifts go when there are no coming ones.
const EARLIER_MIN: i32 = 4 * WEEK_MIN;

/// How a shift of mine stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Mine.
    Mine,
    /// Mine, and on offer.
    Offered,
    /// Mine; my offer of it is not final yet.
    Offering,
    /// Mine; it goes to this colleague as soon as that is final.
    Going(Option<PersonId>),
    /// Not mine yet; it will be as soon as that is final.
    Coming,
}

/// A shift of mine, or one that is on its way to me.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyShift {
    /// The shift, as it is final.
    pub shift: Shift,
    /// How it stands.
    pub stand: Stand,
}

/// A week of my shifts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyWeek {
    /// Its first day.
    pub monday: Day,
    /// The shifts, first one first.
    pub shifts: Vec<MyShift>,
}

/// Returns the open offer of each shift that has one.
pub fn offered(team: &Team) -> BTreeMap<ShiftId, OfferId> {
    let open = team.offers.values().filter(|offer| offer.is_open());
    let shifts = open.flat_map(|offer| offer.shifts().map(|found| (found.shift, offer.id)));
    gather(shifts)
}

/// Returns a shift as it is final, or as it is to be while it is not.
pub fn find<'a>(team: &'a Team, hoped: &'a Team, shift: ShiftId) -> Option<&'a Shift> {
    team.roster.get(shift).or_else(|| hoped.roster.get(shift))
}

/// Returns how a shift stands with me; nothing if it is and stays somebody else's.
pub fn stand(team: &Team, hoped: &Team, me: PersonId, shift: ShiftId) -> Option<Stand> {
    let owner = |team: &Team| team.roster.get(shift).and_then(|shift| shift.owner);
    let hoped_owner = owner(hoped);
    match (owner(team) == Some(me), hoped_owner == Some(me)) {
        (true, false) => Some(Stand::Going(hoped_owner)),
        (false, true) => Some(Stand::Coming),
        (false, false) => None,
        (true, true) => match (team.open_offer_of(shift), hoped.open_offer_of(shift)) {
            (Some(_), _) => Some(Stand::Offered),
            (None, Some(_)) => Some(Stand::Offering),
            (None, None) => Some(Stand::Mine),
        },
    }
}

/// Returns my shifts that are not over by `now`, by week.
pub fn coming(team: &Team, hoped: &Team, me: PersonId, now: Moment) -> Vec<MyWeek> {
    let from = now.utc_min.saturating_sub(SHIFT_MIN_MAX);
    let shifts = between(team, hoped, me, from, i32::MAX);
    let is_ahead = |mine: &MyShift| mine.shift.span.end().utc_min > now.utc_min;
    by_week(shifts.into_iter().filter(is_ahead).collect())
}

/// Returns my last shifts that are over by `now`, by week: four weeks up to the very last.
pub fn earlier(team: &Team, hoped: &Team, me: PersonId, now: Moment) -> Vec<MyWeek> {
    let is_over = |shift: &&Shift| shift.span.end().utc_min <= now.utc_min;
    let last = team
        .roster
        .starting(Some(me), i32::MIN, now.utc_min)
        .rev()
        .find(is_over);
    let Some(last) = last.map(|shift| shift.span.start().utc_min) else {
        return Vec::new();
    };
    let shifts = between(
        team,
        hoped,
        me,
        last.saturating_sub(EARLIER_MIN),
        last.saturating_add(1),
    );
    by_week(shifts)
}

fn between(team: &Team, hoped: &Team, me: PersonId, from: i32, until: i32) -> Vec<MyShift> {
    let mine = team.roster.starting(Some(me), from, until);
    let hoped_mine = hoped.roster.starting(Some(me), from, until);
    let coming = hoped_mine.filter_map(|shift| find(team, hoped, shift.id));
    let is_final = |id| {
        team.roster
            .get(id)
            .is_some_and(|shift| shift.owner == Some(me))
    };
    let coming = coming.filter(|shift| !is_final(shift.id));
    let all = mine.chain(coming).filter_map(|shift| {
        let stand = stand(team, hoped, me, shift.id)?;
        Some(MyShift {
            shift: shift.clone(),
            stand,
        })
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|mine| mine.shift.span);
    all
}

fn by_week(shifts: Vec<MyShift>) -> Vec<MyWeek> {
    let mut weeks = BTreeMap::<Day, Vec<MyShift>>::new();
    for mine in shifts {
        weeks
            .entry(mine.shift.span.start().day().monday())
            .or_default()
            .push(mine);
    }
    weeks
        .into_iter()
        .map(|(monday, shifts)| MyWeek { monday, shifts })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, night};
    use ruil_core::{Answer, Audience, Command, OfferKind};

    #[test]
    fn coming_shifts_stand_by_week_and_past_ones_below() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let first = crew.put(night(MARCH_8, Some(0)));
        let second = crew.put(night(MARCH_8.plus(7), Some(0)));
        crew.put(night(MARCH_8, Some(1)));
        let (team, me) = (&crew.team, crew.person(0));

        let before = coming(team, team, me, Crew::noon(MARCH_8));
        let ids: Vec<_> = before
            .iter()
            .map(|week| (week.monday, week.shifts[0].shift.id))
            .collect();
        assert_eq!(
            ids,
            [
                (MARCH_8.monday(), first),
                (MARCH_8.plus(7).monday(), second)
            ]
        );

        let after = Crew::noon(MARCH_8.plus(30));
        assert!(coming(team, team, me, after).is_empty());
        assert_eq!(earlier(team, team, me, after), before);
    }

    #[test]
    fn a_night_that_has_begun_is_still_coming() {
        let mut crew = Crew::of(&["Amal"]);
        crew.put(night(MARCH_8, Some(0)));
        let midnight = Moment {
            utc_min: MARCH_8.plus(1).0 * 24 * 60,
            offset_min: 60,
        };
        assert_eq!(
            coming(&crew.team, &crew.team, crew.person(0), midnight).len(),
            1
        );
    }

    #[test]
    fn what_is_not_final_stands_beside_what_is() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let shift = crew.put(night(MARCH_8, Some(0)));
        let (amal, bo) = (crew.person(0), crew.person(1));
        let team = crew.team.clone();
        let stands = |crew: &Crew, me| stand(&team, &crew.team, me, shift);
        assert_eq!(stands(&crew, amal), Some(Stand::Mine));
        assert_eq!(stands(&crew, bo), None);

        let (kind, to) = (OfferKind::GiveAway, Audience::Everyone);
        let offer = crew.act(
            0,
            Command::Offer {
                shift,
                revision: 0,
                kind,
                to,
            },
        );
        assert_eq!(stands(&crew, amal), Some(Stand::Offering));

        crew.act(
            1,
            Command::Answer {
                offer: OfferId::of(offer),
                answer: Answer::Yes,
            },
        );
        assert_eq!(stands(&crew, amal), Some(Stand::Going(Some(bo))));
        assert_eq!(stands(&crew, bo), Some(Stand::Coming));
        assert_eq!(coming(&team, &crew.team, bo, Crew::noon(MARCH_8)).len(), 1);

        let imported = crew.put(night(MARCH_8.plus(2), Some(1)));
        assert_eq!(stand(&team, &crew.team, bo, imported), Some(Stand::Coming));
    }
}
