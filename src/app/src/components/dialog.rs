//! A question in front of the page: a sheet from below on a phone, in the middle elsewhere.

use leptos::html;
use leptos::prelude::*;

use super::icon::Icon;
use super::icon_button::IconButton;
use crate::i18n::{t, use_lang};

/// Shows a sheet; mount it to open it, unmount it to close it.
///
/// The browser's own modal dialog: what is behind it can't be reached, Escape closes it, and the
/// focus returns to what opened it.
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
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // It fails only for a dialog that is gone again.
        let _ = dialog.show_modal();
    });
    // A sheet that is taken away, perhaps for another one, has not been closed by anybody.
    let is_gone = ArcStoredValue::new(false);
    let gone = is_gone.clone();
    let closed = move |_| {
        if !is_gone.get_value() {
            on_close.run(());
        }
    };
    on_cleanup(move || {
        gone.set_value(true);
        if let Some(dialog) = dialog.try_get_untracked().flatten() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" aria-label=label node_ref=dialog on:close=closed>
            <div class="dialog__shade" on:click=move |_| on_close.run(())></div>
            <div class="dialog__sheet" tabindex="-1" autofocus>
                <header class="dialog__head">
                    <h2 class="dialog__title">{title}</h2>
                    <IconButton icon=Icon::Close label=t::ui::close(lang) on_click=on_close />
                </header>
                <div class="dialog__body">{children()}</div>
                <footer class="dialog__actions">{actions.run()}</footer>
            </div>
        </dialog>
    }
}
