//! Letting a colleague's device in.

use leptos::prelude::*;
use ruil_core::PersonId;
use ruil_sync::invite::{Code, Words};

use crate::components::{
    Banner, Button, ButtonKind, Dialog, EmptyArt, EmptyState, Icon, InviteCard, Skeleton, Tone,
};
use crate::i18n::offer::capital;
use crate::i18n::{Lang, failure, t, use_lang};
use crate::pages::compare::ThreeWords;
use crate::qr;
use crate::state::invite::{Invite, InviteFailure, Inviting};
use crate::state::{Session, View, page};

/// What is shown: where the invite stands, without the clock that runs beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Opening,
    Showing(Code),
    Comparing(Words),
    Admitted,
    Failed(InviteFailure),
}

impl Step {
    fn of(state: Inviting) -> Self {
        match state {
            Inviting::Opening => Self::Opening,
            Inviting::Waiting { code, left_s: _ } => Self::Showing(code),
            Inviting::Comparing { words } => Self::Comparing(words),
            Inviting::Admitted => Self::Admitted,
            Inviting::Failed(failure) => Self::Failed(failure),
        }
    }
}

/// Shows an invite from its code to the words that end it; for nobody in particular it is the tablet's.
#[component]
pub(super) fn InviteDialog(
    session: Session,
    person: PersonId,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let name = untrack(|| {
        let name_of = |view: &View| Some(view.hoped.people.get(&person)?.name.clone());
        match person {
            PersonId::NOBODY => t::tablet::the_tablet(lang).to_owned(),
            _ => session.with(name_of).unwrap_or_default(),
        }
    });
    let invite = RwSignal::new(Invite::start(session, person));
    let step = Memo::new(move |_| Step::of(invite.read().state()));
    let again = Callback::new(move |()| invite.set(Invite::start(session, person)));
    on_cleanup(move || {
        if let Some(invite) = invite.try_get_untracked() {
            invite.close();
        }
    });
    let shown = {
        let name = name.clone();
        move || match step.get() {
            Step::Opening => view! { <Opening /> }.into_any(),
            Step::Showing(code) => {
                let left = Signal::derive(move || left(lang, &invite.read().state()));
                view! { <Showing code left /> }.into_any()
            }
            Step::Comparing(words) => {
                view! { <Comparing name=name.clone() words invite /> }.into_any()
            }
            Step::Admitted => view! { <Admitted name=name.clone() on_close /> }.into_any(),
            Step::Failed(failure) => view! { <Failed failure again /> }.into_any(),
        }
    };
    view! {
        <Dialog title=t::invite::title(lang, name) on_close attr:data-test="invite">
            {shown}
        </Dialog>
    }
}

/// Says how long a code is still good for.
fn left(lang: Lang, state: &Inviting) -> String {
    match state {
        Inviting::Waiting { left_s, .. } if *left_s >= 60 => {
            t::invite::left_min(lang, i64::from(left_s / 60))
        }
        _ => t::invite::left_soon(lang).to_owned(),
    }
}

#[component]
fn Opening() -> impl IntoView {
    let lang = use_lang();
    view! {
        <p class="muted" role="status">{t::invite::opening(lang)}</p>
        <Skeleton rows=2 />
    }
}

#[component]
fn Showing(code: Code, left: Signal<String>) -> impl IntoView {
    let lang = use_lang();
    let qr = qr::matrix(&page::join_link(&code));
    let bare: String = code
        .to_string()
        .chars()
        .filter(|letter| *letter != '-')
        .collect();
    let title = t::invite::scan(lang);
    let card = match qr {
        Some(qr) => {
            view! { <InviteCard title code=bare qr left attr:data-test="invite-code" /> }.into_any()
        }
        None => {
            view! { <InviteCard title code=bare left attr:data-test="invite-code" /> }.into_any()
        }
    };
    view! {
        {card}
        <p class="small muted center">{t::invite::how(lang)}</p>
    }
}

#[component]
fn Comparing(name: String, words: Words, invite: RwSignal<Invite>) -> impl IntoView {
    let lang = use_lang();
    let busy = RwSignal::new(false);
    let confirm = move |()| {
        busy.set(true);
        invite.read_untracked().confirm();
    };
    view! {
        <section class="words-card" data-test="invite-words">
            <h3 class="words-card__title">{t::invite::compare(lang, &name)}</h3>
            <ThreeWords words />
            <p class="words-card__text">{t::invite::compare_text(lang, &name)}</p>
        </section>
        <div class="words-card__answers">
            <Button wide=true disabled=busy on_click=move |()| invite.read_untracked().cancel() attr:data-test="invite-no">
                {t::invite::different(lang)}
            </Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check wide=true busy on_click=confirm attr:data-test="invite-yes">
                {t::invite::same(lang)}
            </Button>
        </div>
    }
}

#[component]
fn Admitted(name: String, on_close: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let text = t::invite::admitted_text(lang, &name);
    view! {
        <div data-test="invite-admitted">
            <EmptyState art=EmptyArt::Team title=capital(&t::invite::admitted(lang, &name)) text>
                <Button kind=ButtonKind::Primary on_click=on_close attr:data-test="invite-done">
                    {t::invite::done(lang)}
                </Button>
            </EmptyState>
        </div>
    }
}

#[component]
fn Failed(failure: InviteFailure, again: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let is_offline = failure == InviteFailure::Offline;
    let retry = if is_offline {
        t::welcome::again(lang)
    } else {
        t::invite::again(lang)
    };
    let what = if is_offline {
        let text = t::invite::offline_text(lang);
        view! { <EmptyState art=EmptyArt::Offline title=t::invite::offline(lang) text /> }
            .into_any()
    } else {
        let text = failure::invite(lang, failure);
        view! { <Banner tone=Tone::Warn title=t::invite::failed(lang) text /> }.into_any()
    };
    view! {
        <div class="stack" data-test="invite-failed">
            {what}
            <Button kind=ButtonKind::Primary icon=Icon::Refresh wide=true on_click=again attr:data-test="invite-again">
                {retry}
            </Button>
        </div>
    }
}
