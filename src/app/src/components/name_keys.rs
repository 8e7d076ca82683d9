//! The team's names as big buttons.

use leptos::prelude::*;
use ruil_core::PersonId;

use super::person_badge::PersonBadge;

/// Shows a button for everybody.
#[component]
pub fn NameKeys(
    /// Everybody, in order.
    people: Vec<(PersonId, String)>,
    /// Called with who was tapped.
    #[prop(into)]
    on_pick: Callback<PersonId>,
) -> impl IntoView {
    let key = move |(person, name): (PersonId, String)| {
        let test = format!("name-{name}");
        view! {
            <li>
                <button
                    class="name-keys__key"
                    type="button"
                    on:click=move |_| on_pick.run(person)
                    data-test=test
                >
                    <PersonBadge name />
                </button>
            </li>
        }
    };
    view! { <ul class="name-keys">{people.into_iter().map(key).collect_view()}</ul> }
}
