//! What somebody may not do, or need not. To others nothing is said of age or pregnancy that the
//! finding does not say by itself.

use ruil_core::rules::{Rule, Worked};

use super::telling::Telling;
use crate::i18n::offer::capital;
use crate::i18n::t;

/// Returns what somebody may not do, or not without being asked.
pub(super) fn not_for(telling: &Telling<'_>, rule: Rule, worked: Worked) -> String {
    let lang = telling.lang;
    let shift = telling.whole(worked);
    match rule {
        Rule::MinimumAge => telling.say(
            || t::judgement::too_young_yours(lang, capital(&shift)),
            |name| t::judgement::too_young(lang, name, &shift),
        ),
        Rule::OncallAge => telling.say(
            || t::judgement::young_call_yours(lang, capital(&shift)),
            |name| t::judgement::young_call(lang, name, &shift),
        ),
        Rule::StandbyAgreed => telling.say(
            || t::judgement::call_agreed_yours(lang, &shift),
            |name| t::judgement::call_agreed(lang, name, &shift),
        ),
        Rule::PresenceAgreed => telling.say(
            || t::judgement::asleep_agreed_yours(lang, &shift),
            |name| t::judgement::asleep_agreed(lang, name, &shift),
        ),
        Rule::OlderAtNight => telling.say(
            || t::judgement::older_yours(lang, capital(&shift)),
            |name| t::judgement::need_not(lang, name, &shift),
        ),
        Rule::PregnantShift => telling.say(
            || t::judgement::pregnant_yours(lang, capital(&shift)),
            |name| t::judgement::need_not(lang, name, &shift),
        ),
        _ => telling.say(
            || t::judgement::not_for_yours(lang, capital(&shift)),
            |name| t::judgement::not_for(lang, name, &shift),
        ),
    }
}
