//! The icons: our own drawings on a grid of 24, one path each.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon {
            $($(#[$doc])* $name,)*
        }

        impl Icon {
            /// All icons, for the gallery.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns its outline.
            const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }
        }
    };
}

impl Icon {
    /// Tells whether it points along the text, so that it turns round where that runs leftward.
    const fn points_onward(self) -> bool {
        matches!(self, Self::Back | Self::Next | Self::Undo)
    }
}

icons! {
    /// Two arrows past each other: a swap.
    Swap = "M4.5 8.5h14M15 5l3.5 3.5L15 12M19.5 15.5h-14M9 12l-3.5 3.5L9 19";
    /// A present: giving a shift away.
    Gift = "M5 11.5V19a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19v-7.5M3.5 7.5h17v4h-17zM12 7.5v13M12 7.5S11.2 3.5 8.8 3.5a2 2 0 0 0 0 4zM12 7.5s.8-4 3.2-4a2 2 0 0 1 0 4z";
    /// A calendar: the roster.
    Roster = "M5.5 5.5h13A2 2 0 0 1 20.5 7.5v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM3.5 10h17M8 3.25v4M16 3.25v4M8 14h.01M12 14h.01M16 14h.01M8 17h.01M12 17h.01";
    /// Three colleagues: the team.
    Team = "M9 11.25a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3 19.5c.2-3 2.6-5 6-5s5.8 2 6 5M15.75 5a3.25 3.25 0 0 1 0 6M17.5 14.9c2.1.7 3.4 2.3 3.5 4.6";
    /// One person: what is mine.
    Mine = "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.75 20c.5-3.4 3.4-5.5 7.25-5.5s6.75 2.1 7.25 5.5";
    /// Done.
    Check = "M5 12.5l4.5 4.5L19 7.5";
    /// Done for everybody.
    CheckDouble = "M2.5 12.75L6.75 17l8-9M11.75 16.25l.75.75 8.75-9.5";
    /// Time.
    Clock = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2";
    /// The relay.
    Cloud = "M7 18.5a4.25 4.25 0 0 1-.6-8.45 5.75 5.75 0 0 1 11.1 1.2A3.65 3.65 0 0 1 17 18.5z";
    /// The relay has it.
    CloudCheck = "M7 18.5a4.25 4.25 0 0 1-.6-8.45 5.75 5.75 0 0 1 11.1 1.2A3.65 3.65 0 0 1 17 18.5zM9.25 13.5l2 2 3.5-3.75";
    /// No network.
    Offline = "M9.2 6.2a5.75 5.75 0 0 1 8.3 5.05 3.65 3.65 0 0 1 2.3 5.7M16.5 18.5H7a4.25 4.25 0 0 1-.6-8.45M4 4l16 16";
    /// This phone.
    Phone = "M8.5 3h7A1.5 1.5 0 0 1 17 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.5v-15A1.5 1.5 0 0 1 8.5 3zM11 17.75h2";
    /// Seen by others.
    Eye = "M2.75 12S6 5.75 12 5.75 21.25 12 21.25 12 18 18.25 12 18.25 2.75 12 2.75 12zM12 14.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5z";
    /// Add.
    Plus = "M12 5v14M5 12h14";
    /// Close or remove.
    Close = "M6 6l12 12M18 6L6 18";
    /// Back.
    Back = "M14.5 5.5L8 12l6.5 6.5";
    /// Further.
    Next = "M9.5 5.5L16 12l-6.5 6.5";
    /// Opens downwards.
    Down = "M6 9.5l6 6 6-6";
    /// Light theme.
    Sun = "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.75v1.75M12 19.5v1.75M2.75 12h1.75M19.5 12h1.75M5.45 5.45L6.7 6.7M17.3 17.3l1.25 1.25M5.45 18.55l1.25-1.25M17.3 6.7l1.25-1.25";
    /// Dark theme.
    Moon = "M19.75 14.25A8 8 0 0 1 9.75 4.25a8 8 0 1 0 10 10z";
    /// A QR code.
    Qr = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h3v3M20 14v3M14 20h2.5M20 20h-.5";
    /// The camera.
    Camera = "M4.5 7.5h3L9 5h6l1.5 2.5h3A1.5 1.5 0 0 1 21 9v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V9a1.5 1.5 0 0 1 1.5-1.5zM12 16.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5z";
    /// A file.
    File = "M6.5 3.5h7l5 5V19a1.5 1.5 0 0 1-1.5 1.5H6.5A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5zM13.5 3.5v5h5";
    /// Puts a file in.
    Upload = "M12 15.5V4M7.5 8.5L12 4l4.5 4.5M4.5 15.5V18A2 2 0 0 0 6.5 20h11a2 2 0 0 0 2-2v-2.5";
    /// Takes a file out.
    Download = "M12 4v11.5M7.5 11L12 15.5l4.5-4.5M4.5 15.5V18A2 2 0 0 0 6.5 20h11a2 2 0 0 0 2-2v-2.5";
    /// Look out.
    Warning = "M12 4.25l8.75 15.25H3.25zM12 10v4.25M12 16.9h.01";
    /// Good to know.
    Info = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11.25V16M12 8h.01";
    /// Closed to others.
    Lock = "M6.5 10.5h11A1.5 1.5 0 0 1 19 12v6.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5V12a1.5 1.5 0 0 1 1.5-1.5zM8 10.5V8a4 4 0 0 1 8 0v2.5";
    /// A key: devices and recovery.
    Key = "M8.25 20a4.25 4.25 0 1 0 0-8.5 4.25 4.25 0 0 0 0 8.5zM11.25 12.75L20 4M16.5 7.5l2.5 2.5M13.75 10.25l1.5 1.5";
    /// A raised hand: I'll take it.
    Hand = "M8 12V6.25a1.4 1.4 0 0 1 2.8 0V11M10.8 11V4.65a1.4 1.4 0 0 1 2.8 0V11M13.6 11V6.25a1.4 1.4 0 0 1 2.8 0V13M8 12.5v-1.75a1.4 1.4 0 0 0-2.8 0V14.5c0 3.7 2.7 6.25 6.2 6.25 3.2 0 4.8-1.75 5.6-4.25l1.9-4.75a1.35 1.35 0 0 0-2.3-1.3";
    /// Thanks.
    Heart = "M12 19.75S4 15 4 9.4A4.15 4.15 0 0 1 8.15 5.25c1.65 0 3.1.95 3.85 2.4.75-1.45 2.2-2.4 3.85-2.4A4.15 4.15 0 0 1 20 9.4c0 5.6-8 10.35-8 10.35z";
    /// Writes in it.
    Edit = "M4.5 19.5l.9-4.1L15.9 4.9a2.05 2.05 0 0 1 2.9 0l.3.3a2.05 2.05 0 0 1 0 2.9L8.6 18.6zM14 6.8l3.2 3.2";
    /// Taken back.
    Undo = "M8.5 14.5L4 10l4.5-4.5M4 10h10.25a5.25 5.25 0 0 1 0 10.5H9.5";
    /// Once more.
    Refresh = "M19.5 5v4.5H15M4.5 19v-4.5H9M5.7 9.25A7 7 0 0 1 19 9.1M18.3 14.75A7 7 0 0 1 5 14.9";
    /// Settings.
    Settings = "M4 7.5h8.5M17.5 7.5H20M4 16.5h2.5M11.5 16.5H20M15 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z";
    /// Language.
    Globe = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c2.3 2.4 3.5 5.2 3.5 8.5s-1.2 6.1-3.5 8.5c-2.3-2.4-3.5-5.2-3.5-8.5S9.7 5.9 12 3.5z";
    /// A home or ward.
    Unit = "M4 11.25L12 4.5l8 6.75M6 9.75V19.5h12V9.75M10 19.5v-5h4v5";
    /// Look for.
    Search = "M10.75 17a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5zM15.5 15.5L20 20";
    /// More to choose from.
    More = "M5.5 12h.01M12 12h.01M18.5 12h.01";
    /// A bell: the news.
    Bell = "M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5M4.5 16.5h15M10 19.75a2.1 2.1 0 0 0 4 0M12 3.25V5.5";
    /// A colleague to add.
    Invite = "M9.5 11.25a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3.5 19.5c.2-3 2.6-5 6-5s5.8 2 6 5M18.5 8v6M15.5 11h6";
}

/// Draws an icon as high as the text beside it.
#[component]
pub fn Glyph(
    /// Which.
    #[prop(into)]
    icon: Signal<Icon>,
    /// A name for it where no text stands beside it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let role = if label.is_some() {
        "img"
    } else {
        "presentation"
    };
    let hidden = label.is_none().then_some("true");
    view! {
        <svg class="glyph" class:glyph--onward=move || icon.get().points_onward() viewBox="0 0 24 24" role=role aria-hidden=hidden aria-label=label focusable="false">
            <path d=move || icon.get().path() />
        </svg>
    }
}
