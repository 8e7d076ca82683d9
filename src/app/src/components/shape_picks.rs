//! One of the usual shifts, or a new kind.

use leptos::prelude::*;
use ruil_core::PartOfDay;

use super::icon::{Glyph, Icon};
use super::shift_chip::ShiftChip;
use crate::i18n::{t, use_lang};

/// A usual shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeFace {
    /// Its part of the day.
    pub part: PartOfDay,
    /// The kind's letter or letters.
    pub code: String,
    /// The kind's name.
    pub name: String,
    /// From when to when.
    pub times: String,
}

/// Shows the usual shifts; one of them is chosen, or none of them: a new kind.
#[component]
pub fn ShapePicks(
    /// The shifts, those used last first.
    shapes: Vec<ShapeFace>,
    /// The place of the one that is chosen; nothing is a new kind.
    #[prop(into)]
    value: Signal<Option<usize>>,
    /// Called with the new choice.
    #[prop(into)]
    on_choose: Callback<Option<usize>>,
) -> impl IntoView {
    let lang = use_lang();
    let radio = move |own: Option<usize>| {
        view! {
            <input
                class="shape-picks__input"
                type="radio"
                name="shape"
                prop:checked=move || value.get() == own
                on:change=move |_| on_choose.run(own)
            />
        }
    };
    let one = move |(place, face): (usize, ShapeFace)| {
        let ShapeFace {
            part,
            code,
            name,
            times,
        } = face;
        view! {
            <label class="shape-picks__one" data-test="shape">
                {radio(Some(place))}
                <ShiftChip part code />
                <span class="shape-picks__text">
                    <span class="shape-picks__name">{name}</span>
                    <span class="shape-picks__times" dir="ltr">{times}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="shape-picks">
            <legend class="field__label">{t::edit::kind(lang)}</legend>
            <div class="shape-picks__all">
                {shapes.into_iter().enumerate().map(one).collect_view()}
                <label class="shape-picks__one" data-test="shape-new">
                    {radio(None)}
                    <span class="shape-picks__plus"><Glyph icon=Icon::Plus /></span>
                    <span class="shape-picks__text">
                        <span class="shape-picks__name">{t::edit::new_kind(lang)}</span>
                    </span>
                </label>
            </div>
        </fieldset>
    }
}
