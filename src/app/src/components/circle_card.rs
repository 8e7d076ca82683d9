//! A swap of several: the drawing, my own change, and what can be done.

use leptos::prelude::*;
use ruil_core::Light;

use super::circle_ring::{CircleRing, RingPerson};
use super::give_get::GiveGet;
use super::light_mark::LightMark;
use super::shift_face::ShiftFace;
use crate::i18n::circle::ring_label;
use crate::i18n::use_lang;

/// A circle as one person may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CircleFace {
    /// The people, each handing a shift to the next.
    pub people: Vec<RingPerson>,
    /// Whether the last hands on to the first.
    pub is_closed: bool,
    /// Whether an open shift stands at the beginning.
    pub from_open: bool,
    /// The shift I give.
    pub gives: Option<ShiftFace>,
    /// The shift I get.
    pub gets: Option<ShiftFace>,
}

/// Shows a circle.
#[component]
pub fn CircleCard(
    /// What it is, in a few words.
    #[prop(into)]
    title: String,
    /// The circle.
    face: CircleFace,
    /// What it means.
    #[prop(optional_no_strip)]
    light: Option<Light>,
    /// How it stands and what can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let CircleFace {
        people,
        is_closed,
        from_open,
        gives,
        gets,
    } = face;
    let label = ring_label(lang, &people, is_closed, from_open);
    let is_mine = gives.is_some() || gets.is_some();
    view! {
        <article class="circle-card">
            <header class="circle-card__head">
                <h3 class="circle-card__title">{title}</h3>
                {light.map(|light| view! { <LightMark light /> })}
            </header>
            <div class="circle-card__body">
                <CircleRing people is_closed from_open label />
                {is_mine.then(|| view! { <GiveGet gives gets /> })}
            </div>
            {children.map(|children| view! { <div class="circle-card__more">{children()}</div> })}
        </article>
    }
}
