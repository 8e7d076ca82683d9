//! What else an offer can be: a part of a shift, several shifts, other things in return, asking in turn.
//! Behind a tap, so that the simple way stays simple.

mod part;
mod together;
mod wanted;

use leptos::prelude::*;
use ruil_core::{PersonId, Shift};

use self::part::PartPart;
use self::together::Together;
use self::wanted::Wanted;
use super::ask::{Draft, To, Want, at_once, has_time};
use crate::components::Choice;
use crate::i18n::{offer as words, t, use_lang};
use crate::pick::takers::Takers;
use crate::state::{now, use_session};

/// Shows the possibilities, folded.
#[component]
pub(super) fn More(
    /// The draft.
    draft: Draft,
    /// My shift.
    shift: StoredValue<Shift>,
    /// Who could take it, best first.
    takers: Memo<Takers>,
) -> impl IntoView {
    let lang = use_lang();
    let can_wait = shift.with_value(|shift| has_time(shift, now::now()));
    let session = use_session();
    // Who is asked first, by name.
    let hint = move || {
        let first: Vec<PersonId> = takers.with(|takers| {
            let people = takers.fit.iter().map(|one| one.person);
            people.take(at_once(takers.fit.len())).collect()
        });
        if first.is_empty() {
            return t::more::turn_hint(lang).to_owned();
        }
        let names = session.with(|view| words::names(lang, &view.hoped, &first));
        t::more::turn_first(lang, names)
    };
    let turn = move || {
        // Named shifts ask their owners, all at once.
        (can_wait && draft.want.get() != Want::Named).then(|| {
            view! {
                <fieldset class="offer-sheet__part">
                    <legend class="offer-sheet__legend">{t::more::people(lang)}</legend>
                    <Choice
                        name="whom"
                        title=t::more::turn(lang)
                        hint=hint()
                        checked=Signal::derive(move || draft.to.get() == To::InTurn)
                        on_choose=move |()| draft.to.set(To::InTurn)
                        attr:data-test="offer-in-turn"
                    />
                </fieldset>
            }
        })
    };
    view! {
        <details class="offer-sheet__more" data-test="offer-more">
            <summary>{t::more::title(lang)}</summary>
            <div class="stack">
                <PartPart draft shift />
                {move || draft.side.get().is_none().then(|| view! { <Together draft shift /> })}
                <Wanted draft />
                {turn}
            </div>
        </details>
    }
}
