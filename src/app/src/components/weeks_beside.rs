//! The weeks of the people in a change, as they are and as they would be.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::person_badge::{BadgeSize, PersonBadge};
use super::week_strip::{WeekPair, WeekStrip};
use crate::i18n::{t, use_lang};

/// One person's side of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonWeeks {
    /// The name.
    pub name: String,
    /// The weeks it touches.
    pub weeks: Vec<WeekPair>,
    /// What it does to them, a line each.
    pub notes: Vec<String>,
}

/// Shows everybody's weeks behind a tap.
#[component]
pub fn WeeksBeside(
    /// The people, mine first.
    people: Vec<PersonWeeks>,
    /// Begins opened.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let lang = use_lang();
    let is_one = people.iter().all(|person| person.weeks.len() <= 1);
    let title = if is_one {
        t::effect::week(lang)
    } else {
        t::effect::weeks(lang)
    };
    let person = move |person: PersonWeeks| {
        let name = person.name.clone();
        let week = |pair| view! { <WeekStrip name=name.clone() pair /> };
        let weeks = person.weeks.into_iter().map(week).collect_view();
        let note = |note| view! { <p class="weeks-beside__note">{note}</p> };
        view! {
            <li class="weeks-beside__person">
                <PersonBadge name=person.name size=BadgeSize::Small />
                {weeks}
                {person.notes.into_iter().map(note).collect_view()}
            </li>
        }
    };
    // Nobody waits for weeks that nobody asked for.
    let opened = RwSignal::new(open);
    let shown = move || {
        let people = opened.get().then(|| people.clone()).into_iter().flatten();
        people.map(person).collect_view()
    };
    view! {
        <details
            class="weeks-beside"
            data-test="weeks-beside"
            open=open
            on:toggle=move |_| opened.set(true)
        >
            <summary class="weeks-beside__head">
                <Glyph icon=Icon::Roster />
                {title}
                <span class="weeks-beside__down"><Glyph icon=Icon::Down /></span>
            </summary>
            <ul class="weeks-beside__people">{shown}</ul>
        </details>
    }
}
