//! What there is to tell of this device's storage: what is not saved, and that room runs out.

use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, LinkButton, Tone};
use crate::i18n::{failure, t, use_lang};
use crate::route::Route;
use crate::state::boot::StorageError;
use crate::state::here::use_here;
use crate::state::{Session, page};

/// Shows what is wrong with the storage, and what can be done about it.
#[component]
pub(super) fn StorageBanner(session: Session) -> impl IntoView {
    let lang = use_lang();
    let state = Memo::new(move |_| (session.trouble(), session.is_stuck()));
    move || match state.get() {
        (Some(StorageError::Emptied), _) => view! {
            <Banner
                tone=Tone::Danger
                title=t::storage::emptied_title(lang)
                text=t::storage::emptied_text(lang)
                attr:data-test="storage-emptied"
            >
                <Button
                    kind=ButtonKind::Primary
                    on_click=move |()| session.restore()
                    attr:data-test="storage-restore"
                >
                    {t::storage::restore(lang)}
                </Button>
            </Banner>
        }
        .into_any(),
        (Some(StorageError::Outdated), is_stuck) => {
            let text = if is_stuck {
                t::storage::outdated_stuck(lang)
            } else {
                t::storage::outdated_text(lang)
            };
            view! {
                <Banner
                    tone=Tone::Warn
                    title=t::storage::outdated_title(lang)
                    text
                    attr:data-test="storage-outdated"
                >
                    <Button on_click=move |()| page::reload() attr:data-test="storage-reopen">
                        {t::storage::reopen(lang)}
                    </Button>
                </Banner>
            }
            .into_any()
        }
        (Some(error), true) => {
            let reason = failure::storage(lang, &error);
            view! {
                <Banner
                    tone=Tone::Danger
                    title=t::storage::stuck_title(lang)
                    text=t::storage::stuck_text(lang, reason)
                    attr:data-test="storage-stuck"
                >
                    <Button on_click=move |()| session.write_again() attr:data-test="storage-again">
                        {t::storage::again(lang)}
                    </Button>
                </Banner>
            }
            .into_any()
        }
        (Some(_) | None, _) => view! { <NearlyFull session /> }.into_any(),
    }
}

/// Says that room runs out, while there is some left.
#[component]
fn NearlyFull(session: Session) -> impl IntoView {
    let lang = use_lang();
    let here = use_here();
    let is_nearly_full =
        Memo::new(move |_| session.room().is_some_and(|room| room.is_nearly_full()));
    // Who is on that page already needs no way to it.
    let more = move |route| {
        let is_elsewhere = route != Some(Route::Team);
        is_elsewhere.then(|| {
            view! { <LinkButton href=Route::Team.path()>{t::storage::title(lang)}</LinkButton> }
        })
    };
    move || {
        is_nearly_full.get().then(|| {
            view! {
                <Banner
                    tone=Tone::Warn
                    title=t::storage::nearly_full_title(lang)
                    text=t::storage::nearly_full_text(lang)
                    attr:data-test="storage-nearly-full"
                >
                    {move || more(here.route())}
                </Banner>
            }
        })
    }
}
