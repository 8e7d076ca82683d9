//! What becomes of rounds.

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::Held;
use crate::round::{Phase, Round};

/// Returns the rounds that a step published, as they were before it.
pub(in super::super) fn published<'a>(
    before: &'a Ward,
    after: &'a Ward,
) -> Vec<(&'a Round, &'a Round)> {
    let was_open = |round: &Round| round.phase.is_open();
    let is_over = |round: &Round| matches!(round.phase, Phase::Published { .. });
    let old = before.team.rounds.values().filter(|round| was_open(round));
    let both = old.filter_map(|old| Some((old, after.team.rounds.get(&old.id)?)));
    both.filter(|(_, new)| is_over(new)).collect()
}

/// Each place that was needed is one shift, with an owner or open, and nothing else came with it; who
/// picked a place has it, or is told why not.
pub(in super::super) fn no_place_is_lost_or_doubled(before: &Ward, after: &Ward) -> Held {
    for (old, new) in published(before, after) {
        let places = old.places();
        let shifts: Vec<_> = new.shifts().map(|shift| after.shift(shift)).collect();
        prop_assert_eq!(places.len(), shifts.len());
        prop_assert_eq!(
            after.team.roster.len(),
            before.team.roster.len() + places.len()
        );
        for (place, shift) in places.iter().zip(&shifts) {
            let (place, had) = (&place.shift, before.team.roster.get(shift.id));
            prop_assert_eq!(had, None);
            prop_assert_eq!((place.span, place.kind), (shift.span, shift.kind));
            prop_assert!(shift.owner.is_none_or(|owner| after.team.is_member(owner)));
        }
        for (person, picks) in &old.picks {
            for line in picks.keys() {
                let alike = places.iter().zip(&shifts);
                let mut alike = alike.filter(|(place, _)| place.line == *line);
                let told = |shift: &Shift| {
                    let mut missed = new.missed.iter();
                    missed.any(|missed| missed.person == *person && missed.shift == shift.id)
                };
                let is_known = alike.any(|(_, shift)| shift.owner == Some(*person) || told(shift));
                prop_assert!(is_known, "{:?} {}", person, line);
            }
        }
    }
    Ok(())
}

/// A joker is spent once at the most, nobody picks what is not there, and who left picks nothing.
pub(in super::super) fn picks(team: &Team) -> Held {
    for round in team.rounds.values() {
        for (person, picks) in &round.picks {
            prop_assert!(team.is_member(*person) && !picks.is_empty());
            prop_assert!(
                picks.values().filter(|joker| **joker).count() <= usize::from(round.jokers)
            );
            prop_assert!(picks.keys().all(|line| round.line(*line).is_some()));
        }
        let mut places = round.places().into_iter();
        prop_assert!(
            places.all(|place| place.shift.owner.is_none_or(|owner| team.is_member(owner)))
        );
        prop_assert!(round.phase.is_open() || round.ends_ms.is_none());
    }
    Ok(())
}
