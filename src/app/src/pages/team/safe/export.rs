//! All that this device keeps, as one file.

use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, Dialog, Field, FieldKind, Tone};
use crate::i18n::{format, keep, t, use_lang};
use crate::state::boot::Boot;
use crate::state::boot::file::NotSealed;
use crate::state::boot::lock::LockFailure;
use crate::state::{Session, now, work};

/// Asks for a passphrase and makes the file.
#[component]
pub(super) fn ExportDialog(session: Session, on_close: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let is_done = RwSignal::new(false);
    let name = t::export::file(lang, format::iso(now::today()));
    let shown = move || {
        if is_done.get() {
            let text = t::export::done_text(lang, &name);
            view! {
                <div class="stack" data-test="export-done">
                    <Banner tone=Tone::Success title=t::export::done(lang) text />
                    <p>{t::export::about(lang)}</p>
                    <Button kind=ButtonKind::Primary wide=true autofocus=true on_click=on_close>
                        {t::export::close(lang)}
                    </Button>
                </div>
            }
            .into_any()
        } else {
            view! { <Ask session name=name.clone() is_done /> }.into_any()
        }
    };
    view! {
        <Dialog title=t::export::title(lang) on_close attr:data-test="export-dialog">
            {shown}
        </Dialog>
    }
}

#[component]
fn Ask(session: Session, name: String, is_done: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let [secret, again] = [(); 2].map(|()| RwSignal::new(String::new()));
    let failed = RwSignal::new(None::<NotSealed>);
    let busy = RwSignal::new(false);
    let done = Callback::new(move |sealed: Result<(), NotSealed>| {
        busy.set(false);
        match sealed {
            Ok(()) => is_done.set(true),
            Err(error) => failed.set(Some(error)),
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let (me, name) = (session.identity(), name.clone());
        let (secret, again) = (secret.get_untracked(), again.get_untracked());
        let seal = async move { boot.seal(&me, &name, (&secret, &again)).await };
        work::then(seal, done);
    };
    let error = move |is_short: bool| {
        Signal::derive(move || {
            let failed = failed.get()?;
            let short = NotSealed::Lock(LockFailure::Short);
            ((failed == short) == is_short).then(|| keep::not_sealed(lang, &failed, now::now_ms()))
        })
    };
    let typed = move |value: RwSignal<String>| {
        move |text: String| {
            failed.set(None);
            value.set(text);
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p>{t::export::about(lang)}</p>
            <p>{t::export::once(lang)}</p>
            <Field
                id="export-secret"
                label=t::export::secret(lang)
                hint=t::export::secret_hint(lang)
                kind=FieldKind::NewSecret
                max=200
                value=secret
                on_input=typed(secret)
                error=error(true)
                required=true
                attr:data-test="export-secret"
            />
            <Field
                id="export-again"
                label=t::export::again(lang)
                kind=FieldKind::NewSecret
                max=200
                value=again
                on_input=typed(again)
                error=error(false)
                required=true
                attr:data-test="export-again"
            />
            <Button kind=ButtonKind::Primary wide=true submit=true busy attr:data-test="export-submit">
                {t::export::submit(lang)}
            </Button>
        </form>
    }
}
