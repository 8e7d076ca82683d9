//! A day as the heading of what happens on it.

use leptos::prelude::*;

/// Shows a day's heading in a list.
#[component]
pub fn DayHeader(
    /// The day in words, such as "maandag 17 maart".
    #[prop(into)]
    text: String,
    /// A word beside it, such as "vandaag".
    #[prop(optional, into)]
    note: Option<String>,
    /// Whether it is today.
    #[prop(optional)]
    today: bool,
) -> impl IntoView {
    view! {
        <h3 class="day-header" aria-current=today.then_some("date")>
            {text}
            {note.map(|note| view! { <span class="day-header__note">{note}</span> })}
        </h3>
    }
}
