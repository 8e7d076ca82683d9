//! Choosing the shift I give in return.

use leptos::prelude::*;
use ruil_core::{Answer, Light, Shift};

use super::judged::{Judged, JudgedCard};
use crate::components::{Button, ButtonKind, Dialog, ShiftFace, ShiftRow};
use crate::i18n::{Lang, t, use_lang};
use crate::pick::ways::{Way, Ways};
use crate::state::View;

/// A shift of mine as what I give, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WayShown {
    pub(super) shift: Shift,
    face: ShiftFace,
    judged: Judged,
    pub(super) answer: Answer,
}

impl WayShown {
    /// Returns the shifts that can be given and those that can't, first one first.
    pub(super) fn all(lang: Lang, view: &View, ways: &Ways) -> Vec<Self> {
        let shown = |way: &Way| {
            let shift = way.with.clone()?;
            Some(Self {
                face: ShiftFace::of(&view.hoped, &shift),
                judged: Judged::of_way(lang, view, way),
                answer: way.answer(),
                shift,
            })
        };
        ways.with.iter().filter_map(shown).collect()
    }

    pub(super) fn is_possible(&self) -> bool {
        self.judged.light != Light::Red
    }
}

/// Shows my shifts that can be given, each with its yes and what it means; below them those that
/// can't, and why.
#[component]
pub(super) fn WithSheet(
    /// My shifts.
    ways: Memo<Vec<WayShown>>,
    /// Called when the sheet is to go.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called with my answer.
    answer: Callback<Answer>,
) -> impl IntoView {
    let lang = use_lang();
    let row = move |way: WayShown| {
        let yes = way.answer;
        view! {
            <li class="way" data-shift=way.shift.id.to_string()>
                <ShiftRow face=way.face>
                    <Button kind=ButtonKind::Primary on_click=move |()| answer.run(yes) attr:data-test="offer-with-shift">
                        {t::ui::choose(lang)}
                    </Button>
                </ShiftRow>
                <JudgedCard judged=way.judged />
            </li>
        }
    };
    let red = |way: WayShown| {
        view! {
            <li class="way"><ShiftRow face=way.face /><JudgedCard judged=way.judged /></li>
        }
    };
    let rows = move || {
        let (can, not): (Vec<_>, Vec<_>) = ways.get().into_iter().partition(WayShown::is_possible);
        let can = if can.is_empty() {
            view! { <p class="muted">{t::offer::with_none(lang)}</p> }.into_any()
        } else {
            view! { <ul class="list list--sheet">{can.into_iter().map(row).collect_view()}</ul> }
                .into_any()
        };
        let count = not.len();
        let not = (count > 0).then(|| {
            view! {
                <details class="swaps__blocked">
                    <summary>{t::effect::with_red(lang)}<span class="section__count">{count}</span></summary>
                    <ul class="list list--sheet">{not.into_iter().map(red).collect_view()}</ul>
                </details>
            }
        });
        view! { {can}{not} }
    };
    view! { <Dialog title=t::offer::with_title(lang) on_close>{rows}</Dialog> }
}
