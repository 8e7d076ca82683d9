//! A short word about what just happened.

use leptos::prelude::*;

use super::banner::Tone;
use super::icon::{Glyph, Icon};
use super::icon_button::IconButton;
use crate::i18n::{t, use_lang};

/// Holds the notices above the page; read aloud as they come.
#[component]
pub fn NoticeStack(
    /// The notices.
    children: Children,
) -> impl IntoView {
    view! { <div class="notice-stack" role="status" aria-live="polite">{children()}</div> }
}

/// Shows a notice.
#[component]
pub fn Notice(
    /// How it is meant.
    #[prop(optional)]
    tone: Tone,
    /// What happened.
    #[prop(into)]
    text: String,
    /// Called when it is put away.
    #[prop(into)]
    on_close: Callback<()>,
    /// A button, such as undo.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class=format!("notice notice--{}", tone.as_str())>
            <Glyph icon=tone.icon() />
            <p class="notice__text">{text}</p>
            {children.map(|children| children())}
            <IconButton icon=Icon::Close label=t::ui::close(lang) on_click=on_close />
        </div>
    }
}
