//! Owed shifts: made by a settled offer, settled by another.

use crate::debt::{Debt, DebtState};
use crate::due::Due;
use crate::event::OfferKind;
use crate::id::{OfferId, PersonId};
use crate::offer::Offer;
use crate::refusal::Refusal;
use crate::team::Team;

/// Writes what a settled offer means for owed shifts.
pub(super) fn follow(team: &mut Team, offer: &Offer, winner: PersonId) {
    match (&offer.kind, offer.by) {
        (OfferKind::OweLater { until }, Some(by)) => {
            let spans = offer.shifts().filter_map(|found| {
                let shift = team.roster.get(found.shift)?;
                Some(shift.span.len_min())
            });
            let whole: i32 = spans.fold(0, i32::saturating_add);
            let debt = Debt {
                owes: by,
                to: winner,
                minutes: offer.part.map_or(whole, |part| part.taken.len_min()),
                until: *until,
                state: DebtState::Open,
            };
            team.debts.put(offer.id, debt);
            team.agenda.add(debt.ends_ms(), Due::Debt(offer.id));
        }
        (OfferKind::Repay { debt }, _) => end(team, *debt, DebtState::Repaid(offer.id)),
        (
            OfferKind::GiveAway
            | OfferKind::SwapForNamed(_)
            | OfferKind::SwapForAnswer
            | OfferKind::SwapForWish(_)
            | OfferKind::OweLater { .. },
            _,
        ) => {}
    }
}

/// Returns what is still owed, or that it is not.
pub(super) fn owed(team: &Team, debt: OfferId) -> Result<&Debt, Refusal> {
    let found = team.debts.get(&debt);
    let found = found.filter(|found| found.state == DebtState::Open);
    found.ok_or(Refusal::UnknownDebt(debt))
}

/// Lets a colleague off.
pub(super) fn forgive(team: &mut Team, debt: OfferId, actor: PersonId) -> Result<(), Refusal> {
    if owed(team, debt)?.to != actor {
        return Err(Refusal::UnknownDebt(debt));
    }
    end(team, debt, DebtState::Forgiven);
    Ok(())
}

/// Ends what is still owed.
pub(super) fn end(team: &mut Team, id: OfferId, state: DebtState) {
    if let Some(debt) = team.debts.get(&id) {
        team.agenda.drop(debt.ends_ms(), Due::Debt(id));
    }
    team.debts.change(&id, |debt| {
        if debt.state == DebtState::Open {
            debt.state = state;
        }
    });
}
