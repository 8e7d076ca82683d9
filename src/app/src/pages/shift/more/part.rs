//! Offering the beginning or the end of a shift.

use leptos::prelude::*;
use ruil_core::check::PART_MIN;
use ruil_core::{Moment, Shift, Span};

use crate::components::{Choice, Select, SelectOption};
use crate::i18n::{format, t, use_lang};
use crate::pages::shift::ask::Draft;
use crate::pick::lot::{Side, asked, can_be_cut, cut, cuts};

/// Minutes to hand over, as they are offered.
const HANDOVERS_MIN: [u16; 3] = [0, 15, 30];

/// Shows which part, where it is cut, and how long both are there.
#[component]
pub(super) fn PartPart(draft: Draft, shift: StoredValue<Shift>) -> impl IntoView {
    let lang = use_lang();
    let span = shift.with_value(|shift| shift.span);
    if !can_be_cut(span) {
        let min = format::length(lang, PART_MIN);
        return view! { <p class="muted">{t::more::part_short(lang, min)}</p> }.into_any();
    }
    let choose = move |side: Option<Side>| {
        draft.side.set(side);
        // Cut in the middle to begin with.
        draft
            .at_min
            .set(span.start().utc_min.saturating_add(span.len_min() / 2));
    };
    let choice = move |side: Option<Side>, title: &'static str, test: &'static str| {
        view! {
            <Choice
                name="part"
                title
                checked=Signal::derive(move || draft.side.get() == side)
                on_choose=move |()| choose(side)
                attr:data-test=test
            />
        }
    };
    let fields = move || {
        draft
            .side
            .get()
            .map(|side| view! { <Fields draft span side /> })
    };
    view! {
        <fieldset class="offer-sheet__part">
            <legend class="offer-sheet__legend">{t::more::part(lang)}</legend>
            {choice(None, t::more::part_whole(lang), "offer-whole")}
            {choice(Some(Side::First), t::more::part_first(lang), "offer-first-part")}
            {choice(Some(Side::Last), t::more::part_last(lang), "offer-last-part")}
            {fields}
        </fieldset>
    }
    .into_any()
}

/// The time of the cut and the minutes together.
#[component]
fn Fields(draft: Draft, span: Span, side: Side) -> impl IntoView {
    let lang = use_lang();
    let all = move || cuts(span, side, draft.handover_min.get());
    let at = Memo::new(move |_| {
        let all = all().into_iter();
        all.min_by_key(|at| at.utc_min.abs_diff(draft.at_min.get()))
    });
    let label = match side {
        Side::First => t::more::part_until(lang),
        Side::Last => t::more::part_from(lang),
    };
    let option = |at: Moment| SelectOption::new(at.utc_min.to_string(), format::clock(at));
    let handover = move |min: u16| {
        let label = match min {
            0 => t::more::handover_none(lang).to_owned(),
            min => format::length(lang, min.into()),
        };
        SelectOption::new(min.to_string(), label)
    };
    let told = move || {
        let handover_min = draft.handover_min.get();
        let part = cut(span, asked(span, side, at.get()?, handover_min))?;
        let (theirs, yours) = (format::times(part.taken), format::times(part.kept));
        Some(t::more::part_you(lang, theirs, yours))
    };
    let times = move || {
        let options = all().into_iter().map(option).collect();
        view! {
            <Select
                id="part-at"
                label
                options
                value=Signal::derive(move || at.get().map_or_else(String::new, |at| at.utc_min.to_string()))
                on_change=move |new: String| draft.at_min.set(new.parse().unwrap_or_default())
                attr:data-test="part-at"
            />
        }
    };
    view! {
        {times}
        <Select
            id="part-handover"
            label=t::more::handover(lang)
            options=HANDOVERS_MIN.map(handover).to_vec()
            value=Signal::derive(move || draft.handover_min.get().to_string())
            on_change=move |new: String| draft.handover_min.set(new.parse().unwrap_or_default())
            attr:data-test="part-handover"
        />
        <p class="offer-sheet__tally" role="status" data-test="part-told">{told}</p>
    }
}
