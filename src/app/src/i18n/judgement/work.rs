//! What is wrong within a duty: its length, its breaks, its hours of night, another at once.

use ruil_core::rules::{Rule, Worked};

use super::telling::Telling;
use crate::i18n::offer::capital;
use crate::i18n::t;

/// Returns how much of a duty is at night.
pub(super) fn dark(telling: &Telling<'_>, had_min: i32, worked: Worked) -> String {
    let lang = telling.lang;
    let (length, shift) = (telling.hours(had_min), telling.whole(worked));
    telling.say(
        || t::judgement::dark_yours(lang, &length, &shift),
        |name| t::judgement::dark(lang, &length, name, &shift),
    )
}

/// Returns how long a duty is.
pub(super) fn length(
    telling: &Telling<'_>,
    rule: Rule,
    (had_min, max_min): (i32, i32),
    worked: Worked,
) -> String {
    let lang = telling.lang;
    let (length, shift) = (telling.hours(had_min), telling.whole(worked));
    let found = if rule == Rule::PresenceLength {
        t::judgement::lasts(lang, length, capital(&shift))
    } else {
        telling.say(
            || t::judgement::length_yours(lang, &length, &shift),
            |name| t::judgement::length(lang, &length, name, &shift),
        )
    };
    let max = telling.hours(max_min);
    format!("{found} {}", t::judgement::at_most(lang, max))
}

/// Returns how much break a duty has.
pub(super) fn pause(
    telling: &Telling<'_>,
    (had_min, needs_min): (i32, i32),
    work_min: i32,
    worked: Worked,
) -> String {
    let lang = telling.lang;
    let (length, shift) = (telling.hours(work_min), telling.whole(worked));
    let pause = match had_min {
        ..=0 => t::judgement::without_pause(lang).to_owned(),
        _ => t::judgement::with_pause(lang, telling.hours(had_min)),
    };
    let found = telling.say(
        || t::judgement::pause_yours(lang, &length, &pause, &shift),
        |name| t::judgement::pause(lang, &length, name, &pause, &shift),
    );
    let needs = telling.hours(needs_min);
    format!("{found} {}", t::judgement::pause_least(lang, needs))
}

/// Returns how long a duty goes on without a break.
pub(super) fn stretch(
    telling: &Telling<'_>,
    (had_min, max_min): (i32, i32),
    worked: Worked,
) -> String {
    let lang = telling.lang;
    let (length, shift) = (telling.hours(had_min), telling.whole(worked));
    let found = telling.say(
        || t::judgement::stretch_yours(lang, &length, &shift),
        |name| t::judgement::stretch(lang, &length, name, &shift),
    );
    let max = telling.hours(max_min);
    format!("{found} {}", t::judgement::at_most(lang, max))
}

/// Returns two at once.
pub(super) fn overlap(telling: &Telling<'_>, one: Worked, other: Worked) -> String {
    let lang = telling.lang;
    let (one, other) = (telling.timed(one), telling.timed(other));
    telling.say(
        || t::judgement::overlap_yours(lang, &one, &other),
        |name| t::judgement::overlap(lang, name, &one, &other),
    )
}
