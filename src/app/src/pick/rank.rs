//! What comes first among the shifts a person could take: what needs nobody's word, what they wished,
//! what helps to share the evenings, nights and weekends, what comes soonest.

use std::collections::BTreeMap;

use ruil_core::burden::burden;
use ruil_core::{Day, Light, PersonId, Shift, Team, Wanted};

/// The place of a shift; the lower, the sooner it is shown.
pub type Rank = (Light, Fit, Load, i32);

/// How a shift goes with a person's wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// They would like to work it.
    Wished,
    /// They said nothing about it.
    Plain,
    /// They would rather be free.
    Unwished,
}

/// How much a person carries beside the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Load {
    /// No more than the team on average.
    Light,
    /// More.
    Heavy,
}

/// Ranks shifts for one person.
pub struct Ranks<'a> {
    team: &'a Team,
    me: PersonId,
    today: Day,
    /// The load by week: the same for all shifts of one.
    loads: BTreeMap<Day, Load>,
}

impl<'a> Ranks<'a> {
    /// Starts ranking for a person.
    pub const fn new(team: &'a Team, me: PersonId, today: Day) -> Self {
        Self {
            team,
            me,
            today,
            loads: BTreeMap::new(),
        }
    }

    /// Returns the place of a shift whose light is known.
    pub fn of(&mut self, shift: &Shift, light: Light) -> Rank {
        let start = shift.span.start();
        let monday = start.day().monday();
        let (team, me) = (self.team, self.me);
        let load = *self
            .loads
            .entry(monday)
            .or_insert_with(|| load(team, me, monday));
        (light, self.fit(shift), load, start.utc_min)
    }

    fn fit(&self, shift: &Shift) -> Fit {
        let own = self.team.wishes.values();
        let own = own.filter(|wish| wish.person == self.me && wish.holds(self.today));
        let about = own.filter(|wish| wish.wish.shifts.matches(shift));
        let fits = about.map(|wish| match wish.wish.what {
            Wanted::Work | Wanted::Extra => Fit::Wished,
            Wanted::Free => Fit::Unwished,
            Wanted::NeverAfter(_) => Fit::Plain,
        });
        // Who wishes both means the one that says free.
        let fits: Vec<_> = fits.filter(|fit| *fit != Fit::Plain).collect();
        fits.into_iter().max().unwrap_or(Fit::Plain)
    }
}

fn load(team: &Team, me: PersonId, around: Day) -> Load {
    let of = |person: PersonId| burden(team, person, around).per_contract();
    let all: Vec<_> = team.members().map(|person| of(person.id)).collect();
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX).max(1);
    let sum: i64 = all.iter().sum();
    if of(me).saturating_mul(count) > sum {
        Load::Heavy
    } else {
        Load::Light
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use ruil_core::{Command, NewWish, PartOfDay, Pattern};

    fn wish(crew: &mut Crew, by: usize, what: Wanted, part: PartOfDay) {
        let shifts = Pattern {
            parts: Pattern::part(part),
            ..Pattern::default()
        };
        crew.act(
            by,
            Command::Wish(NewWish {
                what,
                shifts,
                weight: 1,
                until: Some(MARCH_8),
            }),
        );
    }

    #[test]
    fn what_i_wished_comes_before_what_comes_sooner() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let ids = [
            crew.put(night(MARCH_8, None)),
            crew.put(late(MARCH_8.plus(1), None)),
            crew.put(night(MARCH_8.plus(2), None)),
        ];
        wish(&mut crew, 1, Wanted::Extra, PartOfDay::Late);
        wish(&mut crew, 0, Wanted::Free, PartOfDay::Late);
        let order = |crew: &Crew, at: usize, today| -> Vec<usize> {
            let mut ranks = Ranks::new(&crew.team, crew.person(at), today);
            let mut rank =
                |id: usize| ranks.of(crew.team.roster.get(ids[id]).unwrap(), Light::Green);
            let mut all = vec![0, 1, 2];
            all.sort_by_key(|id| rank(*id));
            all
        };
        assert_eq!(order(&crew, 1, MARCH_8), [1, 0, 2]);
        assert_eq!(order(&crew, 0, MARCH_8), [0, 2, 1]);
        assert_eq!(order(&crew, 1, MARCH_8.plus(1)), [0, 1, 2], "it was over");
    }

    #[test]
    fn a_light_comes_first_and_who_carries_less_helps_more() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let open = crew.put(night(MARCH_8, None));
        crew.put(night(MARCH_8.plus(-7), Some(0)));
        let rank = |at: usize, light| {
            let shift = crew.team.roster.get(open).unwrap();
            Ranks::new(&crew.team, crew.person(at), MARCH_8).of(shift, light)
        };
        assert!(rank(1, Light::Amber) > rank(0, Light::Green));
        let (_, _, heavy, _) = rank(0, Light::Green);
        let (_, _, light, _) = rank(1, Light::Green);
        assert_eq!((heavy, light), (Load::Heavy, Load::Light));
    }
}
