//! Whether a round can come to something, before it starts: enough people, enough hours.
//!
//! A blank sheet for a team that is too small only shows it how short it is; so this is said first.

use std::collections::{BTreeMap, BTreeSet};

use super::hours::{Hours, is_qualified, shifts, targets, work_min};
use crate::check::needs;
use crate::event::Demand;
use crate::gather::gather;
use crate::id::{KindId, PersonId, QualificationId};
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Day;

/// Something to know before a round starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Nothing is needed.
    Nothing,
    /// On some day more places of a kind are needed than people could take them; the worst day.
    TooFewPeople {
        /// The kind.
        kind: KindId,
        /// What it asks for, if anything.
        needs: Option<QualificationId>,
        /// The day.
        day: Day,
        /// So many places.
        places: usize,
        /// So many people.
        people: usize,
    },
    /// More hours are needed than the contracts have.
    TooFewHours {
        /// Of those who have this; nothing: of everybody.
        needs: Option<QualificationId>,
        /// Minutes of work that are needed.
        demanded_min: i32,
        /// Minutes that the contracts leave in the period.
        there_min: i32,
        /// So many people come on top whose contract is not known.
        unknown: usize,
    },
    /// The contracts have more hours than are needed: some will not get theirs.
    TooManyHours {
        /// Minutes of work that are needed.
        demanded_min: i32,
        /// Minutes that the contracts leave in the period.
        there_min: i32,
    },
    /// Of so many people no contract is known: they share what is left.
    NoContract {
        /// So many.
        people: usize,
    },
}

impl Finding {
    /// Tells whether a round that starts in spite of it will leave places open.
    pub const fn is_grave(&self) -> bool {
        match self {
            Self::Nothing | Self::TooFewPeople { .. } => true,
            Self::TooFewHours { unknown, .. } => *unknown == 0,
            Self::TooManyHours { .. } | Self::NoContract { .. } => false,
        }
    }
}

/// Returns what to know before a round of these days and this demand starts, the gravest first.
pub fn readiness(team: &Team, days: (Day, Day), demand: &Demand) -> Vec<Finding> {
    let targets = targets(team, days, demand);
    let lines: Vec<_> = shifts(demand).collect();
    let mut found = people(team, &lines);
    found.extend(hours(team, &lines, &targets));
    if lines.is_empty() {
        found.push(Finding::Nothing);
    }
    let unknown = targets.values().filter(|one| !one.is_known).count();
    if unknown > 0 {
        found.push(Finding::NoContract { people: unknown });
    }
    found.sort_by_key(|finding| (!finding.is_grave(), *finding));
    found
}

/// Returns the kinds of which a day needs more than there are people.
fn people(team: &Team, lines: &[(u8, Shift)]) -> Vec<Finding> {
    let mut days: BTreeMap<_, usize> = BTreeMap::new();
    for (count, shift) in lines {
        let own: BTreeSet<_> = gather(needs(team, shift));
        let key = (shift.kind, own, shift.span.start().day());
        *days.entry(key).or_default() += usize::from(*count);
    }
    let mut worst: BTreeMap<_, (usize, Day)> = BTreeMap::new();
    for ((kind, own, day), places) in days {
        let most = worst.entry((kind, own)).or_insert((places, day));
        if places > most.0 {
            *most = (places, day);
        }
    }
    let found = worst
        .into_iter()
        .filter_map(|((kind, own), (places, day))| {
            let fit = team.members();
            let fit = fit.filter(|person| {
                own.iter()
                    .all(|needs| person.qualifications.contains(needs))
            });
            let people = fit.count();
            (people < places).then_some(Finding::TooFewPeople {
                kind,
                needs: own.first().copied(),
                day,
                places,
                people,
            })
        });
    found.collect()
}

/// Returns where hours and contracts do not meet: of everybody, and of each qualification.
fn hours(team: &Team, lines: &[(u8, Shift)], targets: &BTreeMap<PersonId, Hours>) -> Vec<Finding> {
    let asked = lines.iter().flat_map(|(_, shift)| needs(team, shift));
    let asked: BTreeSet<_> = gather(asked.map(Some).chain([None]));
    let found = asked.into_iter().filter_map(|asked| {
        let is_asked =
            |shift: &Shift| asked.is_none_or(|asked| needs(team, shift).any(|one| one == asked));
        let of_it = lines.iter().filter(|(_, shift)| is_asked(shift));
        let demanded_min = of_it.clone().fold(0_i32, |sum, (count, shift)| {
            sum.saturating_add(work_min(shift).saturating_mul((*count).into()))
        });
        let fits = |person: &PersonId| {
            let person = team.people.get(person);
            person.is_some_and(|person| {
                of_it
                    .clone()
                    .any(|(_, shift)| is_qualified(team, person, shift))
            })
        };
        let fit: Vec<_> = targets.iter().filter(|(person, _)| fits(person)).collect();
        let known = fit.iter().filter(|(_, hours)| hours.is_known);
        let there_min = known.fold(0_i32, |sum, (_, hours)| {
            sum.saturating_add(hours.target_min)
        });
        let unknown = fit.iter().filter(|(_, hours)| !hours.is_known).count();
        if there_min < demanded_min {
            Some(Finding::TooFewHours {
                needs: asked,
                demanded_min,
                there_min,
                unknown,
            })
        } else if asked.is_none() && there_min > demanded_min {
            Some(Finding::TooManyHours {
                demanded_min,
                there_min,
            })
        } else {
            None
        }
    });
    found.collect()
}
