//! What I give and what I get, one below the other.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::shift_chip::ChipState;
use super::shift_face::ShiftFace;
use super::shift_row::ShiftRow;
use crate::i18n::{t, use_lang};

/// Shows my side of a swap.
#[component]
pub fn GiveGet(
    /// The shift that goes.
    #[prop(optional_no_strip)]
    gives: Option<ShiftFace>,
    /// The shift that comes.
    #[prop(optional_no_strip)]
    gets: Option<ShiftFace>,
) -> impl IntoView {
    let lang = use_lang();
    let side = |title: &'static str,
                icon: Icon,
                face: Option<ShiftFace>,
                state: ChipState,
                none: &'static str| {
        let shift = match face {
            Some(face) => view! { <ShiftRow face state /> }.into_any(),
            None => view! { <p class="give-get__none">{none}</p> }.into_any(),
        };
        view! {
            <div class="give-get__side">
                <dt class="give-get__title"><Glyph icon />{title}</dt>
                <dd>{shift}</dd>
            </div>
        }
    };
    view! {
        <dl class="give-get">
            {side(t::circle::give(lang), Icon::Upload, gives, ChipState::Offered, t::circle::give_none(lang))}
            {side(t::circle::get(lang), Icon::Download, gets, ChipState::Pending, t::circle::get_none(lang))}
        </dl>
    }
}
