//! The frame of the team's tablet: its board, and who stands there.

use leptos::prelude::*;

use super::messages::{Banners, Notices};
use super::{count, link_state};
use crate::components::{LinkPill, StandBar};
use crate::i18n::offer::capital;
use crate::i18n::{format, t, use_lang};
use crate::pages::tablet::TabletPage;
use crate::pages::welcome::LanguageChoice;
use crate::pick::deeds;
use crate::route::Route;
use crate::state::tablet::Tablet;
use crate::state::{Session, now, page, use_here};

/// Shows the board, under the team's name, the date and the time.
#[component]
pub(super) fn TabletShell(session: Session) -> impl IntoView {
    let lang = use_lang();
    let team = Memo::new(move |_| session.with(|view| view.team.name.clone()));
    let link = Memo::new(move |_| session.with(link_state));
    let waiting =
        Memo::new(move |_| count(session.with(|view| deeds::waiting(&view.outbox).len())));
    let now = now::ticking();
    let here = use_here();
    // Wherever the address leads, nobody stands here.
    if here.route_now() != Some(Route::Mine) {
        here.replace(Route::Mine);
    }
    Effect::new(move |_| page::set_title(&t::shell::title(lang, team.get())));
    view! {
        <div class="tablet" data-test="tablet">
            <header class="tablet__bar">
                <h1 class="tablet__team">{team}</h1>
                <p class="tablet__date">{move || capital(&format::day_full(lang, now.get().day()))}</p>
                <p class="tablet__clock" dir="ltr">{move || format::clock(now.get())}</p>
                <LinkPill state=link waiting />
            </header>
            <Banners session />
            <main class="tablet__page" id="page">
                <TabletPage session now />
            </main>
            <footer class="tablet__foot"><LanguageChoice /></footer>
            <Notices session />
        </div>
    }
}

/// Shows who stands at the tablet, and sees to it that they are gone when they are.
#[component]
pub(super) fn Standing(session: Session) -> impl IntoView {
    let tablet = Tablet::new(session);
    let left_s = tablet.watch();
    let name = untrack(|| session.with(|view| view.my_name().to_owned()));
    view! {
        <StandBar name left_s on_done=move |()| tablet.leave()>
            <LanguageChoice />
        </StandBar>
    }
}
