//! Adding a colleague.

use leptos::prelude::*;
use ruil_core::PersonId;

use crate::components::{Button, ButtonKind, Checkbox, Dialog, Field, FieldKind};
use crate::i18n::{failure, t, use_lang};
use crate::state::{Session, person};

/// Asks for a colleague's name.
#[component]
pub(super) fn AddDialog(
    session: Session,
    /// Called when the colleague is in the team, with whom to invite next, if anybody.
    #[prop(into)]
    on_added: Callback<Option<PersonId>>,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let name = RwSignal::new(String::new());
    let coordinator = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);

    let add = move |is_invited: bool| {
        let given = name.read_untracked().trim().to_owned();
        if let Some(wrong) = untrack(|| session.with(|view| wrong(lang, view, &given))) {
            error.set(Some(wrong.to_owned()));
            return;
        }
        match person::add(session, given, coordinator.get_untracked()) {
            Ok(person) => on_added.run(is_invited.then_some(person)),
            Err(not_done) => {
                let text =
                    untrack(|| session.with(|view| failure::not_done(lang, &not_done, view)));
                error.set(Some(text));
            }
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        add(true);
    };
    let actions = move || {
        view! {
            <Button on_click=move |()| add(false) attr:data-test="add-submit">
                {t::team::add_submit(lang)}
            </Button>
            <Button kind=ButtonKind::Primary on_click=move |()| add(true) attr:data-test="add-invite">
                {t::team::add_next(lang)}
            </Button>
        }
    };
    view! {
        <Dialog title=t::team::add_title(lang) on_close actions attr:data-test="add">
            <form class="stack" novalidate on:submit=submit>
                <Field
                    id="add-name"
                    label=t::team::add_name(lang)
                    kind=FieldKind::Text
                    value=name
                    on_input=move |text| {
                        error.set(None);
                        name.set(text);
                    }
                    error
                    required=true
                    attr:data-test="add-name"
                />
                <Checkbox
                    label=t::team::add_coordinator(lang)
                    hint=t::team::add_coordinator_hint(lang)
                    checked=coordinator
                    on_change=move |checked| coordinator.set(checked)
                    attr:data-test="add-coordinator"
                />
            </form>
        </Dialog>
    }
}

/// Says what is wrong with a name. Two colleagues of one name would be taken for each other when
/// a roster is read.
fn wrong(lang: crate::i18n::Lang, view: &crate::state::View, name: &str) -> Option<&'static str> {
    let is_same = |other: &str| other.to_lowercase() == name.to_lowercase();
    if name.is_empty() {
        Some(t::team::no_name(lang))
    } else if name.len() > ruil_core::limit::NAME_BYTES_MAX {
        Some(t::team::too_long(lang))
    } else {
        let is_taken = view
            .hoped
            .people
            .values()
            .any(|person| is_same(&person.name));
        is_taken.then(|| t::team::same_name(lang))
    }
}
