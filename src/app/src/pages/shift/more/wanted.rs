//! Two more things to want in return: any shift that fits, or a shift later.

use leptos::prelude::*;
use ruil_core::{Day, PartOfDay, Pattern};

use crate::components::{Checkbox, Choice, Field, FieldKind, Glyph, Icon, part_text};
use crate::i18n::{format, offer::capital, t, use_lang};
use crate::pages::shift::ask::{Draft, Want, can_owe};
use crate::state::now;

/// The parts of the day that can be asked for.
const PARTS: [PartOfDay; 4] = [
    PartOfDay::Early,
    PartOfDay::Day,
    PartOfDay::Late,
    PartOfDay::Night,
];

/// Shows the two choices, each with what it asks.
#[component]
pub(super) fn Wanted(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let choice = move |want: Want, icon: Icon, (title, hint), test: &'static str| {
        view! {
            <Choice
                name="want"
                title
                hint
                checked=Signal::derive(move || draft.want.get() == want)
                on_choose=move |()| draft.want.set(want)
                attr:data-test=test
            >
                <Glyph icon />
            </Choice>
        }
    };
    let wish = (t::more::wish(lang), t::more::wish_hint(lang));
    let owe = (t::more::owe(lang), t::more::owe_hint(lang));
    view! {
        <fieldset class="offer-sheet__part">
            <legend class="offer-sheet__legend">{t::more::want(lang)}</legend>
            {choice(Want::Wish, Icon::Swap, wish, "offer-wish")}
            {move || (draft.want.get() == Want::Wish).then(|| view! { <WishFields draft /> })}
            {choice(Want::Owe, Icon::Clock, owe, "offer-owe")}
            {move || (draft.want.get() == Want::Owe).then(|| view! { <OweField draft /> })}
        </fieldset>
    }
}

/// The days and the parts of the day.
#[component]
fn WishFields(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let set = move |pick: fn(&mut (Day, Day)) -> &mut Day, text: &str| {
        if let Some(day) = format::parse_day(text) {
            draft.days.update(|days| *pick(days) = day);
        }
    };
    let part = move |part: PartOfDay| {
        let bit = Pattern::part(part);
        view! {
            <li>
                <Checkbox
                    label=capital(part_text(lang, part))
                    checked=Signal::derive(move || draft.parts.get() & bit != 0)
                    on_change=move |_| draft.parts.update(|parts| *parts ^= bit)
                    attr:data-test="wish-part"
                />
            </li>
        }
    };
    let error = Signal::derive(move || {
        let (from, until) = draft.days.get();
        (until < from).then(|| t::more::wish_backwards(lang).to_owned())
    });
    view! {
        <Field
            id="wish-from"
            label=t::more::wish_from(lang)
            kind=FieldKind::Date
            value=Signal::derive(move || format::iso(draft.days.get().0))
            on_input=move |text: String| set(|days| &mut days.0, &text)
        />
        <Field
            id="wish-until"
            label=t::more::wish_until(lang)
            kind=FieldKind::Date
            value=Signal::derive(move || format::iso(draft.days.get().1))
            on_input=move |text: String| set(|days| &mut days.1, &text)
            error
        />
        <p class="offer-sheet__legend">{t::more::wish_parts(lang)}</p>
        <ul class="offer-sheet__people list">{PARTS.map(part).into_iter().collect_view()}</ul>
        <p class="muted small">{t::more::wish_any(lang)}</p>
    }
}

/// The last day to give a shift back.
#[component]
fn OweField(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let today = now::today();
    let error = Signal::derive(move || {
        let is_good = draft.until.get().is_some_and(|day| can_owe(day, today));
        (!is_good).then(|| t::more::owe_bad(lang).to_owned())
    });
    view! {
        <Field
            id="owe-until"
            label=t::more::owe_until(lang)
            kind=FieldKind::Date
            value=Signal::derive(move || draft.until.get().map_or_else(String::new, format::iso))
            on_input=move |text: String| draft.until.set(format::parse_day(&text))
            error
        />
    }
}
