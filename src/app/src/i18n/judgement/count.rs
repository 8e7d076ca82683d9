//! Too much in weeks and periods: hours, how often, in a row; too few free times.

use ruil_core::Span;
use ruil_core::rules::{Rule, Worked};

use super::telling::Telling;
use crate::i18n::t;

/// Returns the hours in some weeks.
pub(super) fn hours(
    telling: &Telling<'_>,
    rule: Rule,
    (had_min, max_min): (i32, i32),
    (weeks, within): (i32, Span),
    nights: i32,
) -> String {
    let lang = telling.lang;
    let (length, days) = (telling.hours(had_min), telling.days(within));
    let found = match (weeks, nights) {
        (..=1, _) => telling.say(
            || t::judgement::week_yours(lang, &days, &length),
            |name| t::judgement::week(lang, &days, &length, name),
        ),
        (_, ..=0) => telling.say(
            || t::judgement::weeks_yours(lang, &days, &length, weeks),
            |name| t::judgement::weeks(lang, &days, &length, name, weeks),
        ),
        (_, calls) if rule == Rule::OncallAvg16w => telling.say(
            || t::judgement::weeks_calls_yours(lang, calls, &days, &length, weeks),
            |name| t::judgement::weeks_calls(lang, calls, &days, &length, name, weeks),
        ),
        (_, nights) => telling.say(
            || t::judgement::weeks_nights_yours(lang, &days, &length, nights, weeks),
            |name| t::judgement::weeks_nights(lang, &days, &length, name, nights, weeks),
        ),
    };
    let max = telling.hours(max_min);
    let limit = match weeks {
        ..=1 => t::judgement::at_most(lang, max),
        _ => t::judgement::at_most_average(lang, telling.hours(max_min / weeks), max),
    };
    format!("{found} {limit}")
}

/// Returns how often something happens in a period.
pub(super) fn count(
    telling: &Telling<'_>,
    rule: Rule,
    (had, max): (i32, i32),
    within: Span,
) -> String {
    let lang = telling.lang;
    let days = telling.days(within);
    let most = t::judgement::most(lang, i64::from(max));
    let times = t::judgement::most_times(lang, i64::from(max));
    let (found, limit) = match rule {
        Rule::FreeSundays => {
            let found = telling.say(
                || t::judgement::sundays_yours(lang, &days, had),
                |name| t::judgement::sundays(lang, &days, had, name),
            );
            (found, most)
        }
        Rule::FreeWeekends => {
            let found = telling.say(
                || t::judgement::weekends_yours(lang, &days, had),
                |name| t::judgement::weekends(lang, &days, had, name),
            );
            (found, most)
        }
        Rule::NightExt14d | Rule::NightExt52w => {
            let found = telling.say(
                || t::judgement::long_nights_yours(lang, &days, had),
                |name| t::judgement::long_nights(lang, &days, had, name),
            );
            (found, most)
        }
        Rule::NightCount => {
            let found = telling.say(
                || t::judgement::late_nights_yours(lang, &days, had),
                |name| t::judgement::late_nights(lang, &days, had, name),
            );
            (found, most)
        }
        Rule::Standby7d | Rule::Standby16w => {
            let found = telling.say(
                || t::judgement::calls_yours(lang, &days, had),
                |name| t::judgement::calls(lang, &days, had, name),
            );
            (found, times)
        }
        Rule::PresenceCount => {
            let found = telling.say(
                || t::judgement::asleeps_yours(lang, &days, had),
                |name| t::judgement::asleeps(lang, &days, had, name),
            );
            (found, times)
        }
        _ => (t::judgement::often(lang, days, had), times),
    };
    format!("{found} {limit}")
}

/// Returns the hours of night in two weeks and the nights in a year; either alone would be fine.
pub(super) fn nights(
    telling: &Telling<'_>,
    (had_min, max_min, within): (i32, i32, Span),
    (had, max, within_year): (i32, i32, Span),
) -> String {
    let lang = telling.lang;
    let (length, days) = (telling.hours(had_min), telling.days(within));
    let year = telling.days(within_year);
    let found = telling.say(
        || t::judgement::nights_or_yours(lang, &days, had, &length, &year),
        |name| t::judgement::nights_or(lang, &days, had, &length, name, &year),
    );
    let limit = t::judgement::nights_or_limit(lang, telling.hours(max_min), max);
    format!("{found} {limit}")
}

/// Returns the duties in a row.
pub(super) fn run(
    telling: &Telling<'_>,
    rule: Rule,
    (had, max): (i32, i32),
    worked: Worked,
    is_advice: bool,
) -> String {
    let lang = telling.lang;
    let (first, last) = (telling.first(worked), telling.last(worked));
    let found = match rule {
        Rule::NightsInARow => telling.say(
            || t::judgement::run_nights_yours(lang, &first, had, &last),
            |name| t::judgement::run_nights(lang, &first, had, &last, name),
        ),
        Rule::LongWithoutTwoDaysOff => telling.say(
            || t::judgement::run_long_yours(lang, &first, had, &last),
            |name| t::judgement::run_long(lang, &first, had, &last, name),
        ),
        _ => telling.say(
            || t::judgement::run_yours(lang, &first, had, &last),
            |name| t::judgement::run(lang, &first, had, &last, name),
        ),
    };
    let limit = if is_advice {
        t::judgement::healthy_most(lang, max)
    } else {
        t::judgement::most(lang, i64::from(max))
    };
    format!("{found} {limit}")
}

/// Returns the free times in a period.
pub(super) fn free(
    telling: &Telling<'_>,
    rule: Rule,
    (had, needs): (i32, i32),
    (each_min, within): (i32, Span),
) -> String {
    let lang = telling.lang;
    let (each, days) = (telling.hours(each_min), telling.days(within));
    let times = t::judgement::times(lang, i64::from(had));
    let found = match rule {
        Rule::Oncall28d => telling.say(
            || t::judgement::free_calls_yours(lang, &days, &each, &times),
            |name| t::judgement::free_calls(lang, &days, &each, name, &times),
        ),
        Rule::Presence7d => telling.say(
            || t::judgement::free_rest_yours(lang, &days, &each, &times),
            |name| t::judgement::free_rest(lang, &days, &each, name, &times),
        ),
        _ => telling.say(
            || t::judgement::free_off_yours(lang, &days, &each, &times),
            |name| t::judgement::free_off(lang, &days, &each, name, &times),
        ),
    };
    format!(
        "{found} {}",
        t::judgement::fewest_times(lang, i64::from(needs))
    )
}
