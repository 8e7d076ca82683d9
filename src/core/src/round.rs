//! Self-rostering rounds: everybody picks, the team solves what does not fit, it becomes roster.
//!
//! Two who pick the same place at the same time are no trouble: in the first phase more may want a place
//! than are needed, and in the second everybody sees it. What there is to see is computed from the team
//! and shown as it is: [`readiness()`], [`my_places`], [`my_hours`], [`progress()`], [`staffing()`],
//! [`suggestions()`], and a fair [`Proposal`] for what is left.
//!
//! Reading order: this, [`mod@step`], [`places`], [`mod@hours`], `crew`, [`mod@readiness`], [`view`], [`contest`], [`suggest`],
//! [`mod@propose`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::Demand;
use crate::id::{EventId, PersonId, QualificationId, RoundId, ShiftId};
use crate::replay::Stamp;
use crate::rules::Rule;
use crate::time::Day;

pub mod contest;
mod crew;
#[cfg(test)]
mod fixture;
pub mod hours;
pub mod places;
pub mod propose;
pub mod readiness;
pub mod step;
pub mod suggest;
pub mod view;

pub use hours::{Hours, hours};
pub use places::Place;
pub use propose::{Because, Drafting, Given, Nobody, Proposal, Score, propose};
pub use readiness::{Finding, readiness};
pub use step::{Input, Step, step};
pub use suggest::{Suggestion, suggestions};
pub use view::{
    Level, Mine, MyPlace, Progress, Staffed, Staffing, my_hours, my_places, progress, staffing,
};

/// A self-rostering round.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Who opened it.
    pub by: PersonId,
    /// When it was opened.
    pub made: Stamp,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// So many picks of a person may count first.
    pub jokers: u8,
    /// Until when everybody picks, and until when the team solves, Unix milliseconds.
    pub until_ms: [Option<u64>; 2],
    /// Counts how often it was moved on or back, or added to.
    pub revision: u32,
    /// Where it stands.
    pub phase: Phase,
    /// When the phase ends by itself, Unix milliseconds.
    pub ends_ms: Option<u64>,
    /// What is needed. When it is over that stands in the roster, and no more here.
    pub demand: Demand,
    /// Who picked which lines, and whether with a joker. It does not matter who was first.
    pub picks: BTreeMap<PersonId, BTreeMap<u16, bool>>,
    /// Who did not get what they picked or what was given to them, once it is published.
    pub missed: Vec<Missed>,
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// Everybody picks; more may pick a place than are needed.
    Picking,
    /// The team solves what does not fit: only what is not taken can be picked.
    Solving,
    /// Nobody picks any more; a coordinator publishes it.
    Closed,
    /// It is roster.
    Published {
        /// By which event, whose shifts they are ([`ShiftId::nth`]).
        event: EventId,
        /// So many.
        places: u32,
        /// When.
        at: Stamp,
    },
    /// It was called off.
    Cancelled,
}

/// Somebody did not get a shift they had picked, or that was meant for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Missed {
    /// Who.
    pub person: PersonId,
    /// The shift; of several alike the first.
    pub shift: ShiftId,
    /// Why.
    pub why: NoPlace,
}

/// Why somebody does not get a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoPlace {
    /// Others got it: as many as are needed.
    Others,
    /// It is open: nobody was given it.
    Left,
    /// They are not qualified.
    Unqualified(QualificationId),
    /// They work then.
    Busy(ShiftId),
    /// The law forbids it.
    Law(Rule),
    /// They are not in the team (any more).
    Gone,
}

/// Why a place needs a coordinator's word, though the law does not forbid it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// The employer has to confirm something, or it is advised against.
    Rule(Rule),
    /// More work in that week than the team wants without a word.
    Week,
    /// Sooner than the team wants a change.
    Soon,
    /// Too few places would be left for colleagues with this qualification.
    Lacks(QualificationId),
}

impl Phase {
    /// Tells whether it is still going on.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Picking | Self::Solving | Self::Closed)
    }
}

impl Round {
    /// Returns who picked a line, and whether with a joker, in the order of their ids.
    pub fn picked(&self, line: u16) -> impl Iterator<Item = (PersonId, bool)> + '_ {
        let all = self.picks.iter();
        all.filter_map(move |(person, picks)| Some((*person, *picks.get(&line)?)))
    }

    /// Returns how many jokers a person has left.
    pub fn jokers_left(&self, person: PersonId) -> u8 {
        self.jokers.saturating_sub(self.spent(person, &[]))
    }

    /// Returns how many jokers a person spent on other lines than these.
    fn spent(&self, person: PersonId, but: &[u16]) -> u8 {
        let picks = self.picks.get(&person).into_iter().flatten();
        let spent = picks.filter(|(line, joker)| **joker && !but.contains(line));
        u8::try_from(spent.count()).unwrap_or(u8::MAX)
    }

    /// Returns the shifts it became.
    pub fn shifts(&self) -> impl Iterator<Item = ShiftId> {
        let published = match self.phase {
            Phase::Published { event, places, .. } => Some((event, places)),
            Phase::Picking | Phase::Solving | Phase::Closed | Phase::Cancelled => None,
        };
        let published = published.into_iter();
        published.flat_map(|(event, places)| (0..places).map(move |nth| ShiftId::nth(event, nth)))
    }

    /// Begins a phase.
    pub(crate) fn enter(&mut self, phase: Phase, until_ms: Option<u64>, now_ms: u64) {
        let [pick, solve] = self.until_ms;
        let own_ms = match phase {
            Phase::Picking => until_ms.or(pick),
            Phase::Solving => until_ms.or(solve),
            Phase::Closed | Phase::Published { .. } | Phase::Cancelled => None,
        };
        self.phase = phase;
        // Back in a phase whose time is over, the team moves on by hand.
        self.ends_ms = own_ms.filter(|own_ms| *own_ms > now_ms);
        self.revision = self.revision.wrapping_add(1);
        if !phase.is_open() {
            self.demand = Demand::default();
            self.picks.clear();
        }
    }

    /// Forgets somebody who left.
    pub(crate) fn forget(&mut self, person: PersonId) {
        self.picks.remove(&person);
        let at = self.demand.people.iter().position(|other| *other == person);
        let Some(at) = at.and_then(|at| u16::try_from(at).ok()) else {
            return;
        };
        for line in &mut self.demand.lines {
            line.place.owner = line.place.owner.filter(|owner| *owner != at);
        }
    }

    /// Tells whether somebody is in it.
    pub(crate) fn knows(&self, person: PersonId) -> bool {
        self.picks.contains_key(&person) || self.demand.people.contains(&person)
    }
}

#[cfg(test)]
mod tests;
