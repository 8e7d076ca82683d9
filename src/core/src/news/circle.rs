//! What a proposed circle is to somebody.

use super::{About, News, What};
use crate::id::PersonId;
use crate::proposal::{Proposal, ProposalState};
use crate::team::Team;

/// Returns what a circle is to a person.
pub(super) fn news(team: &Team, circle: &Proposal, person: PersonId) -> impl Iterator<Item = News> {
    let made_ms = circle.made.time_ms;
    let is_in_it = circle.concerns(person);
    let own = match circle.state {
        ProposalState::Open => {
            let is_asked = is_in_it && !circle.agreed.contains(&person);
            is_asked.then_some((made_ms, What::Asked))
        }
        ProposalState::Agreed => None,
        ProposalState::Settled { at } => is_in_it.then_some((at.time_ms, What::Settled)),
        // Who said no knows.
        ProposalState::Dissolved { by } => {
            (is_in_it && by != person).then_some((made_ms, What::Over))
        }
        ProposalState::Declined
        | ProposalState::Broken(_)
        | ProposalState::Lapsed
        | ProposalState::Expired => is_in_it.then_some((made_ms, What::Over)),
    };
    let decides = circle.state == ProposalState::Agreed && team.decides_circle(circle, person);
    let decide = decides.then_some((made_ms, What::Decide));
    own.into_iter().chain(decide).map(|(at_ms, what)| News {
        at_ms,
        about: About::Circle(circle.id),
        what,
    })
}
