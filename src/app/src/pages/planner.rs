//! The list for the planner: what the team changed that the official roster does not have yet.

use leptos::prelude::*;

use crate::components::{
    Banner, Button, ButtonKind, Card, EmptyArt, EmptyState, Field, FieldKind, Icon, PageHead, Tone,
};
use crate::i18n::{format, t, use_lang};
use crate::route::Route;
use crate::state::now::today;
use crate::state::planner::{Line, PlannerList};
use crate::state::{page, use_session};

/// Shows the list.
#[component]
pub fn PlannerPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let list = PlannerList::new(session, lang);
    let lines = Memo::new(move |_| list.lines());
    let team = Memo::new(move |_| session.with(|view| view.team.name.clone()));
    let today = format::day_full(lang, today());
    let content = move || {
        let lines = lines.get();
        if lines.is_empty() {
            let text = t::planner::empty_text(lang);
            view! { <EmptyState art=EmptyArt::Roster title=t::planner::empty(lang) text /> }
                .into_any()
        } else {
            view! { <Sheet lines /> <Deeds list /> }.into_any()
        }
    };
    let waiting = move || {
        let count = session.with(|view| view.outbox.len());
        (count > 0).then(|| {
            let text = t::planner::not_final_text(lang);
            view! { <Banner tone=Tone::Info title=t::planner::not_final(lang) text /> }
        })
    };
    view! {
        <div class="page planner" data-test="planner">
            <PageHead
                title=t::planner::title(lang).to_owned()
                back=(Route::Team.path(), t::team::title(lang).to_owned())
            />
            <p class="planner__head">{move || t::planner::head(lang, &today, team.get())}</p>
            <p class="lead planner__lead">{t::planner::lead(lang)}</p>
            {waiting}
            <Since list />
            {content}
        </div>
    }
}

/// The field for the day from which changes are shown.
#[component]
fn Since(list: PlannerList) -> impl IntoView {
    let lang = use_lang();
    let value = RwSignal::new(String::new());
    let on_input = move |text: String| {
        list.set_since(format::parse_day(&text));
        value.set(text);
    };
    view! {
        <div class="planner__since">
            <Field
                id="planner-since"
                kind=FieldKind::Date
                label=t::planner::since(lang)
                hint=t::planner::since_hint(lang)
                value
                on_input
            />
        </div>
    }
}

/// The list itself, as it is printed.
#[component]
fn Sheet(lines: Vec<Line>) -> impl IntoView {
    let lang = use_lang();
    let row = |line: Line| {
        view! {
            <tr data-test="planner-line">
                <th scope="row">{line.shift}</th>
                <td>{line.what}</td>
                <td class="planner__when">{line.when}</td>
            </tr>
        }
    };
    view! {
        <Card>
            <table class="planner__table">
                <caption class="visually-hidden">{t::planner::title(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::planner::column_shift(lang)}</th>
                        <th scope="col">{t::planner::column_change(lang)}</th>
                        <th scope="col">{t::planner::column_when(lang)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </Card>
    }
}

/// What can be done with the list. Ticking off is the coordinator's.
#[component]
fn Deeds(list: PlannerList) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let may = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let (copied, sure) = (RwSignal::new(false), RwSignal::new(false));
    let is_unsaved = RwSignal::new(false);
    let tick_off = move || {
        let processed = move |()| {
            if sure.get_untracked() {
                list.processed();
            }
            sure.update(|sure| *sure = !*sure);
        };
        let text = move || {
            if sure.get() {
                t::planner::sure(lang)
            } else {
                t::planner::processed(lang)
            }
        };
        may.get().then(|| {
            view! {
                <Button icon=Icon::Check on_click=processed attr:data-test="planner-processed">{text}</Button>
            }
        })
    };
    let said = move || {
        copied
            .get()
            .then(|| view! { <p class="muted" role="status">{t::planner::copied(lang)}</p> })
    };
    view! {
        <div class="planner__deeds">
            <div class="cluster">
                <Button kind=ButtonKind::Primary on_click=move |()| list.send(copied) attr:data-test="planner-send">
                    {t::planner::send(lang)}
                </Button>
                <Button on_click=move |()| page::print() attr:data-test="planner-print">{t::planner::print(lang)}</Button>
                <Button on_click=move |()| is_unsaved.set(!list.save()) attr:data-test="planner-save">{t::planner::save(lang)}</Button>
                <Button on_click=move |()| is_unsaved.set(!list.save_workbook()) attr:data-test="planner-workbook">{t::planner::workbook(lang)}</Button>
                {tick_off}
            </div>
        </div>
        {said}
        {move || {
            is_unsaved.get().then(|| {
                let text = t::planner::unsaved_text(lang);
                view! { <Banner tone=Tone::Danger title=t::planner::unsaved(lang) text /> }
            })
        }}
    }
}
