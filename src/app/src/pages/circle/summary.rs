//! A circle as a card in a list.

use leptos::prelude::*;
use ruil_core::Light;

use super::shown::CircleShown;
use crate::components::{ButtonKind, CircleCard, LinkButton, YesTally};
use crate::pages::offer::deed::DeedMark;
use crate::pick::deeds::Stage;
use crate::route::Route;

/// Shows a circle with a way to its page.
#[component]
pub(crate) fn CircleSummary(
    /// The circle.
    shown: CircleShown,
    /// What it means, all in all.
    #[prop(optional_no_strip)]
    light: Option<Light>,
    /// What the way to its page says.
    #[prop(into)]
    go: String,
    /// Whether that is the one thing to do.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let kind = if primary {
        ButtonKind::Primary
    } else {
        ButtonKind::Quiet
    };
    let CircleShown {
        id,
        title,
        face,
        state,
        next,
        yes,
        of,
        is_open,
        deed,
        ..
    } = shown;
    let deed = deed.map(|deed| deed.stage);
    let deed = deed.filter(|stage| is_open || matches!(stage, Stage::Waiting(..)));
    view! {
        <div data-test="circle-card" data-circle=id.to_string() data-state=state>
            <CircleCard title face light>
                {is_open.then(|| view! { <YesTally yes of /> })}
                {(!is_open).then(|| view! { <p>{next}</p> })}
                <div class="found__do">
                    {deed.map(|stage| view! { <DeedMark stage /> })}
                    <LinkButton href=Route::Circle(id).path() kind attr:data-test="circle-open">{go}</LinkButton>
                </div>
            </CircleCard>
        </div>
    }
}
