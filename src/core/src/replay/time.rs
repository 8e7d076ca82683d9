//! What happens by itself when its time has come.

use crate::debt::DebtState;
use crate::due::Due;
use crate::event::Silence;
use crate::offer::Input;
use crate::proposal;
use crate::team::Team;

use super::{Stamp, answer, circle, debt, round};

/// Lets everything happen that is due by an event's time, in order, each at its own time.
pub(super) fn run(team: &mut Team, now: Stamp) {
    while let Some((due_ms, due)) = team.agenda.take(now.time_ms) {
        let at = Stamp {
            number: now.number,
            time_ms: due_ms,
        };
        let means = team.agreements.as_ref();
        let means = means.map_or(Silence::No, |agreed| agreed.silence);
        // What is over by then stays as it is; there is nobody to be told of a refusal.
        let done = match due {
            Due::Close(offer) => answer::input(team, offer, Input::Close, at),
            Due::Decide(offer) => answer::input(team, offer, Input::Unanswered { means }, at),
            Due::Begin(offer) => answer::input(team, offer, Input::Begin, at),
            Due::Circle(found) => circle::input(team, found, proposal::Input::End { means }, at),
            Due::Debt(offer) => {
                debt::end(team, offer, DebtState::Expired);
                Ok(())
            }
            Due::Round(found) => round::end(team, found, at),
        };
        debug_assert_eq!(done, Ok(()));
    }
}
