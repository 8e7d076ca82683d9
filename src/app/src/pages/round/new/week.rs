//! The week that a new round needs, drawn with a number for each shift and day.

use leptos::prelude::*;
use ruil_core::{PartOfDay, Team};

use super::draft::Draft;
use crate::components::{Button, Icon, Select, SelectOption, ShapeFace, WeekCounts};
use crate::i18n::{format, t, use_lang};
use crate::pick::codes::codes;
use crate::pick::hand::{Shape, shapes};
use crate::pick::round::drawn::{COUNT_MAX, Drawn, Work};
use crate::pick::wall;
use crate::state::use_session;

/// Shows the week, and the way to one more row.
#[component]
pub(super) fn Week(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let drawn = draft.drawn;
    // As the day goes, place by place.
    let works = Memo::new(move |_| {
        let mut works: Vec<_> = drawn.with(|drawn| drawn.rows().map(|row| row.0).collect());
        works.sort_by_key(|work: &Work| (work.unit, work.shape.start_min, *work));
        works
    });
    let row = move |work: Work| {
        let (face, place) = untrack(|| {
            session.with(|view| (face(&view.hoped, work.shape), place(&view.hoped, work)))
        });
        let counts = Signal::derive(move || {
            let counts = |drawn: &Drawn| drawn.rows().find(|row| row.0 == work).map(|row| row.1);
            drawn.with(counts).unwrap_or_default()
        });
        let on_change = move |(day, count)| drawn.update(|drawn| drawn.set(work, day, count));
        view! { <WeekCounts face place counts most=COUNT_MAX on_change /> }
    };
    view! {
        <div data-test="round-week">
            <For each=move || works.get() key=|work| *work children=row />
            {move || works.with(Vec::is_empty).then(|| view! { <p class="muted">{t::round::need_none(lang)}</p> })}
            <AddRow drawn />
        </div>
    }
}

/// The fields for one more row: a usual shift, where, and what it asks for.
#[component]
fn AddRow(drawn: RwSignal<Drawn>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let team = untrack(|| session.with(|view| view.hoped.clone()));
    let usual = StoredValue::new(shapes(&team, &[]));
    let [shape, unit, needs] = [(); 3].map(|()| RwSignal::new(String::new()));
    shape.set("0".to_owned());
    let numbered = |names: Vec<String>| {
        let options = names.into_iter().enumerate();
        options
            .map(|(at, name)| SelectOption::new(at.to_string(), name))
            .collect::<Vec<_>>()
    };
    let any = || vec![SelectOption::new("", t::round::need_any(lang))];
    let names = usual.with_value(|usual| {
        let name = |shape: &Shape| {
            let ShapeFace { name, times, .. } = face(&team, *shape);
            format!("{name} {times}")
        };
        usual.iter().map(name).collect::<Vec<_>>()
    });
    if names.is_empty() {
        return view! { <p class="muted">{t::round::need_no_kinds(lang)}</p> }.into_any();
    }
    let units: Vec<_> = team
        .units
        .values()
        .map(|unit| (unit.id, unit.name.clone()))
        .collect();
    let skills = team.qualifications.values();
    let skills: Vec<_> = skills.map(|skill| (skill.id, skill.name.clone())).collect();
    let shape_options = numbered(names);
    let unit_options = [
        any(),
        numbered(units.iter().map(|unit| unit.1.clone()).collect()),
    ]
    .concat();
    let needs_options = [
        any(),
        numbered(skills.iter().map(|skill| skill.1.clone()).collect()),
    ]
    .concat();
    let (has_units, has_skills) = (!units.is_empty(), !skills.is_empty());
    let add = move |()| {
        let at = |chosen: RwSignal<String>| chosen.get_untracked().parse::<usize>().ok();
        let shape = usual.with_value(|usual| usual.get(at(shape)?).copied());
        let Some(shape) = shape else { return };
        let work = Work {
            unit: at(unit).and_then(|at| units.get(at)).map(|unit| unit.0),
            shape,
            needs: at(needs).and_then(|at| skills.get(at)).map(|skill| skill.0),
        };
        drawn.update(|drawn| drawn.add(work));
    };
    view! {
        <div class="round__fields round__add" data-test="round-add-row">
            <Select id="need-shape" label=t::round::need_shape(lang) options=shape_options value=shape on_change=move |text| shape.set(text) />
            {has_units.then(|| view! {
                <Select id="need-unit" label=t::round::need_unit(lang) options=unit_options value=unit on_change=move |text| unit.set(text) />
            })}
            {has_skills.then(|| view! {
                <Select id="need-skill" label=t::round::need_skill(lang) options=needs_options value=needs on_change=move |text| needs.set(text) />
            })}
            <Button icon=Icon::Plus on_click=add>{t::round::need_add(lang)}</Button>
        </div>
    }
    .into_any()
}

fn face(team: &Team, shape: Shape) -> ShapeFace {
    let span = wall::span(
        &team.zone,
        ruil_core::Day(0),
        shape.start_min,
        shape.end_min,
    );
    let kind = team.kinds.get(&shape.kind);
    ShapeFace {
        part: span.map_or(PartOfDay::Day, PartOfDay::of),
        code: codes(team).get(&shape.kind).cloned().unwrap_or_default(),
        name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
        times: span.map(format::times).unwrap_or_default(),
    }
}

fn place(team: &Team, work: Work) -> String {
    let unit = work.unit.and_then(|unit| team.units.get(&unit));
    let needs = work.needs.and_then(|needs| team.qualifications.get(&needs));
    let names = unit
        .map(|unit| &unit.name)
        .into_iter()
        .chain(needs.map(|needs| &needs.name));
    names.cloned().collect::<Vec<_>>().join(" · ")
}
