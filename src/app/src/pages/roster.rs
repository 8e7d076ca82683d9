//! The team's roster, a week at a time; the week stands in the address.

use leptos::prelude::*;
use ruil_core::{Day, ShiftId};

use crate::components::{
    ChipState, EmptyArt, EmptyState, Glyph, Icon, LinkButton, PageHead, WeekGrid, WeekPicker,
    WeekRow,
};
use crate::i18n::{format, offer::capital, t, use_lang};
use crate::pick::week;
use crate::route::Route;
use crate::state::{now, use_here, use_session};

/// Shows a week of the team.
#[component]
pub fn RosterPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let today = now::today();
    let here = use_here();
    let asked = Memo::new(move |_| match here.route() {
        Some(Route::Roster(week)) => week,
        _ => None,
    });
    let best = Memo::new(move |_| session.with(|view| week::best(&view.hoped, today)));
    let monday = Memo::new(move |_| asked.get().unwrap_or_else(|| best.get()));
    let rows = Memo::new(move |_| {
        session.with(|view| {
            week::rows(
                &view.team,
                &view.hoped,
                view.me,
                monday.get(),
                t::roster::open(lang),
            )
        })
    });
    let may_edit = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let go = move |day: Day| here.replace(Route::Roster(Some(day.monday())));
    let open = move |shift: ShiftId| here.go(Route::Shift(shift));
    let days = move || format::days(lang, monday.get(), monday.get().plus(6));
    let number = move || format::week(lang, monday.get());
    let is_empty =
        Memo::new(move |_| rows.with(|rows| rows.iter().all(|row| row.shifts.is_empty())));
    let grid = move || {
        if is_empty.get() {
            view! { <NoShifts best /> }.into_any()
        } else {
            let caption = Signal::derive(move || t::roster::caption(lang, days(), number()));
            view! {
                <WeekGrid monday today=Some(today) caption rows on_shift=open />
                <Below rows />
            }
            .into_any()
        }
    };
    view! {
        <div class="page page--wide page--roster">
            <PageHead title=t::roster::title(lang)>
                {move || may_edit.get().then(|| view! {
                    <LinkButton href=Route::Edit(Some(monday.get())).path() icon=Icon::Edit attr:data-test="to-edit">
                        {t::edit::open_page(lang)}
                    </LinkButton>
                })}
            </PageHead>
            <WeekPicker
                week=Signal::derive(move || capital(&number()))
                days=Signal::derive(days)
                this_week=Signal::derive(move || monday.get() == today.monday())
                on_step=move |weeks: i32| go(monday.get_untracked().plus(7 * weeks))
                on_today=move |()| go(today)
            />
            {grid}
        </div>
    }
}

/// What stands below the grid: what is not final yet, and what the letters mean.
#[component]
fn Below(rows: Memo<Vec<WeekRow>>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let pending = Memo::new(move |_| {
        rows.with(|rows| {
            let shifts = rows.iter().flat_map(|row| &row.shifts);
            shifts
                .filter(|shift| shift.state == ChipState::Pending)
                .count()
        })
    });
    let legend =
        Memo::new(move |_| rows.with(|rows| session.with(|view| week::legend(&view.hoped, rows))));
    let kind = |(code, name): (String, String)| view! { <div><dt>{code}</dt><dd>{name}</dd></div> };
    view! {
        {move || {
            let n = i64::try_from(pending.get()).unwrap_or(i64::MAX);
            (n > 0).then(|| view! {
                <p class="roster__pending" role="status"><Glyph icon=Icon::Clock />{t::roster::pending(lang, n)}</p>
            })
        }}
        <dl class="roster__legend">{move || legend.get().into_iter().map(kind).collect_view()}</dl>
    }
}

/// A week without shifts, or no roster at all.
#[component]
fn NoShifts(best: Memo<Day>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let state = Memo::new(move |_| {
        session.with(|view| (view.hoped.roster.is_empty(), view.am_coordinator()))
    });
    move || {
        match state.get() {
        (false, _) => view! {
            <EmptyState art=EmptyArt::Roster title=t::roster::empty(lang) text=t::roster::empty_more(lang)>
                <LinkButton href=Route::Roster(Some(best.get())).path()>{t::roster::nearest(lang)}</LinkButton>
            </EmptyState>
        }
        .into_any(),
        (true, true) => view! {
            <EmptyState art=EmptyArt::Roster title=t::mine::no_roster(lang) text=t::mine::no_roster_yours(lang)>
                <LinkButton href=Route::Import.path()>{t::mine::import(lang)}</LinkButton>
                <LinkButton href=Route::Edit(None).path()>{t::edit::by_hand(lang)}</LinkButton>
            </EmptyState>
        }
        .into_any(),
        (true, false) => view! {
            <EmptyState art=EmptyArt::Roster title=t::mine::no_roster(lang) text=t::mine::no_roster_more(lang) />
        }
        .into_any(),
    }
    }
}
