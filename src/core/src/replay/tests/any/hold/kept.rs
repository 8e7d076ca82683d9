//! What is kept beside the tables, and a team without the numbers of its events.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::Held;
use crate::due::{Agenda, Due};

pub(in super::super) fn indexes(team: &Team) -> Held {
    let mut agenda = Agenda::default();
    let (mut offers, mut circles) = (BTreeMap::new(), BTreeMap::new());
    for offer in team.offers.values().filter(|offer| offer.is_open()) {
        let shifts: Vec<_> = offer.shifts().map(|found| found.shift).collect();
        let starts = shifts
            .iter()
            .map(|shift| team.roster.get(*shift).unwrap().span.start());
        let begins_ms = starts
            .map(ms)
            .min()
            .filter(|begins_ms| *begins_ms > offer.made.time_ms);
        agenda.add(
            begins_ms.filter(|_| team.agreements.is_some()),
            Due::Begin(offer.id),
        );
        agenda.add(offer.closes_ms, Due::Close(offer.id));
        agenda.add(offer.decide_ms, Due::Decide(offer.id));
        for shift in shifts {
            prop_assert_eq!(
                offers.insert(shift, offer.id),
                None,
                "in one open offer at a time"
            );
            prop_assert_eq!(team.open_offer_of(shift), Some(offer));
        }
        // Its clocks run only for somebody.
        let says_yes = offer.answers.values().any(|answer| answer.is_yes());
        prop_assert!(says_yes || offer.closes_ms.is_none());
        prop_assert!(!offer.waiting.is_empty() || offer.decide_ms.is_none());
        prop_assert!(offer.waiting.iter().all(|who| offer.answers[who].is_yes()));
    }
    for circle in team.proposals.values().filter(|found| found.is_open()) {
        agenda.add(Some(circle.ends_ms), Due::Circle(circle.id));
        for step in &circle.moves {
            prop_assert_eq!(circles.insert(step.shift, circle.id), None);
            prop_assert_eq!(team.open_circle_of(step.shift), Some(circle));
        }
    }
    for round in team.rounds.values() {
        agenda.add(round.ends_ms, Due::Round(round.id));
    }
    for (id, debt) in team
        .debts
        .iter()
        .filter(|(_, debt)| debt.state == DebtState::Open)
    {
        let ends_ms = u64::try_from(debt.until.plus(1).0).unwrap() * 24 * 60 * 60_000;
        agenda.add(Some(ends_ms), Due::Debt(*id));
    }
    prop_assert_eq!(&team.open_offers, &offers);
    prop_assert_eq!(&team.open_circles, &circles);
    prop_assert_eq!(team.due_ms(), agenda.next_ms());
    prop_assert_eq!(&team.agenda, &agenda);
    Ok(())
}

/// Returns a team without the numbers of its events.
pub(in super::super) fn unnumbered(mut team: Team) -> Team {
    let bare = |stamp: &mut Stamp| stamp.number = 0;
    let ids: Vec<_> = team.offers.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.offers.change(&id, |offer| {
            bare(&mut offer.made);
            offer.came.values_mut().for_each(bare);
            if let OfferState::Settled { at, .. } = &mut offer.state {
                bare(at);
            }
            for lost in offer.losses.values_mut() {
                bare(&mut lost.settled);
                lost.came.as_mut().into_iter().for_each(bare);
            }
        });
    }
    let ids: Vec<_> = team.proposals.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.proposals.change(&id, |found| {
            bare(&mut found.made);
            if let ProposalState::Settled { at } = &mut found.state {
                bare(at);
            }
        });
    }
    let ids: Vec<_> = team.releases.iter().map(|(id, _)| *id).collect();
    for id in ids {
        let bare_all = |release: &mut crate::release::Release| {
            release.at.as_mut().into_iter().for_each(bare);
        };
        team.releases.change(&id, bare_all);
    }
    let ids: Vec<_> = team.official.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.official
            .change(&id, |official| bare(&mut official.since));
    }
    let ids: Vec<_> = team.thanks.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.thanks.change(&id, |thanks| bare(&mut thanks.at));
    }
    let ids: Vec<_> = team.rounds.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.rounds.change(&id, |round| {
            bare(&mut round.made);
            if let crate::round::Phase::Published { at, .. } = &mut round.phase {
                bare(at);
            }
        });
    }
    for id in PEOPLE {
        team.people.change(&id, |person| {
            person.left.as_mut().into_iter().for_each(bare)
        });
    }
    team
}
