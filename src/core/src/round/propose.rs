//! A fair proposal for a round: who gets what several picked, and who takes what nobody did.
//!
//! Picks are kept. Where too many want a place, [`super::contest`] says whose pick it is. What is left is
//! given, the place with the fewest people for it first, to whom it costs least; then one or two places
//! change hands as long as that makes all of it better. What it costs is one sum ([`Score`]): hours away
//! from the contract, unevenly carried evenings, nights and weekends, wishes to be free.
//!
//! It can be interrupted after any step, and is the same on every device for the same number of steps.
//! Like everything that is proposed it is checked again when it is published.

use super::contest::Claim;
use super::hours::hours;
use super::{NoPlace, Place, Round};
use crate::event::Publication;
use crate::id::{PersonId, RoundId};
use crate::shift::Shift;
use crate::team::Team;

mod asked;
mod because;
mod fill;
mod improve;
mod picks;
mod seat;

use asked::Asked;
use seat::{Seat, Spot};

/// A round with an owner, or none, for each place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Which round.
    pub round: RoundId,
    /// Its revision.
    pub revision: u32,
    /// Its places, in the order of a publication.
    pub given: Vec<Given>,
    /// The picks that come to nothing: whose, of which line, and why.
    pub missed: Vec<(PersonId, u16, NoPlace)>,
    /// How good it is.
    pub score: Score,
}

/// A place and whose it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its line.
    pub line: u16,
    /// The shift, with its owner.
    pub shift: Shift,
    /// Why it is theirs, or nobody's.
    pub why: Because,
}

/// Why a place is somebody's, or nobody's, in a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// They had it before anybody picked.
    Filled,
    /// They picked it, and there is room for all who did.
    Picked,
    /// More picked it than are needed.
    Contested {
        /// What their pick stands on.
        own: Claim,
        /// What the first one's stands on who does not get it.
        next: Claim,
    },
    /// Nobody else could have it.
    Only,
    /// They wished it, with this weight.
    Wished(i32),
    /// They are further below their hours than all others who could have it.
    Hours {
        /// Minutes they have without it.
        had_min: i32,
        /// Minutes they should have.
        target_min: i32,
    },
    /// They carry less than all others who could have it; burden per contract hour, thousandths.
    Lighter {
        /// They, without it.
        own: i64,
        /// The next.
        next: i64,
    },
    /// All of it together comes out best this way; so many others could have had it.
    Together {
        /// So many.
        others: usize,
    },
    /// Nobody can have it.
    Nobody(Nobody),
}

/// How many can't have a place, by reason. Nobody is named: the reasons are theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nobody {
    /// They are not qualified.
    pub unqualified: usize,
    /// They work then.
    pub busy: usize,
    /// The law, or a wish never to work it after another, forbids it.
    pub rules: usize,
    /// They have their hours.
    pub full: usize,
}

/// How good a proposal is; less is better, and the first that differs decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// So many places are open.
    pub open: usize,
    /// So many need a word, by a collective agreement, an employer's decision or what the team asks of
    /// those who work together.
    pub amber: usize,
    /// Points for hours away from the contract, for unevenly carried burden, and for wishes.
    pub points: i64,
}

impl Proposal {
    /// Returns what to publish.
    pub fn publication(&self) -> Publication {
        let owners: Vec<_> = self.given.iter().map(|given| given.shift.owner).collect();
        Publication::of(self.round, self.revision, &owners)
    }
}

/// Most questions to the rules in all, where nobody interrupts.
const WORK_MAX: u32 = 40_000;

/// Returns a proposal for a round as it is.
pub fn propose(team: &Team, round: &Round) -> Proposal {
    let mut drafting = Drafting::begin(team, round);
    while drafting.step(team, WORK_MAX) {}
    drafting.finish(team)
}

/// A proposal that is being made, step by step, so that nobody's screen stands still for it.
#[derive(Clone, Debug)]
pub struct Drafting {
    round: RoundId,
    revision: u32,
    spots: Vec<Spot>,
    seats: Vec<Seat>,
    /// By spot, what the team's own rules ask of those who work together.
    asked: Vec<Vec<Asked>>,
    missed: Vec<(PersonId, u16, NoPlace)>,
    stage: Stage,
    /// Questions put to the rules so far.
    work: u32,
}

/// What is to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Giving what is left.
    Fill,
    /// Making it better: the place that is looked at, and whether something changed in this pass.
    Improve { at: usize, changed: bool },
    /// No better one is found this way.
    Done,
}

impl Drafting {
    /// Begins with what is picked. It looks at final things only, so give it the final team, and the same
    /// one at every step.
    pub fn begin(team: &Team, round: &Round) -> Self {
        let places = round.places();
        let hours = hours(team, round);
        let seats = hours
            .iter()
            .map(|(person, hours)| Seat::new(team, round, (*person, hours.target_min), &places));
        let seats: Vec<_> = seats.collect();
        let shifts: Vec<_> = places.iter().map(|place| &place.shift).collect();
        let people: Vec<_> = seats.iter().map(|seat| seat.person).collect();
        let asked = Asked::of(team, &shifts, &people);
        let mut drafting = Self {
            round: round.id,
            revision: round.revision,
            spots: places
                .into_iter()
                .map(|place| Spot::new(team, place))
                .collect(),
            seats,
            asked,
            missed: Vec::new(),
            stage: Stage::Fill,
            work: 0,
        };
        drafting.keep_picks(team, round);
        drafting
    }

    /// Returns the lines that somebody picked and others get.
    pub(super) fn lost(&self, person: PersonId) -> impl Iterator<Item = u16> + '_ {
        let missed = self.missed.iter();
        let own = missed.filter(move |(who, _, why)| *who == person && *why == NoPlace::Others);
        own.map(|(_, line, _)| *line)
    }

    /// Goes on for so many questions to the rules at the most, or a few more; tells whether there is
    /// more to do.
    pub fn step(&mut self, team: &Team, questions: u32) -> bool {
        let until = self.work.saturating_add(questions).min(WORK_MAX);
        while self.work < until && self.stage != Stage::Done {
            match self.stage {
                Stage::Fill => {
                    if !self.fill_one(team) {
                        self.stage = Stage::Improve {
                            at: 0,
                            changed: false,
                        };
                    }
                }
                Stage::Improve { at, changed } => {
                    let changed = self.improve_one(team, at) || changed;
                    self.stage = if at + 1 < self.spots.len() {
                        let at = at + 1;
                        Stage::Improve { at, changed }
                    } else if changed {
                        Stage::Improve {
                            at: 0,
                            changed: false,
                        }
                    } else {
                        Stage::Done
                    };
                }
                Stage::Done => {}
            }
        }
        self.stage != Stage::Done && self.work < WORK_MAX
    }

    /// Returns how good it is so far.
    pub fn score(&self) -> Score {
        let points = self.seats.iter().map(Seat::cost);
        let tastes = self.spots.iter().enumerate().filter_map(|(at, spot)| {
            let seat = self.seats.get(spot.owner?)?;
            Some(seat.taste(at))
        });
        Score {
            open: self
                .spots
                .iter()
                .filter(|spot| spot.owner.is_none())
                .count(),
            amber: self.spots.iter().filter(|spot| spot.is_amber).count(),
            points: points.chain(tastes).fold(0, i64::saturating_add),
        }
    }

    /// Returns the proposal as far as it is made, with its reasons.
    pub fn finish(mut self, team: &Team) -> Proposal {
        self.explain(team);
        let score = self.score();
        let person = |at: usize| self.seats.get(at).map(|seat| seat.person);
        let given = self.spots.iter().map(|spot| Given {
            line: spot.place.line,
            shift: Shift {
                owner: spot.owner.and_then(person),
                ..spot.place.shift.clone()
            },
            why: spot.why.unwrap_or(Because::Together { others: 0 }),
        });
        Proposal {
            given: given.collect(),
            round: self.round,
            revision: self.revision,
            missed: self.missed,
            score,
        }
    }
}

#[cfg(test)]
mod tests;
