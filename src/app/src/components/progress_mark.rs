//! How far something I did has come.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::{t, use_lang};

/// The visible states of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionState {
    /// Saved on this phone.
    OnPhone,
    /// The relay has it.
    Received,
    /// It has its number, for everybody.
    Final,
    /// Final, and so many colleagues have seen it.
    SeenBy(u32),
    /// It could not be saved.
    Failed,
}

impl ActionState {
    /// All states, for the gallery.
    pub const ALL: [Self; 5] = [
        Self::OnPhone,
        Self::Received,
        Self::Final,
        Self::SeenBy(3),
        Self::Failed,
    ];

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnPhone => "on-phone",
            Self::Received => "received",
            Self::Final => "final",
            Self::SeenBy(_) => "seen",
            Self::Failed => "failed",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::OnPhone => Icon::Phone,
            Self::Received => Icon::CloudCheck,
            Self::Final => Icon::CheckDouble,
            Self::SeenBy(_) => Icon::Eye,
            Self::Failed => Icon::Warning,
        }
    }
}

/// Shows the state as a small icon and a word.
#[component]
pub fn ProgressMark(
    /// The state.
    #[prop(into)]
    state: Signal<ActionState>,
) -> impl IntoView {
    let lang = use_lang();
    let text = move || match state.get() {
        ActionState::OnPhone => t::ui::on_phone(lang).to_owned(),
        ActionState::Received => t::ui::received(lang).to_owned(),
        ActionState::Final => t::ui::is_final(lang).to_owned(),
        ActionState::SeenBy(people) => t::ui::seen_by(lang, i64::from(people)),
        ActionState::Failed => t::ui::not_saved(lang).to_owned(),
    };
    view! {
        <span class=move || format!("progress-mark progress-mark--{}", state.get().as_str()) data-state=move || state.get().as_str()>
            <Glyph icon=Signal::derive(move || state.get().icon()) />
            <span class="progress-mark__text">{text}</span>
        </span>
    }
}
