//! What was changed in somebody's roster by others: a coordinator, the planner, a round.

use super::{About, Changes, News, What, ms};
use crate::id::{PersonId, ShiftId};
use crate::offer::OfferState;
use crate::proposal::ProposalState;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

/// How somebody's roster was changed: so many shifts each way. The first of them is the earliest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Touch {
    /// They have them now.
    pub come: u16,
    /// They have them no more.
    pub gone: u16,
    /// They are at another time.
    pub moved: u16,
}

/// Returns what was changed in a person's roster from now on, all of it in one. What came of a swap or a
/// circle is told as that, and what they released themselves is not told.
pub(super) fn touched(
    changes: &Changes,
    before: &Team,
    after: &Team,
    person: PersonId,
    now: Moment,
) -> Option<News> {
    let had = |team: &Team, shift: &Shift| {
        let found = team.roster.get(shift.id);
        let found = found.filter(|found| found.owner == Some(person));
        found.map(|found| found.span)
    };
    let from = now.utc_min;
    let is_news = |shift: &&Shift| !is_own_doing(changes, after, person, shift);
    let (mut touch, mut first) = (Touch::default(), None);
    let is = after.roster.starting(Some(person), from, i32::MAX);
    for shift in is.filter(is_news) {
        let count = match had(before, shift) {
            None => &mut touch.come,
            Some(span) if span != shift.span => &mut touch.moved,
            Some(_) => continue,
        };
        *count = count.saturating_add(1);
        first = first.or(Some(shift.id));
    }
    let was = before.roster.starting(Some(person), from, i32::MAX);
    let gone = was
        .filter(|shift| had(after, shift).is_none())
        .filter(is_news);
    touch.gone = u16::try_from(gone.count()).unwrap_or(u16::MAX);
    let about = match (first, touch) {
        (None, Touch { gone: 0, .. }) => return None,
        (
            Some(shift),
            Touch {
                come: 1,
                gone: 0,
                moved: 0,
            }
            | Touch {
                come: 0,
                gone: 0,
                moved: 1,
            },
        ) => About::Shift(shift),
        _ => About::Mine,
    };
    Some(News {
        at_ms: ms(now),
        about,
        what: What::Roster(touch),
    })
}

/// Tells whether a shift came or went by a swap of this person's, or by their own release.
fn is_own_doing(changes: &Changes, after: &Team, person: PersonId, shift: &Shift) -> bool {
    let mut offers = changes.offers.iter().filter_map(|id| after.offers.get(id));
    let by_offer = offers.any(|offer| match offer.state {
        OfferState::Settled { winner, with, .. } => {
            let is_mine = offer.by == Some(person) || winner == person;
            let mut shifts = offer.shifts();
            // The part that was taken is a shift of its own.
            let is_part = shift.id == ShiftId::part_of(offer.id);
            let is_it = shifts.any(|found| found.shift == shift.id);
            is_mine && (is_it || is_part || with == Some(shift.id))
        }
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => {
            false
        }
    });
    let mut circles = changes
        .circles
        .iter()
        .filter_map(|id| after.proposals.get(id));
    let by_circle = circles.any(|circle| {
        let is_settled = matches!(circle.state, ProposalState::Settled { .. });
        is_settled && circle.moves.iter().any(|step| step.shift == shift.id)
    });
    let release = after.releases.get(&shift.id);
    by_offer || by_circle || release.is_some_and(|release| release.by.contains(&person))
}
