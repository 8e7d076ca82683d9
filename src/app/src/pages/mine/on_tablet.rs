//! What was done in my name on the team's tablet: seen on my own phone, and taken back there.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Card, Icon, LinkButton, Section};
use crate::i18n::{Lang, format, offer as words, t, use_lang};
use crate::pick::deeds::Deed;
use crate::pick::there::{TakeBack, there};
use crate::route::Route;
use crate::state::notes::{see_tablet, tablet_seen};
use crate::state::{Session, now, use_session};

/// Something that was done there, in words.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    text: String,
    when: String,
    number: u64,
    back: TakeBack,
    at: Option<Route>,
}

fn place(deed: &Deed) -> Option<Route> {
    let offer = deed.offer().map(Route::Offer);
    let circle = || deed.circle().map(Route::Circle);
    let wish = || deed.wish().map(|_| Route::Wishes);
    offer
        .or_else(|| deed.shift().map(Route::Shift))
        .or_else(circle)
        .or_else(wish)
}

/// Shows what was done there and not looked at yet; nothing where there is nothing.
#[component]
pub(super) fn OnTablet() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let seen = RwSignal::new(tablet_seen());
    let lines = Memo::new(move |_| {
        session.with(|view| {
            if view.is_tablet {
                return Vec::new();
            }
            let (now_ms, today) = (now::now_ms(), now::today());
            let found = there(&view.hoped, &view.done, view.me, seen.get(), now_ms);
            let line = |one: crate::pick::there::There| Line {
                text: words::deed(lang, &one.deed.command, &view.hoped),
                when: format::when(lang, now::local(one.time_ms), today),
                number: one.number,
                at: place(&one.deed),
                back: one.back,
            };
            found.into_iter().map(line).collect()
        })
    });
    let see = move |()| {
        let last = lines.with_untracked(|lines| lines.iter().map(|line| line.number).max());
        if let Some(last) = last {
            see_tablet(last);
            seen.set(last);
        }
    };
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| view! {
            <Section title=t::tablet::there(lang)>
                <Card flush=true>
                    <ul class="list" data-test="there">
                        {lines.into_iter().map(|line| row(lang, session, line)).collect_view()}
                    </ul>
                </Card>
                <p class="muted small">{t::tablet::not_me(lang)}</p>
                <div class="cluster">
                    <Button icon=Icon::Check on_click=see attr:data-test="there-seen">{t::tablet::seen(lang)}</Button>
                </div>
            </Section>
        })
    }
}

fn row(lang: Lang, session: Session, line: Line) -> impl IntoView {
    let Line {
        text,
        when,
        back,
        at,
        ..
    } = line;
    let look =
        at.map(|at| view! { <LinkButton href=at.path()>{t::tablet::look(lang)}</LinkButton> });
    let act = match back {
        TakeBack::Now(command) => {
            let take = move |()| session.act_or_tell(command.clone());
            view! {
                <Button kind=ButtonKind::Quiet icon=Icon::Undo on_click=take attr:data-test="there-back">
                    {t::tablet::take_back(lang)}
                </Button>
            }
            .into_any()
        }
        TakeBack::Ask => look.into_any(),
        TakeBack::No => ().into_any(),
    };
    view! {
        <li class="there__one" data-test="there-one">
            <span class="there__text">{text}<span class="there__when">{when}</span></span>
            {act}
        </li>
    }
}
