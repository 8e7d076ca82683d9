//! A question in front of the page: a sheet from below on a phone, in the middle elsewhere.

use leptos::html;
use leptos::prelude::*;

use super::icon::Icon;
use super::icon_button::IconButton;
use crate::i18n::{t, use_lang};

/// Shows a sheet; mount it to open it, unmount it to close it.
///
/// It takes the focus when it appears and keeps it: the two ends lead back to the sheet.
#[component]
pub fn Dialog(
    /// The question.
    #[prop(into)]
    title: String,
    /// Called when the sheet is to go: the cross, Escape, or a tap beside it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The buttons at the bottom.
    #[prop(optional, into)]
    actions: ViewFn,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let label = title.clone();
    let sheet = NodeRef::<html::Div>::new();
    let take_focus = move || {
        if let Some(sheet) = sheet.get_untracked() {
            // A sheet that is gone already needs no focus.
            let _ = sheet.focus();
        }
    };
    sheet.on_load(move |_| take_focus());
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! {
        <div class="dialog" on:keydown=on_key>
            <div class="dialog__shade" on:click=move |_| on_close.run(())></div>
            <span tabindex="0" on:focus=move |_| take_focus()></span>
            <div class="dialog__sheet" role="dialog" aria-modal="true" aria-label=label tabindex="-1" node_ref=sheet>
                <header class="dialog__head">
                    <h2 class="dialog__title">{title}</h2>
                    <IconButton icon=Icon::Close label=t::ui::close(lang) on_click=on_close />
                </header>
                <div class="dialog__body">{children()}</div>
                <footer class="dialog__actions">{actions.run()}</footer>
            </div>
            <span tabindex="0" on:focus=move |_| take_focus()></span>
        </div>
    }
}
