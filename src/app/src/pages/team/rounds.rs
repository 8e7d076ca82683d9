//! The team's self-rostering rounds, and the way to a new one.

use leptos::prelude::*;
use ruil_core::{Phase, RoundId};

use crate::components::{Card, LinkButton, Section};
use crate::i18n::{Lang, round as words, t, use_lang};
use crate::route::Route;
use crate::state::{Session, View, now};

/// A round, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct RoundShown {
    id: RoundId,
    title: String,
    phase: &'static str,
    until: Option<String>,
}

/// Returns the rounds that are going on, and those whose days are not over.
fn all(lang: Lang, view: &View) -> Vec<RoundShown> {
    let today = now::today();
    let rounds = view.hoped.rounds.values();
    let mut rounds: Vec<_> = rounds
        .filter(|round| {
            let is_ahead = matches!(round.phase, Phase::Published { .. }) && round.last >= today;
            round.phase.is_open() || is_ahead
        })
        .collect();
    rounds.sort_by_key(|round| (!round.phase.is_open(), round.first, round.id));
    let shown = rounds.into_iter().map(|round| RoundShown {
        id: round.id,
        title: words::heading(lang, round),
        phase: words::phase(lang, round.phase),
        until: words::until(lang, round, today, now::local),
    });
    shown.collect()
}

/// Shows them; nothing where there are none, but to coordinators.
#[component]
pub(super) fn RoundsPart(session: Session) -> impl IntoView {
    let lang = use_lang();
    let shown = Memo::new(move |_| session.with(|view| (all(lang, view), view.am_coordinator())));
    let one = move |round: RoundShown| {
        view! {
            <li data-test="round-one" data-round=round.id.to_string()>
                <p><strong>{round.title}</strong></p>
                <p class="muted">{round.phase}</p>
                {round.until.map(|until| view! { <p class="muted small">{until}</p> })}
                <LinkButton href=Route::Round(round.id).path() attr:data-test="round-open">
                    {t::round::open(lang)}
                </LinkButton>
            </li>
        }
    };
    move || {
        let (rounds, may) = shown.get();
        if rounds.is_empty() && !may {
            return None;
        }
        let none = rounds
            .is_empty()
            .then(|| view! { <p class="muted">{t::round::lead(lang)}</p> });
        Some(view! {
            <Section title=t::round::title(lang).to_owned()>
                <Card>
                    <div class="stack" data-test="rounds">
                        {none}
                        <ul class="stack">{rounds.into_iter().map(one).collect_view()}</ul>
                        {may.then(|| view! {
                            <LinkButton href=Route::NewRound.path() attr:data-test="round-new">
                                {t::round::new(lang)}
                            </LinkButton>
                        })}
                    </div>
                </Card>
            </Section>
        })
    }
}
