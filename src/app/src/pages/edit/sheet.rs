//! One shift: its kind and times, whose it is, and how it repeats.

use leptos::prelude::*;
use ruil_core::{PartOfDay, Team};

use super::advice::{AdviceCard, AdviceMark, advise};
use super::draft::{Draft, clock};
use super::place::PlaceFields;
use super::repeat::Repeat;
use crate::components::{
    Button, ButtonKind, Dialog, Field, FieldKind, Icon, ShapeFace, ShapePicks,
};
use crate::i18n::{failure, format, t, use_lang};
use crate::pick::codes::codes;
use crate::pick::hand::{Edit, Shape, commands, shapes};
use crate::pick::wall;
use crate::state::hand::{Hand, new_kind};
use crate::state::use_session;

/// Asks what a shift is to be, says what the rules think of it, and writes it.
#[component]
pub(super) fn ShiftSheet(
    hand: Hand,
    draft: Draft,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let new = new_kind();
    let seen = draft.seen;
    let day = draft.day;
    let title = t::edit::sheet(lang, format::day(lang, day));
    let usual = untrack(|| shapes(&hand.team(), &hand.used()));
    let faces = untrack(|| faces(&hand.team(), &usual));
    let draft = RwSignal::new(draft);
    let wish = Memo::new(move |_| draft.with(|draft| draft.commands(&hand.team(), new)));
    let advice = advise(hand, Signal::derive(move || wish.get().ok()));
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        draft.with(|_| ());
        error.set(None);
    });
    let written = move |done: Result<(), ruil_sync::NotDone>| match done {
        Ok(()) => on_close.run(()),
        Err(why) => error.set(Some(untrack(|| {
            session.with(|view| failure::not_done(lang, &why, view))
        }))),
    };
    let save = move |()| match wish.get_untracked() {
        Ok(commands) => {
            let shape = draft.with_untracked(|draft| draft.shape(new)).ok();
            written(hand.write(commands, shape));
        }
        Err(wrong) => error.set(Some(wrong.text(lang).to_owned())),
    };
    let cancel = move |()| {
        if let Some(seen) = seen {
            written(hand.write(commands(&[Edit::Cancel(seen)]), None));
        }
    };
    let chosen = usual.clone();
    let value = Signal::derive(move || {
        draft.with(|draft| {
            let own = draft.shape(new).ok();
            let same = |shape: &Shape| Some(*shape) == own;
            let kind = |shape: &Shape| Some(shape.kind) == draft.kind;
            chosen
                .iter()
                .position(same)
                .or(chosen.iter().position(kind))
        })
    });
    let choose = move |place: Option<usize>| {
        let shape = place.and_then(|place| usual.get(place).copied());
        draft.update(|draft| match shape {
            Some(shape) => draft.choose(shape),
            None => draft.kind = None,
        });
    };
    let is_new = Memo::new(move |_| draft.with(|draft| draft.kind.is_none()));
    let actions = move || {
        view! {
            <AdviceMark advice />
            {seen.map(|_| view! {
                <Button kind=ButtonKind::Danger on_click=cancel attr:data-test="edit-cancel">{t::edit::cancel(lang)}</Button>
            })}
            <Button kind=ButtonKind::Primary icon=Icon::Check on_click=save attr:data-test="edit-save">
                {t::edit::save(lang)}
            </Button>
        }
    };
    view! {
        <Dialog title on_close actions attr:data-test="edit-sheet">
            <ShapePicks shapes=faces value on_choose=choose />
            {move || is_new.get().then(|| view! {
                <div class="edit__pair">
                    {line(draft, ("edit-name", t::edit::name(lang), FieldKind::Text), |draft| &mut draft.name)}
                    {line(draft, ("edit-code", t::edit::code(lang), FieldKind::Text), |draft| &mut draft.code)}
                </div>
            })}
            <div class="edit__pair">
                {line(draft, ("edit-start", t::edit::start(lang), FieldKind::Time), |draft| &mut draft.start)}
                {line(draft, ("edit-end", t::edit::end(lang), FieldKind::Time), |draft| &mut draft.end)}
                {line(draft, ("edit-rest", t::edit::rest(lang), FieldKind::Digits), |draft| &mut draft.rest)}
                <PlaceFields hand draft />
                {seen.map(|_| day_line(draft, t::edit::day(lang)))}
            </div>
            {seen.is_none().then(|| view! { <Repeat draft /> })}
            <AdviceCard advice />
            {move || error.get().map(|error| view! { <p class="edit__wrong" role="alert">{error}</p> })}
        </Dialog>
    }
}

/// Shows a line for one text of the draft.
pub(super) fn line(
    draft: RwSignal<Draft>,
    (id, label, kind): (&'static str, &'static str, FieldKind),
    part: fn(&mut Draft) -> &mut String,
) -> impl IntoView {
    let value = Signal::derive(move || draft.with(|draft| part(&mut draft.clone()).clone()));
    let on_input = move |text: String| draft.update(|draft| *part(draft) = text);
    view! { <Field id label kind value on_input max=60 /> }
}

/// Shows the line for another day.
fn day_line(draft: RwSignal<Draft>, label: &'static str) -> impl IntoView {
    let value = Signal::derive(move || draft.with(|draft| format::iso(draft.day)));
    let on_input = move |text: String| {
        if let Some(day) = format::parse_day(&text) {
            draft.update(|draft| draft.day = day);
        }
    };
    view! { <Field id="edit-day" label kind=FieldKind::Date value on_input /> }
}

/// Returns what the usual shifts look like.
fn faces(team: &Team, usual: &[Shape]) -> Vec<ShapeFace> {
    let codes = codes(team);
    let face = |shape: &Shape| {
        let span = wall::span(
            &team.zone,
            ruil_core::Day(0),
            shape.start_min,
            shape.end_min,
        );
        ShapeFace {
            part: span.map_or(PartOfDay::Day, PartOfDay::of),
            code: codes.get(&shape.kind).cloned().unwrap_or_default(),
            name: team
                .kinds
                .get(&shape.kind)
                .map(|kind| kind.name.clone())
                .unwrap_or_default(),
            times: format!("{}–{}", clock(shape.start_min), clock(shape.end_min)),
        }
    };
    usual.iter().map(face).collect()
}
