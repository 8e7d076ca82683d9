//! What must be confirmed, and by whom.

use ruil_core::rules::{Ask, Reading};

use super::telling::Telling;
use crate::i18n::t;

/// Returns what would allow it.
pub(super) fn sentence(telling: &Telling<'_>, ask: Ask) -> String {
    let lang = telling.lang;
    let text = match ask {
        Ask::BusinessReason => t::judgement::ask_reason(lang),
        Ask::CollectiveAgreement => t::judgement::ask_agreement(lang),
        Ask::Exception => t::judgement::ask_exception(lang),
        Ask::Reading(Reading::RestWithinDay) => t::judgement::read_day(lang),
        Ask::Reading(Reading::WeeklyRestMixed) => t::judgement::read_week(lang),
        Ask::Reading(Reading::EndOfSeries) => t::judgement::read_series(lang),
        Ask::Reading(Reading::TwoOClock) => t::judgement::read_two(lang),
        Ask::Consent => {
            return telling.say(
                || t::judgement::ask_consent_yours(lang).to_owned(),
                |name| t::judgement::ask_consent(lang, name),
            );
        }
    };
    text.to_owned()
}
