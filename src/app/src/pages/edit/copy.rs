//! A week as it is, in other weeks.

use leptos::prelude::*;
use ruil_core::{Command, Day};

use super::advice::{AdviceCard, AdviceMark, advise};
use crate::components::{
    Button, ButtonKind, Dialog, Field, FieldKind, Icon, Segments, SelectOption,
};
use crate::i18n::{failure, format, offer::capital, t, use_lang};
use crate::pick::hand::{SHIFTS_MAX, commands, copies, every};
use crate::state::hand::Hand;
use crate::state::use_session;

const ONCE: &str = "once";
const AGAIN: &str = "again";

/// What copying comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Copy {
    commands: Vec<Command>,
    new: usize,
    kept: usize,
    weeks: usize,
}

/// Asks where a week goes, says what the rules think of it, and writes it.
#[component]
pub(super) fn CopySheet(
    hand: Hand,
    monday: Day,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let how = RwSignal::new(ONCE.to_owned());
    let to = RwSignal::new(format::iso(monday.plus(7)));
    let step = RwSignal::new("1".to_owned());
    let until = RwSignal::new(format::iso(monday.plus(34)));
    let weeks = move || -> Option<Vec<Day>> {
        if *how.read() == ONCE {
            return Some(vec![format::parse_day(&to.read())?.monday()]);
        }
        let step: i32 = step.read().trim().parse().ok().filter(|step| *step > 0)?;
        let until = format::parse_day(&until.read())?;
        Some(every(monday.plus(7 * step.min(54)), step, until))
    };
    let copy = Memo::new(move |_| {
        let weeks = weeks()?;
        let (edits, kept) = copies(&hand.team(), monday, &weeks);
        (edits.len() <= SHIFTS_MAX).then(|| Copy {
            commands: commands(&edits),
            new: edits.len(),
            kept,
            weeks: weeks.len(),
        })
    });
    let commands = Signal::derive(move || copy.get().map(|copy| copy.commands));
    let advice = advise(hand, commands);
    let error = RwSignal::new(None::<String>);
    let save = move |()| {
        let Some(copy) = copy.get_untracked() else {
            return;
        };
        match hand.write(copy.commands, None) {
            Ok(()) => on_close.run(()),
            Err(why) => error.set(Some(untrack(|| {
                session.with(|view| failure::not_done(lang, &why, view))
            }))),
        }
    };
    let is_nothing = Signal::derive(move || copy.read().as_ref().is_none_or(|copy| copy.new == 0));
    let says = move || match copy.get() {
        None => t::edit::wrong_copy(lang).to_owned(),
        Some(Copy {
            new, kept, weeks, ..
        }) => {
            let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
            let weeks = t::edit::copy_weeks(lang, count(weeks));
            let new = t::edit::copy_new(lang, count(new), weeks);
            let kept = (kept > 0).then(|| t::edit::copy_kept(lang, count(kept)));
            [Some(new), kept]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    let actions = move || {
        view! {
            <AdviceMark advice />
            <Button kind=ButtonKind::Primary icon=Icon::Check disabled=is_nothing on_click=save attr:data-test="copy-save">
                {t::edit::save(lang)}
            </Button>
        }
    };
    let options = vec![
        SelectOption::new(ONCE, t::edit::copy_once(lang)),
        SelectOption::new(AGAIN, t::edit::copy_again(lang)),
    ];
    let fields = move || {
        if *how.read() == ONCE {
            view! {
                <Field id="copy-to" label=t::edit::copy_to(lang) kind=FieldKind::Date value=to on_input=move |text| to.set(text) />
            }
            .into_any()
        } else {
            view! {
                <div class="edit__pair">
                    <Field id="copy-every" label=t::edit::every(lang) kind=FieldKind::Digits value=step on_input=move |text| step.set(text) max=2 />
                    <Field id="copy-until" label=t::edit::until(lang) kind=FieldKind::Date value=until on_input=move |text| until.set(text) />
                </div>
            }
            .into_any()
        }
    };
    view! {
        <Dialog title=capital(&t::edit::copy_title(lang, format::week(lang, monday))) on_close actions attr:data-test="copy-sheet">
            <Segments name="copy-how" label=t::edit::copy_how(lang) options value=how on_change=move |value| how.set(value) />
            {fields}
            <p data-test="copy-says" role="status">{says}</p>
            <AdviceCard advice />
            {move || error.get().map(|error| view! { <p class="edit__wrong" role="alert">{error}</p> })}
        </Dialog>
    }
}
