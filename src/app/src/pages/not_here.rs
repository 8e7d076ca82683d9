//! What is not done on the team's tablet.

use leptos::prelude::*;

use crate::components::{EmptyArt, EmptyState, LinkButton};
use crate::i18n::{t, use_lang};
use crate::route::Route;

/// Says that this needs the own phone.
#[component]
pub fn NotHerePage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="page page--narrow" data-test="not-here">
            <EmptyState art=EmptyArt::Refused title=t::tablet::own_phone(lang) text=t::tablet::own_phone_text(lang)>
                <LinkButton href=Route::Mine.path()>{t::mine::title(lang)}</LinkButton>
            </EmptyState>
        </div>
    }
}
