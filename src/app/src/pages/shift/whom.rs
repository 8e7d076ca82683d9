//! Whom I ask: everyone, or some, with who could and why others can't.

use leptos::prelude::*;
use ruil_core::Shift;

use super::ask::{Draft, Want, toggle};
use crate::components::{Checkbox, Choice};
use crate::i18n::{Lang, refusal, t, use_lang};
use crate::pick::takers::{Taker, Tally, takers, tally};
use crate::state::use_session;

/// Shows the choice of people.
#[component]
pub(super) fn Whom(draft: Draft, shift: StoredValue<Shift>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let list = Memo::new(move |_| {
        let exchange = draft.want.get() != Want::Give;
        session.with(|view| shift.with_value(|shift| takers(&view.hoped, shift, exchange)))
    });
    let choice = move |everyone: bool, title: &'static str, test: &'static str| {
        view! {
            <Choice
                name="whom"
                title
                checked=Signal::derive(move || draft.everyone.get() == everyone)
                on_choose=move |()| draft.everyone.set(everyone)
                attr:data-test=test
            />
        }
    };
    let one = move |taker: Taker| {
        let Taker {
            person,
            name,
            obstacles,
        } = taker;
        let why = |why| session.with(|view| refusal::refusal(lang, why, &view.hoped));
        let hint = obstacles.first().map(why);
        view! {
            <li>
                <Checkbox
                    label=name
                    nostrip:hint=hint
                    disabled=!obstacles.is_empty()
                    checked=Signal::derive(move || draft.people.read().contains(&person))
                    on_change=move |_| toggle(draft.people, person)
                    attr:data-test="offer-person"
                    attr:data-person=person.to_string()
                />
            </li>
        }
    };
    view! {
        <fieldset class="offer-sheet__part">
            <legend class="offer-sheet__legend">{t::shift::whom(lang)}</legend>
            {choice(true, t::shift::everyone(lang), "offer-everyone")}
            {choice(false, t::shift::some(lang), "offer-some")}
        </fieldset>
        <p class="offer-sheet__tally" data-test="offer-tally" role="status">
            {move || list.with(|list| sentence(lang, tally(list)))}
        </p>
        {move || (!draft.everyone.get()).then(|| view! {
            <ul class="offer-sheet__people">{list.get().into_iter().map(one).collect_view()}</ul>
        })}
    }
}

/// Says how many could take it and why the others can't.
fn sentence(lang: Lang, tally: Tally) -> String {
    let count = |n: usize, text: fn(Lang, i64) -> String| {
        (n > 0).then(|| text(lang, i64::try_from(n).unwrap_or(i64::MAX)))
    };
    let can =
        count(tally.can, t::shift::can).unwrap_or_else(|| t::shift::can_nobody(lang).to_owned());
    let rest = [
        count(tally.busy, t::shift::busy),
        count(tally.unqualified, t::shift::unqualified),
        count(tally.other, t::shift::other),
    ];
    let all = [Some(can)].into_iter().chain(rest).flatten();
    all.collect::<Vec<_>>().join(" ")
}
