//! Whose a shift is, and where.

use leptos::prelude::*;
use ruil_core::{PersonId, UnitId};

use super::draft::Draft;
use crate::components::{Select, SelectOption};
use crate::i18n::{t, use_lang};
use crate::pick::sort_key;
use crate::state::hand::Hand;

/// The value of nobody, and of no unit.
const NONE: &str = "";

/// Asks whose a shift is, and where if the team has units.
#[component]
pub(super) fn PlaceFields(hand: Hand, draft: RwSignal<Draft>) -> impl IntoView {
    let lang = use_lang();
    let team = untrack(|| hand.team());
    let mut people: Vec<_> = team.members().collect();
    people.sort_by_cached_key(|person| sort_key(&person.name));
    let open = SelectOption::new(NONE, t::edit::open(lang));
    let people = people.into_iter();
    let people = people.map(|person| SelectOption::new(person.id.to_string(), &*person.name));
    let units = team.units.values();
    let units = units.map(|unit| SelectOption::new(unit.id.to_string(), &*unit.name));
    let mut units: Vec<_> = units.collect();
    units.sort_by_cached_key(|unit| sort_key(&unit.label));
    units.insert(0, SelectOption::new(NONE, t::edit::no_unit(lang)));
    let owner = Signal::derive(move || {
        let owner = draft.with(|draft| draft.owner);
        owner.map_or(NONE.to_owned(), |owner| owner.to_string())
    });
    let unit = Signal::derive(move || {
        let unit = draft.with(|draft| draft.unit);
        unit.map_or(NONE.to_owned(), |unit| unit.to_string())
    });
    let own = move |value: String| draft.update(|draft| draft.owner = PersonId::parse(&value));
    let put = move |value: String| draft.update(|draft| draft.unit = UnitId::parse(&value));
    view! {
        <Select id="edit-owner" label=t::edit::who(lang) options=[open].into_iter().chain(people).collect() value=owner on_change=own />
        {(units.len() > 1).then(|| view! {
            <Select id="edit-unit" label=t::edit::where_to(lang) options=units value=unit on_change=put />
        })}
    }
}
