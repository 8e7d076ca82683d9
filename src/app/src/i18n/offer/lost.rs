//! Why somebody else has the shift, kindly and with the facts.

use ruil_core::offer::LostReason;
use ruil_core::{Lost, Moment, Offer, OfferState, Team};

use super::{capital, maker, name, offered};
use crate::i18n::{Lang, format, judgement, t};

/// Returns why a yes to an offer lost. `local` gives the relay's times their wall clock.
pub fn lost(
    lang: Lang,
    lost: &Lost,
    offer: &Offer,
    team: &Team,
    local: impl Fn(u64) -> Moment,
) -> String {
    let winner = lost.winner.map_or_else(
        || t::offer::somebody(lang).to_owned(),
        |winner| name(lang, team, winner),
    );
    let shift = offered(lang, team, offer);
    let by = maker(lang, team, offer);
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
        (
            LostReason::Burden {
                winner: theirs,
                loser: yours,
            },
            _,
        ) => {
            let (theirs, yours) = format::thousandths(lang, theirs, yours);
            t::offer::lost_burden(lang, shift, theirs, winner, yours)
        }
        (LostReason::Tie, _) => t::offer::lost_tie(lang, shift, winner),
        (LostReason::Late, Some(came)) => {
            let (_, came) = both(lang, settled, came);
            t::offer::lost_weighed(lang, came, shift, winner)
        }
        (LostReason::Late, None) => t::offer::lost_late(lang, shift, winner),
        (LostReason::Breaks(rule), _) => {
            let why = t::offer::lost_breaks(lang, judgement::rule(lang, rule), &shift);
            and_who_has_it(lang, why, offer, team)
        }
        (LostReason::Busy, _) => {
            and_who_has_it(lang, t::offer::lost_busy(lang, &shift), offer, team)
        }
        (LostReason::Unqualified, _) => {
            and_who_has_it(lang, t::offer::lost_unqualified(lang, &shift), offer, team)
        }
        (LostReason::Declined, _) => {
            and_who_has_it(lang, t::offer::lost_declined(lang, &shift), offer, team)
        }
        (LostReason::Silence, _) => {
            and_who_has_it(lang, t::offer::lost_silence(lang, &shift), offer, team)
        }
        (LostReason::Begun, _) => t::offer::lost_begun(lang, capital(&shift)),
        (LostReason::Moved, _) if lost.winner.is_some() => {
            t::offer::lost_moved(lang, capital(&shift), winner)
        }
        (LostReason::Moved, _) => t::offer::lost_open(lang, capital(&shift)),
    }
}

/// Adds who got the shift in the end, where that came after the loss and is another story.
fn and_who_has_it(lang: Lang, why: String, offer: &Offer, team: &Team) -> String {
    let OfferState::Settled { winner, .. } = offer.state else {
        return why;
    };
    let shift = offered(lang, team, offer);
    let settled = t::offer::settled(lang, shift, name(lang, team, winner));
    format!("{why} {settled}")
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
