//! A part of a page under a heading.

use leptos::prelude::*;

/// Shows a heading, how many things are under it, and the things.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// How many; nothing shows no number.
    #[prop(optional, into)]
    count: Signal<Option<usize>>,
    /// Stands at the end of the heading, such as a link.
    #[prop(optional, into)]
    action: ViewFn,
    /// What is under it.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <header class="section__head">
                <h2 class="section__title">{title}</h2>
                {move || count.get().map(|count| view! { <span class="section__count">{count}</span> })}
                <span class="section__action">{action.run()}</span>
            </header>
            {children()}
        </section>
    }
}
