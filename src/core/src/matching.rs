//! Matching: who could swap what with whom, laid out for the search for circles.
//!
//! Offers, wishes, open shifts and the rules become a [`Pool`]: a vertex for each shift that may go,
//! an arc where somebody may and would take it. Whatever is found in it is a proposal; people say
//! yes to their own part of it, and everything is checked again when they do.

mod couple;
mod stand;
mod taste;

use std::collections::BTreeSet;

use crate::assess::{Light, effect};
use crate::burden::{burden, familiar, has_dutch_holidays, unsocial_min};
use crate::check::{Change, Handover, obstacles};
use crate::circle::{Arc, Circle, PersonNr, Pool, Vertex, VertexKind, VertexNr};
use crate::event::Move;
use crate::id::{PersonId, ShiftId};
use crate::proposal::ProposalState;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

use stand::Stand;

/// Most people in a circle, and most handovers in a chain, in a small market.
const LONG: (u8, u8) = (5, 4);
/// In a large one there are too many long circles, and too many people to agree.
const SHORT: (u8, u8) = (3, 3);
/// A market is small up to so many arcs.
const SMALL_ARCS: usize = 400;
/// A person is asked for so many circles at once at the most.
const CIRCLES_A_PERSON: u16 = 2;

/// What it is worth to help somebody who asked: one more of them outweighs every preference.
const ASKED: i32 = 10_000;
/// What it is worth to meet a standing wish, where nobody asked for anything.
const STANDING: i32 = 3_000;
/// What a wish is worth, for each unit of its weight.
const WISHED: i32 = 100;
/// The most that an evened burden is worth.
const EVENED_MAX: i32 = 60;
/// What a familiar face is worth, up to [`FAMILIAR`] times in 90 days.
const FACE: i32 = 8;
const FAMILIAR: usize = 4;

/// Nobody: stands for whoever gets a shift when only its giver is looked at.
const NOBODY: PersonId = PersonId::from_bytes([0; 16]);

/// All that could be swapped at a moment.
#[derive(Clone, Debug, Default)]
pub struct Market {
    stands: Vec<Stand>,
    pool: Pool,
}

/// A market that is being laid out, person by person, so that nobody's screen stands still for it.
#[derive(Clone, Debug)]
pub struct Layout {
    stands: Vec<Stand>,
    people: Vec<PersonId>,
    /// Whose arcs come next.
    next: usize,
    refused: BTreeSet<(PersonId, ShiftId, Option<ShiftId>)>,
    pool: Pool,
}

impl Layout {
    /// Begins with who brings what. It looks at final things only, so give it the final team, and the
    /// same one at every step.
    pub fn begin(team: &Team, now: Moment) -> Self {
        let stands = stand::all(team, now);
        let people: BTreeSet<_> = stands.iter().filter_map(|stand| stand.person).collect();
        let people: Vec<_> = people.into_iter().collect();
        let number = |person: PersonId| {
            let at = people.binary_search(&person).ok()?;
            u16::try_from(at).ok().map(PersonNr)
        };
        let vertices = stands.iter().map(|stand| Vertex {
            kind: stand.kind,
            person: stand.person.and_then(number),
        });
        let pool = Pool {
            vertices: vertices.collect(),
            person_once_per_circle: true,
            ..Pool::default()
        };
        Self {
            refused: refused(team),
            next: 0,
            stands,
            people,
            pool,
        }
    }

    /// Lays out what one more person could take; tells whether there are more.
    pub fn step(&mut self, team: &Team) -> bool {
        let Some(person) = self.people.get(self.next).copied() else {
            return false;
        };
        self.next += 1;
        let first = self.pool.arcs.len();
        for (from, taker) in numbered(&self.stands) {
            if taker.person != Some(person) {
                continue;
            }
            for (to, giver) in numbered(&self.stands) {
                let weight = worth(team, taker, giver, &self.refused);
                let arc = weight.map(|weight| Arc { from, to, weight });
                self.pool.arcs.extend(arc);
            }
        }
        couple::couple(team, &self.stands, (person, first), &mut self.pool);
        self.next < self.people.len()
    }

    /// Returns the market as far as it is laid out.
    pub fn finish(self) -> Market {
        let mut pool = self.pool;
        let small = pool.arcs.len() <= SMALL_ARCS;
        (pool.max_cycle, pool.max_chain) = if small { LONG } else { SHORT };
        Market {
            stands: self.stands,
            pool: pool.with_cap(CIRCLES_A_PERSON),
        }
    }
}

impl Market {
    /// Lays out all that could be swapped, at once.
    pub fn of(team: &Team, now: Moment) -> Self {
        let mut layout = Layout::begin(team, now);
        while layout.step(team) {}
        layout.finish()
    }

    /// Returns the problem to solve.
    pub const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Returns what to propose for a circle that was found.
    pub fn moves(&self, circle: &Circle) -> Vec<Move> {
        let vertices = &circle.vertices;
        let next = vertices.iter().skip(1).chain(vertices.first());
        let pairs = vertices.iter().zip(next);
        let stand = |vertex: &VertexNr| self.stands.get(usize::from(vertex.0));
        let moves = pairs.filter_map(|(taker, giver)| {
            let (shift, revision) = stand(giver)?.gives?;
            Some(Move {
                shift,
                revision,
                to: stand(taker)
                    .filter(|taker| taker.kind != VertexKind::Open)?
                    .person?,
            })
        });
        moves.collect()
    }
}

/// Counts vertices as the pool does.
fn numbered(stands: &[Stand]) -> impl Iterator<Item = (VertexNr, &Stand)> {
    (0..=u16::MAX).map(VertexNr).zip(stands)
}

/// Returns what somebody said no to: they, what they would have got, what they would have given.
fn refused(team: &Team) -> BTreeSet<(PersonId, ShiftId, Option<ShiftId>)> {
    let dissolved = team
        .proposals
        .values()
        .filter_map(|found| match found.state {
            ProposalState::Dissolved { by } => Some((found, by)),
            _ => None,
        });
    let no = dissolved.flat_map(|(found, by)| {
        let gives = found.moves.iter().find(|step| step.from == Some(by));
        let gives = gives.map(|step| step.shift);
        let gets = found.moves.iter().filter(move |step| step.to == by);
        gets.map(move |step| (by, step.shift, gives))
    });
    no.collect()
}

/// Returns what it is worth that one stand takes the shift of another; nothing if it may not, or
/// would not.
fn worth(
    team: &Team,
    taker: &Stand,
    giver: &Stand,
    refused: &BTreeSet<(PersonId, ShiftId, Option<ShiftId>)>,
) -> Option<i32> {
    let person = taker.person?;
    if taker.kind == VertexKind::Open || giver.person == Some(person) {
        return None;
    }
    let (shift, _) = giver.gives?;
    let gives = taker.gives.map(|(gives, _)| gives);
    if refused.contains(&(person, shift, gives)) {
        return None;
    }
    let shift = team.roster.get(shift)?;
    let wish = taste::wants(team, taker, shift).filter(|_| keeps_mix(team, person, shift))?;
    // What only fits if something else goes too is an arc as well, bound to that.
    let fits = suits(team, person, gives.as_slice(), &[shift])
        || couple::helper(team, taker, shift).is_some();
    let helped = match taker.accepts {
        stand::Accepts::Wished { .. } if !taker.is_offered => STANDING,
        _ => ASKED,
    };
    fits.then(|| {
        helped
            + i32::from(wish) * WISHED
            + evened(team, person, gives, shift)
            + face(team, person, shift)
    })
}

/// Tells whether whoever takes a shift brings what the team's skill mix counted on. Others on the same
/// shift may bring it too, so this is stricter than the rule; but no set of circles can break it.
fn keeps_mix(team: &Team, taker: PersonId, shift: &Shift) -> bool {
    let has = |person: Option<PersonId>, qualification| {
        let person = person.and_then(|person| team.people.get(&person));
        person.is_some_and(|person| person.qualifications.contains(qualification))
    };
    let rules = team.rules.iter().flat_map(|rules| &rules.own.mix);
    let mut mix = rules.filter(|mix| mix.kind == shift.kind);
    mix.all(|mix| !has(shift.owner, &mix.qualification) || has(Some(taker), &mix.qualification))
}

/// Tells whether somebody may give some shifts and get others: nothing in the way, and nobody to ask.
fn suits(team: &Team, person: PersonId, gives: &[ShiftId], gets: &[&Shift]) -> bool {
    let given = gives.iter().map(|shift| Handover {
        shift: *shift,
        from: Some(person),
        to: NOBODY,
        part: None,
    });
    let got = gets.iter().map(|shift| Handover {
        shift: shift.id,
        from: shift.owner,
        to: person,
        part: None,
    });
    let change = Change::new(got.chain(given).collect());
    let mut taken = change
        .handovers()
        .iter()
        .filter(|handover| handover.to == person);
    taken.all(|handover| obstacles(team, &change, *handover).is_empty())
        && clash_free(gets)
        && effect(team, &change, person).light() < Light::Amber
}

/// Tells whether some shifts leave each other room.
fn clash_free(gets: &[&Shift]) -> bool {
    let mut rest = gets.iter();
    while let Some(shift) = rest.next() {
        if rest.clone().any(|other| other.span.overlaps(shift.span)) {
            return false;
        }
    }
    true
}

/// Returns what it is worth that the burden moves to whom it weighs less on.
fn evened(team: &Team, taker: PersonId, gives: Option<ShiftId>, shift: &Shift) -> i32 {
    let Some(giver) = shift.owner else {
        return 0;
    };
    let holidays = has_dutch_holidays(team);
    let given = gives.and_then(|gives| team.roster.get(gives));
    let given = given.map_or(0, |given| unsocial_min(given.span, holidays));
    let more = unsocial_min(shift.span, holidays).saturating_sub(given);
    let around = shift.span.start().day();
    let of = |person| burden(team, person, around).per_contract();
    let lighter = (of(giver) - of(taker)).clamp(-1_000, 1_000);
    let lighter = i32::try_from(lighter).unwrap_or(0);
    // Hours that move, times how much lighter their new bearer is, both brought to about 1.
    (more.clamp(-600, 600) * lighter / 600 * EVENED_MAX / 1_000).clamp(-EVENED_MAX, EVENED_MAX)
}

fn face(team: &Team, person: PersonId, shift: &Shift) -> i32 {
    let often = familiar(team, person, shift.unit, shift.span.start()).min(FAMILIAR);
    FACE * i32::try_from(often).unwrap_or(0)
}

#[cfg(test)]
mod tests;
