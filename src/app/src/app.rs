//! The app: what is the same for all of it, and which half of it is shown.

mod part;
pub(crate) mod shell;

use leptos::prelude::*;

use self::part::{CALM_MS, MissingPart, Part, PartPage, Parts};
use crate::components::Skeleton;
use crate::edge::{clock, task};
use crate::pages::welcome::{NoStoragePage, WelcomePage};
use crate::route::Route;
use crate::state::boot::{Boot, Trace, fetch_engine};
use crate::state::here::Here;
use crate::state::install::Install;
use crate::state::settings::Settings;
use crate::state::shared::Shared;
use crate::state::update::Update;
use crate::state::{Phase, page, use_here};

/// The app. A change of language mounts everything in it anew.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::read();
    provide_context(settings);
    provide_context(Boot::start());
    provide_context(Update::watch());
    provide_context(Shared::watch());
    provide_context(Install::watch());
    provide_context(Here::watch());
    let parts = Parts::new();
    provide_context(parts);
    if page::was_in_a_team() {
        // Beside reading what the device kept, which takes as long.
        parts.fetch_ahead(&[Part::Inside], 0);
    }
    move || {
        let lang = settings.lang()?;
        page::remove_boot();
        provide_context(lang);
        Some(view! { <Root /> })
    }
}

/// The half of the app that fits the phase.
#[component]
fn Root() -> impl IntoView {
    let boot = expect_context::<Boot>();
    move || match boot.phase() {
        Phase::Booting => view! { <div class="page"><Skeleton /></div> }.into_any(),
        Phase::NoStorage(error) => view! { <NoStoragePage error /> }.into_any(),
        Phase::NoEngine => {
            let again = Callback::new(move |()| boot.again());
            view! { <MissingPart again /> }.into_any()
        }
        Phase::Welcome { lost } => view! { <Outside lost /> }.into_any(),
        Phase::Locked => view! { <PartPage part=Part::Locked /> }.into_any(),
        Phase::Ready(session) => {
            provide_context(session);
            view! { <PartPage part=Part::Inside /> }.into_any()
        }
    }
}

/// The pages of a device that is in no team. Every other path is the welcome too: a link into a
/// team means nothing here yet.
#[component]
fn Outside(lost: Option<Trace>) -> impl IntoView {
    let here = use_here();
    let ahead = &[Part::Join, Part::Inside];
    expect_context::<Parts>().fetch_ahead(ahead, CALM_MS);
    task::spawn(async {
        clock::after(CALM_MS).await;
        fetch_engine().await;
    });
    let page = move || match here.route() {
        Some(Route::Found) => view! { <PartPage part=Part::Found /> }.into_any(),
        Some(Route::Join) => view! { <PartPage part=Part::Join /> }.into_any(),
        Some(Route::PutBack) => view! { <PartPage part=Part::PutBack /> }.into_any(),
        Some(Route::Install) => view! { <PartPage part=Part::Install /> }.into_any(),
        Some(_) | None => view! { <WelcomePage lost=lost.clone() /> }.into_any(),
    };
    view! { <main class="outside" id="page">{page}</main> }
}
