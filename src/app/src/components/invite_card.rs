//! An invite: the code to scan or to type, and the words that confirm it.

use leptos::prelude::*;

use super::code_field::grouped;
use super::icon::{Glyph, Icon};
use super::qr_code::{QrCode, QrMatrix};
use crate::i18n::{t, use_lang};

/// Shows an invite for one person.
#[component]
pub fn InviteCard(
    /// What it is, such as "Uitnodiging voor Noor".
    #[prop(into)]
    title: String,
    /// The short code, without groups.
    #[prop(into)]
    code: String,
    /// The same code to scan.
    #[prop(optional)]
    qr: Option<QrMatrix>,
    /// How long it still lives, in words.
    #[prop(into)]
    left: Signal<String>,
    /// The words both screens must show, once somebody asks to join.
    #[prop(optional, into)]
    words: Signal<Option<String>>,
    /// The buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let read_aloud = code
        .chars()
        .map(|letter| format!("{letter} "))
        .collect::<String>();
    view! {
        <section class="invite-card">
            <h2 class="invite-card__title">{title}</h2>
            {qr.map(|matrix| view! { <QrCode matrix label=t::ui::qr_label(lang) /> })}
            <p class="invite-card__code">
                <span aria-hidden="true">{grouped(&code)}</span>
                <span class="visually-hidden">{read_aloud}</span>
            </p>
            <p class="invite-card__left"><Glyph icon=Icon::Clock />{left}</p>
            {move || words.get().map(|words| view! {
                <div class="invite-card__words" role="status">
                    <p class="invite-card__ask">{t::ui::same_words(lang)}</p>
                    <p class="invite-card__say">{words}</p>
                </div>
            })}
            {children.map(|children| view! { <div class="invite-card__actions">{children()}</div> })}
        </section>
    }
}
