//! A recovery kit: made, shown once, printed.

use leptos::prelude::*;
use ruil_sync::Link;
use ruil_sync::kit::Kit;

use crate::components::{
    Banner, Button, ButtonKind, Card, EmptyArt, EmptyState, Icon, PageHead, Progress, QrCode, Tone,
};
use crate::i18n::{failure, format, t, use_lang};
use crate::qr;
use crate::route::Route;
use crate::state::kit::{KitMaking, Making};
use crate::state::{Session, now, page, use_here, use_session};

/// Makes a kit, if a coordinator asks.
#[component]
pub fn KitPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let making = KitMaking::new(session);
    let may_admit = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let step = move || match making.state() {
        Making::Made(kit) => view! { <Sheet session kit /> }.into_any(),
        _ if !may_admit.get() => {
            let text = t::kit::others(lang);
            view! { <EmptyState art=EmptyArt::Refused title=t::kit::title(lang) text /> }.into_any()
        }
        Making::Waiting => view! { <Wait session /> }.into_any(),
        Making::Asking => view! { <Ask making /> }.into_any(),
        Making::Failed(not_done) => {
            let why = |not_done| session.with(|view| failure::not_done(lang, &not_done, view));
            let text = untrack(|| not_done.map(why)).unwrap_or_default();
            view! {
                <Banner tone=Tone::Danger title=t::kit::failed(lang) text attr:data-test="kit-failed" />
                <Ask making />
            }
            .into_any()
        }
    };
    view! {
        <div class="page page--narrow kit" data-test="kit-page">
            <PageHead
                title=t::kit::title(lang).to_owned()
                back=(Route::Team.path(), t::team::title(lang).to_owned())
            />
            {step}
        </div>
    }
}

/// Says what it is, before it is made.
#[component]
fn Ask(making: KitMaking) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="stack">
            <p class="lead">{t::kit::lead(lang)}</p>
            <p>{t::kit::is_device(lang)}</p>
            <p>{t::kit::is_key(lang)}</p>
            <p>{t::kit::is_kept_nowhere(lang)}</p>
            <Button
                kind=ButtonKind::Primary
                wide=true
                on_click=move |()| making.make()
                attr:data-test="kit-make"
            >
                {t::kit::make(lang)}
            </Button>
        </div>
    }
}

#[component]
fn Wait(session: Session) -> impl IntoView {
    let lang = use_lang();
    let is_offline = Memo::new(move |_| session.with(|view| view.link == Link::Offline));
    let text = move || {
        if is_offline.get() {
            t::kit::offline(lang)
        } else {
            t::kit::waiting_text(lang)
        }
    };
    view! {
        <Card>
            <Progress label=t::kit::waiting(lang).to_owned() percent=None />
            <p class="muted" role="status">{text}</p>
        </Card>
    }
}

/// The paper. It is here and nowhere else: who leaves the page does not see it again.
#[component]
fn Sheet(session: Session, kit: Kit) -> impl IntoView {
    let lang = use_lang();
    let here = use_here();
    let text = kit.to_string();
    let code = qr::matrix(&text)
        .map(|matrix| view! { <QrCode matrix label=t::kit::qr(lang) attr:data-test="kit-qr" /> });
    let groups = text
        .split('-')
        .map(|group| view! { <li>{group.to_owned()}</li> });
    let groups = groups.collect_view();
    let (team, name) =
        untrack(|| session.with(|view| (view.hoped.name.clone(), view.my_name().to_owned())));
    view! {
        <p class="kit__once">{t::kit::is_kept_nowhere(lang)}</p>
        <article class="kit__sheet" data-test="kit-sheet">
            <h2>{t::kit::sheet(lang)}</h2>
            <dl class="facts">
                <dt>{t::kit::team(lang)}</dt>
                <dd>{team}</dd>
                <dt>{t::kit::person(lang)}</dt>
                <dd>{name}</dd>
                <dt>{t::kit::date(lang)}</dt>
                <dd>{format::day_full(lang, now::today())}</dd>
            </dl>
            {code}
            <ol class="kit__groups" data-test="kit-groups">{groups}</ol>
            <h3>{t::kit::how_title(lang)}</h3>
            <p>{t::kit::how(lang)}</p>
            <p class="kit__address">{page::origin()}</p>
            <h3>{t::kit::keep_title(lang)}</h3>
            <p>{t::kit::keep(lang)}</p>
            <p>{t::kit::once(lang)}</p>
        </article>
        <div class="stack">
            <Button kind=ButtonKind::Primary icon=Icon::Download wide=true on_click=move |()| page::print() attr:data-test="kit-print">
                {t::kit::print(lang)}
            </Button>
            <Button wide=true on_click=move |()| here.go(Route::Team) attr:data-test="kit-done">
                {t::kit::done(lang)}
            </Button>
        </div>
    }
}
