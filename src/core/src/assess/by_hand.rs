//! What the rules say of a roster that somebody changes by hand: advice, nothing is forbidden.

use std::collections::BTreeMap;

use super::{Assessment, Effect, duty, judged, team};
use crate::burden::{burden, familiar};
use crate::check::needs;
use crate::id::{PersonId, ShiftId};
use crate::refusal::Refusal;
use crate::rules::Duty;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

/// What changes for one person: the shifts that go, and those that come.
#[derive(Default)]
struct Turn<'a> {
    gone: Vec<ShiftId>,
    come: Vec<&'a Shift>,
}

/// Returns what is new or worse in a roster for everybody whose shifts differ from those before.
///
/// `now` decides only whether it comes too late for the team's own rules.
pub fn assess_by_hand(before: &Team, after: &Team, now: Moment) -> Assessment {
    let mut turns = BTreeMap::<PersonId, Turn<'_>>::new();
    for shift in before.roster.iter() {
        if let Some(owner) = shift.owner
            && after.roster.get(shift.id) != Some(shift)
        {
            turns.entry(owner).or_default().gone.push(shift.id);
        }
    }
    for shift in after.roster.iter() {
        if let Some(owner) = shift.owner
            && before.roster.get(shift.id) != Some(shift)
        {
            turns.entry(owner).or_default().come.push(shift);
        }
    }
    let come = turns.values().flat_map(|turn| turn.come.iter().copied());
    let gone = turns.values().flat_map(|turn| &turn.gone);
    let gone = gone.filter_map(|id| before.roster.get(*id));
    let mut all = Assessment {
        team: team::breaches_by_hand((before, after), &come.collect::<Vec<_>>(), gone, now),
        ..Assessment::default()
    };
    for (person, mut turn) in turns {
        turn.come.sort_by_key(|shift| (shift.span, shift.id));
        for shift in &turn.come {
            all.obstacles.extend(obstacles(after, person, shift, &turn));
        }
        all.effects.extend(effect((before, after), person, &turn));
    }
    all
}

/// Returns what can't be at all: two shifts at once, told of each two once, and a missing qualification.
fn obstacles(after: &Team, person: PersonId, shift: &Shift, turn: &Turn<'_>) -> Vec<Refusal> {
    let is_new = |other: &Shift| turn.come.iter().any(|come| come.id == other.id);
    let others = after.roster.overlapping(person, shift.span);
    let others = others.filter(|other| other.id != shift.id);
    let once =
        others.filter(|other| !is_new(other) || (other.span, other.id) < (shift.span, shift.id));
    let overlaps = once.map(|other| Refusal::Overlap {
        person,
        shift: shift.id,
        with: other.id,
    });
    let known = after
        .people
        .get(&person)
        .map(|person| &person.qualifications);
    let missing = needs(after, shift)
        .filter(|needs| !known.is_some_and(|known| known.contains(needs)))
        .map(|needs| Refusal::NotQualified {
            person,
            shift: shift.id,
            needs,
        });
    overlaps.chain(missing).collect()
}

fn effect((before, after): (&Team, &Team), person: PersonId, turn: &Turn<'_>) -> Option<Effect> {
    let gone = turn.gone.iter().filter_map(|id| before.roster.get(*id));
    let around = turn.come.iter().copied().chain(gone).next()?;
    let around = around.span.start().day();
    let added: Vec<Duty> = turn.come.iter().map(|shift| duty(after, shift)).collect();
    let come = turn.come.iter();
    Some(Effect {
        person,
        judgement: judged((before, after), person, &turn.gone, &added),
        burden_before: burden(before, person, around),
        burden_after: burden(after, person, around),
        familiar: come
            .map(|shift| familiar(before, person, shift.unit, shift.span.start()))
            .min(),
    })
}
