//! My answer to an offer.

use leptos::prelude::*;
use ruil_core::Answer;

use super::icon::{Glyph, Icon};
use crate::i18n::{Lang, t, use_lang};

/// An answer without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// Yes, with or without a shift in return.
    Yes,
    /// Not known yet.
    Later,
    /// No.
    No,
}

impl AnswerKind {
    /// All answers, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Later, Self::No];

    /// Returns the kind of an answer.
    pub const fn of(answer: Answer) -> Self {
        match answer {
            Answer::Yes | Answer::YesWith { .. } => Self::Yes,
            Answer::Later => Self::Later,
            Answer::No => Self::No,
        }
    }

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Later => "later",
            Self::No => "no",
        }
    }

    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Yes => Icon::Hand,
            Self::Later => Icon::Clock,
            Self::No => Icon::Close,
        }
    }

    pub(super) fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Yes => t::ui::yes(lang),
            Self::Later => t::ui::later(lang),
            Self::No => t::ui::no(lang),
        }
    }
}

/// Shows the three answers side by side; the given one stays pressed.
#[component]
pub fn AnswerBar(
    /// What a yes says here, such as "Ja, ik neem hem".
    #[prop(into)]
    yes: String,
    /// My answer so far.
    #[prop(optional, into)]
    given: Signal<Option<AnswerKind>>,
    /// Can't be answered now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// A yes can't be; what stands above says why.
    #[prop(optional)]
    without_yes: bool,
    /// Called with the answer that was tapped.
    #[prop(into)]
    on_answer: Callback<AnswerKind>,
) -> impl IntoView {
    let lang = use_lang();
    let one = move |kind: AnswerKind| {
        let text = match kind {
            AnswerKind::Yes => yes.clone(),
            AnswerKind::Later | AnswerKind::No => kind.text(lang).to_owned(),
        };
        view! {
            <button
                class=format!("answer-bar__one answer-bar__one--{}", kind.as_str())
                data-test=format!("offer-{}", kind.as_str())
                type="button"
                disabled=move || disabled.get() || (without_yes && kind == AnswerKind::Yes)
                aria-pressed=move || if given.get() == Some(kind) { "true" } else { "false" }
                on:click=move |_| on_answer.run(kind)
            >
                <Glyph icon=kind.icon() />
                <span>{text}</span>
            </button>
        }
    };
    view! {
        <div class="answer-bar" role="group" aria-label=t::ui::your_answer(lang)>
            {AnswerKind::ALL.map(one).into_iter().collect_view()}
        </div>
    }
}
