//! One offer: what is asked, the answer or the choice, and how it ended.

mod approve;
mod asked;
pub(crate) mod deed;
pub(crate) mod judged;
mod maker;
pub(crate) mod reverse;
pub(crate) mod shown;
pub(crate) mod summary;
pub(crate) mod thank;
mod with;

use leptos::prelude::*;

use self::approve::Approve;
use self::asked::Asked;
use self::deed::DeedLine;
use self::maker::Maker;
use self::reverse::Reversal;
use self::shown::OfferShown;
use self::thank::ThankForOffer;
use crate::components::{
    EmptyArt, EmptyState, Glyph, Icon, LinkButton, OfferCard, OfferStage, PageHead,
};
use crate::i18n::{t, use_lang};
use crate::pick::deeds::Stage;
use crate::route::Route;
use crate::state::{now, use_here, use_session};

/// Shows one offer.
#[component]
pub fn OfferPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let here = use_here();
    let id = Memo::new(move |_| match here.route() {
        Some(Route::Offer(id)) => Some(id),
        _ => None,
    });
    let shown = Memo::new(move |_| {
        let id = id.get()?;
        session.with(|view| OfferShown::of(lang, view, id, now::now()))
    });
    let back = (Route::Swaps.path(), t::offer::back(lang).to_owned());
    view! {
        <div class="page page--offer">
            <PageHead title=t::offer::title(lang) back />
            {move || match shown.get() {
                Some(shown) => view! { <Shown shown /> }.into_any(),
                None => view! {
                    <EmptyState art=EmptyArt::Swaps title=t::offer::gone(lang) text=t::offer::gone_more(lang)>
                        <LinkButton href=Route::Swaps.path()>{t::swaps::title(lang)}</LinkButton>
                    </EmptyState>
                }
                .into_any(),
            }}
            {move || {
                let id = id.get()?;
                let is_mine = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.is_mine)));
                let lower = move || is_mine.get().map(|is_mine| {
                    if is_mine {
                        view! { <Maker id /> }.into_any()
                    } else {
                        view! { <Asked id /> }.into_any()
                    }
                });
                Some(view! { <ThankForOffer id /><Approve id />{lower}<Reversal id /> })
            }}
        </div>
    }
}

/// The offer itself, with how far my part in it is.
#[component]
fn Shown(shown: OfferShown) -> impl IntoView {
    let lang = use_lang();
    let thanks = shown.lost.as_ref().map(|_| t::offer::thanks(lang));
    let is_over = shown.stage != OfferStage::Open;
    let count = i64::try_from(shown.yes).unwrap_or(i64::MAX);
    let yes = (count > 0).then(|| format!(" {}.", t::swaps::yes_count(lang, count)));
    // A yes that is final decides nothing yet while answers are gathered: that says enough.
    let is_gathered = !is_over && shown.gathers.is_some() && !shown.is_mine;
    let deed = shown.deed.filter(|deed| match deed.stage {
        Stage::Waiting(..) => true,
        Stage::Final(_) => !is_gathered,
        Stage::Rejected(_) => !is_over,
    });
    view! {
        <div data-test="offer-card" data-offer=shown.id.to_string() data-stage=shown.stage.as_str()>
            <OfferCard
                by=shown.by
                wants=shown.wants
                face=shown.face
                more=shown.more
                nostrip:part=shown.part
                named=shown.named
                stage=shown.stage
                nostrip:outcome=shown.outcome
                nostrip:lost=shown.lost
                href=Route::Shift(shown.shift).path()
            >
                {thanks.map(|thanks| view! { <p class="muted">{thanks}</p> })}
                {shown.gathers.map(|gathers| view! {
                    <p class="offer-summary__waits" data-test="gathers"><Glyph icon=Icon::Clock />{gathers}{yes}</p>
                })}
                {deed.map(|deed| view! { <DeedLine deed /> })}
            </OfferCard>
        </div>
    }
}
