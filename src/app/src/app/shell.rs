//! The frame round the pages of a team.

mod messages;
mod storage;
mod tablet;

use leptos::html::Div;
use leptos::prelude::*;
use ruil_core::PersonId;
use ruil_sync::Link;
use ruil_wire::Fault;

pub(crate) use self::messages::UpdateBanner;
use self::messages::{Banners, Notices};
use self::tablet::{Standing, TabletShell};
use super::part::{CALM_MS, Part, PartPage, Parts};
use crate::components::{AppFrame, LinkState, NavItem, Place};
use crate::i18n::{t, use_lang};
use crate::pages::calm::CalmPage;
use crate::pages::circle::CirclePage;
use crate::pages::edit::EditPage;
use crate::pages::fairness::FairnessPage;
use crate::pages::kit::KitPage;
use crate::pages::mine::MinePage;
use crate::pages::news::NewsPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::not_here::NotHerePage;
use crate::pages::offer::OfferPage;
use crate::pages::roster::RosterPage;
use crate::pages::shift::ShiftPage;
use crate::pages::swaps::SwapsPage;
use crate::pages::team::TeamPage;
use crate::pages::wishes::WishesPage;
use crate::pick::deeds;
use crate::route::Route;
use crate::state::board::provide_board;
use crate::state::inbox::provide_news;
use crate::state::messages::provide_messages;
use crate::state::notes::provide_notes;
use crate::state::search::provide_search;
use crate::state::tablet::Tablet;
use crate::state::{Session, View, page, use_here, use_session};

/// Shows the team's pages and what frames them; on the team's tablet, while nobody stands there, its board.
#[component]
pub(super) fn Shell() -> impl IntoView {
    let session = use_session();
    if !session.is_tablet() {
        return view! { <Inside session /> }.into_any();
    }
    Tablet::keep_awake();
    let who = Memo::new(move |_| session.with(|view| view.me));
    let shown = move || match who.get() {
        PersonId::NOBODY => view! { <TabletShell session /> }.into_any(),
        _ => view! { <Inside session /> }.into_any(),
    };
    shown.into_any()
}

/// Shows the pages of a person, and what frames them.
#[component]
fn Inside(session: Session) -> impl IntoView {
    let lang = use_lang();
    let team = Memo::new(move |_| session.with(|view| view.hoped.name.clone()));
    let link = Memo::new(move |_| session.with(link_state));
    let waiting =
        Memo::new(move |_| count(session.with(|view| deeds::waiting(&view.outbox).len())));
    let notes = provide_notes(session);
    let board = provide_board(session, notes);
    // News is somebody's own, and a tablet is nobody's.
    let desk = (!session.is_tablet()).then(|| provide_news(session, notes));
    if let Some(desk) = desk {
        provide_messages(session, desk, lang);
    }
    provide_search(session);
    let asked = Memo::new(move |_| {
        count(session.with(|view| board.with(|board| board.waiting(&view.team))))
    });
    let here = use_here();
    let place = Memo::new(move |_| {
        let route = here.route()?;
        session.with(|view| place_of(view, route))
    });
    // The pages for newcomers lead into the team: this device is in one.
    Effect::new(move |_| {
        if matches!(
            here.route(),
            Some(Route::Found | Route::Join | Route::PutBack)
        ) {
            here.replace(Route::Mine);
        }
    });
    expect_context::<Parts>().fetch_ahead(&[Part::Round, Part::Import], CALM_MS);

    let top = NodeRef::<Div>::new();
    Effect::new(move |before: Option<Option<Route>>| {
        let path = here.route().map(Route::page);
        let name = match path {
            Some(Route::News) => t::news::title(lang),
            Some(Route::Calm) => t::calm::title(lang),
            _ => place
                .get()
                .map_or_else(|| t::not_found::title(lang), |place| name_of(lang, place)),
        };
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
    let is_tablet = session.is_tablet();
    let mut items = vec![
        item(Place::Mine, Route::Mine, none),
        item(Place::Swaps, Route::Swaps, asked.into()),
        item(Place::Roster, Route::Roster(None), none),
        item(Place::Team, Route::Team, none),
    ];
    items.retain(|item| !(is_tablet && item.place == Place::Team));
    let shown = Memo::new(move |_| here.route().map(Route::page));
    let pages = move || match shown.get() {
        Some(route) if is_tablet && !route.is_for_tablets() => view! { <NotHerePage /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
        Some(Route::Mine | Route::Found | Route::Join | Route::PutBack) => {
            view! { <MinePage /> }.into_any()
        }
        Some(Route::Swaps) => view! { <SwapsPage /> }.into_any(),
        Some(Route::Offer(_)) => view! { <OfferPage /> }.into_any(),
        Some(Route::Circle(_)) => view! { <CirclePage /> }.into_any(),
        Some(Route::Wishes) => view! { <WishesPage /> }.into_any(),
        Some(Route::News) => view! { <NewsPage /> }.into_any(),
        Some(Route::Calm) => view! { <CalmPage /> }.into_any(),
        Some(Route::Roster(_)) => view! { <RosterPage /> }.into_any(),
        Some(Route::Edit(_)) => view! { <EditPage /> }.into_any(),
        Some(Route::Shift(_)) => view! { <ShiftPage /> }.into_any(),
        Some(Route::Team) => view! { <TeamPage /> }.into_any(),
        Some(Route::Fairness) => view! { <FairnessPage /> }.into_any(),
        Some(Route::Kit) => view! { <KitPage /> }.into_any(),
        Some(Route::Import) => view! { <PartPage part=Part::Import /> }.into_any(),
        Some(Route::Calendar) => view! { <PartPage part=Part::Calendar /> }.into_any(),
        Some(Route::Planner) => view! { <PartPage part=Part::Planner /> }.into_any(),
        Some(Route::Install) => view! { <PartPage part=Part::Install /> }.into_any(),
        Some(Route::Round(_)) => view! { <PartPage part=Part::Round /> }.into_any(),
        Some(Route::NewRound) => view! { <PartPage part=Part::NewRound /> }.into_any(),
    };
    let is_news = move || matches!(here.route(), Some(Route::News | Route::Calm));
    let bell = desk.map(|desk| {
        let count = Signal::derive(move || desk.count());
        (Route::News.path(), count, Signal::derive(is_news))
    });
    view! {
        <AppFrame team items current=place link waiting bell>
            {is_tablet.then(|| view! { <Standing session /> })}
            <Banners session />
            <div class="shell__top" tabindex="-1" node_ref=top></div>
            {pages}
            <Notices session />
        </AppFrame>
    }
}

/// Returns which of the four places a route belongs to: a shift of mine to mine, others' to the
/// roster.
fn place_of(view: &View, route: Route) -> Option<Place> {
    match route {
        // The news is reached from everywhere, and belongs to none.
        Route::News | Route::Calm => None,
        Route::Mine
        | Route::Wishes
        | Route::Calendar
        | Route::Found
        | Route::Join
        | Route::Install
        | Route::PutBack => Some(Place::Mine),
        Route::Swaps | Route::Offer(_) | Route::Circle(_) => Some(Place::Swaps),
        Route::Roster(_) | Route::Edit(_) => Some(Place::Roster),
        Route::Shift(shift) => {
            let owner = view.hoped.roster.get(shift).and_then(|shift| shift.owner);
            Some(if owner == Some(view.me) {
                Place::Mine
            } else {
                Place::Roster
            })
        }
        Route::Team
        | Route::Fairness
        | Route::Import
        | Route::Planner
        | Route::Kit
        | Route::NewRound
        | Route::Round(_) => Some(Place::Team),
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

const fn link_state(view: &View) -> LinkState {
    if view.is_solo {
        return LinkState::Solo;
    }
    match view.link {
        Link::Offline => LinkState::Offline,
        Link::CatchingUp | Link::Refused(Fault::UnknownTeam | Fault::TooFast | Fault::Stopping) => {
            LinkState::Connecting
        }
        Link::Live => LinkState::Live,
        Link::Refused(_) => LinkState::Refused,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
