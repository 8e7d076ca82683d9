//! The app: what is the same for all of it, and which half of it is shown.

pub(crate) mod path;
pub(crate) mod shell;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};

use self::path::Path;
use self::shell::Shell;
use crate::components::Skeleton;
use crate::pages::found::FoundPage;
use crate::pages::join::JoinPage;
use crate::pages::welcome::{NoStoragePage, WelcomePage};
use crate::route::pattern;
use crate::state::boot::Boot;
use crate::state::settings::Settings;
use crate::state::update::Update;
use crate::state::{Phase, page};

/// The app. There is one router for as long as it runs: routers never let go of the browser's
/// events. Within it, a change of language mounts everything anew.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::read();
    provide_context(settings);
    provide_context(Boot::start());
    provide_context(Update::watch());
    page::remove_boot();
    view! {
        <Router>
            {move || {
                provide_context(settings.lang());
                view! { <Root /> }
            }}
        </Router>
    }
}

/// The half of the app that fits the phase.
#[component]
fn Root() -> impl IntoView {
    let boot = expect_context::<Boot>();
    move || match boot.phase() {
        Phase::Booting => view! { <div class="page"><Skeleton /></div> }.into_any(),
        Phase::NoStorage(error) => view! { <NoStoragePage error /> }.into_any(),
        Phase::Welcome { lost } => view! { <Outside lost /> }.into_any(),
        Phase::Ready(session) => view! { <Shell session /> }.into_any(),
    }
}

/// The pages of a device that is in no team. Every other path is the welcome too: a link into a
/// team means nothing here yet.
#[component]
fn Outside(lost: Option<String>) -> impl IntoView {
    view! {
        <main class="outside" id="page">
            <FlatRoutes fallback=move || view! { <WelcomePage lost=lost.clone() /> }>
                <Route path=Path(pattern::FOUND) view=FoundPage />
                <Route path=Path(pattern::JOIN) view=JoinPage />
            </FlatRoutes>
        </main>
    }
}
