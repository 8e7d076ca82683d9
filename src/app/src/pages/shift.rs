//! One shift: what, when, where, who, and what can be done with it.

mod ask;
mod facts;
mod more;
mod named;
mod open;
mod release;
mod sheet;
mod shown;
mod whom;

use leptos::prelude::*;
use ruil_core::Shift;

use self::facts::Facts;
use self::open::OpenShift;
use self::release::ReleasePart;
use self::sheet::OfferSheet;
use self::shown::{ShiftShown, Whose};
use super::offer::reverse::Reversal;
use super::offer::shown::OfferShown;
use super::offer::summary::OfferSummary;
use super::offer::thank::ThankForShift;
use crate::components::{
    Button, ButtonKind, EmptyArt, EmptyState, Icon, LinkButton, PageHead, part_text,
};
use crate::i18n::{format, offer::capital, t, use_lang};
use crate::pick::{shifts, ways};
use crate::route::Route;
use crate::state::{now, use_here, use_session};

/// Shows one shift.
#[component]
pub fn ShiftPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let here = use_here();
    let id = Memo::new(move |_| match here.route() {
        Some(Route::Shift(id)) => Some(id),
        _ => None,
    });
    let shown = Memo::new(move |_| {
        let id = id.get()?;
        session.with(|view| ShiftShown::of(lang, view, id, now::now()))
    });
    let offering = RwSignal::new(None::<Shift>);
    let start = move |()| {
        let id = id.get_untracked();
        let found = id
            .and_then(|id| session.with(|view| shifts::find(&view.team, &view.hoped, id).cloned()));
        offering.set(found);
    };
    let page = move || {
        match shown.get() {
        Some(shown) => view! { <Shown shown start=Callback::new(start) /> }.into_any(),
        None => view! {
            <PageHead title=t::shift::gone(lang) back=(Route::Roster(None).path(), t::shift::back(lang).to_owned()) />
            <EmptyState art=EmptyArt::Roster title=t::shift::gone(lang) text=t::shift::gone_more(lang)>
                <LinkButton href=Route::Roster(None).path()>{t::mine::to_roster(lang)}</LinkButton>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="page page--shift">{page}</div>
        {move || offering.get().map(|shift| view! {
            <OfferSheet shift on_close=move |()| offering.set(None) />
        })}
    }
}

#[component]
fn Shown(shown: ShiftShown, start: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let day = shown.face.span.start().day();
    let title = if shown.face.name.is_empty() {
        part_text(lang, shown.face.part())
    } else {
        &shown.face.name
    };
    let title = capital(title);
    let back = (
        Route::Roster(Some(day)).path(),
        t::shift::back(lang).to_owned(),
    );
    let lead = Signal::stored(Some(capital(&format::day_full(lang, day))));
    let can_offer = shown.whose == Whose::Mine && shown.offer.is_none() && shown.next.is_none();
    // Whose claim was late reads why where they made it.
    let open = (shown.whose != Whose::Mine).then_some(shown.id);
    let id = shown.id;
    let offer = shown.offer;
    let next = shown.next.clone();
    let is_past = shown.is_past;
    let came_by = shown.came_by;
    view! {
        <PageHead title lead back />
        <Facts shown />
        <ThankForShift id />
        {next.map(|next| view! { <p class="shift-page__next" role="status" data-test="shift-next">{next}</p> })}
        {offer.map(|offer| view! { <OfferHere offer /> })}
        {open.map(|id| view! { <OpenShift id /> })}
        {can_offer.then(|| view! {
            <div class="shift-page__do">
                <Button kind=ButtonKind::Primary icon=Icon::Swap wide=true on_click=start attr:data-test="shift-offer">
                    {t::shift::offer(lang)}
                </Button>
                <p class="muted small">{if is_past { t::shift::begun(lang) } else { t::shift::offer_hint(lang) }}</p>
            </div>
        })}
        {came_by.map(|offer| view! { <Reversal id=offer /> })}
        <ReleasePart id />
    }
}

/// The offer a shift stands in.
#[component]
fn OfferHere(offer: ruil_core::OfferId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let shown =
        Memo::new(move |_| session.with(|view| OfferShown::of(lang, view, offer, now::now())));
    let light = Memo::new(move |_| {
        session.with(|view| {
            let offer = view.hoped.offers.get(&offer)?;
            let is_asked = offer.is_open() && offer.asks(view.me, now::now_ms());
            is_asked.then(|| ways::light(&view.hoped, offer, view.me, now::now()))?
        })
    });
    move || {
        shown.get().map(|shown| {
            let (is_mine, light) = (shown.is_mine, light.get());
            view! { <OfferSummary shown nostrip:light=light go=t::shift::see_offer(lang) primary=!is_mine /> }
        })
    }
}
