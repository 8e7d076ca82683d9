//! The sheet on which a coordinator sets how the team swaps.

use leptos::prelude::*;
use ruil_core::{Agreements, Command, PersonId, Silence};

use super::draft::{Draft, decides, extras, tag, windows};
use super::words;
use crate::components::{Button, ButtonKind, Checkbox, Choice, Dialog, Select, SelectOption};
use crate::i18n::{failure, t, use_lang};
use crate::state::Session;

/// Shows the form.
#[component]
pub(super) fn AgreementsForm(
    session: Session,
    /// What was agreed before.
    own: Option<Agreements>,
    people: Vec<(PersonId, String)>,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let start = own.clone().unwrap_or_default();
    let draft = Draft::new(&start);
    let error = RwSignal::new(None::<String>);
    let own = StoredValue::new(own);
    let save = move || {
        let agreed = draft.saved();
        if own.with_value(|own| own.as_ref() == Some(&agreed)) {
            return on_close.run(());
        }
        match session.act(vec![Command::Agree(agreed)]) {
            Ok(()) => on_close.run(()),
            Err(not_done) => {
                let text =
                    untrack(|| session.with(|view| failure::not_done(lang, &not_done, view)));
                error.set(Some(text));
            }
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let actions = move || {
        view! {
            <p class="rules__error" role="alert">{error}</p>
            <Button
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || !draft.is_ready())
                on_click=move |()| save()
                attr:data-test="agreements-save"
            >
                {t::agreements::save(lang)}
            </Button>
        }
    };
    let minutes = move |all: Vec<u32>, text: fn(crate::i18n::Lang, u32) -> String| {
        let option = |min: u32| SelectOption::new(min.to_string(), text(lang, min));
        all.into_iter().map(option).collect::<Vec<_>>()
    };
    let most = extras(&start).into_iter();
    let most: Vec<_> = most
        .map(|most| SelectOption::new(tag(most), words::extra(lang, most)))
        .collect();
    let windows = minutes(windows(&start), words::window);
    let decides = minutes(decides(&start), words::decide);
    view! {
        <Dialog title=t::agreements::title(lang) on_close actions attr:data-test="agreements">
            <form class="stack stack--loose" novalidate on:submit=submit>
                <p class="muted">{t::agreements::lead(lang)}</p>
                <One id="agreements-window" label=t::agreements::window(lang) hint=t::agreements::window_hint(lang) options=windows value=draft.window />
                <One id="agreements-extra" label=t::agreements::extra(lang) hint=t::agreements::extra_hint(lang) options=most value=draft.extra />
                <Approvers draft people />
                <One id="agreements-decide" label=t::agreements::decide(lang) hint=t::agreements::silence_hint(lang) options=decides value=draft.decide />
                <SilencePart draft />
            </form>
        </Dialog>
    }
}

/// One list with a word of help.
#[component]
fn One(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    options: Vec<SelectOption>,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="rules__one">
            <Select id label options value on_change=move |new| value.set(new) attr:data-test=id />
            <p class="field__hint">{hint}</p>
        </div>
    }
}

/// Who approves: the coordinators, or those who are named.
#[component]
fn Approvers(draft: Draft, people: Vec<(PersonId, String)>) -> impl IntoView {
    let lang = use_lang();
    let people = StoredValue::new(people);
    let choice = move |named: bool, title: &'static str, test: &'static str| {
        view! {
            <Choice
                name="approvers"
                title
                checked=Signal::derive(move || draft.is_named.get() == named)
                on_choose=move |()| draft.is_named.set(named)
                attr:data-test=test
            />
        }
    };
    let one = move |(person, name): (PersonId, String)| {
        let toggle = move |is_one: bool| {
            draft.approvers.update(|all| {
                if is_one {
                    all.insert(person);
                } else {
                    all.remove(&person);
                }
            });
        };
        view! {
            <li>
                <Checkbox
                    label=name
                    checked=Signal::derive(move || draft.approvers.read().contains(&person))
                    on_change=toggle
                    attr:data-test="agreements-approver"
                    attr:data-person=person.to_string()
                />
            </li>
        }
    };
    let list = move || {
        draft.is_named.get().then(|| {
            view! {
                <ul class="list">{people.get_value().into_iter().map(one).collect_view()}</ul>
                {move || (!draft.is_ready()).then(|| view! {
                    <p class="rules__error" role="alert">{t::agreements::nobody(lang)}</p>
                })}
            }
        })
    };
    view! {
        <fieldset class="rules__group">
            <legend class="rules__legend">{t::agreements::approvers(lang)}</legend>
            {choice(false, t::agreements::coordinators(lang), "agreements-coordinators")}
            {choice(true, t::agreements::named(lang), "agreements-named")}
            {list}
            <p class="field__hint">{t::agreements::approvers_hint(lang)}</p>
        </fieldset>
    }
}

/// What silence means.
#[component]
fn SilencePart(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let choice = move |silence: Silence, test: &'static str| {
        view! {
            <Choice
                name="silence"
                title=words::silence(lang, silence)
                checked=Signal::derive(move || draft.silence.get() == silence)
                on_choose=move |()| draft.silence.set(silence)
                attr:data-test=test
            />
        }
    };
    view! {
        <fieldset class="rules__group">
            <legend class="rules__legend">{t::agreements::silence(lang)}</legend>
            {choice(Silence::No, "agreements-silence-no")}
            {choice(Silence::Yes, "agreements-silence-yes")}
        </fieldset>
    }
}
