//! A sheet of paper on the desk.

use leptos::prelude::*;

/// Shows a card.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// Without a margin inside, for lists that run to the edge.
    #[prop(optional)]
    flush: bool,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let class = if flush { "card card--flush" } else { "card" };
    view! {
        <section class=class>
            {title.map(|title| view! { <h2 class="card__title">{title}</h2> })}
            {children()}
        </section>
    }
}
