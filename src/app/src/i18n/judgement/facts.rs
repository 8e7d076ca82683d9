//! What was found: each finding to its own words.

use ruil_core::rules::{Breach, Facts, Severity};

use super::telling::Telling;
use super::{count, rest, who, work};

/// Returns what was found, with its numbers and the limit.
pub(super) fn sentence(telling: &Telling<'_>, breach: &Breach) -> String {
    let rule = breach.rule;
    let is_advice = breach.severity == Severity::Health;
    match breach.facts {
        Facts::Rest {
            had_min,
            needs_min,
            after,
            before,
            nights,
        } => {
            let found = rest::rest(telling, had_min, (after, before), nights);
            format!("{found} {}", rest::limit(telling, needs_min, is_advice))
        }
        Facts::ShortenedAgain {
            first,
            second,
            needs_min,
            apart_min,
        } => rest::shortened(telling, (first, second), (needs_min, apart_min)),
        Facts::PeriodRest {
            had_min,
            needs_min,
            within,
        } => rest::period(telling, (had_min, needs_min), within),
        Facts::NearNight {
            had_min,
            needs_min,
            on_call,
            night,
            is_before,
        } => rest::near_night(telling, (had_min, needs_min), (on_call, night), is_before),
        Facts::AtNight { had_min, worked } => work::dark(telling, had_min, worked),
        Facts::Length {
            had_min,
            max_min,
            worked,
        } => work::length(telling, rule, (had_min, max_min), worked),
        Facts::Pause {
            had_min,
            needs_min,
            work_min,
            worked,
        } => work::pause(telling, (had_min, needs_min), work_min, worked),
        Facts::Stretch {
            had_min,
            max_min,
            worked,
        } => work::stretch(telling, (had_min, max_min), worked),
        Facts::Overlap { one, other } => work::overlap(telling, one, other),
        Facts::Hours {
            had_min,
            max_min,
            weeks,
            within,
            nights,
        } => count::hours(telling, rule, (had_min, max_min), (weeks, within), nights),
        Facts::Count { had, max, within } => count::count(telling, rule, (had, max), within),
        Facts::Nights {
            had_min,
            max_min,
            within,
            had,
            max,
            within_year,
        } => count::nights(telling, (had_min, max_min, within), (had, max, within_year)),
        Facts::Run { had, max, worked } => count::run(telling, rule, (had, max), worked, is_advice),
        Facts::Free {
            had,
            needs,
            each_min,
            within,
        } => count::free(telling, rule, (had, needs), (each_min, within)),
        Facts::NotFor { worked } => who::not_for(telling, rule, worked),
    }
}
