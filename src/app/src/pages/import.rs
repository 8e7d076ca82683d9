//! A roster file in: pick it, look at the draft, say what is unclear, write it.

mod differences;
mod draft;
mod mapping;
mod sheets;

use leptos::prelude::*;
use ruil_files::Unreadable;

use self::draft::DraftView;
use crate::components::{
    Banner, Button, ButtonKind, Card, EmptyArt, EmptyState, Field, FieldKind, FileButton, Icon,
    LinkButton, PageHead, Progress, Tone,
};
use crate::i18n::{import as words, t, use_lang};
use crate::route::Route;
use crate::state::import::{ImportFailure, ImportState, Importing};
use crate::state::use_session;

/// What a file field offers.
pub(super) const ACCEPT: &str = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.ics,text/csv,text/tab-separated-values,text/plain,text/calendar,application/vnd.ms-excel,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.oasis.opendocument.spreadsheet";

/// Shows the import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let importing = Importing::new(session);
    let may = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    if may.get_untracked() {
        importing.take_shared();
    }
    let back = (Route::Team.path(), t::nav::team(lang).to_owned());
    let step = ViewFn::from(move || match importing.state() {
        ImportState::Empty => view! { <Pick importing /> }.into_any(),
        ImportState::Failed { name, failure } => {
            let team = session.with(|view| view.hoped.clone());
            let text = words::failure(lang, &failure, &team);
            let lacks_year = failure == ImportFailure::Unreadable(Unreadable::NoYear);
            view! {
                <div class="stack" data-test="import-failed">
                    <Banner tone=Tone::Danger title=t::import::failed(lang, &name) text />
                    {lacks_year.then(|| view! { <Year importing /> })}
                    <p class="muted">{t::import::nothing_changed(lang)}</p>
                    <Pick importing />
                </div>
            }
            .into_any()
        }
        ImportState::Drafted {
            name,
            draft,
            plan,
            found,
            team,
        } => view! { <DraftView importing name draft plan found team /> }.into_any(),
        ImportState::Written { changes, people } => {
            view! { <Written importing changes people /> }.into_any()
        }
    });
    view! {
        <div class="page import" data-test="import">
            <PageHead title=t::import::title(lang).to_owned() back />
            {move || {
                if may.get() {
                    view! { <Reading importing step=step.clone() /> }.into_any()
                } else {
                    let title = t::import::not_coordinator(lang);
                    let text = t::import::not_coordinator_text(lang);
                    view! { <EmptyState art=EmptyArt::Refused title text /> }.into_any()
                }
            }}
        </div>
    }
}

/// How far a reading is, with the way to stop it. A draft that is there already stays and waits.
#[component]
fn Reading(importing: Importing, step: ViewFn) -> impl IntoView {
    let lang = use_lang();
    let name = Memo::new(move |_| importing.reading().map(|reading| reading.name));
    let percent = Memo::new(move |_| importing.reading()?.percent);
    let has_draft = Memo::new(move |_| importing.has_draft());
    // What is over in a moment moves nothing on the page.
    let is_told =
        Memo::new(move |_| name.get().is_some() && (!has_draft.get() || percent.get().is_some()));
    let told = move || {
        is_told.get().then(|| {
            let label = move || t::import::reading(lang, name.get().unwrap_or_default());
            let label = Signal::derive(label);
            view! {
                <Card>
                    <div class="stack" role="status" data-test="import-reading">
                        <Progress label percent />
                        <div data-test="import-stop">
                            <Button icon=Icon::Close on_click=move |()| importing.stop()>
                                {t::import::stop(lang)}
                            </Button>
                        </div>
                    </div>
                </Card>
            }
        })
    };
    let shows_step = Memo::new(move |_| has_draft.get() || name.get().is_none());
    view! {
        <div class="stack stack--loose">
            {told}
            <div aria-busy=move || name.get().is_some().then_some("true")>
                {move || shows_step.get().then(|| step.run())}
            </div>
        </div>
    }
}

/// The field for a file, with what can be read.
#[component]
fn Pick(importing: Importing) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Card>
            <div class="import__pick stack">
                <p class="lead">{t::import::lead(lang)}</p>
                <FileButton
                    text=t::import::pick(lang)
                    accept=ACCEPT
                    is_primary=true
                    on_pick=move |event| importing.pick(&event)
                    test="import-file"
                />
                <p class="muted small">{t::import::kinds(lang)}</p>
            </div>
        </Card>
    }
}

/// The field for the year that the file's dates lack. A whole year reads the file again.
#[component]
fn Year(importing: Importing) -> impl IntoView {
    let lang = use_lang();
    let year = RwSignal::new(String::new());
    let on_input = move |text: String| {
        if text.len() == 4 {
            importing.set_year(text.parse().ok());
        }
        year.set(text);
    };
    view! {
        <div data-test="import-year">
            <Field id="year" kind=FieldKind::Digits label=t::import::year(lang) value=year on_input max=4 />
        </div>
    }
}

/// What was written.
#[component]
fn Written(importing: Importing, changes: usize, people: usize) -> impl IntoView {
    let lang = use_lang();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let shifts = t::import::written_shifts(lang, count(changes));
    let people = t::import::written_people(lang, count(people));
    view! {
        <div class="stack" data-test="import-written">
            <Banner tone=Tone::Success title=t::import::written(lang) text=format!("{shifts} {people}") />
            <div class="cluster">
                <LinkButton href=Route::Roster(None).path() icon=Icon::Roster>
                    {t::import::to_roster(lang)}
                </LinkButton>
                <Button kind=ButtonKind::Quiet on_click=move |()| importing.clear()>
                    {t::import::another(lang)}
                </Button>
            </div>
        </div>
    }
}
