//! How this device stands with the relay.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::{t, use_lang};

/// Where the connection stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// No network, or no relay behind it.
    #[default]
    Offline,
    /// On its way.
    Connecting,
    /// Everything arrives as it happens.
    Live,
    /// The relay won't have us.
    Refused,
    /// No relay is wanted: the team is on this device only.
    Solo,
}

impl LinkState {
    /// All states, for the gallery.
    pub const ALL: [Self; 5] = [
        Self::Offline,
        Self::Connecting,
        Self::Live,
        Self::Refused,
        Self::Solo,
    ];

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Connecting => "connecting",
            Self::Live => "live",
            Self::Refused => "refused",
            Self::Solo => "solo",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Offline => Icon::Offline,
            Self::Connecting => Icon::Cloud,
            Self::Live => Icon::CloudCheck,
            Self::Refused => Icon::Warning,
            Self::Solo => Icon::Phone,
        }
    }
}

/// Shows the connection and how much waits for it.
#[component]
pub fn LinkPill(
    /// Where it stands.
    #[prop(into)]
    state: Signal<LinkState>,
    /// How many of my actions wait on this device.
    #[prop(optional, into)]
    waiting: Signal<u32>,
) -> impl IntoView {
    let lang = use_lang();
    let text = move || match state.get() {
        LinkState::Offline => t::ui::offline(lang),
        LinkState::Connecting => t::ui::connecting(lang),
        LinkState::Live => t::ui::live(lang),
        LinkState::Refused => t::ui::refused(lang),
        LinkState::Solo => t::ui::solo(lang),
    };
    let waiting = move || {
        let n = i64::from(waiting.get());
        (n > 0).then(|| view! { <span class="link-pill__waiting">{t::ui::waiting(lang, n)}</span> })
    };
    view! {
        <p class=move || format!("link-pill link-pill--{}", state.get().as_str()) role="status">
            <Glyph icon=Signal::derive(move || state.get().icon()) />
            <span class="link-pill__text">{text}</span>
            {waiting}
        </p>
    }
}
