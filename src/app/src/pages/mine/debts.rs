//! Owed shifts: what I still give back, and what colleagues still give back to me.

mod lines;
mod pick;

use leptos::prelude::*;
use ruil_core::{Command, OfferId};

use self::lines::Line;
use self::pick::PickDialog;
use crate::components::{Button, ButtonKind, Card, Dialog, LinkButton, Section};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::use_session;

/// What stands in front of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Front {
    /// My shifts, to give one back with.
    Pick(OfferId),
    /// Whether I am sure, and whom it is about.
    Forgive(OfferId, String),
}

/// Shows owed shifts; nothing where there are none.
#[component]
pub(super) fn Debts() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let front = RwSignal::new(None::<Front>);
    let lines = Memo::new(move |_| session.with(|view| Line::all(lang, view)));
    let forgive = Callback::new(move |debt: OfferId| {
        front.set(None);
        session.act_or_tell(Command::Forgive { debt });
    });
    let close = move |()| front.set(None);
    let dialog = move || match front.get() {
        None => ().into_any(),
        Some(Front::Pick(debt)) => view! { <PickDialog debt on_close=close /> }.into_any(),
        Some(Front::Forgive(debt, name)) => {
            view! { <ForgiveDialog debt name on_close=close forgive /> }.into_any()
        }
    };
    let list = move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let rows = lines
                .into_iter()
                .map(move |line| view! { <Row line front /> });
            view! {
                <Section title=t::debt::title(lang) attr:data-test="debts">
                    <Card flush=true><ul class="list">{rows.collect_view()}</ul></Card>
                </Section>
            }
        })
    };
    view! { {list}{dialog} }
}

/// One owed shift.
#[component]
fn Row(line: Line, front: RwSignal<Option<Front>>) -> impl IntoView {
    let lang = use_lang();
    let Line {
        debt,
        name,
        text,
        more,
        offer,
        is_mine_to_ask,
    } = line;
    let pick = move |()| front.set(Some(Front::Pick(debt)));
    let forgive = move |()| front.set(Some(Front::Forgive(debt, name.clone())));
    let can_pick = is_mine_to_ask && offer.is_none();
    view! {
        <li class="debts__one" data-test="debt">
            <p>{text}</p>
            {more.map(|more| view! { <p class="muted small">{more}</p> })}
            {offer.map(|offer| view! {
                <LinkButton href=Route::Offer(offer).path()>{t::shift::see_offer(lang)}</LinkButton>
            })}
            {is_mine_to_ask.then(|| view! {
                <div class="cluster">
                    {can_pick.then(|| view! {
                        <Button on_click=pick attr:data-test="debt-pick">{t::debt::pick(lang)}</Button>
                    })}
                    <Button kind=ButtonKind::Link on_click=forgive attr:data-test="debt-forgive">
                        {t::debt::forgive(lang)}
                    </Button>
                </div>
            })}
        </li>
    }
}

/// Says what letting go means, before it is done.
#[component]
fn ForgiveDialog(
    debt: OfferId,
    name: String,
    #[prop(into)] on_close: Callback<()>,
    forgive: Callback<OfferId>,
) -> impl IntoView {
    let lang = use_lang();
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Danger wide=true on_click=move |()| forgive.run(debt) attr:data-test="debt-forgive-sure">
                {t::debt::forgive(lang)}
            </Button>
            <Button wide=true on_click=on_close>{t::shift::cancel(lang)}</Button>
        }
    };
    view! {
        <Dialog title=t::debt::forgive_title(lang, &name) on_close actions>
            <p>{t::debt::forgive_text(lang, name)}</p>
        </Dialog>
    }
}
