//! What I could do for what does not fit, one tap each.

use leptos::prelude::*;
use ruil_core::round::{Suggestion, suggestions};
use ruil_core::{Command, Light, RoundId};

use super::place::pick;
use crate::components::{Button, ButtonKind, Card, LightMark, Section};
use crate::i18n::{Lang, offer::capital, round as words, t, use_lang};
use crate::state::{View, now, use_session};

/// So many are shown; the best are first.
const SHOWN_MAX: usize = 3;

/// A suggestion, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    key: (Option<u16>, Option<u16>),
    text: String,
    why: String,
    light: Light,
    command: Command,
}

fn command(id: RoundId, view: &View, one: &Suggestion) -> Option<Command> {
    let round = view.hoped.rounds.get(&id)?;
    let own = round.picks.get(&view.me);
    // The joker goes along.
    let joker = one.gives.and_then(|line| own?.get(&line).copied());
    match (one.gives, one.takes) {
        (gives, Some(takes)) => Some(pick(id, takes, joker.unwrap_or(false), gives)),
        (Some(line), None) => Some(Command::Unpick { round: id, line }),
        (None, None) => None,
    }
}

fn all(lang: Lang, view: &View, id: RoundId) -> Vec<Shown> {
    let Some(round) = view.hoped.rounds.get(&id) else {
        return Vec::new();
    };
    let found = suggestions(&view.hoped, round, view.me, now::now());
    let shown = found.iter().filter_map(|one| {
        Some(Shown {
            key: (one.gives, one.takes),
            text: capital(&words::suggestion(lang, one, round)),
            why: words::why(lang, &one.why),
            light: one.light,
            command: command(id, view, one)?,
        })
    });
    shown.take(SHOWN_MAX).collect()
}

/// Shows them.
#[component]
pub(super) fn Suggestions(id: RoundId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let found = Memo::new(move |_| session.with(|view| all(lang, view, id)));
    let one = move |shown: Shown| {
        let command = shown.command;
        view! {
            <li class="round__one" data-test="suggestion">
                <strong>{shown.text}</strong>
                <span class="muted">{shown.why}</span>
                <div class="cluster">
                    <Button kind=ButtonKind::Primary on_click=move |()| session.act_or_tell(command.clone()) attr:data-test="suggestion-do">
                        {t::round::suggest_do(lang)}
                    </Button>
                    <LightMark light=shown.light />
                </div>
            </li>
        }
    };
    view! {
        <Section title=t::round::suggest_title(lang).to_owned()>
            <Card>
                {move || found.with(Vec::is_empty).then(|| view! { <p class="muted">{t::round::suggest_none(lang)}</p> })}
                <ul class="stack" data-test="suggestions">
                    <For each=move || found.get() key=|shown| (shown.key, shown.why.clone()) children=one />
                </ul>
            </Card>
        </Section>
    }
}
