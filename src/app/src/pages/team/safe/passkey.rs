//! A passkey beside the secret: fingerprint, face or the device's own code opens the lock too.

use leptos::prelude::*;

use crate::components::{Banner, Button, Icon, Tone};
use crate::i18n::{keep, t, use_lang};
use crate::state::boot::Boot;
use crate::state::boot::lock::{LockFailure, passkey};
use crate::state::{Session, now, work};

/// Shows whether a passkey opens the lock, and changes that; nothing where the device makes none.
#[component]
pub(super) fn PasskeyRow(session: Session) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let may_make = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<LockFailure>);
    let found = Callback::new(move |may| may_make.set(may));
    work::then(passkey::may_make(), found);
    let done = Callback::new(move |done: Result<(), LockFailure>| {
        busy.set(false);
        failed.set(done.err());
    });
    let begin = move || {
        failed.set(None);
        busy.set(true);
    };
    let add = move |()| {
        begin();
        let me = session.identity();
        // A keeper of passkeys may copy it elsewhere: it learns who, and not of which team.
        let name = session.with(|view| view.my_name().to_owned());
        work::then(async move { boot.add_passkey(&me, &name).await }, done);
    };
    let drop = move |()| {
        begin();
        work::then(boot.drop_passkey(), done);
    };
    let row = move || {
        if boot.has_passkey() {
            view! {
                <p class="muted small" data-test="passkey-on">{t::passkey::on(lang)}</p>
                <Button busy on_click=drop attr:data-test="passkey-drop">{t::passkey::drop(lang)}</Button>
            }
            .into_any()
        } else {
            view! {
                <p class="muted small">{t::passkey::about(lang)}</p>
                <Button icon=Icon::Lock busy on_click=add attr:data-test="passkey-add">
                    {t::passkey::add(lang)}
                </Button>
            }
            .into_any()
        }
    };
    let trouble = move || {
        failed.get().map(|failure| {
            let text = keep::lock(lang, &failure, now::now_ms());
            view! { <Banner tone=Tone::Warn title=t::passkey::title(lang) text attr:data-test="passkey-failed" /> }
        })
    };
    move || {
        (may_make.get() || boot.has_passkey()).then(|| {
            view! {
                <h4>{t::passkey::title(lang)}</h4>
                {row}
                {trouble}
            }
        })
    }
}
