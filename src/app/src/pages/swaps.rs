//! Offers to me, my offers, and what became of them.

mod circles;
mod failed;
mod found;
mod open;
mod parked;

use leptos::prelude::*;
use ruil_core::{Light, OfferId};

use self::circles::{CirclesBelow, CirclesToDo};
use self::failed::Failed;
use self::found::FoundForMe;
use self::open::OpenShifts;
use self::parked::Parked;
use super::offer::judged::Judged;
use super::offer::shown::OfferShown;
use super::offer::summary::OfferSummary;
use crate::components::{EmptyArt, EmptyState, LinkButton, PageHead, Section};
use crate::i18n::{Lang, t, use_lang};
use crate::pick::board::Board;
use crate::pick::ways::ways;
use crate::route::Route;
use crate::state::board::use_board;
use crate::state::{Session, View, now, use_session};

/// One offer in a list.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    shown: OfferShown,
    /// What a yes of mine would mean.
    light: Option<Light>,
    /// What else there is to say.
    note: Option<String>,
}

/// Shows all offers that are about me.
#[component]
pub fn SwapsPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let board = use_board();
    let to_answer = lines(session, lang, board, |board| board.to_answer.clone());
    let parked = lines(session, lang, board, |board| board.parked.clone());
    let answered = lines(session, lang, board, |board| board.answered.clone());
    let mine = lines(session, lang, board, |board| board.mine.clone());
    let past = lines(session, lang, board, |board| board.past.clone());
    let to_approve = lines(session, lang, board, |board| board.to_approve.clone());
    let blocked = Memo::new(move |_| {
        session.with(|view| {
            let ids = board.with(|board| board.blocked.clone());
            let line = |id: &OfferId| blocked_line(lang, view, *id);
            ids.iter().filter_map(line).collect::<Vec<_>>()
        })
    });
    let all_is_quiet = Memo::new(move |_| {
        board.with(|board| {
            let others = [
                &board.mine,
                &board.answered,
                &board.parked,
                &board.past,
                &board.to_approve,
            ];
            board.circles.is_empty() && others.into_iter().all(|offers| offers.is_empty())
        })
    });
    let card = move |line: Line, go: &'static str, primary: bool| {
        let Line { shown, light, note } = line;
        view! { <OfferSummary shown nostrip:note=note nostrip:light=light go primary /> }
    };
    let go_mine = move |line: Line| {
        let go = if line.shown.to_choose {
            t::swaps::choose(lang)
        } else {
            t::swaps::open(lang)
        };
        card(line, go, false)
    };
    let go_approve = move |line: Line| {
        // Its light for me, if I am asked too, stands with what I am asked.
        let line = Line {
            light: None,
            ..line
        };
        card(line, t::approve::look(lang), true)
    };
    view! {
        <div class="page page--swaps">
            <PageHead title=t::swaps::title(lang)>
                <LinkButton href=Route::Wishes.path() attr:data-test="to-wishes">{t::search::wishes(lang)}</LinkButton>
            </PageHead>
            <FoundForMe />
            <CirclesToDo />
            {move || (!to_approve.with(Vec::is_empty)).then(|| view! {
                <Section title=t::approve::title(lang) count=Some(to_approve.with(Vec::len)) attr:data-test="to-approve">
                    <div class="stack">
                        {to_approve.get().into_iter().map(go_approve).collect_view()}
                    </div>
                </Section>
            })}
            <Section title=t::swaps::to_answer(lang) attr:data-test="to-answer">
                {move || to_answer.with(Vec::is_empty).then(|| {
                    let (title, text) = (t::swaps::to_answer_none(lang), t::swaps::to_answer_none_more(lang));
                    if all_is_quiet.get() {
                        view! { <EmptyState art=EmptyArt::Swaps title text /> }.into_any()
                    } else {
                        view! { <p class="muted">{title}". "{text}</p> }.into_any()
                    }
                })}
                <div class="stack">
                    {move || to_answer.get().into_iter().map(|line| card(line, t::swaps::answer(lang), true)).collect_view()}
                </div>
            </Section>
            <OpenShifts />
            <Section title=t::swaps::mine(lang) attr:data-test="my-offers">
                {move || mine.with(Vec::is_empty).then(|| view! {
                    <p class="muted">{t::swaps::mine_none(lang)}". "{t::swaps::mine_none_more(lang)}</p>
                    <div class="cluster">
                        <LinkButton href=Route::Mine.path()>{t::swaps::to_mine(lang)}</LinkButton>
                    </div>
                })}
                <div class="stack">{move || mine.get().into_iter().map(go_mine).collect_view()}</div>
            </Section>
            <Parked lines=parked />
            {move || (!answered.with(Vec::is_empty)).then(|| view! {
                <Section title=t::swaps::answered(lang) attr:data-test="answered">
                    <div class="stack">
                        {answered.get().into_iter().map(|line| card(line, t::swaps::open(lang), false)).collect_view()}
                    </div>
                </Section>
            })}
            <CirclesBelow />
            <Failed />
            {move || (!past.with(Vec::is_empty)).then(|| view! {
                <Section title=t::swaps::past(lang) attr:data-test="past">
                    <div class="stack">
                        {past.get().into_iter().map(|line| card(line, t::swaps::open(lang), false)).collect_view()}
                    </div>
                </Section>
            })}
            {move || (!blocked.with(Vec::is_empty)).then(|| view! {
                <details class="swaps__blocked" data-test="blocked-offers">
                    <summary>
                        {t::swaps::blocked(lang)}
                        <span class="section__count">{blocked.with(Vec::len)}</span>
                    </summary>
                    <div class="stack">
                        {blocked.get().into_iter().map(|line| card(line, t::swaps::open(lang), false)).collect_view()}
                    </div>
                </details>
            })}
        </div>
    }
}

fn lines(
    session: Session,
    lang: Lang,
    board: Memo<Board>,
    pick: fn(&Board) -> Vec<OfferId>,
) -> Memo<Vec<Line>> {
    Memo::new(move |_| {
        let ids = board.with(pick);
        session.with(|view| {
            let line = |id: &OfferId| {
                Some(Line {
                    shown: OfferShown::of(lang, view, *id, now::now())?,
                    light: board.with(|board| board.lights.get(id).copied()),
                    note: None,
                })
            };
            ids.iter().filter_map(line).collect()
        })
    })
}

fn blocked_line(lang: Lang, view: &View, id: OfferId) -> Option<Line> {
    let now = now::now();
    let offer = view.hoped.offers.get(&id)?;
    let ways = ways(&view.hoped, offer, view.me, now);
    let why = ways.best().map(|way| Judged::of_way(lang, view, way).why());
    Some(Line {
        shown: OfferShown::of(lang, view, id, now)?,
        light: Some(Light::Red),
        note: Some(why.unwrap_or_else(|| t::effect::no_return(lang).to_owned())),
    })
}
