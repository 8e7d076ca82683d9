//! Offering a shift: what I want, whom I ask, send.

use leptos::prelude::*;
use ruil_core::Shift;
use ruil_core::limit::NAMED_MAX;

use super::ask::{Draft, Want};
use super::named::Named;
use super::whom::Whom;
use crate::components::{Button, ButtonKind, Choice, Dialog, Glyph, Icon, ShiftFace, ShiftRow};
use crate::i18n::{t, use_lang};
use crate::pick::takers::takers;
use crate::state::{Notice, View, now, use_session};

/// Shows the sheet on which a shift is offered.
#[component]
pub(super) fn OfferSheet(
    /// My shift.
    shift: Shift,
    /// Called when the sheet is to go.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let draft = Draft::new();
    let face = session.with(|view| ShiftFace::of(&view.hoped, &shift));
    let shift = StoredValue::new(shift);
    let takers = Memo::new(move |_| {
        let exchange = draft.want.get() != Want::Give;
        let of = |view: &View, shift: &Shift| takers(&view.hoped, shift, exchange, now::now());
        session.with(|view| shift.with_value(|shift| of(view, shift)))
    });
    // What nobody could take is not sent; the sentence below says why.
    let is_possible = move || match draft.want.get() {
        Want::Named => true,
        Want::Give | Want::Answers if draft.everyone.get() => {
            takers.with(|takers| !takers.fit.is_empty())
        }
        Want::Give | Want::Answers => {
            takers.with(|takers| draft.people.with(|people| takers.have(people)))
        }
    };
    let send = move |()| {
        let command =
            shift.with_value(|shift| session.with(|view| draft.command(&view.hoped, shift)));
        if let Err(not_done) = session.act(vec![command]) {
            session.tell(Notice::NotDone(not_done));
        }
        on_close.run(());
    };
    let choice = move |want: Want, test: &'static str| {
        let (icon, title, hint) = match want {
            Want::Give => (Icon::Gift, t::shift::give(lang), t::shift::give_hint(lang)),
            Want::Answers => (
                Icon::Swap,
                t::shift::answers(lang),
                t::shift::answers_hint(lang),
            ),
            Want::Named => (
                Icon::Roster,
                t::shift::named(lang),
                t::shift::named_hint(lang),
            ),
        };
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
    let lower = move || match draft.want.get() {
        Want::Give | Want::Answers => view! { <Whom draft shift takers /> }.into_any(),
        Want::Named => view! { <Named draft shift /> }.into_any(),
    };
    let actions = move || {
        view! {
            {move || draft.is_too_much().then(|| view! {
                <p class="offer-sheet__error" role="alert">{t::shift::too_many(lang, NAMED_MAX)}</p>
            })}
            <Button
                kind=ButtonKind::Primary
                wide=true
                disabled=Signal::derive(move || !(draft.is_ready() && is_possible()))
                on_click=send
                attr:data-test="offer-send"
            >
                {t::shift::send(lang)}
            </Button>
        }
    };
    view! {
        <Dialog title=t::shift::offer_title(lang) on_close actions>
            <ShiftRow face />
            <fieldset class="offer-sheet__part">
                <legend class="offer-sheet__legend">{t::shift::what(lang)}</legend>
                {choice(Want::Give, "offer-give")}
                {choice(Want::Answers, "offer-answers")}
                {choice(Want::Named, "offer-named")}
            </fieldset>
            {lower}
        </Dialog>
    }
}
