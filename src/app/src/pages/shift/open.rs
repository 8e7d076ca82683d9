//! An open shift: whether I can take it, and taking it.

use leptos::prelude::*;
use ruil_core::check::Change;
use ruil_core::{Command, Light, ShiftId};

use crate::components::{Button, ButtonKind, Icon};
use crate::i18n::{light, t, use_lang};
use crate::pages::offer::deed::DeedLine;
use crate::pages::offer::judged::{Judged, JudgedCard};
use crate::pick::deeds::{self, Deed, Stage};
use crate::pick::takers;
use crate::state::{now, use_session};

/// What I can do with an open shift.
#[derive(Clone, Debug, PartialEq)]
enum Desk {
    /// I asked for it already, or nobody can any more.
    Asked(Box<Deed>),
    /// I can take it, as it stood at this revision; or what is in the way is said.
    Free(u32, Box<Judged>, Option<String>),
}

/// Tells whether I asked for this shift, and do not have it.
fn is_claim(deed: &Deed, id: ShiftId) -> bool {
    matches!(deed.command, Command::Claim { shift, .. } if shift == id)
        && matches!(deed.stage, Stage::Waiting(..) | Stage::Rejected(..))
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
                let deed = deeds::last(&view.outbox, &view.done, |deed| is_claim(deed, id));
                return deed.map(Box::new).map(Desk::Asked);
            }
            let assessment = takers::claim(&view.hoped, shift, view.me, now::now());
            let change = Change::gift(shift, view.me);
            let fine = t::offer::possible(lang);
            let judged = Judged::of(lang, view, &change, &assessment, fine);
            let by = || light::approvers(lang, &view.hoped, view.me);
            let why = match judged.light {
                Light::Green | Light::Unknown => None,
                Light::Amber => Some(t::approve::claim(lang, by())),
                Light::Red => Some(t::shift::blocked(lang).to_owned()),
            };
            Some(Desk::Free(shift.revision, Box::new(judged), why))
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
            Desk::Free(revision, judged, why) => {
                let is_blocked = why.is_some();
                let hint = why.unwrap_or_else(|| t::shift::claim_hint(lang).to_owned());
                view! {
                    <div data-test=is_blocked.then_some("blocked")><JudgedCard judged=*judged /></div>
                    <div class="shift-page__do">
                        <Button
                            kind=ButtonKind::Primary
                            icon=Icon::Hand
                            wide=true
                            disabled=is_blocked
                            on_click=move |()| claim(revision)
                            attr:data-test="shift-claim"
                        >
                            {t::shift::claim(lang)}
                        </Button>
                        <p class="muted small">{hint}</p>
                    </div>
                }
                .into_any()
            }
        })
    }
}
