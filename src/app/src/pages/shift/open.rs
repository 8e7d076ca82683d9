//! An open shift: whether I can take it, and taking it.

use leptos::prelude::*;
use ruil_core::{Command, ShiftId};

use crate::components::{Banner, Button, ButtonKind, Icon, Tone};
use crate::i18n::{refusal, t, use_lang};
use crate::pages::offer::deed::DeedLine;
use crate::pick::deeds::{self, Deed};
use crate::pick::takers;
use crate::state::use_session;

/// What I can do with an open shift.
#[derive(Clone, Debug, PartialEq)]
enum Desk {
    /// I asked for it already, or nobody can any more.
    Asked(Box<Deed>),
    /// I can take it, as it stood at this revision.
    Free(u32),
    /// I can't, for these reasons.
    Blocked(String),
}

/// Shows how an open shift can become mine.
#[component]
pub(super) fn OpenShift(id: ShiftId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let desk = Memo::new(move |_| {
        session.with(|view| {
            let shift = view.hoped.roster.get(id)?;
            if shift.owner.is_some() {
                let deed = deeds::last(&view.outbox, &view.done, |deed| deed.shift() == Some(id));
                return deed.map(Box::new).map(Desk::Asked);
            }
            let obstacles = takers::claim(&view.hoped, shift, view.me);
            if obstacles.is_empty() {
                return Some(Desk::Free(shift.revision));
            }
            let why = |why| refusal::refusal_to(lang, why, &view.hoped, view.me);
            Some(Desk::Blocked(
                obstacles.iter().map(why).collect::<Vec<_>>().join(" "),
            ))
        })
    });
    let claim = move |revision| {
        session.act_or_tell(Command::Claim {
            shift: id,
            revision,
        })
    };
    move || {
        desk.get().map(|desk| match desk {
            Desk::Asked(deed) => view! { <DeedLine deed=*deed /> }.into_any(),
            Desk::Free(revision) => view! {
                <div class="shift-page__do">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Hand
                        wide=true
                        on_click=move |()| claim(revision)
                        attr:data-test="shift-claim"
                    >
                        {t::shift::claim(lang)}
                    </Button>
                    <p class="muted small">{t::shift::claim_hint(lang)}</p>
                </div>
            }
            .into_any(),
            Desk::Blocked(why) => view! {
                <Banner tone=Tone::Warn title=t::shift::blocked(lang) text=why attr:data-test="blocked" />
            }
            .into_any(),
        })
    }
}
