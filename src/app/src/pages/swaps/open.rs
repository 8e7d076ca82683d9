//! The open shifts I could take: those that ask me, and those that ask others first.

use leptos::prelude::*;
use ruil_core::staged::staged;
use ruil_core::{Light, Shift, ShiftId};

use crate::components::{Card, ChipState, LightMark, Section, ShiftFace, ShiftRow};
use crate::i18n::{t, use_lang};
use crate::pick::rank::Ranks;
use crate::pick::takers::claimable;
use crate::route::Route;
use crate::state::{now, use_session};

/// So many are listed; the roster shows the others.
const SHOWN_MAX: usize = 8;

/// An open shift, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    id: ShiftId,
    face: ShiftFace,
    light: Light,
    /// Whether it asks me by now, or others first.
    asks_me: bool,
}

/// Shows the open shifts that suit me best; nothing where there are none.
#[component]
pub(super) fn OpenShifts() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let lines = Memo::new(move |_| {
        session.with(|view| {
            let now = now::now();
            let mut ranks = Ranks::new(&view.hoped, view.me, now.day());
            let mut open = claimable(&view.hoped, view.me, now);
            open.sort_by_cached_key(|(shift, light)| ranks.of(shift, *light));
            let line = |(shift, light): &(Shift, Light)| Line {
                id: shift.id,
                face: ShiftFace::of(&view.hoped, shift),
                light: *light,
                asks_me: staged(&view.hoped, shift, now).asks(view.me),
            };
            open.iter().take(SHOWN_MAX).map(line).collect::<Vec<_>>()
        })
    });
    let row = |line: Line| {
        let Line {
            id, face, light, ..
        } = line;
        view! {
            <li data-test="open-shift" data-shift=id.to_string()>
                <ShiftRow face state=ChipState::Open href=Route::Shift(id).path()>
                    <LightMark light />
                </ShiftRow>
            </li>
        }
    };
    let part = move |title: &'static str, lines: Vec<Line>| {
        (!lines.is_empty()).then(|| {
            let count = lines.len();
            view! {
                <Section title=title.to_owned() count=Some(count) attr:data-test="open-shifts">
                    <Card flush=true>
                        <ul class="list">{lines.into_iter().map(row).collect_view()}</ul>
                    </Card>
                </Section>
            }
        })
    };
    move || {
        let (mine, others): (Vec<_>, Vec<_>) =
            lines.get().into_iter().partition(|line| line.asks_me);
        view! {
            {part(t::swaps::open_title(lang), mine)}
            {part(t::swaps::open_others(lang), others)}
        }
    }
}
