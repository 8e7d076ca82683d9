//! The places of a round, a week at a time.

use leptos::prelude::*;
use ruil_core::{Day, Phase, RoundId};

use super::place::{PlaceShown, pick};
use crate::components::{
    Checkbox, DayHeader, PlaceRow, Section, Segments, SelectOption, WeekPicker,
};
use crate::i18n::{format, offer::capital, t, use_lang};
use crate::state::{now, use_session};

/// Which places are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Mine,
    Short,
}

const FILTERS: [(Filter, &str); 3] = [
    (Filter::All, "all"),
    (Filter::Mine, "mine"),
    (Filter::Short, "short"),
];

impl Filter {
    const fn of(phase: Phase) -> Self {
        match phase {
            Phase::Solving => Self::Short,
            Phase::Closed => Self::Mine,
            Phase::Picking | Phase::Published { .. } | Phase::Cancelled => Self::All,
        }
    }

    const fn shows(self, one: &PlaceShown) -> bool {
        match self {
            Self::All => true,
            Self::Mine => one.place.is_mine,
            // What was just taken stays where it was.
            Self::Short => one.is_short || one.place.is_mine,
        }
    }
}

fn tag(filter: Filter) -> &'static str {
    let found = FILTERS.into_iter().find(|(own, _)| *own == filter);
    found.map_or("", |(_, tag)| tag)
}

/// Shows the places.
#[component]
pub(super) fn Places(id: RoundId, phase: Phase) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let days = untrack(|| {
        session.with(|view| {
            let round = view.hoped.rounds.get(&id)?;
            Some((round.first, round.last))
        })
    });
    let (first, last) = days.unwrap_or((now::today(), now::today()));
    let monday = RwSignal::new(now::today().clamp(first, last).monday());
    let filter = RwSignal::new(Filter::of(phase));
    let all = Memo::new(move |_| session.with(|view| PlaceShown::all(lang, view, id)));
    let week = Memo::new(move |_| {
        let (monday, filter) = (monday.get(), filter.get());
        all.with(|all| {
            let mut days: Vec<(Day, Vec<u16>)> = Vec::new();
            let shown = all.iter().filter(|one| one.day.monday() == monday);
            for one in shown.filter(|one| filter.shows(one)) {
                match days.last_mut().filter(|(day, _)| *day == one.day) {
                    Some((_, lines)) => lines.push(one.line),
                    None => days.push((one.day, vec![one.line])),
                }
            }
            days
        })
    });
    let go = move |to: Day| monday.set(to.clamp(first, last).monday());
    let label = move |filter| match filter {
        Filter::All => t::round::filter_all(lang),
        Filter::Mine => t::round::filter_mine(lang),
        Filter::Short => t::round::filter_short(lang),
    };
    let options = FILTERS.map(|(filter, tag)| SelectOption::new(tag, label(filter)));
    let choose = move |chosen: String| {
        let found = FILTERS.into_iter().find(|(_, tag)| *tag == chosen);
        filter.set(found.map_or(Filter::All, |(filter, _)| filter));
    };
    let empty = move || {
        week.with(Vec::is_empty)
            .then(|| view! { <p class="muted">{t::round::nothing_here(lang)}</p> })
    };
    view! {
        <Section title=t::round::places(lang).to_owned()>
            <div class="stack" data-test="round-places">
                <WeekPicker
                    week=Signal::derive(move || capital(&format::week(lang, monday.get())))
                    days=Signal::derive(move || format::days(lang, monday.get(), monday.get().plus(6)))
                    this_week=Signal::derive(move || monday.get() == now::today().clamp(first, last).monday())
                    on_step=move |weeks: i32| go(monday.get_untracked().plus(7 * weeks).clamp(first, last))
                    on_today=move |()| go(now::today())
                />
                <Segments
                    name="round-filter"
                    label=t::round::filter(lang)
                    options=options.to_vec()
                    value=Signal::derive(move || tag(filter.get()).to_owned())
                    on_change=choose
                />
                <Jokers id />
                {empty}
                <For each=move || week.get() key=|(day, lines)| (*day, lines.clone()) let((day, lines))>
                    <section class="round__day">
                        <DayHeader text=format::day(lang, day) today=day == now::today() />
                        <div class="round__places">
                            <For each=move || lines.clone() key=|line| *line let(line)>
                                <One id line all />
                            </For>
                        </div>
                    </section>
                </For>
            </div>
        </Section>
    }
}

/// How many jokers I have left, where there are any.
#[component]
fn Jokers(id: RoundId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let left = Memo::new(move |_| {
        session.with(|view| {
            let round = view.hoped.rounds.get(&id)?;
            (round.jokers > 0).then(|| round.jokers_left(view.me))
        })
    });
    move || {
        left.get().map(|left| {
            let text = if left == 0 {
                t::round::jokers_none(lang).to_owned()
            } else {
                t::round::jokers_left(lang, left.into())
            };
            view! { <p class="muted small" data-test="round-jokers">{text}</p> }
        })
    }
}

/// One place, followed by its line.
#[component]
fn One(id: RoundId, line: u16, all: Memo<Vec<PlaceShown>>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let own = Memo::new(move |_| all.with(|all| all.iter().find(|one| one.line == line).cloned()));
    let Some(first) = own.get_untracked() else {
        return ().into_any();
    };
    // A place that goes takes its row with it.
    let place = Memo::new(move |before: Option<&crate::components::PlaceFace>| {
        let now = own.get().map(|one| one.place);
        now.or_else(|| before.cloned())
            .unwrap_or_else(|| first.place.clone())
    });
    let tap = move |()| {
        if let Some(one) = own.get_untracked() {
            one.tap(session, id);
        }
    };
    let has_joker = Memo::new(move |_| own.get().is_some_and(|one| one.joker.is_some()));
    let joker = Signal::derive(move || own.get().and_then(|one| one.joker) == Some(true));
    let none_left = Memo::new(move |_| {
        session.with(|view| {
            let round = view.hoped.rounds.get(&id);
            round.is_none_or(|round| round.jokers_left(view.me) == 0)
        })
    });
    let set = move |joker: bool| session.act_or_tell(pick(id, line, joker, None));
    view! {
        <div data-test="place" data-line=line.to_string() data-mine=move || place.with(|place| place.is_mine.to_string())>
            <PlaceRow place on_tap=tap>
                {move || has_joker.get().then(|| view! {
                    <Checkbox
                        label=t::round::joker(lang)
                        checked=joker
                        disabled=Signal::derive(move || none_left.get() && !joker.get())
                        on_change=set
                        attr:data-test="place-joker"
                    />
                })}
            </PlaceRow>
        </div>
    }
    .into_any()
}
