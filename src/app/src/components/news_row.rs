//! One thing that happened, and where it leads.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::{t, use_lang};

/// Shows one piece of news.
#[component]
pub fn NewsRow(
    /// What kind it is.
    icon: Icon,
    /// What happened.
    #[prop(into)]
    text: String,
    /// When.
    #[prop(into)]
    when: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Whether it was not seen here yet.
    #[prop(optional)]
    is_new: bool,
    /// Stands at the end, such as a way to put it off.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let mark = is_new.then(|| view! { <span class="news-row__new">{t::news::unread(lang)}</span> });
    view! {
        <li class="news-row" class:news-row--new=is_new data-test="news">
            <Glyph icon />
            <a class="news-row__link" href=href>
                <span class="news-row__text">{text}</span>
                <span class="news-row__when">{mark}{when}</span>
            </a>
            {children.map(|children| children())}
        </li>
    }
}
