//! From week to week.

use leptos::prelude::*;

use super::icon::Icon;
use super::icon_button::IconButton;
use crate::i18n::{t, use_lang};

/// Shows which week it is and goes to the one before, the one after, and this one.
#[component]
pub fn WeekPicker(
    /// The week, such as "week 12".
    #[prop(into)]
    week: Signal<String>,
    /// Its days, such as "17–23 maart".
    #[prop(into)]
    days: Signal<String>,
    /// Whether it is the week of today.
    #[prop(into)]
    this_week: Signal<bool>,
    /// Called with the number of weeks to go: -1 or 1.
    #[prop(into)]
    on_step: Callback<i32>,
    /// Called to go to the week of today.
    #[prop(into)]
    on_today: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="week-picker">
            <IconButton icon=Icon::Back label=t::ui::week_before(lang) on_click=move |()| on_step.run(-1) />
            <p class="week-picker__week" aria-live="polite">
                <strong class="week-picker__number">{week}</strong>
                <span class="week-picker__days">{days}</span>
            </p>
            <IconButton icon=Icon::Next label=t::ui::week_after(lang) on_click=move |()| on_step.run(1) />
            <button
                class="week-picker__today"
                type="button"
                disabled=this_week
                on:click=move |_| on_today.run(())
            >
                {t::ui::today(lang)}
            </button>
        </div>
    }
}
