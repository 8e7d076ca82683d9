//! The top of a page: its title and the way back.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows the page's title.
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// One line below it.
    #[prop(optional, into)]
    lead: Signal<Option<String>>,
    /// Where back goes, and what it says.
    #[prop(optional)]
    back: Option<(String, String)>,
    /// Stands beside the title, such as a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let back = back.map(|(href, text)| {
        view! {
            <a class="page-head__back" href=href>
                <Glyph icon=Icon::Back />
                {text}
            </a>
        }
    });
    view! {
        <header class="page-head">
            {back}
            <div class="page-head__line">
                <h1 class="page-head__title">{title}</h1>
                {children.map(|children| view! { <div class="page-head__actions">{children()}</div> })}
            </div>
            {move || lead.get().map(|lead| view! { <p class="page-head__lead">{lead}</p> })}
        </header>
    }
}
