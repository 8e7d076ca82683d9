//! How to put the app on the home screen, in pictures.

use leptos::prelude::*;

/// The drawing of a step: a phone, and what to tap on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstallArt {
    /// The share sign at the bottom.
    Share,
    /// A line of the share sheet.
    Add,
    /// Three dots at the top.
    Menu,
    /// A line of the menu.
    Entry,
    /// The app among others.
    Home,
}

impl InstallArt {
    /// All drawings, for the gallery.
    pub const ALL: [Self; 5] = [Self::Share, Self::Add, Self::Menu, Self::Entry, Self::Home];

    /// Returns its paths: lines, accent.
    const fn paths(self) -> [&'static str; 2] {
        match self {
            Self::Share => [
                "M20 72h56M30 20h36M30 30h24M30 40h30",
                "M43 79h-2.500v9h15v-9H53M48 84V74.500M44.500 77.500l3.500-3.500 3.500 3.500",
            ],
            Self::Add => [
                "M20 40h56M30 50h14M30 78h18M20 64h56",
                "M28 56h24M60 52h12v12H60zM66 55v6M63 58h6",
            ],
            Self::Menu => [
                "M20 24h56M30 36h36M30 46h24M30 56h30",
                "M68 11h.1M68 15h.1M68 19h.1",
            ],
            Self::Entry => [
                "M36 12h36v60H36zM43 22h18M43 50h20M43 62h14",
                "M40 30h28v12H40zM46 36h16",
            ],
            Self::Home => [
                "M30 20h12v12H30zM54 20h12v12H54zM30 44h12v12H30zM30 68h36",
                "M54 44h12v12H54zM58 50a2 2 0 0 1 4 0",
            ],
        }
    }
}

/// The phone all drawings stand in.
const PHONE: &str = "M28 4h40a8 8 0 0 1 8 8v72a8 8 0 0 1-8 8H28a8 8 0 0 1-8-8V12a8 8 0 0 1 8-8z";

/// Shows steps in their order.
#[component]
pub fn InstallSteps(
    /// What to tap, and the same in words.
    steps: Vec<(InstallArt, String)>,
) -> impl IntoView {
    let steps = steps.into_iter().map(|(art, text)| {
        let [lines, accent] = art.paths();
        view! {
            <li class="install-steps__step">
                <svg class="install-steps__art" viewBox="14 0 68 96" aria-hidden="true" focusable="false">
                    <path class="install-steps__phone" d=PHONE />
                    <path class="install-steps__lines" d=lines />
                    <path class="install-steps__accent" d=accent />
                </svg>
                <span>{text}</span>
            </li>
        }
    });
    view! { <ol class="install-steps" data-test="install-steps">{steps.collect_view()}</ol> }
}
