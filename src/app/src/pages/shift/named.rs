//! Pointing out colleagues' shifts I would take in return, a week at a time.

use leptos::prelude::*;
use ruil_core::{Light, Shift, ShiftId};

use super::ask::{Draft, toggle};
use crate::components::{ChipState, LightMark, ShiftFace, ShiftRow, WeekPicker};
use crate::i18n::{format, offer as words, t, use_lang};
use crate::pick::takers::{swap_light, swappable};
use crate::state::{View, now, use_session};

/// A colleague's shift that could be swapped.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    id: ShiftId,
    face: ShiftFace,
    name: String,
    label: String,
    light: Light,
}

/// Shows the shifts that could be swapped, week by week.
#[component]
pub(super) fn Named(draft: Draft, shift: StoredValue<Shift>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let own = shift.with_value(|shift| shift.span.start().day().monday());
    let monday = RwSignal::new(own);
    let today = now::today();
    let lines = Memo::new(move |_| {
        session.with(|view| {
            let team = &view.hoped;
            let lot = shift.with_value(|shift| draft.lot(team, shift));
            let found = swappable(team, &lot, monday.get(), now::now());
            let line = |(shift, light): (Shift, Light)| {
                let name = shift
                    .owner
                    .map(|owner| words::name(lang, team, owner))
                    .unwrap_or_default();
                let label = t::shift::pick_add(lang, &name, words::shift(lang, &shift));
                Line {
                    id: shift.id,
                    face: ShiftFace::of(team, &shift),
                    name,
                    label,
                    light,
                }
            };
            found.into_iter().map(line).collect::<Vec<_>>()
        })
    });
    // What was chosen for less, or for more, than is offered now may not be possible any more.
    Effect::new(move || {
        let is_possible = |view: &View, id: &ShiftId| {
            let team = &view.hoped;
            let lot = shift.with_value(|shift| draft.lot(team, shift));
            let theirs = team.roster.get(*id);
            theirs.is_some_and(|theirs| swap_light(team, &lot, theirs, now::now()).is_some())
        };
        let mut named = draft.named.get();
        let before = named.len();
        session.with(|view| named.retain(|id| is_possible(view, id)));
        if named.len() < before {
            draft.named.set(named);
        }
    });
    let row = move |line: Line| {
        let Line {
            id,
            face,
            name,
            label,
            light,
        } = line;
        view! {
            <li>
                <label class="pick" data-test="offer-pick" data-shift=id.to_string()>
                    <input
                        class="pick__input"
                        type="checkbox"
                        aria-label=label
                        prop:checked=move || draft.named.read().contains(&id)
                        on:change=move |_| toggle(draft.named, id)
                    />
                    <div class="pick__text">
                        <ShiftRow face state=ChipState::Plain note=name />
                        <LightMark light />
                    </div>
                </label>
            </li>
        }
    };
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            view! { <p class="muted">{t::shift::pick_none(lang)}</p> }.into_any()
        } else {
            view! { <ul class="offer-sheet__people">{lines.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    let picked = move || {
        t::shift::picked(
            lang,
            i64::try_from(draft.named.read().len()).unwrap_or(i64::MAX),
        )
    };
    view! {
        <fieldset class="offer-sheet__part">
            <legend class="offer-sheet__legend">{t::shift::pick(lang)}</legend>
            <WeekPicker
                week=Signal::derive(move || words::capital(&format::week(lang, monday.get())))
                days=Signal::derive(move || format::days(lang, monday.get(), monday.get().plus(6)))
                this_week=Signal::derive(move || monday.get() == today.monday())
                on_step=move |weeks: i32| monday.update(|monday| *monday = monday.plus(7 * weeks))
                on_today=move |()| monday.set(today.monday())
            />
            {rows}
        </fieldset>
        <p class="offer-sheet__tally" role="status">{picked}" "{t::shift::owners(lang)}</p>
    }
}
