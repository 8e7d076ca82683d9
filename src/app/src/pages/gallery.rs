//! Every component in every state, for looking at and for screenshots.
//!
//! Behind the feature `gallery`; its texts are stories, not the app's.

mod circles;
mod fair;
mod forms;
mod lights;
mod roster;
mod rounds;
mod swaps;
mod tablet;
mod words;

use leptos::prelude::*;

use crate::components::{
    AppFrame, Button, ButtonKind, Dialog, LinkState, NavItem, Notice, NoticeStack, PageHead, Place,
    Section, ShiftRow, Tone,
};

/// Shows the gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    let current = RwSignal::new(Some(Place::Roster));
    let item = |place, label: &str, badge: u32| NavItem {
        place,
        href: format!("#{label}"),
        label: label.to_owned(),
        badge: Signal::stored(badge),
    };
    let items = vec![
        item(Place::Mine, "Mijn diensten", 0),
        item(Place::Swaps, "Ruilen", 3),
        item(Place::Roster, "Rooster", 0),
        item(Place::Team, "Team", 12),
    ];
    let bell = (
        "#nieuws".to_owned(),
        Signal::stored(4),
        Signal::stored(false),
    );
    view! {
        <AppFrame team="Woning De Linde" items current link=LinkState::Live bell=Some(bell)>
            <div class="page page--wide">
                <PageHead title="Galerij" lead="Alles in elke staat.".to_owned() />
                <lights::Lights />
                <roster::Roster />
                <div class="page__split">
                    <div class="stack stack--loose">
                        <swaps::Swaps />
                        <circles::Circles />
                        <fair::Fair />
                        <rounds::Rounds />
                        <tablet::TabletParts />
                    </div>
                    <div class="stack stack--loose">
                        <words::Words />
                        <forms::Forms />
                    </div>
                </div>
                <Fronts />
            </div>
        </AppFrame>
    }
}

/// What stands in front of a page.
#[component]
fn Fronts() -> impl IntoView {
    let open = RwSignal::new(false);
    let notice = RwSignal::new(true);
    let dialog = move || {
        open.get().then(|| {
            view! {
                <Dialog
                    title="Dienst aanbieden"
                    on_close=move |()| open.set(false)
                    actions=move || view! {
                        <Button on_click=move |()| open.set(false)>"Toch niet"</Button>
                        <Button kind=ButtonKind::Primary on_click=move |()| open.set(false)>"Aanbieden"</Button>
                    }
                >
                    <ShiftRow face=roster::face(1, (22, 45), 8 * 60 + 30, "N", "nacht") />
                    <forms::Choices />
                </Dialog>
            }
        })
    };
    let notices = move || {
        notice.get().then(|| {
            view! {
                <Notice
                    tone=Tone::Success
                    text="Aangeboden. Je collega's zien het zodra er verbinding is."
                    on_close=move |()| notice.set(false)
                >
                    <Button kind=ButtonKind::Link>"Ongedaan"</Button>
                </Notice>
            }
        })
    };
    view! {
        <Section title="Ervoor">
            <div class="cluster">
                <Button on_click=move |()| open.set(true)>"Open een venster"</Button>
                <Button on_click=move |()| notice.set(true)>"Toon een bericht"</Button>
            </div>
        </Section>
        <NoticeStack>{notices}</NoticeStack>
        {dialog}
    }
}
