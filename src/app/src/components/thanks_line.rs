//! Thanks from colleagues, as one calm line.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::icon_button::IconButton;
use crate::i18n::{t, use_lang};

/// Shows thanks until they are put away.
#[component]
pub fn ThanksLine(
    /// Who thanks, and for what.
    #[prop(into)]
    text: String,
    /// Where the shift is.
    #[prop(into)]
    href: String,
    /// Called to put it away.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <li class="thanks-line" data-test="thanks">
            <Glyph icon=Icon::Heart />
            <a class="thanks-line__text" href=href>{text}</a>
            <IconButton icon=Icon::Close label=t::thanks::away(lang) on_click=on_close attr:data-test="thanks-away" />
        </li>
    }
}
