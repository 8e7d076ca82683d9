//! A wish of mine, in words.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows a wish.
#[component]
pub fn WishCard(
    /// What is wished.
    #[prop(into)]
    text: String,
    /// How much it matters, and until when.
    #[prop(into)]
    note: String,
    /// Whether it is over.
    #[prop(optional)]
    is_over: bool,
    /// Why, as noted on this device.
    #[prop(optional_no_strip)]
    reason: Option<String>,
    /// How far it has come, and what can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if is_over {
        "wish-card wish-card--over"
    } else {
        "wish-card"
    };
    view! {
        <article class=class data-over=is_over.then_some("")>
            <div class="wish-card__text">
                <p class="wish-card__what">{text}</p>
                <p class="wish-card__note">{note}</p>
                {reason.map(|reason| view! {
                    <p class="wish-card__reason"><Glyph icon=Icon::Lock />{reason}</p>
                })}
            </div>
            {children.map(|children| view! { <div class="wish-card__more">{children()}</div> })}
        </article>
    }
}
