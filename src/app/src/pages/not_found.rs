//! A path that leads nowhere.

use leptos::prelude::*;

use crate::components::{ButtonKind, EmptyArt, EmptyState, LinkButton};
use crate::i18n::{t, use_lang};
use crate::route::Route;

/// Says that there is no such page, and shows the way back.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="page page--narrow" data-test="not-found">
            <h1 class="visually-hidden">{t::not_found::title(lang)}</h1>
            <EmptyState art=EmptyArt::Refused title=t::not_found::title(lang) text=t::not_found::text(lang)>
                <LinkButton href=Route::Mine.path() kind=ButtonKind::Primary>
                    {t::not_found::home(lang)}
                </LinkButton>
            </EmptyState>
        </div>
    }
}
