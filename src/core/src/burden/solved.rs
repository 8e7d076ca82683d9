//! What a team solved among itself in a period: for the team, by nobody's name.

use std::collections::BTreeSet;

use crate::id::ShiftId;
use crate::offer::OfferState;
use crate::proposal::ProposalState;
use crate::team::Team;

/// So many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Solved {
    /// Open shifts that somebody of the team took.
    pub gaps: usize,
    /// Shifts that a colleague took over for none in return.
    pub taken_over: usize,
    /// Swaps of two.
    pub swaps: usize,
    /// Circles of three and more.
    pub circles: usize,
}

/// Returns what was settled from one time until before another, Unix milliseconds.
pub fn solved(team: &Team, from_ms: u64, until_ms: u64) -> Solved {
    let period = from_ms..until_ms;
    let mut all = Solved::default();
    let mut gaps = BTreeSet::<ShiftId>::new();
    for offer in team.offers.values() {
        let OfferState::Settled { with, at, .. } = offer.state else {
            continue;
        };
        if !period.contains(&at.time_ms) {
            continue;
        }
        match (offer.by, with) {
            (None, _) => {
                gaps.insert(offer.shift);
            }
            (Some(_), None) => all.taken_over += 1,
            (Some(_), Some(_)) => all.swaps += 1,
        }
    }
    for circle in team.proposals.values() {
        let ProposalState::Settled { at } = circle.state else {
            continue;
        };
        if period.contains(&at.time_ms) {
            all.circles += 1;
            // A chain that ends in an open shift fills it.
            let open = circle.moves.iter().filter(|step| step.from.is_none());
            gaps.extend(open.map(|step| step.shift));
        }
    }
    // A team without agreements takes open shifts at once, without an offer.
    for (shift, official) in team.official.iter() {
        let was_open = official.was.is_some_and(|was| was.owner.is_none());
        if was_open && period.contains(&official.since.time_ms) && is_taken(team, *shift) {
            gaps.insert(*shift);
        }
    }
    all.gaps = gaps.len();
    all
}

fn is_taken(team: &Team, shift: ShiftId) -> bool {
    let found = team.roster.get(shift);
    found.is_some_and(|shift| shift.owner.is_some())
}
