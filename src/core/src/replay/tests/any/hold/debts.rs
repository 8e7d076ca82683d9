//! Owed shifts are what settled offers made of them.

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::Held;
use crate::offer::Offer;

pub(in super::super) fn debts(team: &Team) -> Held {
    let winner = |offer: &Offer| match offer.state {
        OfferState::Settled { winner, .. } => Some(winner),
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => None,
    };
    for (id, debt) in team.debts.iter() {
        let from = team.offers.get(id).unwrap();
        let until = debt.until;
        prop_assert_eq!(&from.kind, &OfferKind::OweLater { until });
        prop_assert_eq!((from.by, winner(from)), (Some(debt.owes), Some(debt.to)));
        if let DebtState::Repaid(by) = debt.state {
            let back = team.offers.get(&by).unwrap();
            prop_assert_eq!(&back.kind, &OfferKind::Repay { debt: *id });
            prop_assert_eq!((back.by, winner(back)), (Some(debt.to), Some(debt.owes)));
        }
    }
    for offer in team.offers.values().filter(|offer| winner(offer).is_some()) {
        match &offer.kind {
            OfferKind::OweLater { .. } => prop_assert!(team.debts.contains(&offer.id)),
            OfferKind::Repay { debt } => {
                let state = team.debts.get(debt).map(|debt| debt.state);
                prop_assert_eq!(state, Some(DebtState::Repaid(offer.id)), "paid once");
            }
            OfferKind::GiveAway
            | OfferKind::SwapForNamed(_)
            | OfferKind::SwapForAnswer
            | OfferKind::SwapForWish(_) => {}
        }
    }
    let balance = |person: PersonId| {
        let open = team.debts_of(person).map(|(_, debt)| debt);
        let open = open.filter(|debt| debt.state == DebtState::Open);
        let signed = open.map(|debt| {
            prop_assert!(debt.owes != debt.to && debt.minutes > 0);
            Ok(if debt.to == person {
                debt.minutes
            } else {
                -debt.minutes
            })
        });
        signed.sum::<Result<i32, TestCaseError>>()
    };
    let all: i32 = PEOPLE.into_iter().map(balance).sum::<Result<_, _>>()?;
    prop_assert_eq!(all, 0);
    Ok(())
}
