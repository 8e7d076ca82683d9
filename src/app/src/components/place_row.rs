//! A place in a round: what it is, how staffed, what it means for me; a tap picks it.

use leptos::prelude::*;
use ruil_core::Light;
use ruil_core::round::Staffing;

use super::icon::{Glyph, Icon};
use super::light_mark::LightMark;
use super::part_mark::part_text;
use super::shift_chip::{ChipState, ShiftChip};
use super::shift_face::ShiftFace;
use crate::i18n::{format, use_lang};

/// What a place shows of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceFace {
    /// The shift it would be.
    pub face: ShiftFace,
    /// How staffed it is.
    pub staffing: Staffing,
    /// The same in words.
    pub level: String,
    /// What it would mean for me.
    pub light: Option<Light>,
    /// Whether it is mine.
    pub is_mine: bool,
    /// Whether that is not final yet.
    pub is_pending: bool,
    /// Whether a tap does something.
    pub can_tap: bool,
    /// What a tap does and what it would mean, read aloud.
    pub label: String,
    /// Why it can't be tapped, or how it is mine.
    pub note: Option<String>,
}

/// Returns how staffed a place is, for the stylesheet, and the icon that says it without colour.
const fn mark(staffing: Staffing) -> (&'static str, Icon) {
    match staffing {
        Staffing::Under(_) => ("under", Icon::Plus),
        Staffing::Right => ("right", Icon::Check),
        Staffing::Over(_) => ("over", Icon::Warning),
    }
}

/// Shows a place.
#[component]
pub fn PlaceRow(
    /// The place.
    #[prop(into)]
    place: Signal<PlaceFace>,
    /// Called when it is tapped.
    #[prop(into)]
    on_tap: Callback<()>,
    /// Stands below it, such as a joker.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let face = Memo::new(move |_| place.with(|place| place.face.clone()));
    let state = Memo::new(move |_| {
        place.with(|place| match (place.is_mine, place.is_pending) {
            (_, true) => ChipState::Pending,
            (true, false) => ChipState::Mine,
            (false, false) => ChipState::Plain,
        })
    });
    let light = Memo::new(move |_| place.with(|place| place.light));
    let note = Memo::new(move |_| place.with(|place| place.note.clone()));
    let level = Memo::new(move |_| place.with(|place| (place.staffing, place.level.clone())));
    let chip = move || {
        let (face, state) = (face.get(), state.get());
        view! { <ShiftChip part=face.part() code=face.code state /> }
    };
    let text = move || {
        let face = face.get();
        let name = if face.name.is_empty() {
            part_text(lang, face.part()).to_owned()
        } else {
            face.name
        };
        let name = [Some(name), face.unit].into_iter().flatten();
        let name = name.collect::<Vec<_>>().join(" · ");
        view! {
            <span class="place-row__times" dir="ltr">{format::times(face.span)}</span>
            <span class="place-row__name">{name}</span>
        }
    };
    let level = move || {
        let (staffing, text) = level.get();
        let (kind, icon) = mark(staffing);
        view! {
            <span class=format!("place-row__level place-row__level--{kind}")>
                <Glyph icon />
                {text}
            </span>
        }
    };
    view! {
        <div class="place-row" class:place-row--mine=move || place.with(|place| place.is_mine)>
            <button
                class="place-row__main"
                type="button"
                disabled=move || place.with(|place| !place.can_tap)
                aria-pressed=move || if place.with(|place| place.is_mine) { "true" } else { "false" }
                on:click=move |_| on_tap.run(())
            >
                <span class="visually-hidden">{move || place.with(|place| place.label.clone())}</span>
                {chip}
                <span class="place-row__text">{text}{level}</span>
                <span class="place-row__end">{move || light.get().map(|light| view! { <LightMark light /> })}</span>
            </button>
            {move || note.get().map(|note| view! { <p class="place-row__note" data-test="place-note">{note}</p> })}
            {children.map(|children| children())}
        </div>
    }
}
