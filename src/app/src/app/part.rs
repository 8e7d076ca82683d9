//! The parts of the app that are files of their own, fetched when they are first needed.
//!
//! What a first visit needs is in the program itself: what the device kept, and the welcome. The rest
//! is cut off where it says `part!`, and the engine in `state/boot.rs`. The service worker keeps all
//! parts, so that after one visit each is there without a network.

use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;

use crate::components::{Button, ButtonKind, EmptyArt, EmptyState, Icon, Skeleton};
use crate::edge::{clock, task};
use crate::i18n::{t, use_lang};
use crate::pages::calendar::CalendarPage;
use crate::pages::found::FoundPage;
use crate::pages::import::ImportPage;
use crate::pages::install::InstallPage;
use crate::pages::join::JoinPage;
use crate::pages::locked::LockedPage;
use crate::pages::planner::PlannerPage;
use crate::pages::put_back::PutBackPage;
use crate::pages::round::RoundPage;
use crate::pages::round::new::NewRoundPage;

use super::shell::Shell;

/// Makes a part's page.
type Make = fn() -> AnyView;
/// A part, or nothing if it is not on this device and could not be fetched.
type Fetched = Result<Make, SplitLoaderError>;

/// How long after the start the parts that nobody asked for yet are fetched.
pub(super) const CALM_MS: u32 = 1_500;

/// A part of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The team's pages, but for the import.
    Inside,
    /// A roster file in: by far the largest, and few ever need it.
    Import,
    /// The list for the planner, in the same file.
    Planner,
    /// My shifts for a calendar app, there too.
    Calendar,
    /// A self-rostering round.
    Round,
    /// A new one, in the same file.
    NewRound,
    /// Founding a team.
    Found,
    /// Joining one, with the camera.
    Join,
    /// Putting a file back.
    PutBack,
    /// Putting the app on the home screen.
    Install,
    /// The way through a lock.
    Locked,
}

impl Part {
    async fn fetch(self) -> Fetched {
        match self {
            Self::Inside => inside().await,
            Self::Import => import().await,
            Self::Planner => planner().await,
            Self::Calendar => calendar().await,
            Self::Round => round().await,
            Self::NewRound => new_round().await,
            Self::Found => found().await,
            Self::Join => join().await,
            Self::PutBack => put_back().await,
            Self::Install => install().await,
            Self::Locked => locked().await,
        }
    }
}

/// Makes a function that fetches a part: cut off into a file, or, where all is to be one file, not.
macro_rules! part {
    ($name:ident in $file:ident: $page:ident) => {
        #[cfg(not(feature = "whole"))]
        #[wasm_split_helpers::wasm_split($file, fallible)]
        fn $name() -> Fetched {
            Ok(|| view! { <$page /> }.into_any())
        }

        #[cfg(feature = "whole")]
        async fn $name() -> Fetched {
            Ok(|| view! { <$page /> }.into_any())
        }
    };
}

part!(inside in inside: Shell);
part!(import in import: ImportPage);
part!(planner in import: PlannerPage);
part!(calendar in import: CalendarPage);
part!(round in round: RoundPage);
part!(new_round in round: NewRoundPage);
part!(found in outside: FoundPage);
part!(join in outside: JoinPage);
part!(put_back in outside: PutBackPage);
part!(install in outside: InstallPage);
part!(locked in locked: LockedPage);

/// The parts that are here, for the whole app.
#[derive(Clone, Copy)]
pub(super) struct Parts(StoredValue<Vec<(Part, Make)>>);

impl Parts {
    /// Starts with none.
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// Fetches what is likely to be wanted next, so that going there is instant.
    pub(super) fn fetch_ahead(self, parts: &'static [Part], after_ms: u32) {
        task::spawn(async move {
            clock::after(after_ms).await;
            for part in parts {
                // What can't be had now is fetched when it is asked for, and says so then.
                let _ = self.get(*part).await;
            }
        });
    }

    fn ready(self, part: Part) -> Option<Make> {
        self.0
            .with_value(|parts| Some(parts.iter().find(|(own, _)| *own == part)?.1))
    }

    async fn get(self, part: Part) -> Fetched {
        if let Some(make) = self.ready(part) {
            return Ok(make);
        }
        let make = part.fetch().await?;
        let _ = self.0.try_update_value(|parts| parts.push((part, make)));
        Ok(make)
    }
}

/// Where a page's part is.
#[derive(Clone, Copy)]
enum Stage {
    Coming,
    Here(Make),
    Missing,
}

/// Shows a page that is a part of its own.
#[component]
pub(super) fn PartPage(part: Part) -> impl IntoView {
    let parts = expect_context::<Parts>();
    let stage = RwSignal::new(parts.ready(part).map_or(Stage::Coming, Stage::Here));
    let fetch = Callback::new(move |()| {
        stage.set(Stage::Coming);
        task::spawn(async move {
            let got = parts.get(part).await.map_or(Stage::Missing, Stage::Here);
            // Who asked may have gone elsewhere by now.
            let _ = stage.try_set(got);
        });
    });
    if matches!(stage.get_untracked(), Stage::Coming) {
        fetch.run(());
    }
    move || match stage.get() {
        Stage::Coming => view! { <div class="page page--coming"><Skeleton /></div> }.into_any(),
        Stage::Here(make) => make(),
        Stage::Missing => view! { <MissingPart again=fetch /> }.into_any(),
    }
}

/// Says that a part is not on this device, and how to get it.
#[component]
pub(super) fn MissingPart(again: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="page page--narrow" data-test="part-missing">
            <EmptyState art=EmptyArt::Offline title=t::part::missing(lang) text=t::part::missing_text(lang)>
                <Button kind=ButtonKind::Primary icon=Icon::Refresh on_click=again>
                    {t::part::again(lang)}
                </Button>
            </EmptyState>
        </div>
    }
}
