//! Offers to me, my offers, and what became of them.

mod failed;

use leptos::prelude::*;
use ruil_core::OfferId;

use self::failed::Failed;
use super::offer::shown::OfferShown;
use super::offer::summary::OfferSummary;
use crate::components::{EmptyArt, EmptyState, LinkButton, PageHead, Section};
use crate::i18n::{Lang, refusal, t, use_lang};
use crate::pick::board::{Blocked, Board};
use crate::route::Route;
use crate::state::{Session, View, now, use_session};

/// One offer in a list: what it shows, and what else there is to say.
type Line = (OfferShown, Option<String>);

/// Shows all offers that are about me.
#[component]
pub fn SwapsPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let board = Memo::new(move |_| {
        session.with(|view| Board::of(&view.team, &view.hoped, view.me, now::now()))
    });
    let to_answer = lines(session, lang, board, |board| board.to_answer.clone());
    let answered = lines(session, lang, board, |board| board.answered.clone());
    let mine = lines(session, lang, board, |board| board.mine.clone());
    let past = lines(session, lang, board, |board| board.past.clone());
    let blocked = Memo::new(move |_| {
        session.with(|view| {
            board.with(|board| {
                board
                    .blocked
                    .iter()
                    .filter_map(|one| blocked_line(lang, view, one))
                    .collect::<Vec<_>>()
            })
        })
    });
    let all_is_quiet = Memo::new(move |_| {
        board.with(|board| {
            board.mine.is_empty() && board.answered.is_empty() && board.past.is_empty()
        })
    });
    let card = move |(shown, note): Line, go: &'static str, primary: bool| {
        view! { <OfferSummary shown nostrip:note=note go primary /> }
    };
    let go_mine = move |line: Line| {
        let go = if line.0.yes > 0 {
            t::swaps::choose(lang)
        } else {
            t::swaps::open(lang)
        };
        card(line, go, false)
    };
    view! {
        <div class="page page--swaps">
            <PageHead title=t::swaps::title(lang) />
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
            <Section title=t::swaps::mine(lang) attr:data-test="my-offers">
                {move || mine.with(Vec::is_empty).then(|| view! {
                    <p class="muted">{t::swaps::mine_none(lang)}". "{t::swaps::mine_none_more(lang)}</p>
                    <div class="cluster">
                        <LinkButton href=Route::Mine.path()>{t::swaps::to_mine(lang)}</LinkButton>
                    </div>
                })}
                <div class="stack">{move || mine.get().into_iter().map(go_mine).collect_view()}</div>
            </Section>
            {move || (!answered.with(Vec::is_empty)).then(|| view! {
                <Section title=t::swaps::answered(lang) attr:data-test="answered">
                    <div class="stack">
                        {answered.get().into_iter().map(|line| card(line, t::swaps::open(lang), false)).collect_view()}
                    </div>
                </Section>
            })}
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
            let shown = ids
                .iter()
                .filter_map(|id| OfferShown::of(lang, view, *id, now::now()));
            shown.map(|shown| (shown, None)).collect()
        })
    })
}

fn blocked_line(lang: Lang, view: &View, blocked: &Blocked) -> Option<Line> {
    let shown = OfferShown::of(lang, view, blocked.offer, now::now())?;
    let why = |why| refusal::refusal_to(lang, why, &view.hoped, view.me);
    let why: Vec<_> = blocked.obstacles.iter().map(why).collect();
    Some((shown, Some(why.join(" "))))
}
