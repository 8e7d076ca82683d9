//! An offer as a card in a list.

use leptos::prelude::*;
use ruil_core::Light;

use super::deed::DeedMark;
use super::shown::OfferShown;
use crate::components::{ButtonKind, Glyph, Icon, LightMark, LinkButton, OfferCard, OfferStage};
use crate::i18n::{t, use_lang};
use crate::pick::deeds::Stage;
use crate::route::Route;

/// Shows an offer with a way to its page.
#[component]
pub(crate) fn OfferSummary(
    /// The offer.
    shown: OfferShown,
    /// What the way to its page says.
    #[prop(into)]
    go: String,
    /// Whether that is the one thing to do.
    #[prop(optional)]
    primary: bool,
    /// A line below, such as why it can't be.
    #[prop(optional)]
    note: Option<String>,
    /// What a yes of mine would mean.
    #[prop(optional)]
    light: Option<Light>,
) -> impl IntoView {
    let lang = use_lang();
    let kind = if primary {
        ButtonKind::Primary
    } else {
        ButtonKind::Quiet
    };
    // How many said yes is everybody's to know while answers are gathered, who carries what is not.
    let is_counted = shown.is_mine || (shown.gathers.is_some() && shown.yes > 0);
    let yes = (is_counted && shown.stage == OfferStage::Open).then(|| match shown.yes {
        0 => t::swaps::no_yes(lang).to_owned(),
        yes => t::swaps::yes_count(lang, i64::try_from(yes).unwrap_or(i64::MAX)),
    });
    // A deed that is done needs no mark once the offer's end says it all, or its window does.
    let is_said = shown.stage != OfferStage::Open || (shown.gathers.is_some() && !shown.is_mine);
    let is_told = |stage: &Stage| is_said && !matches!(stage, Stage::Waiting(..));
    let deed = shown
        .deed
        .map(|deed| deed.stage)
        .filter(|stage| !is_told(stage));
    let href = Route::Offer(shown.id).path();
    view! {
        <div class="offer-summary" data-test="offer-card" data-offer=shown.id.to_string() data-stage=shown.stage.as_str()>
            <OfferCard
                by=shown.by
                wants=shown.wants
                face=shown.face
                more=shown.more
                nostrip:part=shown.part
                named=shown.named
                stage=shown.stage
                nostrip:outcome=shown.outcome
                nostrip:lost=shown.lost
                href=href.clone()
            >
                {shown.waits.map(|waits| view! {
                    <p class="offer-summary__waits" data-test="waits"><Glyph icon=Icon::Clock />{waits}</p>
                })}
                {shown.gathers.map(|gathers| view! {
                    <p class="offer-summary__waits" data-test="gathers"><Glyph icon=Icon::Clock />{gathers}</p>
                })}
                {note.map(|note| view! { <p class="offer-summary__note">{note}</p> })}
                <div class="offer-summary__foot">
                    <span class="offer-summary__state">
                        {light.map(|light| view! { <LightMark light /> })}
                        {yes.map(|yes| view! { <span class="offer-summary__yes">{yes}</span> })}
                        {deed.map(|stage| view! { <DeedMark stage /> })}
                    </span>
                    <LinkButton href kind attr:data-test="offer-open">{go}</LinkButton>
                </div>
            </OfferCard>
        </div>
    }
}
