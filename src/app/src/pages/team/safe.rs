//! What keeps this device safe, and what brings it back: a lock, a kit, a file.

mod export;
mod lock;
mod passkey;

use leptos::prelude::*;

use self::export::ExportDialog;
use self::lock::{DropDialog, SetDialog};
use self::passkey::PasskeyRow;
use crate::components::{Button, Card, Icon, LinkButton};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::Session;
use crate::state::boot::Boot;

/// What stands in front of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Front {
    SetLock,
    DropLock,
    Export,
}

/// Shows the three, each with what it is for.
#[component]
pub(super) fn SafePart(session: Session) -> impl IntoView {
    let lang = use_lang();
    let front = RwSignal::new(None::<Front>);
    let close = Callback::new(move |()| front.set(None));
    let dialog = move || match front.get() {
        None => ().into_any(),
        Some(Front::SetLock) => view! { <SetDialog session on_close=close /> }.into_any(),
        Some(Front::DropLock) => view! { <DropDialog session on_close=close /> }.into_any(),
        Some(Front::Export) => view! { <ExportDialog session on_close=close /> }.into_any(),
    };
    view! {
        <Card>
            <LockRow front session />
            <KitRow session />
            <section class="stack stack--tight">
                <h3>{t::export::title(lang)}</h3>
                <p class="muted small">{t::export::row(lang)}</p>
                <Button
                    icon=Icon::Download
                    on_click=move |()| front.set(Some(Front::Export))
                    attr:data-test="export"
                >
                    {t::export::open(lang)}
                </Button>
            </section>
        </Card>
        {dialog}
    }
}

#[component]
fn LockRow(front: RwSignal<Option<Front>>, session: Session) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let set = move |()| front.set(Some(Front::SetLock));
    let row = move || {
        if boot.has_lock() {
            view! {
                <p class="muted small" data-test="lock-on">{t::lock::on(lang)}</p>
                <Button icon=Icon::Lock on_click=move |()| boot.lock_now() attr:data-test="lock-now">
                    {t::lock::now(lang)}
                </Button>
                <div class="team__actions">
                    <Button on_click=set attr:data-test="lock-change">{t::lock::change(lang)}</Button>
                    <Button
                        on_click=move |()| front.set(Some(Front::DropLock))
                        attr:data-test="lock-drop"
                    >
                        {t::lock::drop(lang)}
                    </Button>
                </div>
                <PasskeyRow session />
            }
            .into_any()
        } else {
            view! {
                <p class="muted small" data-test="lock-off">{t::lock::off(lang)}</p>
                <Button icon=Icon::Lock on_click=set attr:data-test="lock-set">
                    {t::lock::set(lang)}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <section class="stack stack--tight">
            <h3>{t::lock::title(lang)}</h3>
            {row}
        </section>
    }
}

#[component]
fn KitRow(session: Session) -> impl IntoView {
    let lang = use_lang();
    let may_admit = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let row = move || {
        if may_admit.get() {
            view! {
                <p class="muted small">{t::kit::row(lang)}</p>
                <LinkButton href=Route::Kit.path() icon=Icon::Qr attr:data-test="kit">
                    {t::kit::open(lang)}
                </LinkButton>
            }
            .into_any()
        } else {
            view! { <p class="muted small">{t::kit::others(lang)}</p> }.into_any()
        }
    };
    view! {
        <section class="stack stack--tight">
            <h3>{t::kit::title(lang)}</h3>
            {row}
        </section>
    }
}
