//! My shifts: what waits on me, what I just did, the coming weeks.

mod debts;
mod deeds;
mod on_tablet;
mod thanked;
mod waits;
mod weeks;

use leptos::prelude::*;

use self::debts::Debts;
use self::deeds::Deeds;
use self::on_tablet::OnTablet;
use self::thanked::Thanked;
use self::waits::Waits;
use self::weeks::{WeekShown, Weeks};
use crate::components::{EmptyArt, EmptyState, LinkButton, PageHead};
use crate::i18n::{format, t, use_lang};
use crate::pages::install::InstallHint;
use crate::pages::round::waits::RoundWaits;
use crate::pick::shifts::{coming, earlier};
use crate::route::Route;
use crate::state::{now, use_session};

/// Shows my shifts.
#[component]
pub fn MinePage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let ahead = Memo::new(move |_| {
        session.with(|view| {
            let weeks = coming(&view.team, &view.hoped, view.me, now::now());
            WeekShown::all(lang, view, weeks)
        })
    });
    let behind = Memo::new(move |_| {
        if ahead.with(|ahead| !ahead.is_empty()) {
            return Vec::new();
        }
        session.with(|view| {
            let weeks = earlier(&view.team, &view.hoped, view.me, now::now());
            WeekShown::all(lang, view, weeks)
        })
    });
    let lead = Signal::derive(move || {
        let span = ahead.with(|ahead| {
            let mut shifts = ahead.iter().flat_map(|week| &week.shifts);
            shifts
                .find(|shift| shift.is_mine)
                .map(|shift| shift.face.span)
        })?;
        Some(if span.start().utc_min <= now::now().utc_min {
            t::mine::until(lang, format::clock(span.end()))
        } else {
            let day = format::near_day(lang, span.start().day(), now::today());
            t::mine::next(lang, day, format::times(span))
        })
    });
    let weeks = move || match (ahead.with(Vec::is_empty), behind.with(Vec::is_empty)) {
        (false, _) => view! { <Weeks weeks=ahead /> }.into_any(),
        (true, false) => view! {
            <EmptyState title=t::mine::no_coming(lang) text=t::mine::no_coming_more(lang) />
            <h2 class="mine__earlier">{t::mine::earlier(lang)}</h2>
            <Weeks weeks=behind />
        }
        .into_any(),
        (true, true) => view! { <NoShifts /> }.into_any(),
    };
    view! {
        <div class="page page--mine">
            <PageHead title=t::mine::title(lang) lead>
                <LinkButton href=Route::Wishes.path() attr:data-test="to-wishes">{t::search::wishes(lang)}</LinkButton>
            </PageHead>
            <OnTablet />
            <RoundWaits />
            <Waits />
            <Thanked />
            <Debts />
            {weeks}
            {(!session.is_tablet()).then(|| view! {
                <p class="mine__calendar">
                    <LinkButton href=Route::Calendar.path() attr:data-test="to-calendar">{t::calendar::title(lang)}</LinkButton>
                </p>
            })}
            <Deeds />
            {(!session.is_tablet()).then(|| view! { <Hint /> })}
        </div>
    }
}

/// A word about the home screen, once there is a roster to have there.
#[component]
fn Hint() -> impl IntoView {
    let session = use_session();
    let has_roster = Memo::new(move |_| session.with(|view| !view.hoped.roster.is_empty()));
    move || has_roster.get().then(|| view! { <InstallHint /> })
}

/// Why there is nothing here, and what comes next.
#[component]
fn NoShifts() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let state = Memo::new(move |_| {
        session.with(|view| (view.hoped.roster.is_empty(), view.am_coordinator()))
    });
    move || {
        match state.get() {
        (false, _) => view! {
            <EmptyState title=t::mine::none(lang) text=t::mine::none_more(lang)>
                <LinkButton href=Route::Roster(None).path()>{t::mine::to_roster(lang)}</LinkButton>
            </EmptyState>
        }
        .into_any(),
        (true, true) => view! {
            <EmptyState art=EmptyArt::Roster title=t::mine::no_roster(lang) text=t::mine::no_roster_yours(lang)>
                <LinkButton href=Route::Import.path() attr:data-test="to-import">{t::mine::import(lang)}</LinkButton>
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
