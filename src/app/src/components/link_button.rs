//! A link that looks like a button.

use leptos::prelude::*;

use super::button::{ButtonKind, classes};
use super::icon::{Glyph, Icon};

/// Shows a link as a button: for going somewhere, not for doing something.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Drawn before the text.
    #[prop(optional)]
    icon: Option<Icon>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    /// Saves under this file name instead of opening.
    #[prop(optional, into)]
    download: Option<String>,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=classes(kind, wide) href=href download=download>
            {icon.map(|icon| view! { <Glyph icon /> })}
            <span class="button__text">{children()}</span>
        </a>
    }
}
