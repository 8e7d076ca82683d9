//! The team's tablet while nobody stands there: who works, what is open, and everybody's name.

mod items;
mod knock;

use leptos::prelude::*;
use ruil_core::{Moment, PersonId};

use self::items::{Item, Items};
use self::knock::KnockDialog;
use crate::components::{
    Button, ButtonKind, DutyDays, DutyList, EmptyArt, EmptyState, NameKeys, Skeleton,
};
use crate::i18n::offer::capital;
use crate::i18n::{format, t, use_lang};
use crate::pick::tablet::TeamBoard;
use crate::route::Route;
use crate::state::Session;
use crate::state::tablet::idle;

/// Days that are shown large: today and tomorrow.
const LARGE: usize = 2;

/// Shows the board. What is tapped on it is there for who then says who they are.
#[component]
pub fn TabletPage(
    /// The tablet's session.
    session: Session,
    /// This minute.
    now: Memo<Moment>,
) -> impl IntoView {
    let lang = use_lang();
    let has_team = Memo::new(move |_| session.with(|view| view.has_team()));
    let board = Memo::new(move |_| session.with(|view| TeamBoard::of(&view.team, now.get())));
    let wanted = RwSignal::new(None::<Item>);
    let knocks = RwSignal::new(None::<(PersonId, Route)>);
    let want = Callback::new(move |item: Item| wanted.set(Some(item)));
    let pick = Callback::new(move |person: PersonId| {
        let at = wanted.with_untracked(|item| item.as_ref().map_or(Route::Mine, |item| item.at));
        knocks.set(Some((person, at)));
    });
    let close = Callback::new(move |()| {
        knocks.set(None);
        wanted.set(None);
    });
    let day = move |nth: usize| {
        let found = board.with(|board| board.days.get(nth).cloned());
        found.map(|found| {
            let title = capital(&format::near_day(lang, found.day, now.get().day()));
            view! {
                <section class="tablet__day" data-test=format!("day-{nth}")>
                    <h2 class="tablet__title">{title}</h2>
                    <DutyList lines=found.duties small={nth > 0} />
                </section>
            }
        })
    };
    let coming = move || {
        let days = board.with(|board| board.days.clone()).into_iter();
        let days = days.skip(LARGE).map(|day| (day.day, day.duties));
        view! { <DutyDays days=days.collect() /> }
    };
    let shown = move || {
        if !has_team.get() {
            let text = t::team::loading_text(lang);
            return view! {
                <EmptyState art=EmptyArt::Roster title=t::team::loading(lang) text />
                <Skeleton />
            }
            .into_any();
        }
        view! {
            <div class="tablet__board">
                <div class="tablet__days">{move || (0..LARGE).map(day).collect_view()}</div>
                <Items session board want />
                <section class="tablet__coming">
                    <h2 class="tablet__title">{t::tablet::coming(lang)}</h2>
                    {coming}
                </section>
            </div>
            <Names board wanted pick />
        }
        .into_any()
    };
    view! {
        {shown}
        <For
            each=move || knocks.get()
            key=|(person, _)| *person
            children=move |(person, at)| view! { <KnockDialog session person at on_close=close /> }
        />
    }
}

/// Shows everybody's name, and what it is tapped for.
#[component]
fn Names(
    board: Memo<TeamBoard>,
    wanted: RwSignal<Option<Item>>,
    pick: Callback<PersonId>,
) -> impl IntoView {
    let lang = use_lang();
    let people = Memo::new(move |_| board.with(|board| board.people.clone()));
    let hint = move || {
        match wanted.get() {
            Some(item) => {
                let forget = Callback::new(move |()| wanted.set(None));
                // Who tapped it and went on is not asked for any more.
                idle(forget);
                view! {
                <p class="tablet__for" role="status" data-test="wanted">{t::tablet::who_for(lang, item.what)}</p>
                <Button kind=ButtonKind::Link on_click=forget>{t::shift::cancel(lang)}</Button>
            }
            .into_any()
            }
            None => view! { <p class="muted">{t::tablet::who_hint(lang)}</p> }.into_any(),
        }
    };
    view! {
        <section class="tablet__who" data-wanted=move || wanted.read().is_some().then_some("")>
            <header class="tablet__ask">
                <h2 class="tablet__title">{t::tablet::who(lang)}</h2>
                {hint}
            </header>
            {move || view! { <NameKeys people=people.get() on_pick=pick /> }}
        </section>
    }
}
