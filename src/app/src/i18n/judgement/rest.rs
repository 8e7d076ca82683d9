//! Too little rest: between two shifts, in a period, around a night.

use ruil_core::Span;
use ruil_core::rules::{Shortened, Worked};

use super::telling::{Telling, days};
use crate::i18n::t;

/// Returns the rest there is.
pub(super) fn rest(
    telling: &Telling<'_>,
    had_min: i32,
    (after, before): (Worked, Option<Worked>),
    nights: i32,
) -> String {
    let lang = telling.lang;
    let (after, rest) = (telling.last(after), telling.rest(had_min));
    match before.map(|before| telling.first(before)) {
        _ if nights > 0 => telling.say(
            || t::judgement::nights_then_yours(lang, &after, nights, &rest),
            |name| t::judgement::nights_then(lang, &after, name, nights, &rest),
        ),
        Some(before) => telling.say(
            || t::judgement::rest_between_yours(lang, &after, &before, &rest),
            |name| t::judgement::rest_between(lang, &after, &before, name, &rest),
        ),
        None => telling.say(
            || t::judgement::rest_today_yours(lang, &after, &rest),
            |name| t::judgement::rest_today(lang, &after, name, &rest),
        ),
    }
}

/// Returns how much there must be, or should.
pub(super) fn limit(telling: &Telling<'_>, needs_min: i32, is_advice: bool) -> String {
    let needs = telling.hours(needs_min);
    if is_advice {
        t::judgement::healthy_least(telling.lang, needs)
    } else {
        t::judgement::at_least(telling.lang, needs)
    }
}

/// Returns two short rests too close together.
pub(super) fn shortened(
    telling: &Telling<'_>,
    (first, second): (Shortened, Shortened),
    (needs_min, apart_min): (i32, i32),
) -> String {
    let lang = telling.lang;
    let (after, later) = (telling.last(first.after), telling.last(second.after));
    let (rest, again) = (telling.rest(first.had_min), telling.hours(second.had_min));
    let found = telling.say(
        || t::judgement::shortened_yours(lang, &after, &again, &later, &rest),
        |name| t::judgement::shortened(lang, &after, &again, &later, name, &rest),
    );
    let (days, needs) = (days(lang, apart_min), telling.hours(needs_min));
    format!(
        "{found} {}",
        t::judgement::shortened_limit(lang, days, needs)
    )
}

/// Returns the longest rest in a period.
///
/// A rule that counts only rests that are long enough knows of none, not of a short one.
pub(super) fn period(
    telling: &Telling<'_>,
    (had_min, needs_min): (i32, i32),
    within: Span,
) -> String {
    let lang = telling.lang;
    let needs = telling.hours(needs_min);
    let from = telling.moment(within.start());
    let until = telling.moment(within.end());
    if had_min <= 0 {
        return telling.say(
            || t::judgement::period_none_yours(lang, &from, &needs, &until),
            |name| t::judgement::period_none(lang, &from, name, &needs, &until),
        );
    }
    let rest = telling.rest(had_min);
    let found = telling.say(
        || t::judgement::period_yours(lang, &from, &rest, &until),
        |name| t::judgement::period(lang, &from, name, &rest, &until),
    );
    format!("{found} {}", t::judgement::at_least(lang, needs))
}

/// Returns how close on call is to a night.
pub(super) fn near_night(
    telling: &Telling<'_>,
    (had_min, needs_min): (i32, i32),
    (on_call, night): (Worked, Worked),
    is_before: bool,
) -> String {
    let lang = telling.lang;
    let (length, night) = (telling.hours(had_min), telling.whole(night));
    let from = telling.moment(on_call.span.start());
    let until = telling.moment(on_call.span.end());
    let found = match (had_min, is_before) {
        (..=0, _) => telling.say(
            || t::judgement::near_at_yours(lang, &from, &night, &until),
            |name| t::judgement::near_at(lang, &from, name, &night, &until),
        ),
        (_, true) => telling.say(
            || t::judgement::near_before_yours(lang, &length, &night, &until),
            |name| t::judgement::near_before(lang, &length, name, &night, &until),
        ),
        (_, false) => telling.say(
            || t::judgement::near_after_yours(lang, &from, &length, &night),
            |name| t::judgement::near_after(lang, &from, &length, name, &night),
        ),
    };
    let needs = telling.hours(needs_min);
    format!("{found} {}", t::judgement::between_least(lang, needs))
}
