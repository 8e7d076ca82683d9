//! One circle: my own change, my answer, and what becomes of it.

mod answer;
mod decide;
pub(crate) mod shown;
pub(crate) mod summary;

use leptos::prelude::*;

use self::answer::Answer;
use self::decide::Decide;
use self::shown::{CircleShown, assessed, mine_judged};
use super::offer::deed::DeedLine;
use super::offer::judged::JudgedCard;
use crate::components::{
    Banner, Card, CircleCard, EmptyArt, EmptyState, LinkButton, PageHead, Section, Tone, YesTally,
};
use crate::i18n::{t, use_lang};
use crate::pick::deeds::Stage;
use crate::route::Route;
use crate::state::{use_here, use_session};

/// Shows one circle.
#[component]
pub fn CirclePage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let here = use_here();
    let id = Memo::new(move |_| match here.route() {
        Some(Route::Circle(id)) => Some(id),
        _ => None,
    });
    let shown = Memo::new(move |_| {
        let id = id.get()?;
        session.with(|view| CircleShown::of(lang, view, id))
    });
    let back = (Route::Swaps.path(), t::offer::back(lang).to_owned());
    view! {
        <div class="page page--circle">
            <PageHead title=t::circle::title(lang) back />
            {move || match shown.get() {
                Some(shown) => view! { <Shown shown /> }.into_any(),
                None => view! {
                    <EmptyState art=EmptyArt::Swaps title=t::circle::gone(lang) text=t::circle::gone_more(lang)>
                        <LinkButton href=Route::Swaps.path()>{t::swaps::title(lang)}</LinkButton>
                    </EmptyState>
                }
                .into_any(),
            }}
        </div>
    }
}

/// The circle, how it stands, and what I can do.
#[component]
fn Shown(shown: CircleShown) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let id = shown.id;
    let is_mine = shown.face.gives.is_some() || shown.face.gets.is_some();
    // An approver reads all of it below.
    let is_judged = is_mine && shown.is_open;
    let judged = Memo::new(move |_| {
        session.with(|view| {
            let (change, assessment) = assessed(view, id).filter(|_| is_judged)?;
            Some(mine_judged(lang, view, &change, &assessment))
        })
    });
    let judged = move || {
        judged.get().map(|(judged, others)| {
        view! {
            <JudgedCard judged />
            {others.map(|title| view! { <Banner tone=Tone::Info title attr:data-test="circle-others" /> })}
        }
    })
    };
    let deed = shown
        .deed
        .filter(|deed| shown.is_open || matches!(deed.stage, Stage::Waiting(..)));
    let tally = shown
        .is_open
        .then(|| view! { <YesTally yes=shown.yes of=shown.of /> });
    let one = |text: String| view! { <li>{text}</li> };
    let moves = (!shown.moves.is_empty()).then(|| view! {
        <Section title=t::circle::moves(lang)>
            <Card>
                <ul class="circle-page__moves" data-test="circle-moves">{shown.moves.into_iter().map(one).collect_view()}</ul>
            </Card>
        </Section>
    });
    view! {
        <div class="stack" data-test="circle" data-circle=id.to_string() data-state=shown.state>
            <CircleCard title=shown.title face=shown.face>
                {tally}
                {shown.until.map(|until| view! { <p class="muted small">{until}</p> })}
            </CircleCard>
            <p class="circle-page__next" data-test="circle-next" data-state=shown.state>{shown.next}</p>
            {deed.map(|deed| view! { <DeedLine deed /> })}
            {judged}
            <Answer id asks_me=shown.asks_me may_leave=shown.may_leave />
            {shown.to_decide.then(|| view! { <Decide id /> })}
            {moves}
        </div>
    }
}
