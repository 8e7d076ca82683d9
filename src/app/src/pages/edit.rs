//! The roster by hand: a team that has no planning system writes it here.

mod advice;
mod copy;
pub(super) mod draft;
mod place;
mod repeat;
mod sheet;

use leptos::prelude::*;
use ruil_core::{Day, Light, PersonId, ShiftId};

use self::copy::CopySheet;
use self::draft::Draft;
use self::sheet::ShiftSheet;
use crate::components::{
    Button, ButtonKind, EmptyArt, EmptyState, Glyph, Icon, LinkButton, PageHead, WeekGrid,
    WeekPicker, WeekRow,
};
use crate::i18n::{format, offer::capital, t, use_lang};
use crate::pick::hand::shapes;
use crate::pick::week;
use crate::route::Route;
use crate::state::hand::{Hand, new_kind};
use crate::state::{Notice, now, use_here, use_session};

/// What stands in front of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Front {
    Shift(Box<Draft>),
    Copy(Day),
}

/// Shows a week to write in, to coordinators.
#[component]
pub fn EditPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let may = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    move || {
        if may.get() {
            view! { <Week /> }.into_any()
        } else {
            view! {
                <div class="page">
                    <EmptyState art=EmptyArt::Roster title=t::edit::not_you(lang) text=t::edit::not_you_more(lang)>
                        <LinkButton href=Route::Roster(None).path()>{t::mine::to_roster(lang)}</LinkButton>
                    </EmptyState>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Week() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let here = use_here();
    let today = now::today();
    let hand = Hand::new(session);
    let front = RwSignal::new(None::<Front>);
    let close = move |()| front.set(None);
    let monday = Memo::new(move |_| match here.route() {
        Some(Route::Edit(Some(week))) => week,
        _ => today.monday(),
    });
    let rows = Memo::new(move |_| {
        let open = t::roster::open(lang);
        session.with(|view| {
            let team = &view.hoped;
            let mut rows = week::rows(team, team, view.me, monday.get(), open);
            if rows.iter().all(|row| row.person.is_some()) {
                rows.push(WeekRow {
                    person: None,
                    name: open.to_owned(),
                    mine: false,
                    shifts: Vec::new(),
                });
            }
            rows
        })
    });
    let add = move |(owner, day): (Option<PersonId>, Day)| {
        let usual = untrack(|| shapes(&hand.team(), &hand.used()));
        let draft = Draft::new(day, owner, usual.first().copied());
        front.set(Some(Front::Shift(Box::new(draft))));
    };
    let change = move |shift: ShiftId| {
        let team = untrack(|| hand.team());
        let draft = team.roster.get(shift).map(Draft::of);
        front.set(draft.map(|draft| Front::Shift(Box::new(draft))));
    };
    let moved = move |(shift, (owner, day))| {
        let team = untrack(|| hand.team());
        let Some(draft) = team
            .roster
            .get(shift)
            .map(|shift| Draft::of(shift).at(owner, day))
        else {
            return;
        };
        let commands = draft.commands(&team, new_kind()).unwrap_or_default();
        // What the rules have something to say about is looked at before it is written.
        match hand.advise(&commands) {
            Ok((_, found)) if found.light() < Light::Amber => {
                if let Err(why) = hand.write(commands, None) {
                    session.tell(Notice::NotDone(why));
                }
            }
            Ok(_) | Err(_) => front.set(Some(Front::Shift(Box::new(draft)))),
        }
    };
    let sheet = move || {
        front.get().map(|front| match front {
            Front::Shift(draft) => {
                view! { <ShiftSheet hand draft=*draft on_close=close /> }.into_any()
            }
            Front::Copy(monday) => view! { <CopySheet hand monday on_close=close /> }.into_any(),
        })
    };
    let go = move |day: Day| here.replace(Route::Edit(Some(day.monday())));
    let days = move || format::days(lang, monday.get(), monday.get().plus(6));
    let number = move || format::week(lang, monday.get());
    let caption = Signal::derive(move || t::roster::caption(lang, days(), number()));
    let is_empty =
        Signal::derive(move || rows.with(|rows| rows.iter().all(|row| row.shifts.is_empty())));
    let undo = move |()| {
        if let Err(why) = hand.undo() {
            session.tell(Notice::NotDone(why));
        }
    };
    let saved = move || {
        let count = i64::try_from(hand.changed()).unwrap_or(i64::MAX);
        (count > 0).then(|| view! {
            <p class="edit__saved" role="status" data-test="edit-saved">
                <Glyph icon=Icon::Check />
                <span>{t::edit::saved(lang, count)}</span>
                <Button kind=ButtonKind::Link icon=Icon::Undo on_click=undo attr:data-test="edit-undo">{t::edit::undo(lang)}</Button>
            </p>
        })
    };
    view! {
        <div class="page page--wide page--roster" data-test="edit">
            {move || {
                let back = (Route::Roster(Some(monday.get())).path(), t::edit::back(lang).to_owned());
                view! { <PageHead title=t::edit::title(lang) lead=t::edit::lead(lang).to_owned() back /> }
            }}
            <WeekPicker
                week=Signal::derive(move || capital(&number()))
                days=Signal::derive(days)
                this_week=Signal::derive(move || monday.get() == today.monday())
                on_step=move |weeks: i32| go(monday.get_untracked().plus(7 * weeks))
                on_today=move |()| go(today)
            />
            {saved}
            <WeekGrid monday today=Some(today) caption rows on_shift=change on_cell=Callback::new(add) on_move=Callback::new(moved) />
            <div class="cluster">
                <Button
                    icon=Icon::Swap
                    disabled=is_empty
                    on_click=move |()| front.set(Some(Front::Copy(monday.get_untracked())))
                    attr:data-test="edit-copy"
                >
                    {t::edit::copy(lang)}
                </Button>
            </div>
        </div>
        {sheet}
    }
}
