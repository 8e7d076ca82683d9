//! Something to know about the whole page.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How a message is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Look at it.
    Warn,
    /// It went wrong.
    Danger,
}

impl Tone {
    /// All tones, for the gallery.
    pub const ALL: [Self; 4] = [Self::Info, Self::Success, Self::Warn, Self::Danger];

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warn => "warn",
            Self::Danger => "danger",
        }
    }

    /// Returns the icon that says the same without colour.
    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Success => Icon::Check,
            Self::Warn | Self::Danger => Icon::Warning,
        }
    }
}

/// Shows a message that stays until its reason is gone.
#[component]
pub fn Banner(
    /// How it is meant.
    #[prop(optional)]
    tone: Tone,
    /// The message in a few words.
    #[prop(into)]
    title: String,
    /// What it means and what can be done.
    #[prop(optional, into)]
    text: Option<String>,
    /// A button or link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let role = if tone == Tone::Danger {
        "alert"
    } else {
        "status"
    };
    view! {
        <div class=format!("banner banner--{}", tone.as_str()) role=role>
            <Glyph icon=tone.icon() />
            <div class="banner__text">
                <p class="banner__title">{title}</p>
                {text.map(|text| view! { <p class="banner__more">{text}</p> })}
            </div>
            {children.map(|children| view! { <div class="banner__action">{children()}</div> })}
        </div>
    }
}
