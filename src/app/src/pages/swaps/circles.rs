//! The proposed circles that are about me.

use leptos::prelude::*;
use ruil_core::{CircleId, Light};

use crate::components::Section;
use crate::i18n::{Lang, t, use_lang};
use crate::pages::circle::shown::{CircleShown, assessed};
use crate::pages::circle::summary::CircleSummary;
use crate::pick::circles::Circles;
use crate::state::board::use_board;
use crate::state::use_session;

/// One circle in a list, with its light while it can come about.
type Line = (CircleShown, Option<Light>);

/// A list of circles.
fn lines(lang: Lang, pick: fn(&Circles) -> &Vec<CircleId>) -> Memo<Vec<Line>> {
    let session = use_session();
    let board = use_board();
    Memo::new(move |_| {
        let ids = board.with(|board| pick(&board.circles).clone());
        session.with(|view| {
            let line = |id: &CircleId| {
                let light = assessed(view, *id).map(|(_, assessment)| assessment.light());
                Some((CircleShown::of(lang, view, *id)?, light))
            };
            ids.iter().filter_map(line).collect()
        })
    })
}

/// A section with circles; nothing where there are none.
fn section(
    title: &'static str,
    test: &'static str,
    lines: Memo<Vec<Line>>,
    go: &'static str,
    primary: bool,
) -> impl IntoView {
    let card = move |(shown, light): Line| view! { <CircleSummary shown light go primary /> };
    move || {
        (!lines.with(Vec::is_empty)).then(|| {
            view! {
                <Section title count=Some(lines.with(Vec::len)) attr:data-test=test>
                    <div class="stack">{lines.get().into_iter().map(card).collect_view()}</div>
                </Section>
            }
        })
    }
}

/// Shows the circles that wait for me.
#[component]
pub(super) fn CirclesToDo() -> impl IntoView {
    let lang = use_lang();
    let to_decide = lines(lang, |circles| &circles.to_decide);
    let to_answer = lines(lang, |circles| &circles.to_answer);
    view! {
        {section(t::circle::to_decide(lang), "circles-to-decide", to_decide, t::approve::look(lang), true)}
        {section(t::circle::to_answer(lang), "circles-to-answer", to_answer, t::circle::answer(lang), true)}
    }
}

/// Shows the circles that wait for others, those put off, and what became of the others.
#[component]
pub(super) fn CirclesBelow() -> impl IntoView {
    let lang = use_lang();
    let waiting = lines(lang, |circles| &circles.waiting);
    let parked = lines(lang, |circles| &circles.parked);
    let past = lines(lang, |circles| &circles.past);
    view! {
        {section(t::circle::parked(lang), "circles-parked", parked, t::circle::answer(lang), false)}
        {section(t::circle::waiting(lang), "circles-waiting", waiting, t::circle::look(lang), false)}
        {section(t::circle::past(lang), "circles-past", past, t::circle::look(lang), false)}
    }
}
