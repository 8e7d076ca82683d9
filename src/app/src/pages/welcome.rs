//! The first page of a device that is in no team.

use leptos::prelude::*;

use crate::app::shell::UpdateBanner;
use crate::components::{
    Banner, Button, ButtonKind, EmptyArt, EmptyState, Glyph, Icon, Logo, Select, SelectOption, Tone,
};
use crate::i18n::{Lang, failure, t, use_lang};
use crate::route::Route;
use crate::state::boot::{Boot, StorageError, Trace};
use crate::state::page;
use crate::state::settings::use_settings;
use crate::state::shared::use_shared;

/// Welcomes somebody new, or somebody whose device lost its team.
#[component]
pub fn WelcomePage(
    /// What is left of the team this device was in.
    lost: Option<Trace>,
) -> impl IntoView {
    let lang = use_lang();
    let shared = use_shared();
    page::set_title(t::app::name(lang));
    let join = match &lost {
        Some(_) => t::welcome::rejoin(lang),
        None => t::welcome::join(lang),
    };
    let lost = lost.map(|trace| {
        let (title, text) = match trace {
            Trace::Team(team) => (
                t::welcome::lost_title(lang, team),
                t::welcome::lost_text(lang),
            ),
            Trace::Cookie => (
                t::welcome::lost_some_title(lang).to_owned(),
                t::welcome::lost_some_text(lang),
            ),
        };
        view! { <Banner tone=Tone::Warn title text attr:data-test="welcome-lost" /> }
    });
    view! {
        <div class="page page--narrow welcome" data-test="welcome">
            <UpdateBanner />
            <header class="welcome__head">
                <Logo />
                <h1 class="welcome__title">{t::welcome::title(lang)}</h1>
                <p class="lead">{t::welcome::promise(lang)}</p>
            </header>
            {lost}
            {move || {
                shared.is_there().then(|| {
                    let text = t::import::waiting_welcome(lang);
                    view! { <Banner title=t::import::waiting(lang) text attr:data-test="waiting-file" /> }
                })
            }}
            <nav class="stack" aria-label=t::app::name(lang)>
                <Way
                    icon=Icon::Qr
                    href=Route::Join.path()
                    title=join
                    hint=t::welcome::join_hint(lang)
                    attr:data-test="welcome-join"
                />
                <Way
                    icon=Icon::Team
                    href=Route::Found.path()
                    title=t::welcome::found(lang)
                    hint=t::welcome::found_hint(lang)
                    attr:data-test="welcome-found"
                />
                <Way
                    icon=Icon::Upload
                    href=Route::PutBack.path()
                    title=t::put_back::way(lang)
                    hint=t::put_back::way_hint(lang)
                    attr:data-test="welcome-put-back"
                />
            </nav>
            <footer class="welcome__foot">
                <p class="welcome__private"><Glyph icon=Icon::Lock />{t::welcome::private(lang)}</p>
                <LanguageChoice />
            </footer>
        </div>
    }
}

/// A way in, with room to explain.
#[component]
fn Way(icon: Icon, href: String, #[prop(into)] title: String, hint: &'static str) -> impl IntoView {
    view! {
        <a class="welcome__way" href=href>
            <span class="welcome__icon"><Glyph icon /></span>
            <span class="welcome__text">
                <span class="welcome__name">{title}</span>
                <span class="welcome__hint">{hint}</span>
            </span>
            <Glyph icon=Icon::Next />
        </a>
    }
}

/// Chooses the language; the whole app follows.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let lang = use_lang();
    let settings = use_settings();
    let options = Lang::ALL
        .map(|lang| SelectOption::new(lang.tag(), lang.own_name()))
        .to_vec();
    let choose = move |tag: String| {
        if let Some(lang) = Lang::from_tag(&tag) {
            settings.set_lang(lang);
        }
    };
    view! {
        <Select
            id="language"
            label=t::device::language(lang)
            quiet_label=true
            options
            value=lang.tag().to_owned()
            on_change=choose
            attr:data-test="language"
        />
    }
}

/// Says that this device can't keep anything, and tries again.
#[component]
pub fn NoStoragePage(
    /// Why.
    error: StorageError,
) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    page::set_title(t::app::name(lang));
    view! {
        <main class="outside" id="page">
            <div class="page page--narrow" data-test="no-storage">
                <h1 class="visually-hidden">{t::welcome::no_storage(lang)}</h1>
                <EmptyState
                    art=EmptyArt::Refused
                    title=t::welcome::no_storage(lang)
                    text=failure::storage(lang, &error)
                >
                    <Button kind=ButtonKind::Primary icon=Icon::Refresh on_click=move |()| boot.again()>
                        {t::welcome::again(lang)}
                    </Button>
                </EmptyState>
            </div>
        </main>
    }
}
