//! Why somebody else has the shift, kindly and with the facts.

use ruil_core::offer::LostReason;
use ruil_core::{Lost, Moment, Offer, Team};

use super::{name, shift_by_id};
use crate::i18n::{Lang, format, t};

/// Returns why a yes to an offer lost. `local` gives the relay's times their wall clock.
pub fn lost(
    lang: Lang,
    lost: &Lost,
    offer: &Offer,
    team: &Team,
    local: impl Fn(u64) -> Moment,
) -> String {
    let winner = name(lang, team, lost.winner);
    let shift = shift_by_id(lang, team, offer.shift);
    let by = name(lang, team, offer.by);
    let settled = local(lost.settled.time_ms);
    let came = lost.came.map(|came| local(came.time_ms));
    match (lost.reason, came) {
        (LostReason::First, Some(came)) => {
            let (settled, came) = both(lang, settled, came);
            if settled == came {
                t::offer::lost_close(lang, settled, shift, winner)
            } else {
                t::offer::lost_first(lang, came, settled, shift, winner)
            }
        }
        (LostReason::First, None) => t::offer::lost_before(lang, shift, winner),
        (LostReason::Chosen, Some(came)) => {
            let (_, came) = both(lang, settled, came);
            t::offer::lost_chosen_late(lang, by, came, shift, winner)
        }
        (LostReason::Chosen, None) => t::offer::lost_chosen(lang, by, shift, winner),
        (LostReason::Clear, _) => t::offer::lost_clear(lang, shift, winner),
        (LostReason::Approved, _) => t::offer::lost_approved(lang, shift, winner),
    }
}

/// Returns two times of day, with the day where they are not of one day.
fn both(lang: Lang, one: Moment, other: Moment) -> (String, String) {
    let text = |moment: Moment| {
        let clock = format::clock(moment);
        if one.day() == other.day() {
            clock
        } else {
            format!("{clock} ({})", format::day(lang, moment.day()))
        }
    };
    (text(one), text(other))
}
