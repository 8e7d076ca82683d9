//! The rounds that wait for my picks, at the top of my shifts.

use leptos::prelude::*;
use ruil_core::{Phase, RoundId};

use crate::components::{Banner, LinkButton};
use crate::i18n::{round as words, t, use_lang};
use crate::route::Route;
use crate::state::{now, use_session};

/// A round, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Waiting {
    id: RoundId,
    title: String,
    text: String,
}

/// Shows the rounds in which everybody can still pick.
#[component]
pub fn RoundWaits() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let open = Memo::new(move |_| {
        session.with(|view| {
            let rounds = view.hoped.rounds.values();
            let open =
                rounds.filter(|round| matches!(round.phase, Phase::Picking | Phase::Solving));
            let shown = open.map(|round| {
                let phase = words::phase(lang, round.phase);
                let until = words::until(lang, round, now::today(), now::local);
                Waiting {
                    id: round.id,
                    title: words::heading(lang, round),
                    text: until
                        .map_or_else(|| phase.to_owned(), |until| format!("{phase}. {until}.")),
                }
            });
            shown.collect::<Vec<_>>()
        })
    });
    let one = move |shown: Waiting| {
        view! {
            <Banner title=shown.title text=shown.text>
                <LinkButton href=Route::Round(shown.id).path() attr:data-test="round-waits">
                    {t::round::to_mine(lang)}
                </LinkButton>
            </Banner>
        }
    };
    move || open.get().into_iter().map(one).collect_view()
}
