//! What waits on me, each with its way there.

use leptos::prelude::*;
use ruil_core::Day;
use ruil_core::staged::staged;

use crate::components::{Glyph, Icon};
use crate::i18n::{t, use_lang};
use crate::pick::takers::claimable;
use crate::route::Route;
use crate::state::board::use_board;
use crate::state::{now, use_session};

/// How much waits on me.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counts {
    answer: usize,
    choose: usize,
    approve: usize,
    claim: usize,
    circle: usize,
    decide: usize,
    /// The day of the first open shift.
    first_open: Option<Day>,
}

/// Shows what waits on me; nothing where nothing does.
#[component]
pub(super) fn Waits() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let board = use_board();
    let counts = Memo::new(move |_| {
        session.with(|view| {
            let now = now::now();
            let board = board.read();
            // Only those that ask me by now: the others are asked first.
            let mut open = claimable(&view.hoped, view.me, now);
            open.retain(|(shift, _)| staged(&view.hoped, shift, now).asks(view.me));
            Counts {
                answer: board.to_answer.len(),
                choose: board.to_choose(&view.team),
                approve: board.to_approve.len(),
                claim: open.len(),
                circle: board.circles.to_answer.len(),
                decide: board.circles.to_decide.len(),
                first_open: open.first().map(|(shift, _)| shift.span.start().day()),
            }
        })
    });
    let line = move |icon: Icon,
                     count: usize,
                     text: fn(crate::i18n::Lang, i64) -> String,
                     route: Route| {
        (count > 0).then(|| view! {
            <li>
                <a class="waits__one" href=route.path()>
                    <Glyph icon />
                    <span class="waits__text">{text(lang, i64::try_from(count).unwrap_or(i64::MAX))}</span>
                    <Glyph icon=Icon::Next />
                </a>
            </li>
        })
    };
    move || {
        let Counts {
            answer,
            choose,
            approve,
            claim,
            circle,
            decide,
            first_open,
        } = counts.get();
        (answer + choose + approve + claim + circle + decide > 0).then(|| {
            view! {
                <ul class="waits" data-test="waits">
                    {line(Icon::Hand, answer, t::mine::answer, Route::Swaps)}
                    {line(Icon::Swap, choose, t::mine::choose, Route::Swaps)}
                    {line(Icon::Check, approve, t::mine::approve, Route::Swaps)}
                    {line(Icon::Refresh, circle, t::circle::waits, Route::Swaps)}
                    {line(Icon::Check, decide, t::circle::waits_decide, Route::Swaps)}
                    {line(Icon::Plus, claim, t::mine::claim, Route::Roster(first_open))}
                </ul>
            }
        })
    }
}
