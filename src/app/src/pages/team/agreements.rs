//! How the team swaps: what was agreed, for everybody, and a sheet on which coordinators set it.

mod draft;
mod form;
mod words;

use leptos::prelude::*;
use ruil_core::{Agreements, PersonId, Team};

use self::form::AgreementsForm;
use self::words::facts;
use super::Front;
use super::rules::Facts;
use crate::components::{Button, Card, Section};
use crate::i18n::{t, use_lang};
use crate::pick::sort_key;
use crate::state::Session;

/// Returns what the team agreed on, if it did.
fn agreed(session: Session) -> Option<Agreements> {
    session.with(|view| view.hoped.agreements.clone())
}

/// Returns everybody by name.
fn people(team: &Team) -> Vec<(PersonId, String)> {
    let people = team.members();
    let mut people: Vec<_> = people
        .map(|person| (person.id, person.name.clone()))
        .collect();
    people.sort_by_cached_key(|(_, name)| sort_key(name));
    people
}

/// Shows what was agreed; before anything was, coordinators alone see how to.
#[component]
pub(super) fn AgreementsPart(session: Session, front: RwSignal<Option<Front>>) -> impl IntoView {
    let lang = use_lang();
    let shown = Memo::new(move |_| {
        session.with(|view| {
            let agreed = view.hoped.agreements.as_ref();
            let facts = agreed.map(|agreed| facts(lang, agreed, &people(&view.hoped)));
            (facts, view.am_coordinator() && view.hoped.rules.is_some())
        })
    });
    let open = move |()| front.set(Some(Front::Agreements));
    move || {
        let (facts, may_set) = shown.get();
        if facts.is_none() && !may_set {
            return None;
        }
        let label = if facts.is_some() {
            t::agreements::edit(lang)
        } else {
            t::agreements::set(lang)
        };
        let shown = match facts {
            Some(facts) => view! { <Facts facts /> }.into_any(),
            None => view! { <p class="muted">{t::agreements::none(lang)}</p> }.into_any(),
        };
        Some(view! {
            <Section title=t::agreements::title(lang).to_owned() attr:data-test="agreements-card">
                <Card>
                    {shown}
                    {may_set.then(|| view! {
                        <div class="cluster">
                            <Button on_click=open attr:data-test="agreements-open">{label}</Button>
                        </div>
                    })}
                </Card>
            </Section>
        })
    }
}

/// Shows the sheet on which a coordinator sets it.
#[component]
pub(super) fn AgreementsDialog(session: Session, on_close: Callback<()>) -> impl IntoView {
    let own = untrack(|| agreed(session));
    let people = untrack(|| session.with(|view| people(&view.hoped)));
    view! { <AgreementsForm session own people on_close /> }
}
