//! Who works on a day, to be read from across the room.

use leptos::prelude::*;
use ruil_core::{PartOfDay, Span};

use super::part_mark::part_text;
use super::shift_chip::{ChipSize, ChipState, ShiftChip};
use crate::i18n::{format, t, use_lang};

/// Those who work the same stretch of the same kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyLine {
    /// From when until when.
    pub span: Span,
    /// The kind's letter or letters.
    pub code: String,
    /// Whether that is now.
    pub is_now: bool,
    /// Who, by name.
    pub names: Vec<String>,
    /// How many of these shifts are nobody's.
    pub open: usize,
}

impl DutyLine {
    fn chip_state(&self) -> ChipState {
        if self.names.is_empty() {
            ChipState::Open
        } else {
            ChipState::Plain
        }
    }
}

/// Shows who works, one line for each kind.
#[component]
pub fn DutyList(
    /// The lines, now first.
    lines: Vec<DutyLine>,
    /// Smaller, for a day that is only looked at from near by.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let lang = use_lang();
    let size = if small {
        ChipSize::Medium
    } else {
        ChipSize::Large
    };
    let line = move |line: DutyLine| {
        let part = PartOfDay::of(line.span);
        let state = line.chip_state();
        let open = (line.open > 0).then(|| {
            let open = i64::try_from(line.open).unwrap_or(i64::MAX);
            view! { <span class="duty-list__open">{t::tablet::unfilled(lang, open)}</span> }
        });
        let now = line.is_now.then(|| {
            view! { <span class="duty-list__now">{t::tablet::now(lang)}</span> }
        });
        let names = line.names.into_iter();
        let names = names.map(|name| view! { <span class="duty-list__name">{name}</span> });
        view! {
            <li class="duty-list__line" data-now=line.is_now.then_some("") data-test="duty">
                <ShiftChip part code=line.code state size label=part_text(lang, part) />
                <div class="duty-list__text">
                    <p class="duty-list__names">{names.collect_view()}{open}</p>
                    <p class="duty-list__times"><span dir="ltr">{format::times(line.span)}</span>{now}</p>
                </div>
            </li>
        }
    };
    if lines.is_empty() {
        return view! { <p class="muted">{t::tablet::nobody(lang)}</p> }.into_any();
    }
    view! {
        <ul class="duty-list" data-small=small.then_some("")>
            {lines.into_iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}
