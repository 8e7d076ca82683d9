//! An open shift: whether I can take it, asking for it, and what became of that.

mod desk;

use leptos::prelude::*;
use ruil_core::staged::staged;
use ruil_core::{Answer, Command, OfferId, ShiftId};

use self::desk::{Desk, Free, Said};
use crate::components::{Banner, Button, ButtonKind, Glyph, Icon};
use crate::i18n::{Lang, format, t, use_lang};
use crate::pages::offer::deed::DeedLine;
use crate::pages::offer::judged::JudgedCard;
use crate::pick::deeds::Stage;
use crate::state::{View, now, use_session};

/// Shows how an open shift can become mine.
#[component]
pub(super) fn OpenShift(id: ShiftId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let desk = Memo::new(move |_| session.with(|view| Desk::of(lang, view, id)));
    let claim = Callback::new(move |revision| {
        session.act_or_tell(Command::Claim {
            shift: id,
            revision,
        });
    });
    let unclaim = Callback::new(move |offer| {
        let answer = Answer::No;
        session.act_or_tell(Command::Answer { offer, answer });
    });
    let asked = Memo::new(move |_| session.with(|view| asked(lang, view, id)));
    let asked = move || {
        asked
            .get()
            .map(|text| view! { <p class="muted" data-test="staged">{text}</p> })
    };
    let desk = move || {
        desk.get().map(|desk| match desk {
            Desk::Asked(deed) => view! { <DeedLine deed=*deed /> }.into_any(),
            Desk::Lost(why) => view! { <Lost why /> }.into_any(),
            Desk::Said(said) => view! { <SaidYes said=*said unclaim /> }.into_any(),
            Desk::Free(free) => view! { <ToClaim free=*free claim /> }.into_any(),
        })
    };
    view! {
        {asked}
        {desk}
    }
}

/// Returns whom it asks by now, while it does not ask everybody yet.
fn asked(lang: Lang, view: &View, id: ShiftId) -> Option<String> {
    let shift = view.hoped.roster.get(id)?;
    let found = staged(&view.hoped, shift, now::now());
    let next_ms = u64::try_from(found.next?.utc_min)
        .ok()?
        .saturating_mul(60_000);
    let next = format::when(lang, now::local(next_ms), now::today());
    Some(t::shift::staged(lang, found.order.len(), found.asked, next))
}

/// Why I did not get it.
#[component]
fn Lost(why: String) -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="lead" data-test="lost-reason"><Glyph icon=Icon::Info />{why}</p>
        <p class="muted">{t::offer::thanks(lang)}</p>
    }
}

/// That I asked for it, and what happens now.
#[component]
fn SaidYes(said: Said, unclaim: Callback<OfferId>) -> impl IntoView {
    let lang = use_lang();
    let Said {
        offer,
        text,
        gathers,
        waits,
        deed,
    } = said;
    let deed = deed.filter(|deed| gathers.is_none() || matches!(deed.stage, Stage::Waiting(..)));
    view! {
        <p class="lead" data-test="said">{text}</p>
        {gathers.map(|gathers| view! { <p data-test="gathers">{gathers}</p> })}
        {waits.map(|waits| view! { <Banner title=waits attr:data-test="waits" /> })}
        {deed.map(|deed| view! { <DeedLine deed /> })}
        <div class="cluster">
            <Button icon=Icon::Undo on_click=move |()| unclaim.run(offer) attr:data-test="shift-unclaim">
                {t::shift::unclaim(lang)}
            </Button>
        </div>
    }
}

/// What it would mean, and the button.
#[component]
fn ToClaim(free: Free, claim: Callback<u32>) -> impl IntoView {
    let Free {
        revision,
        judged,
        label,
        hint,
        is_blocked,
        gathers,
        lost,
    } = free;
    view! {
        {lost.map(|why| view! { <Lost why /> })}
        <div data-test=is_blocked.then_some("blocked")><JudgedCard judged /></div>
        {gathers.map(|gathers| view! { <p data-test="gathers">{gathers}</p> })}
        <div class="shift-page__do">
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Hand
                wide=true
                disabled=is_blocked
                on_click=move |()| claim.run(revision)
                attr:data-test="shift-claim"
            >
                {label}
            </Button>
            <p class="muted small">{hint}</p>
        </div>
    }
}
