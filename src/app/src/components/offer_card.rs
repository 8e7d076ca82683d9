//! A colleague's shift on offer, or mine.

use leptos::prelude::*;
use ruil_core::OfferState;

use super::icon::{Glyph, Icon};
use super::person_badge::{BadgeSize, PersonBadge};
use super::progress_mark::{ActionState, ProgressMark};
use super::shift_chip::ChipState;
use super::shift_face::ShiftFace;
use super::shift_row::ShiftRow;
use crate::i18n::{t, use_lang};

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
    /// The shift began before anybody had it.
    Expired,
}

impl OfferStage {
    /// All stages, for the gallery.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Settled,
        Self::Withdrawn,
        Self::Lapsed,
        Self::Expired,
    ];

    /// Returns the stage of an offer's state.
    pub const fn of(state: OfferState) -> Self {
        match state {
            OfferState::Open => Self::Open,
            OfferState::Settled { .. } => Self::Settled,
            OfferState::Withdrawn => Self::Withdrawn,
            OfferState::Lapsed => Self::Lapsed,
            OfferState::Expired => Self::Expired,
        }
    }

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Expired => "expired",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Open => Icon::Clock,
            Self::Settled => Icon::Check,
            Self::Withdrawn => Icon::Undo,
            Self::Lapsed | Self::Expired => Icon::Info,
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
    /// The shifts that go with it.
    #[prop(optional)]
    more: Vec<ShiftFace>,
    /// That only a part of the shift is offered, and what stays.
    #[prop(optional, into)]
    part: Option<String>,
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
    let state = match &lost {
        Some(_) => ChipState::Lost,
        None if stage == OfferStage::Open => ChipState::Offered,
        None => ChipState::Plain,
    };
    let rows = |faces: Vec<ShiftFace>, state| {
        let row = move |face| view! { <ShiftRow face state /> };
        faces.into_iter().map(row).collect_view()
    };
    let more = (!more.is_empty()).then(|| {
        view! {
            {rows(more, state)}<p class="muted small">{t::offer::together(use_lang())}</p>
        }
    });
    let named = (!named.is_empty()).then(|| {
        let rows = rows(named, ChipState::Plain);
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
            {part.map(|part| view! { <p class="muted small">{part}</p> })}
            {more}
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
