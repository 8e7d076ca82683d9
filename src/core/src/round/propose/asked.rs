//! What the team asks of those who work together, while a proposal is made.

use super::super::crew::{has, is_together, mixes, there};
use super::Drafting;
use crate::id::PersonId;
use crate::shift::Shift;
use crate::team::Team;

/// What must remain among those who have a place and the places beside it, in a proposal.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    at_least: usize,
    /// How many in the roster have it.
    there: usize,
    /// The places that are worked together, with this one.
    beside: Vec<usize>,
    /// By seat, whether they have it.
    has: Vec<bool>,
}

impl Asked {
    /// Returns what is asked for each of some places.
    pub(super) fn of(team: &Team, places: &[&Shift], people: &[PersonId]) -> Vec<Vec<Self>> {
        let asked = places.iter().map(|shift| {
            let mixes = mixes(team, shift).map(|mix| {
                let beside = places.iter().enumerate();
                let beside = beside.filter(|(_, other)| is_together(shift, other));
                let people = people.iter();
                Self {
                    at_least: mix.at_least.into(),
                    there: there(team, shift, mix.qualification),
                    beside: beside.map(|(at, _)| at).collect(),
                    has: people
                        .map(|person| has(team, *person, mix.qualification))
                        .collect(),
                }
            });
            mixes.collect()
        });
        asked.collect()
    }
}

impl Drafting {
    /// Tells whether too few of those who work together could have what the team asks for if a seat gets
    /// a place and gives another.
    pub(super) fn lacks(&self, seat: usize, gets: usize, gives: Option<usize>) -> bool {
        let asked = self.asked.get(gets).into_iter().flatten();
        let mut lacking = asked.filter(|asked| {
            let has = |seat: usize| asked.has.get(seat) == Some(&true);
            let others = asked.beside.iter().filter(|at| **at != gets);
            let could = others.filter(|at| {
                let owner = self.spots.get(**at).and_then(|spot| spot.owner);
                owner.filter(|_| Some(**at) != gives).is_none_or(has)
            });
            !has(seat) && asked.there + could.count() < asked.at_least
        });
        lacking.next().is_some()
    }
}
