//! The traffic light of a change: a shape, a colour and a word, so that none of them is alone.

use leptos::prelude::*;
use ruil_core::Light;

use crate::i18n::{Lang, t, use_lang};

/// All lights, for the gallery.
pub const LIGHTS: [Light; 4] = [Light::Green, Light::Unknown, Light::Amber, Light::Red];

/// Returns a light's name in the stylesheet and for tests.
pub(super) const fn light_str(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Unknown => "unknown",
        Light::Amber => "amber",
        Light::Red => "red",
    }
}

/// Returns a light's word for the user.
pub fn light_text(lang: Lang, light: Light) -> &'static str {
    match light {
        Light::Green => t::light::green(lang),
        Light::Unknown => t::light::unknown(lang),
        Light::Amber => t::light::amber(lang),
        Light::Red => t::light::red(lang),
    }
}

/// Returns the body of the shape and what is drawn on it, on a grid of 16.
const fn shape(light: Light) -> (&'static str, &'static str) {
    match light {
        // A disc with a tick.
        Light::Green => (
            "M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14z",
            "M4.900 8.300l2.200 2.200 4-4.400",
        ),
        // A tile with a question mark.
        Light::Unknown => (
            "M4.500 1.500h7a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3z",
            "M6.100 6.300a1.900 1.900 0 1 1 2.900 1.600c-.700.450-1 .800-1 1.500M8 11.700h.01",
        ),
        // A triangle with an exclamation mark.
        Light::Amber => (
            "M6.800 1.900a1.400 1.400 0 0 1 2.400 0l6 10.600a1.400 1.400 0 0 1-1.200 2.100H2a1.400 1.400 0 0 1-1.200-2.100z",
            "M8 5.900v3.200M8 11.700h.01",
        ),
        // An octagon with a bar.
        Light::Red => (
            "M5.100 1h5.800L15 5.100v5.800L10.900 15H5.100L1 10.900V5.100z",
            "M4.800 8h6.400",
        ),
    }
}

/// Shows a light.
#[component]
pub fn LightMark(
    /// Which.
    light: Light,
    /// As the head of a card.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let lang = use_lang();
    let name = light_str(light);
    let large_class = if large { " light-mark--large" } else { "" };
    let (body, line) = shape(light);
    view! {
        <span class=format!("light-mark light-mark--{name}{large_class}") data-light=name>
            <svg class="light-mark__shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path class="light-mark__body" d=body />
                <path class="light-mark__line" d=line />
            </svg>
            <span class="light-mark__word">{light_text(lang, light)}</span>
        </span>
    }
}
