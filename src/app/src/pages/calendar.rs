//! My shifts for a calendar app.

use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonKind, Card, EmptyState, Icon, PageHead, Tone};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::calendar;
use crate::state::use_session;

/// Shows what goes to the calendar, and the way there.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let saved = RwSignal::new(None::<bool>);
    let counts = Memo::new(move |_| {
        // Saving changes what is to be taken out the next time.
        saved.get();
        session.with(|view| {
            let entries = calendar::entries(view);
            (entries.mine.len(), entries.gone.len())
        })
    });
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let content = move || {
        match counts.get() {
        (0, 0) => {
            let text = t::calendar::none_text(lang);
            view! { <EmptyState title=t::calendar::none(lang) text /> }.into_any()
        }
        (mine, gone) => view! {
            <Card>
                <div class="stack">
                    <p data-test="calendar-count">{t::calendar::mine(lang, count(mine))}</p>
                    {(gone > 0).then(|| view! { <p data-test="calendar-gone">{t::calendar::gone(lang, count(gone))}</p> })}
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Download
                        on_click=move |()| saved.set(Some(calendar::save(session, lang)))
                        attr:data-test="calendar-save"
                    >
                        {t::calendar::save(lang)}
                    </Button>
                    <p class="muted small">{t::calendar::how(lang)}</p>
                </div>
            </Card>
        }
        .into_any(),
    }
    };
    let said = move || {
        saved.get().map(|is_saved| {
            let (tone, title, text) = if is_saved {
                (
                    Tone::Success,
                    t::calendar::saved(lang),
                    t::calendar::saved_text(lang),
                )
            } else {
                (
                    Tone::Danger,
                    t::planner::unsaved(lang),
                    t::calendar::unsaved_text(lang),
                )
            };
            view! { <Banner tone title text attr:data-test="calendar-said" /> }
        })
    };
    view! {
        <div class="page page--narrow" data-test="calendar">
            <PageHead
                title=t::calendar::title(lang).to_owned()
                back=(Route::Mine.path(), t::mine::title(lang).to_owned())
            />
            <p class="lead">{t::calendar::lead(lang)}</p>
            {content}
            {said}
        </div>
    }
}
