//! What else an offer can be: a part of a shift, several shifts, other things in return, asking in turn.
//! Behind a tap, so that the simple way stays simple.

mod part;
mod together;
mod wanted;

use leptos::prelude::*;
use ruil_core::Shift;

use self::part::PartPart;
use self::together::Together;
use self::wanted::Wanted;
use super::ask::{Draft, To, Want, has_time};
use crate::components::Choice;
use crate::i18n::{t, use_lang};
use crate::state::now;

/// Shows the possibilities, folded.
#[component]
pub(super) fn More(draft: Draft, shift: StoredValue<Shift>) -> impl IntoView {
    let lang = use_lang();
    let can_wait = shift.with_value(|shift| has_time(shift, now::now()));
    let turn = move || {
        // Named shifts ask their owners, all at once.
        (can_wait && draft.want.get() != Want::Named).then(|| {
            view! {
                <fieldset class="offer-sheet__part">
                    <legend class="offer-sheet__legend">{t::more::people(lang)}</legend>
                    <Choice
                        name="whom"
                        title=t::more::turn(lang)
                        hint=t::more::turn_hint(lang)
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
