//! Putting back what was saved from a device.

use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, Field, FieldKind, FileButton, PageHead, Tone};
use crate::i18n::{keep, t, use_lang};
use crate::route::Route;
use crate::state::boot::Boot;
use crate::state::boot::file::{NotBack, Sealed};
use crate::state::{now, page, work};

/// Asks for a file, then for its passphrase.
#[component]
pub fn PutBackPage() -> impl IntoView {
    let lang = use_lang();
    page::set_title(&t::shell::title(lang, t::put_back::title(lang)));
    let sealed = RwSignal::new(None::<Sealed>);
    let failed = RwSignal::new(None::<NotBack>);
    let form = move || sealed.get().map(|file| view! { <Open file failed /> });
    let banner = move || {
        failed.get().map(|error| {
            let text = keep::not_back(lang, &error, now::now_ms());
            view! {
                <Banner
                    tone=Tone::Danger
                    title=t::put_back::failed(lang)
                    text
                    attr:data-test="put-back-failed"
                />
            }
        })
    };
    view! {
        <div class="page page--narrow" data-test="put-back">
            <PageHead
                title=t::put_back::title(lang)
                lead=t::put_back::lead(lang).to_owned()
                back=(Route::Mine.path(), t::welcome::back(lang).to_owned())
            />
            {banner}
            <Pick sealed failed />
            {form}
        </div>
    }
}

#[component]
fn Pick(sealed: RwSignal<Option<Sealed>>, failed: RwSignal<Option<NotBack>>) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let on_read = Callback::new(move |read: Result<Sealed, NotBack>| match read {
        Ok(file) => {
            failed.set(None);
            sealed.set(Some(file));
        }
        Err(error) => {
            sealed.set(None);
            failed.set(Some(error));
        }
    });
    let is_empty = move || sealed.read().is_none();
    let label = move || {
        if is_empty() {
            t::put_back::pick(lang)
        } else {
            t::put_back::another(lang)
        }
    };
    view! {
        <FileButton
            text=Signal::derive(move || label().to_owned())
            is_primary=Signal::derive(is_empty)
            is_wide=true
            on_pick=move |event| boot.pick(&event, on_read)
            test="put-back-file"
        />
    }
}

#[component]
fn Open(file: Sealed, failed: RwSignal<Option<NotBack>>) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let secret = RwSignal::new(String::new());
    let missing = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let chosen = t::put_back::chosen(lang, &file.name);
    let done = Callback::new(move |put: Result<(), NotBack>| {
        busy.set(false);
        failed.set(put.err());
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let secret = secret.get_untracked();
        if secret.is_empty() {
            missing.set(Some(t::put_back::no_secret(lang).to_owned()));
        } else if !busy.get_untracked() {
            busy.set(true);
            failed.set(None);
            let file = file.clone();
            work::then(async move { boot.put_back(&file, &secret).await }, done);
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p data-test="put-back-chosen">{chosen}</p>
            <Field
                id="put-back-secret"
                label=t::put_back::secret(lang)
                kind=FieldKind::Secret
                max=200
                value=secret
                on_input=move |text| {
                    missing.set(None);
                    secret.set(text);
                }
                error=missing
                required=true
                autofocus=true
                attr:data-test="put-back-secret"
            />
            <p class="muted small">{t::put_back::once(lang)}</p>
            <Button kind=ButtonKind::Primary wide=true submit=true busy attr:data-test="put-back-submit">
                {t::put_back::submit(lang)}
            </Button>
        </form>
    }
}
