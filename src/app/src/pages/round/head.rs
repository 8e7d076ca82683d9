//! Where a round stands, and until when.

use leptos::prelude::*;
use ruil_core::RoundId;

use crate::components::{Banner, Glyph, Icon};
use crate::i18n::{Lang, round as words, t, use_lang};
use crate::state::{View, now};

/// The head of a round, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeadShown {
    pub(super) title: String,
    phase: &'static str,
    means: &'static str,
    until: Option<String>,
    /// Whether it stands so on this device alone.
    is_pending: bool,
    tag: &'static str,
}

/// Returns a phase's name for tests.
pub(super) const fn tag(phase: ruil_core::Phase) -> &'static str {
    match phase {
        ruil_core::Phase::Picking => "picking",
        ruil_core::Phase::Solving => "solving",
        ruil_core::Phase::Closed => "closed",
        ruil_core::Phase::Published { .. } => "published",
        ruil_core::Phase::Cancelled => "cancelled",
    }
}

impl HeadShown {
    pub(super) fn of(lang: Lang, view: &View, id: RoundId) -> Option<Self> {
        let round = view.hoped.rounds.get(&id)?;
        let settled = view.team.rounds.get(&id).map(|round| round.phase);
        Some(Self {
            title: words::heading(lang, round),
            phase: words::phase(lang, round.phase),
            means: words::means(lang, round.phase),
            until: words::until(lang, round, now::today(), now::local),
            is_pending: settled.map(tag) != Some(tag(round.phase)),
            tag: tag(round.phase),
        })
    }
}

/// Shows the phase.
#[component]
pub(super) fn Head(head: Memo<Option<HeadShown>>) -> impl IntoView {
    let lang = use_lang();
    move || {
        head.get().map(|head| {
            view! {
                <div data-test="round-phase" data-state=head.tag>
                    <Banner title=head.phase text=head.means>
                        <p class="muted small">
                            {head.until}
                            {head.is_pending.then(|| view! {
                                <span data-test="round-pending"><Glyph icon=Icon::Clock />{t::round::pending(lang)}</span>
                            })}
                        </p>
                    </Banner>
                </div>
            }
        })
    }
}
