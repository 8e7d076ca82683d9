//! Who was in the team earlier, for coordinators: their names can be forgotten.

use leptos::prelude::*;
use ruil_core::{Command, PersonId};

use crate::components::{Button, Card, PersonBadge, Section};
use crate::i18n::{t, use_lang};
use crate::state::{Session, View};

/// Returns who left, by name; those whose name is forgotten come last.
fn left(view: &View) -> Vec<(PersonId, String)> {
    let people = view.hoped.people.values();
    let people = people.filter(|person| !person.is_member());
    let mut people: Vec<_> = people
        .map(|person| (person.id, person.name.clone()))
        .collect();
    people.sort_by_cached_key(|(id, name)| (name.is_empty(), name.to_lowercase(), *id));
    people
}

/// Shows who left; nothing while nobody did.
#[component]
pub(super) fn Former(session: Session) -> impl IntoView {
    let lang = use_lang();
    let people = Memo::new(move |_| {
        session.with(|view| {
            if view.am_coordinator() {
                left(view)
            } else {
                Vec::new()
            }
        })
    });
    let line = move |(person, name): (PersonId, String)| {
        let erase = (!name.is_empty()).then(|| {
            let erase = move |()| session.act_or_tell(Command::Erase { person });
            view! {
                <Button on_click=erase attr:data-test="erase">{t::access::erase(lang)}</Button>
            }
        });
        let name = if name.is_empty() {
            t::access::erased(lang).to_owned()
        } else {
            name
        };
        view! {
            <li class="people__one">
                <PersonBadge name />
                <span class="people__action">{erase}</span>
            </li>
        }
    };
    move || {
        let people = people.get();
        (!people.is_empty()).then(|| {
            view! {
                <Section title=t::access::former(lang).to_owned()>
                    <Card flush=true>
                        <ul class="list people" data-test="former">
                            {people.into_iter().map(line).collect_view()}
                        </ul>
                    </Card>
                </Section>
            }
        })
    }
}
