//! What the team agreed itself: how late a change may come, how much above the contract.

use leptos::prelude::*;
use ruil_core::TeamRules;

use super::draft::Draft;
use crate::components::{Select, SelectOption};
use crate::i18n::{Lang, format, t, use_lang};

const HOUR_MIN: u16 = 60;
const DAY_MIN: u32 = 24 * 60;
/// Days before a shift, as they are offered.
const NOTICE_DAYS: [u32; 6] = [0, 1, 2, 4, 7, 28];
/// Hours above the contract, as they are offered beside no limit.
const EXTRA_HOURS: [u16; 5] = [0, 4, 8, 12, 16];

/// Returns how late a change may come.
pub(super) fn notice(lang: Lang, notice_min: u32) -> String {
    match notice_min {
        0 => t::rules::no_limit(lang).to_owned(),
        min => t::rules::notice_days(lang, i64::from(min.div_ceil(DAY_MIN))),
    }
}

/// Returns how much above the contract somebody may work.
pub(super) fn extra(lang: Lang, extra_min_max: Option<u16>) -> String {
    match extra_min_max {
        None => t::rules::no_limit(lang).to_owned(),
        Some(0) => t::rules::extra_zero(lang).to_owned(),
        Some(min) => t::rules::extra_hours(lang, format::length(lang, min.into())),
    }
}

/// Returns the choices of notice; one that was set elsewhere is among them.
fn notices(rules: &TeamRules) -> Vec<u32> {
    with(
        NOTICE_DAYS.map(|days| days * DAY_MIN).to_vec(),
        rules.notice_min,
    )
}

/// Returns the choices of hours above the contract; one that was set elsewhere is among them.
fn extras(rules: &TeamRules) -> Vec<Option<u16>> {
    let offered = EXTRA_HOURS.map(|hours| Some(hours * HOUR_MIN));
    let all = [None].into_iter().chain(offered).collect();
    with(all, rules.extra_min_max)
}

fn with<T: Ord + Copy>(mut all: Vec<T>, own: T) -> Vec<T> {
    if !all.contains(&own) {
        all.push(own);
        all.sort_unstable();
    }
    all
}

/// Returns the list value of hours above the contract.
fn tag(extra_min_max: Option<u16>) -> String {
    extra_min_max.map_or_else(String::new, |min| min.to_string())
}

/// Shows what the team agreed itself.
#[component]
pub(super) fn OwnPart(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let now = untrack(|| draft.saved());
    let notice_options = notices(&now)
        .into_iter()
        .map(|min| SelectOption::new(min.to_string(), notice(lang, min)));
    let extra_options = extras(&now)
        .into_iter()
        .map(|min| SelectOption::new(tag(min), extra(lang, min)));
    let notice_min = draft.slice(|rules| rules.notice_min.to_string());
    let extra_min = draft.slice(|rules| tag(rules.extra_min_max));
    let set_notice = move |value: String| {
        let min = value.parse().unwrap_or_default();
        draft.change(|rules| rules.notice_min = min);
    };
    let set_extra = move |value: String| {
        let min = value.parse().ok();
        draft.change(|rules| rules.extra_min_max = min);
    };
    view! {
        <fieldset class="rules__group rules__group--apart">
            <legend class="rules__legend">{t::rules::own(lang)}</legend>
            <div class="rules__one">
                <Select
                    id="rules-notice"
                    label=t::rules::notice(lang)
                    options=notice_options.collect()
                    value=notice_min
                    on_change=set_notice
                    attr:data-test="rules-notice"
                />
                <p class="field__hint">{t::rules::notice_hint(lang)}</p>
            </div>
            <div class="rules__one">
                <Select
                    id="rules-extra"
                    label=t::rules::extra(lang)
                    options=extra_options.collect()
                    value=extra_min
                    on_change=set_extra
                    attr:data-test="rules-extra"
                />
                <p class="field__hint">{t::rules::extra_hint(lang)}</p>
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_elsewhere_can_be_kept() {
        let mut rules = TeamRules::default();
        assert_eq!(notices(&rules).len(), 6);
        assert_eq!(extras(&rules).first(), Some(&None));
        rules.notice_min = 3 * DAY_MIN;
        rules.extra_min_max = Some(90);
        assert_eq!(notices(&rules).get(3), Some(&(3 * DAY_MIN)));
        assert_eq!(extras(&rules).get(2), Some(&Some(90)));
    }

    #[test]
    fn limits_in_words() {
        assert_eq!(notice(Lang::Dutch, 0), "Geen grens");
        assert_eq!(notice(Lang::Dutch, DAY_MIN), "1 dag voor de dienst");
        assert_eq!(extra(Lang::Dutch, Some(0)), "Geen uur meer");
        assert_eq!(extra(Lang::Dutch, Some(480)), "Hoogstens 8 uur");
    }
}
