//! All that has to happen in some history, for what must hold to mean something.

use super::super::fixture::*;
use super::ask::BACK;
use crate::offer::Offer;
use crate::proposal::Proposal;
use crate::round::{NoPlace, Phase, Round};

type Wonder = (&'static str, fn(&Team) -> bool);

fn any_offer(team: &Team, is: impl Fn(&Offer, Option<PersonId>) -> bool) -> bool {
    team.offers.values().any(|offer| match offer.state {
        OfferState::Settled { winner, .. } => is(offer, Some(winner)),
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => {
            is(offer, None)
        }
    })
}

fn any_loss(team: &Team, is: impl Fn(LostReason) -> bool) -> bool {
    any_offer(team, |offer, _| {
        offer.losses.values().any(|lost| is(lost.reason))
    })
}

fn any_circle(team: &Team, is: impl Fn(&Proposal) -> bool) -> bool {
    team.proposals.values().any(is)
}

fn any_debt(team: &Team, is: impl Fn(DebtState) -> bool) -> bool {
    team.debts.values().any(|debt| is(debt.state))
}

fn any_round(team: &Team, is: impl Fn(&Round) -> bool) -> bool {
    team.rounds.values().any(is)
}

fn any_miss(team: &Team, is: impl Fn(NoPlace) -> bool) -> bool {
    any_round(team, |round| {
        round.missed.iter().any(|missed| is(missed.why))
    })
}

/// Returns all that has to happen in some history.
pub(super) fn wonders() -> Vec<Wonder> {
    use LostReason as Why;
    vec![
        ("a gift", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && offer.kind == OfferKind::GiveAway
            })
        }),
        ("a claim", |team| {
            any_offer(team, |offer, winner| winner.is_some() && offer.by.is_none())
        }),
        ("a swap for a named shift", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && matches!(offer.kind, OfferKind::SwapForNamed(_))
            })
        }),
        ("a swap for a wish", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && matches!(offer.kind, OfferKind::SwapForWish(_))
            })
        }),
        ("a choice", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && offer.kind == OfferKind::SwapForAnswer
            })
        }),
        ("a part", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && offer.part.is_some()
            })
        }),
        ("several", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && !offer.more.is_empty()
            })
        }),
        ("a turn", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && matches!(offer.to, Audience::InTurn { .. })
            })
        }),
        ("too early or late", |team| {
            any_offer(team, |offer, _| offer.state == OfferState::Expired)
        }),
        ("moved on", |team| {
            any_offer(team, |offer, _| offer.state == OfferState::Lapsed)
        }),
        ("lost to the first", |team| {
            any_loss(team, |why| why == Why::First)
        }),
        ("lost to the chosen", |team| {
            any_loss(team, |why| why == Why::Chosen)
        }),
        ("lost to who needs no word", |team| {
            any_loss(team, |why| why == Why::Clear)
        }),
        ("lost to the allowed", |team| {
            any_loss(team, |why| why == Why::Approved)
        }),
        ("lost by burden", |team| {
            any_loss(team, |why| matches!(why, Why::Burden { .. }))
        }),
        ("lost by a tie", |team| {
            any_loss(team, |why| why == Why::Tie)
        }),
        ("lost by coming late", |team| {
            any_loss(team, |why| why == Why::Late)
        }),
        ("lost by law", |team| {
            any_loss(team, |why| matches!(why, Why::Breaks(_)))
        }),
        ("lost by being busy", |team| {
            any_loss(team, |why| why == Why::Busy)
        }),
        ("lost for want of a nurse", |team| {
            any_loss(team, |why| why == Why::Unqualified)
        }),
        ("declined", |team| {
            any_loss(team, |why| why == Why::Declined)
        }),
        ("lost by silence", |team| {
            any_loss(team, |why| why == Why::Silence)
        }),
        ("lost by the beginning", |team| {
            any_loss(team, |why| why == Why::Begun)
        }),
        ("a circle of three", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Settled { .. }) && found.moves.len() == 3
            })
        }),
        ("a chain", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Settled { .. })
                    && found.moves.iter().any(|step| step.from.is_none())
            })
        }),
        ("a circle that was dissolved", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Dissolved { .. })
            })
        }),
        ("a circle that was decided against", |team| {
            any_circle(team, |found| found.state == ProposalState::Declined)
        }),
        ("a circle that broke", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Broken(_))
            })
        }),
        ("a circle that lapsed", |team| {
            any_circle(team, |found| found.state == ProposalState::Lapsed)
        }),
        ("a circle that ended", |team| {
            any_circle(team, |found| found.state == ProposalState::Expired)
        }),
        ("a debt", |team| {
            any_debt(team, |state| state == DebtState::Open)
        }),
        ("paid back", |team| {
            any_debt(team, |state| matches!(state, DebtState::Repaid(_)))
        }),
        ("forgiven", |team| {
            any_debt(team, |state| state == DebtState::Forgiven)
        }),
        ("forgotten", |team| {
            any_debt(team, |state| state == DebtState::Expired)
        }),
        ("a release by two", |team| {
            let releases = team.releases.values();
            releases
                .into_iter()
                .any(|release| release.at.is_some() && release.by.len() == 2)
        }),
        ("a wish", |team| !team.wishes.is_empty()),
        ("left", |team| team.members().count() < PEOPLE.len()),
        ("back again", |team| {
            let mut devices = team.devices.values();
            devices.any(|device| device.key == BACK)
        }),
        ("a lost phone", |team| {
            let has =
                |person: PersonId| team.devices.values().any(|device| device.person == person);
            team.members().any(|person| !has(person.id))
        }),
        ("a debt that ended by leaving", |team| {
            any_debt(team, |state| state == DebtState::Left)
        }),
        ("the founder coordinates no longer", |team| {
            !team.is_coordinator(ANN)
        }),
        ("the founder left", |team| !team.is_member(ANN)),
        ("a round called off", |team| {
            any_round(team, |round| round.phase == Phase::Cancelled)
        }),
        ("a published round", |team| {
            any_round(team, |round| round.shifts().count() > 3)
        }),
        ("a pick that others got", |team| {
            any_miss(team, |why| why == NoPlace::Others)
        }),
        ("a pick that nobody got", |team| {
            any_miss(team, |why| why == NoPlace::Left)
        }),
        ("a shift that the law forbade", |team| {
            any_miss(team, |why| matches!(why, NoPlace::Law(_)))
        }),
        ("a joker", |team| {
            any_round(team, |round| {
                round
                    .picks
                    .values()
                    .flat_map(|own| own.values())
                    .any(|joker| *joker)
            })
        }),
        ("a checkpoint", |team| team.checkpoint.is_some()),
        ("a checkpoint after a removal", |team| {
            team.checkpoint.is_some() && team.epoch > 0
        }),
    ]
}
