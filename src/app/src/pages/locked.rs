//! The lock: nothing of the team is shown before it is open.

use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, Field, FieldKind, Icon, Logo, Tone};
use crate::i18n::{failure, keep, t, use_lang};
use crate::state::boot::{Boot, StorageError};
use crate::state::unlock::Unlock;
use crate::state::{now, page, work};

/// What the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Ask,
    Forgot,
    Sure,
}

/// Asks for the secret, and knows a way on for who forgot it.
#[component]
pub fn LockedPage() -> impl IntoView {
    let lang = use_lang();
    page::set_title(t::app::name(lang));
    let unlock = Unlock::new(expect_context::<Boot>());
    let step = RwSignal::new(Step::Ask);
    let body = move || match step.get() {
        Step::Ask => view! { <Ask unlock step /> }.into_any(),
        Step::Forgot => view! { <Forgot step /> }.into_any(),
        Step::Sure => view! { <Sure step /> }.into_any(),
    };
    view! {
        <main class="outside" id="page">
            <div class="page page--narrow locked" data-test="locked">
                <header class="locked__head">
                    <Logo />
                    <h1 class="locked__title">{t::lock::ask_title(lang)}</h1>
                </header>
                {body}
            </div>
        </main>
    }
}

#[component]
fn Ask(unlock: Unlock, step: RwSignal<Step>) -> impl IntoView {
    let lang = use_lang();
    let secret = RwSignal::new(String::new());
    let boot = expect_context::<Boot>();
    let error = Signal::derive(move || {
        let left_s = unlock.left_s();
        if left_s > 0 {
            return Some(keep::wait(lang, left_s));
        }
        let failure = unlock.failure();
        failure.map(|failure| keep::lock(lang, &failure, now::now_ms()))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        unlock.open(secret.get_untracked());
        secret.set(String::new());
    };
    let by_passkey = move || {
        boot.has_passkey().then(|| {
            view! {
                <Button
                    icon=Icon::Lock
                    kind=ButtonKind::Primary
                    wide=true
                    busy=Signal::derive(move || unlock.is_busy())
                    on_click=move |()| unlock.open_by_passkey()
                    attr:data-test="locked-passkey"
                >
                    {t::passkey::open(lang)}
                </Button>
            }
        })
    };
    let lead = move || {
        if boot.has_passkey() {
            t::passkey::or(lang)
        } else {
            t::lock::ask_lead(lang)
        }
    };
    // With a passkey nothing is typed, and a keyboard would only be in the way.
    let has_passkey = untrack(|| boot.has_passkey());
    let kind = if has_passkey {
        ButtonKind::Quiet
    } else {
        ButtonKind::Primary
    };
    view! {
        {by_passkey}
        <p class="lead">{lead}</p>
        <form class="stack" novalidate on:submit=submit>
            <Field
                id="locked-secret"
                label=t::lock::secret(lang)
                kind=FieldKind::Secret
                max=200
                value=secret
                on_input=move |text| {
                    unlock.clear();
                    secret.set(text);
                }
                error
                autofocus=!has_passkey
                attr:data-test="locked-secret"
            />
            <Button
                kind
                wide=true
                submit=true
                busy=Signal::derive(move || unlock.is_busy())
                disabled=Signal::derive(move || unlock.left_s() > 0)
                attr:data-test="locked-open"
            >
                {t::lock::open(lang)}
            </Button>
            <Button
                kind=ButtonKind::Link
                on_click=move |()| step.set(Step::Forgot)
                attr:data-test="locked-forgot"
            >
                {t::lock::forgot(lang)}
            </Button>
        </form>
    }
}

#[component]
fn Forgot(step: RwSignal<Step>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="stack">
            <h2>{t::lock::forgot_title(lang)}</h2>
            <p>{t::lock::forgot_text(lang)}</p>
            <p>{t::lock::forgot_lost(lang)}</p>
            <Button wide=true autofocus=true on_click=move |()| step.set(Step::Ask)>
                {t::lock::back(lang)}
            </Button>
            <Button
                kind=ButtonKind::Danger
                wide=true
                on_click=move |()| step.set(Step::Sure)
                attr:data-test="locked-wipe"
            >
                {t::lock::forgot_next(lang)}
            </Button>
        </section>
    }
}

/// Asks once more, before all is gone.
#[component]
fn Sure(step: RwSignal<Step>) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let failed = RwSignal::new(None::<StorageError>);
    let busy = RwSignal::new(false);
    let done = Callback::new(move |wiped: Result<(), StorageError>| {
        busy.set(false);
        failed.set(wiped.err());
    });
    let wipe = move |()| {
        busy.set(true);
        work::then(boot.start_afresh(), done);
    };
    let banner = move || {
        failed.get().map(|error| {
            let text = failure::storage(lang, &error);
            view! { <Banner tone=Tone::Danger title=t::lock::wipe_failed(lang) text /> }
        })
    };
    view! {
        <section class="stack">
            <Banner tone=Tone::Warn title=t::lock::wipe_title(lang) text=t::lock::wipe_text(lang) />
            {banner}
            <Button wide=true autofocus=true on_click=move |()| step.set(Step::Ask)>
                {t::lock::back(lang)}
            </Button>
            <Button
                kind=ButtonKind::Danger
                wide=true
                busy
                on_click=wipe
                attr:data-test="locked-wipe-sure"
            >
                {t::lock::wipe_sure(lang)}
            </Button>
        </section>
    }
}
