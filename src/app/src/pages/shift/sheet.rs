//! Offering a shift: what I want, whom I ask, send.

use leptos::prelude::*;
use ruil_core::limit::NAMED_MAX;
use ruil_core::{OfferKind, PersonId, Shift, ShiftId};

use super::ask::{Draft, To, Want, toggle};
use super::more::More;
use super::named::Named;
use super::whom::Whom;
use crate::components::{
    Button, ButtonKind, Checkbox, Choice, Dialog, Glyph, Icon, ShiftFace, ShiftRow,
};
use crate::i18n::{Lang, format, offer as words, t, use_lang};
use crate::pick::lot::other_half;
use crate::pick::takers::takers;
use crate::state::{Notice, Session, View, now, use_session};

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
    let half = untrack(|| session.with(|view| other_half(&view.hoped, &shift).cloned()));
    let draft = Draft::new(&shift, half.as_ref().map(|half| half.id));
    let half = half.map(|half| (half.id, format::times(half.span)));
    let face = session.with(|view| ShiftFace::of(&view.hoped, &shift));
    let shift = StoredValue::new(shift);
    let takers = Memo::new(move |_| {
        let exchange = !matches!(draft.want.get(), Want::Give | Want::Owe);
        let of = |view: &View, shift: &Shift| {
            let lot = draft.lot(&view.hoped, shift);
            takers(&view.hoped, &lot, exchange, now::now())
        };
        session.with(|view| shift.with_value(|shift| of(view, shift)))
    });
    // What nobody could take is not sent; the sentence below says why.
    let is_possible = move || match draft.want.get() {
        Want::Named => true,
        Want::Give | Want::Answers | Want::Wish | Want::Owe => {
            takers.with(|takers| match draft.to.get() {
                To::Everyone | To::InTurn => !takers.fit.is_empty(),
                To::Some => draft.people.with(|people| takers.have(people)),
            })
        }
    };
    let send = move |()| {
        let ranked = takers.with_untracked(|takers| {
            let people = takers.fit.iter().map(|one| one.person);
            people.collect::<Vec<PersonId>>()
        });
        let command = shift
            .with_value(|shift| session.with(|view| draft.command(&view.hoped, shift, &ranked)));
        if let Err(not_done) = session.act(vec![command]) {
            session.tell(Notice::NotDone(not_done));
        }
        on_close.run(());
    };
    let give = (t::shift::give(lang), give_hint(lang, session));
    let answers = (
        t::shift::answers(lang),
        t::shift::answers_hint(lang).to_owned(),
    );
    let named = (t::shift::named(lang), t::shift::named_hint(lang).to_owned());
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
    let lower = move || match draft.want.get() {
        Want::Give | Want::Answers | Want::Wish | Want::Owe => {
            view! { <Whom draft shift takers /> }.into_any()
        }
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
                disabled=Signal::derive(move || !(draft.is_ready(now::today()) && is_possible()))
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
            {half.map(|(id, times)| view! { <Half draft id times /> })}
            <fieldset class="offer-sheet__part">
                <legend class="offer-sheet__legend">{t::shift::what(lang)}</legend>
                {choice(Want::Give, Icon::Gift, give, "offer-give")}
                {choice(Want::Answers, Icon::Swap, answers, "offer-answers")}
                {choice(Want::Named, Icon::Roster, named, "offer-named")}
            </fieldset>
            {lower}
            <More draft shift takers />
        </Dialog>
    }
}

/// Says how a gift finds its taker in this team.
fn give_hint(lang: Lang, session: Session) -> String {
    let window_min =
        untrack(|| session.with(|view| words::window_min(&view.hoped, &OfferKind::GiveAway)));
    window_min.map_or_else(
        || t::shift::give_hint(lang).to_owned(),
        |min| t::window::gift_hint(lang, format::length(lang, min)),
    )
}

/// The other half of a broken shift, offered too unless it is taken out.
#[component]
fn Half(draft: Draft, id: ShiftId, times: String) -> impl IntoView {
    let lang = use_lang();
    let times = StoredValue::new(times);
    // A part of a shift goes alone.
    move || {
        draft.side.get().is_none().then(|| {
            view! {
                <Checkbox
                    label=t::more::half(lang, times.get_value())
                    hint=t::more::half_hint(lang)
                    checked=Signal::derive(move || draft.more.read().contains(&id))
                    on_change=move |_| toggle(draft.more, id)
                    attr:data-test="offer-half"
                />
            }
        })
    }
}
