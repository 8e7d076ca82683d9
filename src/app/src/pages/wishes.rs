//! My wishes: what I told, what I would tell, and taking it back.

mod draft;
mod form;

use leptos::prelude::*;
use ruil_core::{Command, NewWish, WishId};

use self::form::WishDialog;
use super::offer::deed::DeedMark;
use crate::components::{
    Banner, Button, ButtonKind, EmptyArt, EmptyState, Icon, PageHead, Section, WishCard,
};
use crate::i18n::{Lang, t, use_lang, wish as words};
use crate::pick::deeds::{self, Stage};
use crate::route::Route;
use crate::state::{Notice, Session, View, notes, now, use_session};

/// A wish, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct WishShown {
    id: WishId,
    wish: NewWish,
    text: String,
    note: String,
    reason: Option<String>,
    /// How far it has come, while it is not final.
    stage: Option<Stage>,
    is_over: bool,
}

impl WishShown {
    /// Returns my wishes, my waiting actions counted: those that hold first.
    fn all(lang: Lang, view: &View) -> Vec<Self> {
        let (team, today) = (&view.hoped, now::today());
        let mine = team.wishes.values().filter(|wish| wish.person == view.me);
        let mut shown: Vec<_> = mine
            .map(|wish| {
                let deed = deeds::last(&view.outbox, &[], |deed| deed.wish() == Some(wish.id));
                Self {
                    id: wish.id,
                    wish: wish.wish.clone(),
                    text: words::sentence(lang, &wish.wish, team),
                    note: words::note(lang, wish, today),
                    reason: notes::reason(wish.id),
                    stage: deed.map(|deed| deed.stage),
                    is_over: !wish.holds(today),
                }
            })
            .collect();
        shown.sort_by_cached_key(|one| (one.is_over, one.text.clone(), one.id));
        shown
    }
}

/// Takes a wish back; what is needed to have it again is kept for a while.
fn take_back(session: Session, gone: RwSignal<Option<(NewWish, String)>>, shown: WishShown) {
    let wish = Command::Unwish { wish: shown.id };
    session.act_or_tell(wish);
    let is_gone = untrack(|| session.with(|view| !view.hoped.wishes.contains(&shown.id)));
    if is_gone {
        notes::set_reason(shown.id, "");
        gone.set(Some((shown.wish, shown.reason.unwrap_or_default())));
    }
}

/// Shows my wishes.
#[component]
pub fn WishesPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let adding = RwSignal::new(false);
    let gone = RwSignal::new(None::<(NewWish, String)>);
    let shown = Memo::new(move |_| session.with(|view| WishShown::all(lang, view)));
    let card = move |shown: WishShown| {
        let one = shown.clone();
        let WishShown {
            text,
            note,
            reason,
            stage,
            is_over,
            id,
            ..
        } = shown;
        view! {
            <li data-test="wish" data-wish=id.to_string()>
                <WishCard text note is_over reason>
                    <span>{stage.map(|stage| view! { <DeedMark stage /> })}</span>
                    <Button kind=ButtonKind::Link on_click=move |()| take_back(session, gone, one.clone()) attr:data-test="wish-back">
                        {t::wish::take_back(lang)}
                    </Button>
                </WishCard>
            </li>
        }
    };
    let list = move |is_over: bool| {
        let some = shown.get().into_iter().filter(|one| one.is_over == is_over);
        let some: Vec<_> = some.map(card).collect();
        (!some.is_empty()).then(|| view! { <ul class="stack stack--tight">{some}</ul> })
    };
    let keep = move |()| {
        let Some((wish, reason)) = gone.get_untracked() else {
            return;
        };
        match notes::wish(session, wish, &reason) {
            Ok(()) => gone.set(None),
            Err(not_done) => session.tell(Notice::NotDone(not_done)),
        }
    };
    let undo = move || {
        gone.read().is_some().then(|| view! {
            <Banner title=t::wish::taken_back(lang) attr:data-test="wish-gone">
                <Button kind=ButtonKind::Link icon=Icon::Undo on_click=keep attr:data-test="wish-keep">
                    {t::wish::keep(lang)}
                </Button>
            </Banner>
        })
    };
    let add = move |()| adding.set(true);
    let empty = move || {
        shown.with(Vec::is_empty).then(|| view! {
            <EmptyState art=EmptyArt::Swaps title=t::wish::none(lang) text=t::wish::none_more(lang) />
        })
    };
    let over = move || {
        list(true).map(|list| view! { <Section title=t::wish::over_title(lang)>{list}</Section> })
    };
    let back = (Route::Mine.path(), t::wish::back(lang).to_owned());
    view! {
        <div class="page page--wishes" data-test="wishes">
            <PageHead title=t::wish::title(lang) lead=t::wish::lead(lang).to_owned() back />
            {undo}
            {empty}
            {move || list(false)}
            <div class="cluster">
                <Button kind=ButtonKind::Primary icon=Icon::Plus on_click=add attr:data-test="wish-add">
                    {t::wish::add(lang)}
                </Button>
            </div>
            {over}
        </div>
        {move || adding.get().then(|| view! {
            <WishDialog on_close=move |()| adding.set(false) />
        })}
    }
}
