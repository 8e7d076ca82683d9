//! A colleague's shift on offer, or mine.

use leptos::prelude::*;
use ruil_core::OfferState;

use super::icon::{Glyph, Icon};
use super::person_badge::{BadgeSize, PersonBadge};
use super::progress_mark::{ActionState, ProgressMark};
use super::shift_chip::ChipState;
use super::shift_face::ShiftFace;
use super::shift_row::ShiftRow;

/// Where an offer stands, as far as one look can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfferStage {
    /// Answers are welcome.
    #[default]
    Open,
    /// A swap or gift is final.
    Settled,
    /// Taken back.
    Withdrawn,
    /// Overtaken by something else.
    Lapsed,
}

impl OfferStage {
    /// All stages, for the gallery.
    pub const ALL: [Self; 4] = [Self::Open, Self::Settled, Self::Withdrawn, Self::Lapsed];

    /// Returns the stage of an offer's state.
    pub const fn of(state: OfferState) -> Self {
        match state {
            OfferState::Open => Self::Open,
            OfferState::Settled { .. } => Self::Settled,
            OfferState::Withdrawn => Self::Withdrawn,
            OfferState::Lapsed => Self::Lapsed,
        }
    }

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Open => Icon::Clock,
            Self::Settled => Icon::Check,
            Self::Withdrawn => Icon::Undo,
            Self::Lapsed => Icon::Info,
        }
    }
}

/// Shows an offer: who, which shift, what for, how it ended.
#[component]
pub fn OfferCard(
    /// Who offers.
    #[prop(into)]
    by: String,
    /// What is wanted for it, in words.
    #[prop(into)]
    wants: String,
    /// The shift.
    face: ShiftFace,
    /// The shifts asked for in return.
    #[prop(optional)]
    named: Vec<ShiftFace>,
    /// Where it stands.
    #[prop(optional)]
    stage: OfferStage,
    /// How it stands or ended, in words.
    #[prop(optional, into)]
    outcome: Option<String>,
    /// Why somebody else has it, kindly.
    #[prop(optional, into)]
    lost: Option<String>,
    /// How far what I did with it has come.
    #[prop(optional, into)]
    progress: Signal<Option<ActionState>>,
    /// Where a tap on the shift goes.
    #[prop(optional, into)]
    href: Option<String>,
    /// The answers and the buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let state = match (stage, lost.is_some()) {
        (_, true) => ChipState::Lost,
        (OfferStage::Open, false) => ChipState::Offered,
        (OfferStage::Settled | OfferStage::Withdrawn | OfferStage::Lapsed, false) => {
            ChipState::Plain
        }
    };
    let named = (!named.is_empty()).then(|| {
        let rows = named
            .into_iter()
            .map(|face| view! { <ShiftRow face /> })
            .collect_view();
        view! { <div class="offer-card__named"><Glyph icon=Icon::Swap /><div>{rows}</div></div> }
    });
    view! {
        <article class=format!("offer-card offer-card--{}", stage.as_str())>
            <header class="offer-card__head">
                <PersonBadge name=by note=wants size=BadgeSize::Medium />
                {move || progress.get().map(|state| view! { <ProgressMark state /> })}
            </header>
            <div class="offer-card__shift">
                <ShiftRow face state nostrip:href=href />
            </div>
            {named}
            {outcome.map(|outcome| view! {
                <p class="offer-card__outcome" data-test="offer-outcome"><Glyph icon=stage.icon() />{outcome}</p>
            })}
            {lost.map(|lost| view! {
                <p class="offer-card__lost" data-test="lost-reason"><Glyph icon=Icon::Info />{lost}</p>
            })}
            {children.map(|children| view! { <div class="offer-card__more">{children()}</div> })}
        </article>
    }
}
