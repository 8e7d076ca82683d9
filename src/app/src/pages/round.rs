//! A self-rostering round: everybody picks, the team solves, a coordinator puts it in the roster.

mod head;
mod lead;
pub mod new;
mod over;
mod place;
mod places;
mod proposal;
mod suggest;
mod team;
pub mod waits;

use leptos::prelude::*;
use ruil_core::{Phase, RoundId};

use self::head::{Head, HeadShown};
use self::lead::Lead;
use self::over::Over;
use self::places::Places;
use self::suggest::Suggestions;
use self::team::{MyHours, TeamProgress};
use crate::components::{EmptyArt, EmptyState, LinkButton, PageHead};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::{use_here, use_session};

/// Shows one round.
#[component]
pub fn RoundPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let here = use_here();
    let id = Memo::new(move |_| match here.route() {
        Some(Route::Round(id)) => Some(id),
        _ => None,
    });
    let stage = Memo::new(move |_| {
        let id = id.get()?;
        session.with(|view| Some((id, view.hoped.rounds.get(&id)?.phase)))
    });
    let head = Memo::new(move |_| {
        let id = id.get()?;
        session.with(|view| HeadShown::of(lang, view, id))
    });
    let title = Signal::derive(move || {
        head.get()
            .map_or_else(|| t::round::title(lang).to_owned(), |head| head.title)
    });
    let back = (Route::Team.path(), t::round::back(lang).to_owned());
    view! {
        <div class="page page--wide" data-test="round">
            <PageHead title back />
            {move || match stage.get() {
                Some((id, phase)) => view! {
                    <Head head />
                    <Stage id phase />
                }
                .into_any(),
                None => view! {
                    <EmptyState art=EmptyArt::Roster title=t::round::gone(lang) text=t::round::gone_more(lang)>
                        <LinkButton href=Route::Team.path()>{t::round::back(lang)}</LinkButton>
                    </EmptyState>
                }
                .into_any(),
            }}
        </div>
    }
}

/// What there is to see and do in a phase.
#[component]
fn Stage(id: RoundId, phase: Phase) -> impl IntoView {
    match phase {
        Phase::Picking | Phase::Solving => view! {
            <div class="page__split">
                <div class="stack stack--loose">
                    <MyHours id />
                    {(phase == Phase::Solving).then(|| view! { <Suggestions id /> })}
                    <Places id phase />
                </div>
                <div class="stack stack--loose">
                    <TeamProgress id />
                    <Lead id phase />
                </div>
            </div>
        }
        .into_any(),
        Phase::Closed => view! {
            <div class="page__split">
                <div class="stack stack--loose">
                    <Lead id phase />
                    <Places id phase />
                </div>
                <TeamProgress id />
            </div>
        }
        .into_any(),
        Phase::Published { .. } => view! { <Over id /> }.into_any(),
        Phase::Cancelled => ().into_any(),
    }
}
