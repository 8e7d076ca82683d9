//! Joining a team.

mod kit;
mod scan;

use leptos::prelude::*;
use ruil_sync::invite::Words;

use self::kit::KitForm;
use self::scan::ScanView;
use super::compare::ThreeWords;
use super::install::Steps;
use crate::components::{Banner, Button, ButtonKind, CodeField, Icon, PageHead, Progress, Tone};
use crate::i18n::{failure, t, use_lang};
use crate::route::Route;
use crate::state::boot::Boot;
use crate::state::install::is_apart;
use crate::state::join::{Join, JoinFailure, Joining};
use crate::state::kit::may_be_kit;
use crate::state::page;

/// Letters and digits in a code.
const CODE_LEN: usize = 10;

/// Takes a code, shows the words, and waits to be let in.
#[component]
pub fn JoinPage() -> impl IntoView {
    let lang = use_lang();
    page::set_title(&t::shell::title(lang, t::join::title(lang)));
    let join = Join::new(expect_context::<Boot>());
    let code = RwSignal::new(String::new());
    // A kit, as far as it is known; nothing while it is about a code.
    let kit = RwSignal::new(None::<String>);
    // An iPhone keeps what is begun in its browser apart from the app on its home screen.
    let first = RwSignal::new(is_apart());
    if let Some(given) = page::take_join_code() {
        if first.get_untracked() {
            code.set(given);
        } else {
            join.try_code(&given);
        }
    }
    let state = Memo::new(move |_| join.state());
    let step = move || match state.get() {
        Joining::Asking if first.get() => view! { <InstallFirst join code first /> }.into_any(),
        Joining::Asking | Joining::Failed(_) if kit.read().is_some() => {
            let given = untrack(|| kit.get()).unwrap_or_default();
            view! { <KitForm given on_code=move |()| kit.set(None) /> }.into_any()
        }
        Joining::Asking => view! { <Ask join code kit failure=None /> }.into_any(),
        Joining::Failed(failure) => {
            view! { <Ask join code kit failure=Some(failure) /> }.into_any()
        }
        Joining::Waiting => view! { <Wait join /> }.into_any(),
        Joining::Comparing { words } => view! { <Compare join words /> }.into_any(),
    };
    let lead = Signal::derive(move || match state.get() {
        Joining::Asking | Joining::Failed(_) if kit.read().is_none() => {
            Some(t::join::lead(lang).to_owned())
        }
        Joining::Asking | Joining::Failed(_) | Joining::Waiting | Joining::Comparing { .. } => None,
    });
    view! {
        <div class="page page--narrow join" data-test="join">
            <PageHead
                title=t::join::title(lang)
                lead
                back=(Route::Mine.path(), t::welcome::back(lang).to_owned())
            />
            {step}
        </div>
    }
}

/// Says to put the app on the home screen first, and which code to fill in there.
#[component]
fn InstallFirst(join: Join, code: RwSignal<String>, first: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let given = untrack(|| code.get());
    let has_code = !given.is_empty();
    let shown = has_code.then(|| {
        view! { <p>{t::install::first_code(lang)}</p> <p class="join__given" dir="ltr" data-test="join-given">{given.clone()}</p> }
    });
    let here = move |()| {
        first.set(false);
        if has_code {
            join.try_code(&code.get_untracked());
        }
    };
    view! {
        <div class="stack" data-test="install-first">
            <Banner tone=Tone::Info title=t::install::first(lang) text=t::install::first_text(lang) />
            <Steps />
            {shown}
            <Button kind=ButtonKind::Link on_click=here attr:data-test="join-here">{t::install::first_here(lang)}</Button>
        </div>
    }
}

/// Asks for a code: typed, pasted or scanned.
#[component]
fn Ask(
    join: Join,
    code: RwSignal<String>,
    kit: RwSignal<Option<String>>,
    failure: Option<JoinFailure>,
) -> impl IntoView {
    let lang = use_lang();
    let scanning = RwSignal::new(false);
    let is_short = failure == Some(JoinFailure::NotACode);
    let error = RwSignal::new(is_short.then(|| t::join::not_a_code(lang).to_owned()));
    let banner = failure.filter(|_| !is_short).map(|failure| {
        let text = failure::join(lang, &failure);
        view! { <Banner tone=Tone::Warn title=t::join::failed(lang) text attr:data-test="join-failed" /> }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        join.try_code(&code.get_untracked());
    };
    let scan = move || {
        if scanning.get() {
            let on_text = Callback::new(move |text: String| {
                if may_be_kit(&text) {
                    kit.set(Some(text));
                } else {
                    join.try_code(&text);
                }
            });
            view! { <ScanView on_text on_close=move |()| scanning.set(false) /> }.into_any()
        } else {
            let start = move |()| scanning.set(true);
            view! {
                <Button icon=Icon::Camera wide=true on_click=start attr:data-test="join-scan">
                    {t::join::scan(lang)}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        {banner}
        {scan}
        <p class="join__or">{t::join::or(lang)}</p>
        <form class="stack" novalidate on:submit=submit>
            <CodeField
                id="join-code"
                label=t::join::code(lang)
                len=CODE_LEN
                value=code
                on_input=move |text| {
                    error.set(None);
                    code.set(text);
                }
                error
                attr:data-test="join-code"
            />
            <Button kind=ButtonKind::Primary wide=true submit=true attr:data-test="join-submit">
                {t::join::submit(lang)}
            </Button>
            <Button
                kind=ButtonKind::Link
                on_click=move |()| kit.set(Some(String::new()))
                attr:data-test="join-have-kit"
            >
                {t::kit::have(lang)}
            </Button>
        </form>
    }
}

/// Waits for the colleague's device.
#[component]
fn Wait(join: Join) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="join__wait" data-test="join-waiting">
            <Progress label=t::join::waiting(lang).to_owned() percent=None />
            <p class="muted">{t::join::waiting_text(lang)}</p>
        </div>
        <Stop join />
    }
}

/// Shows the words that both screens must show.
#[component]
fn Compare(join: Join, words: Words) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="words-card" data-test="join-words">
            <h2 class="words-card__title">{t::join::compare(lang)}</h2>
            <ThreeWords words />
            <p class="words-card__text">{t::join::compare_text(lang)}</p>
        </section>
        <Stop join />
    }
}

#[component]
fn Stop(join: Join) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Button wide=true on_click=move |()| join.again() attr:data-test="join-cancel">
            {t::join::cancel(lang)}
        </Button>
    }
}
