//! The frame round the pages of a team.

mod messages;

use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{FlatRoutes, Redirect, Route as At};
use leptos_router::hooks::use_location;
use ruil_sync::Link;
use ruil_wire::Fault;

pub(crate) use self::messages::UpdateBanner;
use self::messages::{Banners, Notices};
use super::path::Path;
use crate::components::{AppFrame, LinkState, NavItem, Place};
use crate::i18n::{t, use_lang};
use crate::pages::import::ImportPage;
use crate::pages::mine::MinePage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::offer::OfferPage;
use crate::pages::roster::RosterPage;
use crate::pages::shift::ShiftPage;
use crate::pages::swaps::SwapsPage;
use crate::pages::team::TeamPage;
use crate::pick::board::Board;
use crate::route::{Route, pattern};
use crate::state::{Session, View, now, page};

/// Shows the team's pages and what frames them.
#[component]
pub(super) fn Shell(session: Session) -> impl IntoView {
    provide_context(session);
    let lang = use_lang();
    let team = Memo::new(move |_| session.with(|view| view.hoped.name.clone()));
    let link = Memo::new(move |_| session.with(|view| link_state(view.link)));
    let waiting = Memo::new(move |_| count(session.with(|view| view.outbox.len())));
    let asked = Memo::new(move |_| count(session.with(open_to_me)));
    let path = use_location().pathname;
    let place = Memo::new(move |_| place_of(&path.read()));

    let top = NodeRef::<Div>::new();
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        let name = place
            .get()
            .map_or_else(|| t::not_found::title(lang), |place| name_of(lang, place));
        page::set_title(&t::shell::title(lang, name));
        // A new page is read from its top; the first one is where the reader already is.
        if before.is_some_and(|before| before != path)
            && let Some(top) = top.get_untracked()
        {
            let _ = top.focus();
        }
        path
    });

    let item = move |place: Place, route: Route, badge: Signal<u32>| NavItem {
        place,
        href: route.path(),
        label: name_of(lang, place).to_owned(),
        badge,
    };
    let none = Signal::stored(0);
    let items = vec![
        item(Place::Mine, Route::Mine, none),
        item(Place::Swaps, Route::Swaps, asked.into()),
        item(Place::Roster, Route::Roster(None), none),
        item(Place::Team, Route::Team, none),
    ];
    view! {
        <AppFrame team items current=place link waiting>
            <Banners session />
            <div class="shell__top" tabindex="-1" node_ref=top></div>
            <FlatRoutes fallback=NotFoundPage>
                <At path=Path("/") view=MinePage />
                <At path=Path(pattern::SWAPS) view=SwapsPage />
                <At path=Path(pattern::OFFER) view=OfferPage />
                <At path=Path(pattern::ROSTER) view=RosterPage />
                <At path=Path(pattern::SHIFT) view=ShiftPage />
                <At path=Path(pattern::TEAM) view=TeamPage />
                <At path=Path(pattern::IMPORT) view=ImportPage />
                <At path=Path(pattern::FOUND) view=Inside />
                <At path=Path(pattern::JOIN) view=Inside />
            </FlatRoutes>
            <Notices session />
        </AppFrame>
    }
}

/// Leads from the pages for newcomers into the team: this device is in one.
#[component]
fn Inside() -> impl IntoView {
    let options = NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    };
    view! { <Redirect path=Route::Mine.path() options /> }
}

fn place_of(path: &str) -> Option<Place> {
    let is_in = |pattern: &str| path == pattern || path.starts_with(&format!("{pattern}/"));
    let shift = pattern::SHIFT.trim_end_matches(":shift");
    if path == Route::Mine.path() || path.starts_with(shift) {
        Some(Place::Mine)
    } else if is_in(pattern::SWAPS) {
        Some(Place::Swaps)
    } else if is_in(pattern::ROSTER) {
        Some(Place::Roster)
    } else {
        is_in(pattern::TEAM).then_some(Place::Team)
    }
}

fn name_of(lang: crate::i18n::Lang, place: Place) -> &'static str {
    match place {
        Place::Mine => t::nav::mine(lang),
        Place::Swaps => t::nav::swaps(lang),
        Place::Roster => t::nav::roster(lang),
        Place::Team => t::nav::team(lang),
    }
}

const fn link_state(link: Link) -> LinkState {
    match link {
        Link::Offline => LinkState::Offline,
        Link::CatchingUp | Link::Refused(Fault::UnknownTeam | Fault::TooFast | Fault::Stopping) => {
            LinkState::Connecting
        }
        Link::Live => LinkState::Live,
        Link::Refused(_) => LinkState::Refused,
    }
}

/// Returns how many offers wait for my answer or my choice.
fn open_to_me(view: &View) -> usize {
    Board::of(&view.team, &view.hoped, view.me, now::now()).waiting(&view.team)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_belongs_to_its_place() {
        for (path, place) in [
            ("/", Some(Place::Mine)),
            ("/shift/7f", Some(Place::Mine)),
            ("/swaps", Some(Place::Swaps)),
            ("/swaps/7f", Some(Place::Swaps)),
            ("/roster", Some(Place::Roster)),
            ("/team", Some(Place::Team)),
            ("/team/import", Some(Place::Team)),
            ("/teams", None),
            ("/elsewhere", None),
        ] {
            assert_eq!(place_of(path), place, "{path}");
        }
    }
}
