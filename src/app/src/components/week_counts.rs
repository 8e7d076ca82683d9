//! How many are needed of one kind of shift on each day of a week.

use leptos::prelude::*;
use ruil_core::Day;

use super::shape_picks::ShapeFace;
use super::shift_chip::ShiftChip;
use crate::i18n::{format, t, use_lang};

/// So many days a week has.
const DAYS: usize = 7;
/// A Monday: only its weekday counts.
const MONDAY: Day = Day(4);

/// Shows a shift with a number for each day, Monday first.
#[component]
pub fn WeekCounts(
    /// The shift.
    face: ShapeFace,
    /// Where it is, and what it asks for.
    #[prop(into)]
    place: String,
    /// How many on each day.
    #[prop(into)]
    counts: Signal<[u8; DAYS]>,
    /// The most of them.
    most: u8,
    /// Called with the day, from 0 for Monday, and how many are needed then.
    #[prop(into)]
    on_change: Callback<(usize, u8)>,
) -> impl IntoView {
    let lang = use_lang();
    let ShapeFace {
        part,
        code,
        name,
        times,
    } = face;
    let about = [name.as_str(), &times, &place];
    let about: Vec<_> = about.into_iter().filter(|text| !text.is_empty()).collect();
    let about = about.join(" · ");
    let spoken = about.clone();
    let day = move |nth: usize| {
        let weekday = MONDAY
            .plus(i32::try_from(nth).unwrap_or_default())
            .weekday();
        let label = t::round::need_on(lang, format::weekday(lang, weekday), &spoken);
        let count = move || counts.with(|counts| counts.get(nth).copied().unwrap_or_default());
        let change = move |text: String| {
            let count = text.trim().parse::<u8>().unwrap_or_default();
            on_change.run((nth, count.min(most)));
        };
        view! {
            <label class="week-counts__day">
                <span class="week-counts__name" aria-hidden="true">{format::weekday_short(lang, weekday)}</span>
                <input
                    class="week-counts__count num"
                    type="number"
                    inputmode="numeric"
                    min="0"
                    max=most.to_string()
                    aria-label=label
                    prop:value=move || count().to_string()
                    data-none=move || (count() == 0).then_some("")
                    on:change=move |event| change(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <fieldset class="week-counts" data-test="week-counts">
            <legend class="week-counts__head">
                <ShiftChip part code />
                <span>{about}</span>
            </legend>
            <div class="week-counts__days">{(0..DAYS).map(day).collect_view()}</div>
        </fieldset>
    }
}
