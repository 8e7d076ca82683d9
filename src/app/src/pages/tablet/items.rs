//! What is open and what is asked, each a key that leads there for who says who they are.

use leptos::prelude::*;
use ruil_core::{PartOfDay, ShiftId};

use crate::components::{ChipState, ShiftChip};
use crate::i18n::{Lang, format, offer as words, t, use_lang};
use crate::pick::codes::codes;
use crate::pick::tablet::TeamBoard;
use crate::route::Route;
use crate::state::{Session, View};

/// Most keys of one sort; how many more there are is told.
const MAX: usize = 4;

/// A key of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Where it leads.
    pub at: Route,
    /// What it is, in a sentence.
    pub what: String,
    part: PartOfDay,
    code: String,
    is_open: bool,
    day: String,
    title: String,
    text: String,
}

impl Item {
    fn of(lang: Lang, view: &View, at: Route, id: ShiftId) -> Option<Self> {
        let team = &view.team;
        let shift = team.roster.get(id)?;
        let day = format::day(lang, shift.span.start().day());
        Some(Self {
            at,
            what: words::shift(lang, shift),
            part: shift.part_of_day(),
            code: codes(team).get(&shift.kind).cloned().unwrap_or_default(),
            is_open: shift.owner.is_none(),
            title: words::capital(&day),
            day,
            text: format::times(shift.span),
        })
    }

    fn open(lang: Lang, view: &View, board: &TeamBoard) -> Vec<Self> {
        let shifts = board.open.iter();
        let item = |id: &ShiftId| Self::of(lang, view, Route::Shift(*id), *id);
        shifts.filter_map(item).collect()
    }

    fn asked(lang: Lang, view: &View, board: &TeamBoard) -> Vec<Self> {
        let team = &view.team;
        let seconds = board.seconds.iter().filter_map(|id| {
            let release = team.releases.get(id)?;
            let by = words::names(lang, team, &release.by);
            let said = t::release::said(lang, by, words::name(lang, team, release.of));
            let item = Self::of(lang, view, Route::Shift(*id), *id)?;
            Some(Self { text: said, ..item })
        });
        let asks = board.asks.iter().filter_map(|id| {
            let offer = team.offers.get(id)?;
            let item = Self::of(lang, view, Route::Offer(*id), offer.shift)?;
            let by = words::name(lang, team, offer.by?);
            let wants = words::wants(lang, &offer.kind, team, false);
            Some(Self {
                title: t::tablet::ask(lang, by, item.day.as_str()),
                text: format!("{} · {wants}", item.text),
                ..item
            })
        });
        seconds.chain(asks).collect()
    }
}

/// Shows the keys.
#[component]
pub(super) fn Items(
    session: Session,
    board: Memo<TeamBoard>,
    want: Callback<Item>,
) -> impl IntoView {
    let lang = use_lang();
    let open =
        Memo::new(move |_| board.with(|board| session.with(|view| Item::open(lang, view, board))));
    let asked =
        Memo::new(move |_| board.with(|board| session.with(|view| Item::asked(lang, view, board))));
    view! {
        <div class="tablet__items">
            <List title=t::tablet::open(lang) none=t::tablet::no_open(lang) items=open want attr:data-test="board-open" />
            <List title=t::tablet::asks(lang) none=t::tablet::no_asks(lang) items=asked want attr:data-test="board-asks" />
        </div>
    }
}

#[component]
fn List(
    title: &'static str,
    none: &'static str,
    items: Memo<Vec<Item>>,
    want: Callback<Item>,
) -> impl IntoView {
    let lang = use_lang();
    let key = move |item: Item| {
        let Item {
            part,
            code,
            is_open,
            title,
            text,
            ..
        } = item.clone();
        let state = if is_open {
            ChipState::Open
        } else {
            ChipState::Offered
        };
        view! {
            <li>
                <button class="tablet__key" type="button" on:click=move |_| want.run(item.clone()) data-test="board-item">
                    <ShiftChip part code state />
                    <span class="tablet__key-text">
                        <span class="tablet__key-title">{title}</span>
                        <span class="tablet__key-more">{text}</span>
                    </span>
                </button>
            </li>
        }
    };
    let shown = move || {
        let mut all = items.get();
        let more = all.len().saturating_sub(MAX);
        all.truncate(MAX);
        if all.is_empty() {
            return view! { <p class="muted">{none}</p> }.into_any();
        }
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        view! {
            <ul class="tablet__keys">{all.into_iter().map(key).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="muted">{t::tablet::more(lang, more)}</p> })}
        }
        .into_any()
    };
    view! {
        <section class="tablet__list">
            <h2 class="tablet__title">{title}</h2>
            {shown}
        </section>
    }
}
