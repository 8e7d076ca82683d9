//! Who left, and what was said the team is.

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::Held;

/// Who left has nothing to come, asks nothing and is asked nothing.
pub(in super::super) fn who_left_is_nowhere(team: &Team) -> Held {
    let gone = team.people.values().filter(|person| !person.is_member());
    for person in gone {
        let (id, left) = (person.id, person.left.unwrap());
        prop_assert!(!person.coordinator && !team.is_approver(id));
        let mut shifts = team.roster.of(Some(id));
        prop_assert!(shifts.all(|shift| shift.has_begun(left.moment())));
        let mut devices = team.devices.values();
        prop_assert!(devices.all(|device| device.person != id));
        for offer in team.offers.values().filter(|offer| offer.is_open()) {
            let is_asked = match &offer.to {
                Audience::Everyone => false,
                Audience::Some(people) | Audience::InTurn { people, .. } => people.contains(&id),
            };
            prop_assert!(offer.by != Some(id) && !is_asked);
            prop_assert!(!offer.answers.contains_key(&id) && !offer.waiting.contains(&id));
        }
        let mut circles = team.proposals.values().filter(|found| found.is_open());
        prop_assert!(circles.all(|found| !found.concerns(id)));
        prop_assert!(team.wishes.values().all(|wish| wish.person != id));
        let mut debts = team.debts_of(id);
        prop_assert!(debts.all(|(_, debt)| debt.state != DebtState::Open));
    }
    let mut coordinators = team.devices.values();
    prop_assert!(coordinators.any(|device| team.is_coordinator(device.person)));
    Ok(())
}

/// A checkpoint that holds is followed by later ones alone, and claims are few and of members.
pub(in super::super) fn checkpoints(before: &Ward, after: &Ward) -> Held {
    let number = |ward: &Ward| ward.team.checkpoint.map_or(0, |found| found.number);
    let (had, has) = (number(before), number(after));
    prop_assert!(had <= has && has < after.number.max(1));
    prop_assert!(had < has || before.team.checkpoint == after.team.checkpoint);
    let claims: Vec<_> = (0..=after.number)
        .flat_map(|number| {
            after
                .team
                .claims
                .about(number)
                .map(move |(who, _)| (number, who))
        })
        .collect();
    prop_assert!(
        claims
            .iter()
            .all(|(number, who)| *number > has && after.team.is_member(*who))
    );
    for person in PEOPLE {
        let own = claims.iter().filter(|(_, who)| *who == person);
        prop_assert!(own.count() <= crate::checkpoint::CLAIMS_MAX);
    }
    Ok(())
}
