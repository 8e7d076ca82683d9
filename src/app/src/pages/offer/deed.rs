//! How far something I did has come: as a mark in a list, or as a sentence on its page.

use leptos::prelude::*;
use ruil_sync::Progress;

use crate::components::{ActionState, Glyph, Icon, ProgressMark};
use crate::i18n::{progress, t, use_lang};
use crate::pick::deeds::{Deed, Stage};
use crate::state::use_session;

/// Returns a stage's name for tests and the stylesheet.
const fn as_str(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting(_, Some(_)) | Stage::Rejected(_) => "refused",
        Stage::Waiting(Progress::Saving, None) => "saving",
        Stage::Waiting(Progress::Saved, None) => "saved",
        Stage::Waiting(Progress::NotSaved, None) => "not-saved",
        Stage::Waiting(Progress::Received, None) => "received",
        Stage::Waiting(Progress::Refused(_), None) => "refused",
        Stage::Final(_) => "final",
    }
}

fn action_state(stage: &Stage, seen: usize) -> Option<ActionState> {
    match stage {
        Stage::Waiting(Progress::Saved, None) => Some(ActionState::OnPhone),
        Stage::Waiting(Progress::NotSaved, None) => Some(ActionState::Failed),
        Stage::Waiting(Progress::Received, None) => Some(ActionState::Received),
        Stage::Final(_) if seen == 0 => Some(ActionState::Final),
        Stage::Final(_) => Some(ActionState::SeenBy(u32::try_from(seen).unwrap_or(u32::MAX))),
        Stage::Waiting(Progress::Saving | Progress::Refused(_), _)
        | Stage::Waiting(_, Some(_))
        | Stage::Rejected(_) => None,
    }
}

/// Returns how many colleagues have seen what is final.
fn use_seen(stage: &Stage) -> Memo<usize> {
    let session = use_session();
    let number = match stage {
        Stage::Final(number) => Some(*number),
        Stage::Waiting(..) | Stage::Rejected(_) => None,
    };
    Memo::new(move |_| {
        session.with(|view| view.number);
        number.map_or(0, |number| session.seen_by(number).len())
    })
}

/// Shows how far a deed is with an icon and a word.
#[component]
pub fn DeedMark(
    /// The deed.
    stage: Stage,
) -> impl IntoView {
    let lang = use_lang();
    let seen = use_seen(&stage);
    let name = as_str(&stage);
    let mark = move || {
        match action_state(&stage, seen.get()) {
        Some(state) => view! { <ProgressMark state /> }.into_any(),
        None if name == "saving" => view! {
            <span class="progress-mark"><Glyph icon=Icon::Clock />{t::progress::saving(lang)}</span>
        }
        .into_any(),
        None => view! {
            <span class="progress-mark progress-mark--failed"><Glyph icon=Icon::Warning />{t::progress::refused(lang)}</span>
        }
        .into_any(),
    }
    };
    view! { <span class="deed-mark" data-test="progress" data-state=name>{mark}</span> }
}

/// Shows how far a deed is in a sentence.
#[component]
pub fn DeedLine(
    /// The deed.
    deed: Deed,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let seen = use_seen(&deed.stage);
    let stage = deed.stage;
    let name = as_str(&stage);
    let icon = match action_state(&stage, 0) {
        Some(ActionState::OnPhone) => Icon::Phone,
        Some(ActionState::Received) => Icon::CloudCheck,
        Some(ActionState::Final | ActionState::SeenBy(_)) => Icon::CheckDouble,
        Some(ActionState::Failed) => Icon::Warning,
        None if name == "saving" => Icon::Clock,
        None => Icon::Warning,
    };
    let text = move || {
        session.with(|view| progress::stage(lang, &stage, view.link, seen.get(), &view.hoped))
    };
    view! {
        <p class=format!("deed-line deed-line--{name}") data-test="progress" data-state=name role="status">
            <Glyph icon />
            <span>{text}</span>
        </p>
    }
}
