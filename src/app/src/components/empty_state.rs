//! What a list says when there is nothing in it.

use leptos::prelude::*;

/// The drawing beside the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyArt {
    /// A day without a shift.
    #[default]
    Shifts,
    /// Two cards, nothing between them.
    Swaps,
    /// An empty week.
    Roster,
    /// Places for colleagues.
    Team,
    /// A loose cable.
    Offline,
    /// A closed door.
    Refused,
}

impl EmptyArt {
    /// All drawings, for the gallery.
    pub const ALL: [Self; 6] = [
        Self::Shifts,
        Self::Swaps,
        Self::Roster,
        Self::Team,
        Self::Offline,
        Self::Refused,
    ];

    /// Returns its paths: paper, lines, accent.
    const fn paths(self) -> [&'static str; 3] {
        match self {
            Self::Shifts => [
                "M38 22h44a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H38a8 8 0 0 1-8-8V30a8 8 0 0 1 8-8z",
                "M30 38h60M46 16v12M74 16v12",
                "M46 66a14 14 0 0 1 28 0zM60 45v-3M44.500 50.500l-2-2M75.500 50.500l2-2M40 66h40",
            ],
            Self::Swaps => [
                "M24 20h34a6 6 0 0 1 6 6v22a6 6 0 0 1-6 6H24a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6zM62 46h34a6 6 0 0 1 6 6v22a6 6 0 0 1-6 6H62a6 6 0 0 1-6-6V52a6 6 0 0 1 6-6z",
                "M28 32h18M28 42h10M68 60h18M68 70h10",
                "M74 26c10 0 16 4 16 12M85 33l5 6 5-6M44 74c-10 0-16-4-16-12M23 67l5-6 5 6",
            ],
            Self::Roster => [
                "M24 20h72a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H24a8 8 0 0 1-8-8V28a8 8 0 0 1 8-8z",
                "M16 36h88M38 36v44M60 36v44M82 36v44M16 58h88",
                "M46 44h6a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z",
            ],
            Self::Team => [
                "M60 48a14 14 0 1 0 0-28 14 14 0 0 0 0 28zM34 82c2-16 12-25 26-25s24 9 26 25z",
                "M26 50a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM94 50a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 78c1-11 7-18 17-19M112 78c-1-11-7-18-17-19",
                "M52 38c4 4.500 12 4.500 16 0",
            ],
            Self::Offline => [
                "M40 72a17 17 0 0 1-2-33.900A23 23 0 0 1 82.500 43 15 15 0 0 1 81 72z",
                "M28 24l64 64",
                "M50 56c6-5 14-5 20 0M60 64h.1",
            ],
            Self::Refused => [
                "M40 16h40a6 6 0 0 1 6 6v60H34V22a6 6 0 0 1 6-6z",
                "M22 82h76M34 82V22",
                "M76 52h.1M48 34h24",
            ],
        }
    }
}

/// Shows a drawing, what is not here, and what to do about it.
#[component]
pub fn EmptyState(
    /// The drawing.
    #[prop(optional)]
    art: EmptyArt,
    /// What is not here.
    #[prop(into)]
    title: String,
    /// Why, or what happens next.
    #[prop(optional, into)]
    text: Option<String>,
    /// A button or link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let [paper, lines, accent] = art.paths();
    view! {
        <div class="empty-state">
            <svg class="empty-state__art" viewBox="0 0 120 100" aria-hidden="true" focusable="false">
                <path class="empty-state__paper" d=paper />
                <path class="empty-state__lines" d=lines />
                <path class="empty-state__accent" d=accent />
            </svg>
            <p class="empty-state__title">{title}</p>
            {text.map(|text| view! { <p class="empty-state__text">{text}</p> })}
            {children.map(|children| view! { <div class="empty-state__action">{children()}</div> })}
        </div>
    }
}
