//! One tap to thank a colleague.

use leptos::prelude::*;

use super::button::Button;
use super::icon::{Glyph, Icon};
use crate::i18n::{t, use_lang};

/// Shows the button, or that it was said.
#[component]
pub fn ThankButton(
    /// Whom.
    #[prop(into)]
    name: String,
    /// Whether it was said.
    done: bool,
    /// Called to say it.
    #[prop(into)]
    on_thank: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let inner = if done {
        view! {
            <p class="thank-button__said" role="status" data-test="thanked">
                <Glyph icon=Icon::Heart />
                {t::thanks::said(lang, name)}
            </p>
        }
        .into_any()
    } else {
        view! {
            <Button icon=Icon::Heart on_click=on_thank attr:data-test="thank">
                {t::thanks::say(lang, name)}
            </Button>
        }
        .into_any()
    };
    view! { <div class="thank-button">{inner}</div> }
}
