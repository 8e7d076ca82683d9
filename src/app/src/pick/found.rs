//! What the search found, and which of it is for me.

use std::collections::BTreeSet;

use ruil_core::check::Change;
use ruil_core::event::Move;
use ruil_core::{Answer, Assessment, Command, Light, Moment, NewCircle, PersonId, Team, assess};

use super::circle::{Mine, change, key};

/// How good what was found is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// There was nothing to search.
    #[default]
    Nothing,
    /// Searching; at most so many percent better can be found.
    Searching(u32),
    /// Nothing better exists.
    Proven,
    /// Out of time; at most so many percent better could be found.
    GaveUp(u32),
}

impl Quality {
    /// Says how good a set is that is worth `value` where none is worth more than `bound`.
    pub fn of(value: i64, bound: i64, is_proven: bool, is_over: bool) -> Self {
        let more = bound.saturating_sub(value).max(0);
        // Rounded up: what is told is never too little.
        let percent = more.saturating_mul(100).saturating_add(value.max(1) - 1) / value.max(1);
        let percent = u32::try_from(percent).unwrap_or(u32::MAX);
        match (is_proven, is_over) {
            (true, _) => Self::Proven,
            (false, true) => Self::GaveUp(percent),
            (false, false) => Self::Searching(percent),
        }
    }
}

/// The best set of circles known on this device, everybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The moves of each.
    pub circles: Vec<Vec<Move>>,
    /// How good that is.
    pub quality: Quality,
}

/// A circle with me in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForMe {
    /// Its moves.
    pub moves: Vec<Move>,
    /// The same whenever it is found again.
    pub key: String,
    /// What it does to the roster.
    pub change: Change,
    /// What that means for everybody.
    pub assessment: Assessment,
    /// My part.
    pub mine: Mine,
}

impl ForMe {
    /// Returns what brings it about: a proposal; but one move alone is a shift that I take, and nobody
    /// has to agree to that any more.
    pub fn command(&self, hoped: &Team, open_min: u32) -> Command {
        let [only] = self.moves.as_slice() else {
            return Command::ProposeCircle(NewCircle {
                moves: self.moves.clone(),
                open_min,
            });
        };
        match hoped.open_offer_of(only.shift) {
            Some(offer) if offer.by.is_some() => Command::Answer {
                offer: offer.id,
                answer: Answer::Yes,
            },
            Some(_) | None => Command::Claim {
                shift: only.shift,
                revision: only.revision,
            },
        }
    }
}

/// Returns the circles that have me in them, can be, and whose shifts are in no open proposal; what
/// I put aside stays away.
pub fn for_me(
    found: &Found,
    hoped: &Team,
    me: PersonId,
    parked: &BTreeSet<String>,
    now: Moment,
) -> Vec<ForMe> {
    let is_free = |moves: &&Vec<Move>| {
        let mut all = moves.iter();
        all.all(|one| hoped.open_circle_of(one.shift).is_none())
    };
    let one = |moves: &Vec<Move>| {
        let is_to_take = moves.len() > 1 || moves.iter().any(|one| one.to == me);
        let change = change(hoped, moves).filter(|_| is_to_take)?;
        let mine = Mine::of(&change, me)?;
        let key = key(moves);
        if parked.contains(&key) {
            return None;
        }
        let assessment = assess(hoped, &change, now);
        (assessment.light() != Light::Red).then_some(ForMe {
            moves: moves.clone(),
            key,
            change,
            assessment,
            mine,
        })
    };
    found
        .circles
        .iter()
        .filter(is_free)
        .filter_map(one)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late};

    #[test]
    fn only_mine_and_only_what_is_free() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let own = [0, 1].map(|at| crew.put(late(MARCH_8.plus(2 * i32::from(at)), Some(at))));
        let (amal, bo, cas) = (crew.person(0), crew.person(1), crew.person(2));
        let moves = [(own[0], bo), (own[1], amal)].map(|(shift, to)| Move {
            shift,
            revision: 0,
            to,
        });
        let found = Found {
            circles: vec![moves.to_vec()],
            quality: Quality::Proven,
        };
        let now = Crew::noon(MARCH_8.plus(-9));
        let seen = |crew: &Crew, me, parked: &BTreeSet<String>| {
            for_me(&found, &crew.team, me, parked, now)
        };
        let none = BTreeSet::new();
        let mine = seen(&crew, amal, &none);
        assert_eq!(mine.len(), 1);
        assert_eq!(
            (mine[0].mine.gives, mine[0].mine.gets),
            (Some(own[0]), Some(own[1]))
        );
        assert!(seen(&crew, cas, &none).is_empty());
        assert!(seen(&crew, amal, &BTreeSet::from([mine[0].key.clone()])).is_empty());

        let new = NewCircle {
            moves: moves.to_vec(),
            open_min: 60,
        };
        crew.act(0, Command::ProposeCircle(new));
        assert!(seen(&crew, bo, &none).is_empty(), "it is proposed already");
    }

    #[test]
    fn one_move_alone_is_taken_by_whom_it_is_for() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let own = crew.put(late(MARCH_8, Some(0)));
        let (amal, bo) = (crew.person(0), crew.person(1));
        let now = Crew::noon(MARCH_8.plus(-9));
        let found = Found {
            circles: vec![vec![Move {
                shift: own,
                revision: 0,
                to: bo,
            }]],
            quality: Quality::Proven,
        };
        let none = BTreeSet::new();
        assert!(for_me(&found, &crew.team, amal, &none, now).is_empty());
        let mine = for_me(&found, &crew.team, bo, &none, now).remove(0);
        let claim = mine.command(&crew.team, 60);
        assert!(matches!(claim, Command::Claim { shift, .. } if shift == own));
        let offer = Command::Offer {
            shift: own,
            revision: 0,
            kind: ruil_core::OfferKind::GiveAway,
            to: ruil_core::Audience::Everyone,
        };
        crew.act(0, offer);
        let answer = mine.command(&crew.team, 60);
        assert!(matches!(
            answer,
            Command::Answer {
                answer: Answer::Yes,
                ..
            }
        ));
    }

    #[test]
    fn how_much_better_is_never_told_too_small() {
        for (value, bound, percent) in [(100, 100, 0), (300, 301, 1), (0, 5, 500), (200, 300, 50)] {
            assert_eq!(
                Quality::of(value, bound, false, true),
                Quality::GaveUp(percent)
            );
            assert_eq!(
                Quality::of(value, bound, false, false),
                Quality::Searching(percent)
            );
            assert_eq!(Quality::of(value, bound, true, false), Quality::Proven);
        }
        assert_eq!(
            Quality::of(i64::MAX, i64::MAX, false, true),
            Quality::GaveUp(0)
        );
    }
}
