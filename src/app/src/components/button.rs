//! A button.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Anything else.
    #[default]
    Quiet,
    /// What can't be undone.
    Danger,
    /// As light as a link.
    Link,
}

impl ButtonKind {
    /// All kinds, for the gallery.
    pub const ALL: [Self; 4] = [Self::Primary, Self::Quiet, Self::Danger, Self::Link];

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
            Self::Link => "link",
        }
    }
}

/// Returns the classes of a button, shared with links that look like one.
pub(super) fn classes(kind: ButtonKind, wide: bool) -> String {
    let wide = if wide { " button--wide" } else { "" };
    format!("button button--{}{wide}", kind.as_str())
}

/// Shows a button.
#[component]
pub fn Button(
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// Drawn before the text.
    #[prop(optional)]
    icon: Option<Icon>,
    /// As wide as its place.
    #[prop(optional)]
    wide: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// At work: shows so, and does nothing when pressed.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Can't be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Called when pressed.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// The text.
    children: Children,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(());
        }
    };
    view! {
        <button
            class=classes(kind, wide)
            type=if submit { "submit" } else { "button" }
            disabled=disabled
            autofocus=autofocus
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {icon.map(|icon| view! { <Glyph icon /> })}
            <span class="button__text">{children()}</span>
            <span class="button__busy" aria-hidden="true"></span>
        </button>
    }
}
