//! Where the planner's roster and the team's differ, and whose word counts.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::Team;
use ruil_core::bridge::decide::Word;
use ruil_core::bridge::difference::{Comparison, Difference};

use crate::components::{Banner, Button, ButtonKind, Card, Section, Segments, SelectOption, Tone};
use crate::i18n::{bridge, offer, t, use_lang};
use crate::state::import::Importing;

/// How many of a kind are shown before the user asks for all.
const FIRST: usize = 20;

/// Shows the differences by what is to be done about them. What is new needs no word: it is below.
#[component]
pub fn Differences(importing: Importing, team: Arc<Team>, found: Arc<Comparison>) -> impl IntoView {
    let lang = use_lang();
    let has_known = found.has_known();
    let part = |title: &'static str, text: &'static str, is_in: fn(&Difference) -> bool| {
        let numbered = found.differences.iter().enumerate();
        let rows: Vec<_> = numbered
            .filter(|(_, one)| is_in(one))
            .map(|(at, _)| at)
            .collect();
        let (team, found) = (Arc::clone(&team), Arc::clone(&found));
        (!rows.is_empty()).then(|| view! { <Part importing team found title text rows /> })
    };
    let missing = found.missing.iter().map(|(person, shifts)| {
        let count = i64::try_from(*shifts).unwrap_or(i64::MAX);
        t::bridge::missing_person(lang, count, offer::name(lang, &team, *person))
    });
    let missing: Vec<_> = missing.collect();
    let missing = (!missing.is_empty()).then(|| {
        let text = format!("{} {}", t::bridge::missing_text(lang), missing.join(" "));
        view! { <Banner tone=Tone::Info title=t::bridge::missing(lang) text attr:data-test="differences-missing" /> }
    });
    has_known.then(|| {
        view! {
            <div class="stack stack--loose" data-test="differences">
                {part(t::bridge::conflicts(lang), t::bridge::conflicts_text(lang), |one| {
                    matches!(one, Difference::Conflict { .. })
                })}
                {part(t::bridge::changed(lang), t::bridge::changed_text(lang), |one| {
                    matches!(one, Difference::Changed { .. } | Difference::Gone { .. } | Difference::Added { .. })
                })}
                {part(t::bridge::waiting(lang), t::bridge::waiting_text(lang), |one| {
                    matches!(one, Difference::Waiting { .. })
                })}
                {part(t::bridge::processed(lang), t::bridge::processed_text(lang), |one| {
                    matches!(one, Difference::Processed { .. })
                })}
                {missing}
            </div>
        }
    })
}

/// Shows the differences of one kind.
#[component]
fn Part(
    importing: Importing,
    team: Arc<Team>,
    found: Arc<Comparison>,
    title: &'static str,
    text: &'static str,
    rows: Vec<usize>,
) -> impl IntoView {
    let lang = use_lang();
    let count = rows.len();
    let is_open = RwSignal::new(count <= FIRST);
    let shown = move || {
        let most = if is_open.get() { count } else { FIRST };
        let rows = rows.iter().take(most).copied();
        let row = |place| {
            let (team, found) = (Arc::clone(&team), Arc::clone(&found));
            view! { <Row importing team found place /> }
        };
        rows.map(row).collect_view()
    };
    let more = move || {
        (!is_open.get()).then(|| {
            let text = t::import::show_all(lang, count);
            view! { <Button kind=ButtonKind::Link on_click=move |()| is_open.set(true)>{text}</Button> }
        })
    };
    view! {
        <Section title=title.to_owned() count=Some(count)>
            <p class="muted">{text}</p>
            <Card flush=true><ul class="list differences">{shown}</ul></Card>
            {more}
        </Section>
    }
}

/// Shows one difference, and whose word counts where somebody may say.
#[component]
fn Row(
    importing: Importing,
    team: Arc<Team>,
    found: Arc<Comparison>,
    place: usize,
) -> impl IntoView {
    let lang = use_lang();
    let difference = found.differences.get(place).copied()?;
    let told = bridge::told(lang, &team, &found, &difference);
    let kind = match difference {
        Difference::Processed { .. } => "processed",
        Difference::Waiting { .. } => "waiting",
        Difference::Added { .. } => "added",
        Difference::Changed { .. } => "changed",
        Difference::Gone { .. } => "gone",
        Difference::Conflict { .. } => "conflict",
    };
    let choices = difference.words();
    let line = |who: &'static str, text: Option<String>| {
        text.map(|text| view! { <p><span class="muted">{who}" "</span>{text}</p> })
    };
    let words = (choices.len() > 1).then(|| {
        let key = |word: Word| format!("{word:?}");
        let options = choices
            .iter()
            .map(|word| SelectOption::new(key(*word), bridge::word(lang, *word)));
        let value = Signal::derive(move || {
            importing
                .word(place, &difference)
                .map_or_else(String::new, key)
        });
        let on_change = move |chosen: String| {
            if let Some(word) = choices.iter().find(|word| key(**word) == chosen) {
                importing.set_word(place, *word);
            }
        };
        view! {
            <Segments
                name=format!("word-{place}")
                label=told.title.clone()
                options=options.collect()
                value
                on_change
            />
        }
    });
    Some(view! {
        <li class="list__row differences__row" data-test="difference" data-kind=kind>
            <h3 class="differences__title">{told.title.clone()}</h3>
            {line(t::bridge::here(lang), told.here.clone())}
            {line(t::bridge::there(lang), told.there.clone())}
            {words}
        </li>
    })
}
