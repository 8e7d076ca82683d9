//! What I just did, with how far each has come.

use leptos::prelude::*;

use crate::components::{Card, Section};
use crate::i18n::{offer as words, t, use_lang};
use crate::pages::offer::deed::DeedMark;
use crate::pick::deeds::{self, Deed, Stage};
use crate::route::Route;
use crate::state::{now, use_session};

/// Most that wait are shown, and most that are final.
const WAITING_MAX: usize = 6;
const DONE_MAX: usize = 3;

/// A deed in words.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    text: String,
    stage: Stage,
    href: Option<String>,
}

/// Shows my waiting and my last deeds; nothing where there are none.
#[component]
pub(super) fn Deeds() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let lines = Memo::new(move |_| {
        session.with(|view| {
            let waiting = deeds::waiting(&view.outbox);
            let more = waiting.len().saturating_sub(WAITING_MAX);
            let done = deeds::just_done(&view.done, now::now_ms(), DONE_MAX);
            let all = waiting.into_iter().take(WAITING_MAX).chain(done);
            let line = |deed: Deed| Line {
                text: words::deed(lang, &deed.command, &view.hoped),
                href: deed
                    .offer()
                    .map(Route::Offer)
                    .or(deed.shift().map(Route::Shift))
                    .or(deed.circle().map(Route::Circle))
                    .or(deed.wish().map(|_| Route::Wishes))
                    .map(Route::path),
                stage: deed.stage,
            };
            (all.map(line).collect::<Vec<_>>(), more)
        })
    });
    let row = |line: Line| {
        let Line { text, stage, href } = line;
        let text = match href {
            Some(href) => view! { <a class="deeds__text" href=href>{text}</a> }.into_any(),
            None => view! { <span class="deeds__text">{text}</span> }.into_any(),
        };
        view! { <li class="deeds__one" data-test="deed">{text}<DeedMark stage /></li> }
    };
    move || {
        let (lines, more) = lines.get();
        (!lines.is_empty()).then(|| view! {
            <Section title=t::mine::deeds(lang)>
                <Card flush=true>
                    <ul class="list">{lines.into_iter().map(row).collect_view()}</ul>
                </Card>
                {(more > 0).then(|| view! {
                    <p class="muted small">{t::mine::more(lang, i64::try_from(more).unwrap_or(i64::MAX))}</p>
                })}
            </Section>
        })
    }
}
