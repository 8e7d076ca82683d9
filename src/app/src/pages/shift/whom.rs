//! Whom I ask: everyone, or some, the likeliest first, with how many others can't and why.

use leptos::prelude::*;
use ruil_core::{Light, PersonId, Shift};

use super::ask::{Draft, To, toggle};
use crate::components::{Checkbox, Choice, LightMark};
use crate::i18n::{Lang, light, offer as words, t, use_lang};
use crate::pick::takers::Takers;
use crate::state::{View, use_session};

/// Somebody who could take it, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    person: PersonId,
    name: String,
    light: Light,
    reason: String,
}

impl Line {
    fn all(lang: Lang, view: &View, takers: &Takers, shift: &Shift) -> Vec<Self> {
        let load = |at: usize| takers.fit.get(at).map(|one| one.burden.per_contract());
        let least = (0..takers.fit.len()).filter_map(load).min();
        let by = light::approvers_of(lang, &view.hoped, view.me, &[view.me]);
        let by = words::capital(&t::approve::by(lang, by));
        let line = |one: &ruil_core::assess::Candidate| {
            let is_least = least == Some(one.burden.per_contract());
            let reason = light::reason(lang, one, shift.unit, is_least);
            Self {
                person: one.person,
                name: words::name(lang, &view.hoped, one.person),
                light: one.light,
                reason: if one.light == Light::Amber {
                    format!("{reason} · {by}")
                } else {
                    reason
                },
            }
        };
        takers.fit.iter().map(line).collect()
    }
}

/// Shows the choice of people.
#[component]
pub(super) fn Whom(
    /// The draft.
    draft: Draft,
    /// My shift.
    shift: StoredValue<Shift>,
    /// Who could take it, judged once for all of them.
    takers: Memo<Takers>,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let lines = Memo::new(move |_| {
        takers.with(|takers| {
            session.with(|view| shift.with_value(|shift| Line::all(lang, view, takers, shift)))
        })
    });
    let choice = move |to: To, title: &'static str, test: &'static str| {
        view! {
            <Choice
                name="whom"
                title
                checked=Signal::derive(move || draft.to.get() == to)
                on_choose=move |()| draft.to.set(to)
                attr:data-test=test
            />
        }
    };
    let one = move |line: Line| {
        let Line {
            person,
            name,
            light,
            reason,
        } = line;
        view! {
            <li>
                <Checkbox
                    label=name
                    hint=reason
                    checked=Signal::derive(move || draft.people.read().contains(&person))
                    on_change=move |_| toggle(draft.people, person)
                    attr:data-test="offer-person"
                    attr:data-person=person.to_string()
                >
                    <LightMark light />
                </Checkbox>
            </li>
        }
    };
    view! {
        <fieldset class="offer-sheet__part">
            <legend class="offer-sheet__legend">{t::shift::whom(lang)}</legend>
            {choice(To::Everyone, t::shift::everyone(lang), "offer-everyone")}
            {choice(To::Some, t::shift::some(lang), "offer-some")}
        </fieldset>
        <p class="offer-sheet__tally" data-test="offer-tally" role="status">
            {move || takers.with(|takers| light::tally(lang, takers.fit.len(), takers.left_out))}
        </p>
        {move || (draft.to.get() == To::Some).then(|| view! {
            <ul class="offer-sheet__people list">{lines.get().into_iter().map(one).collect_view()}</ul>
        })}
    }
}
