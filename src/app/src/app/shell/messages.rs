//! What there is to tell that belongs to no page.

use leptos::prelude::*;
use ruil_sync::{Alarm, Link};
use ruil_wire::Fault;

use super::storage::StorageBanner;
use crate::components::{
    Banner, Button, Icon, LinkButton, Notice as NoticeLine, NoticeStack, Tone,
};
use crate::i18n::alarm::{Text, alarm};
use crate::i18n::{failure, t, use_lang};
use crate::route::Route;
use crate::state::boot::StorageError;
use crate::state::shared::use_shared;
use crate::state::update::use_update;
use crate::state::{Notice, Session, use_here};

/// Shows what stays until its reason is gone: an alarm, a refused connection, a newer version.
#[component]
pub(super) fn Banners(session: Session) -> impl IntoView {
    let lang = use_lang();
    let wrong = Memo::new(move |_| session.with(|view| view.alarm));
    let link = Memo::new(move |_| session.with(|view| view.link));
    let withheld = Memo::new(move |_| session.with(|view| view.is_withheld));
    let wrong = move || {
        wrong.get().map(|wrong| {
            let Text { title, text } = alarm(lang, wrong);
            match wrong {
                Alarm::Update { .. } => view! {
                    <Banner tone=Tone::Danger title text attr:data-test="alarm"><TakeUpdate /></Banner>
                }
                .into_any(),
                Alarm::Fork { .. }
                | Alarm::Rewound { .. }
                | Alarm::Tampered { .. }
                | Alarm::Diverged { .. }
                | Alarm::NoKey { .. }
                | Alarm::Checkpoint { .. } => {
                    view! { <Banner tone=Tone::Danger title text attr:data-test="alarm" /> }.into_any()
                }
            }
        })
    };
    let refused = move || match link.get() {
        // These pass by themselves, and the pill says as much as there is to know.
        Link::Refused(Fault::UnknownTeam | Fault::TooFast | Fault::Stopping) => None,
        Link::Refused(fault) => {
            let Text { title, text } = failure::link(lang, fault);
            Some(view! { <Banner tone=Tone::Warn title text attr:data-test="link-refused" /> })
        }
        Link::Offline | Link::CatchingUp | Link::Live => None,
    };
    let withheld = move || {
        withheld.get().then(|| {
            let title = t::shell::withheld_title(lang);
            let text = t::shell::withheld_text(lang);
            view! { <Banner tone=Tone::Warn title text attr:data-test="withheld" /> }
        })
    };
    view! {
        <div class="shell__banners">
            {wrong}
            {refused}
            {withheld}
            <StorageBanner session />
            <WaitingFile session />
            <UpdateBanner />
        </div>
    }
}

/// Tells a coordinator of a file that was shared to the app.
#[component]
fn WaitingFile(session: Session) -> impl IntoView {
    let lang = use_lang();
    let (shared, here) = (use_shared(), use_here());
    let is_told = Memo::new(move |_| {
        let is_elsewhere = here.route() != Some(Route::Import);
        shared.is_there() && is_elsewhere && session.with(|view| view.am_coordinator())
    });
    move || {
        is_told.get().then(|| {
            view! {
                <Banner
                    title=t::import::waiting(lang)
                    text=t::import::waiting_text(lang)
                    attr:data-test="waiting-file"
                >
                    <LinkButton href=Route::Import.path() icon=Icon::Upload>
                        {t::import::waiting_open(lang)}
                    </LinkButton>
                </Banner>
            }
        })
    }
}

/// Offers a newer version that lies ready on this device.
#[component]
pub fn UpdateBanner() -> impl IntoView {
    let lang = use_lang();
    let update = use_update();
    move || {
        update.is_ready().then(|| {
            view! {
                <Banner
                    title=t::shell::update_title(lang)
                    text=t::shell::update_text(lang)
                    attr:data-test="update"
                >
                    <TakeUpdate />
                </Banner>
            }
        })
    }
}

#[component]
fn TakeUpdate() -> impl IntoView {
    let lang = use_lang();
    let update = use_update();
    let busy = Signal::derive(move || update.is_coming());
    view! {
        <Button busy on_click=move |()| update.take() attr:data-test="update-take">
            {t::shell::update_take(lang)}
        </Button>
    }
}

/// Shows what was told and not yet put away.
#[component]
pub(super) fn Notices(session: Session) -> impl IntoView {
    let lang = use_lang();
    let line = move |notice: Notice| {
        let text = match &notice {
            Notice::NotDone(not_done) => {
                untrack(|| session.with(|view| failure::not_done(lang, not_done, view)))
            }
            Notice::Storage(StorageError::Emptied) => t::storage::emptied_see(lang).to_owned(),
            Notice::Storage(error) => t::storage::stuck(lang, failure::storage(lang, error)),
        };
        let on_close = move |()| session.dismiss(&notice);
        view! { <NoticeLine tone=Tone::Warn text on_close attr:data-test="notice" /> }
    };
    view! {
        <NoticeStack>{move || session.notices().into_iter().map(line).collect_view()}</NoticeStack>
    }
}
