//! The draft: how much there is, what was odd, the shifts themselves, and the button that writes.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::bridge::difference::{Comparison, Difference};
use ruil_core::{Moment, Span, Team};
use ruil_files::plan::Plan;
use ruil_files::{Draft, DraftShift, Problem, Severity};

use super::differences::Differences;
use super::mapping::Mapping;
use super::sheets::Sheets;
use crate::components::{
    Banner, Button, ButtonKind, Card, Icon, ImportRow, ImportTable, ProblemLine, ProblemList,
    Section, ShiftFace, Tone,
};
use crate::i18n::{Lang, format, problem as words, t, use_lang};
use crate::state::import::Importing;

/// How many rows and findings are shown before the user asks for more.
const FIRST: usize = 40;
/// How many more are shown at a time: a large file has more than a page can hold.
const MORE: usize = 400;

/// Shows a draft.
#[component]
pub fn DraftView(
    importing: Importing,
    name: String,
    draft: Arc<Draft>,
    plan: Arc<Plan>,
    found: Arc<Comparison>,
    team: Arc<Team>,
) -> impl IntoView {
    let lang = use_lang();
    let summary = summary(lang, &draft, &plan, &found);
    let of_found = StoredValue::new(Arc::clone(&found));
    let counts =
        Memo::new(move |_| of_found.with_value(|found| importing.counts(&found.differences)));
    let (changes, undecided) = (move || counts.get().0, move || counts.get().1);
    let has_words = !plan.commands.is_empty();
    let is_new = Signal::derive(move || has_words || changes() > 0);
    // What is being read again is not written before it is read.
    let is_still = Memo::new(move |_| importing.reading().is_none());
    let has_problems = !draft.problems.is_empty();
    let shift_count = draft.shifts.len();
    let is_first = !found.has_known();
    let write = move || {
        let count = i64::try_from(changes()).unwrap_or(i64::MAX);
        if is_first {
            t::import::write(lang, count)
        } else {
            t::import::take_over(lang, count)
        }
    };
    view! {
        <div class="stack stack--loose" data-test="import-draft">
            <Card title=name>
                <dl class="facts" data-test="import-summary">
                    {summary
                        .into_iter()
                        .map(|(term, fact)| view! { <dt>{term}</dt><dd class="num">{fact}</dd> })
                        .collect_view()}
                </dl>
            </Card>
            <Differences importing team found />
            <Sheets importing draft=Arc::clone(&draft) />
            <Mapping importing draft=Arc::clone(&draft) />
            {has_problems.then(|| view! { <Findings draft=Arc::clone(&draft) /> })}
            <Section title=t::import::preview(lang) count=Some(shift_count)>
                <Preview draft />
            </Section>
            {move || {
                (!is_new.get())
                    .then(|| {
                        let text = t::import::all_known_text(lang);
                        view! { <Banner tone=Tone::Info title=t::import::all_known(lang) text /> }
                    })
            }}
            {move || {
                let count = i64::try_from(undecided()).unwrap_or(i64::MAX);
                (count > 0)
                    .then(|| {
                        let (title, text) = (t::bridge::undecided(lang, count), t::bridge::undecided_text(lang));
                        view! { <Banner tone=Tone::Warn title text attr:data-test="differences-undecided" /> }
                    })
            }}
            <div class="page__foot cluster">
                <div data-test="import-write">
                    <Button kind=ButtonKind::Primary icon=Icon::Check disabled=Signal::derive(move || !is_new.get() || !is_still.get()) on_click=move |()| importing.write()>{write}</Button>
                </div>
                <Button kind=ButtonKind::Quiet on_click=move |()| importing.clear()>
                    {t::import::another(lang)}
                </Button>
            </div>
        </div>
    }
}

/// The findings, the worst first, those past the first few on demand.
#[component]
fn Findings(draft: Arc<Draft>) -> impl IntoView {
    let lang = use_lang();
    let count = draft.problems.len();
    let most = RwSignal::new(FIRST);
    let mut worst: Vec<usize> = (0..count).collect();
    worst.sort_by_key(|at| {
        let problem = draft.problems.get(*at);
        problem.map(|problem| (core::cmp::Reverse(problem.severity()), problem.row))
    });
    let shown = Signal::derive(move || {
        let shown = worst.iter().take(most.get());
        let problems = shown.filter_map(|at| draft.problems.get(*at));
        problems
            .map(|problem| line(lang, problem, &draft.sheets))
            .collect()
    });
    view! {
        <Section title=t::import::problems(lang) count=Some(count)>
            <div data-test="import-problems"><ProblemList problems=shown /></div>
            <More count most />
        </Section>
    }
}

/// The shifts, those past the first few on demand.
#[component]
fn Preview(draft: Arc<Draft>) -> impl IntoView {
    let lang = use_lang();
    let count = draft.shifts.len();
    let most = RwSignal::new(FIRST);
    let shown = Signal::derive(move || rows(&draft, most.get()));
    view! {
        <ImportTable rows=shown caption=t::import::preview(lang) />
        <More count most />
    }
}

/// The button for more of a long list.
#[component]
fn More(count: usize, most: RwSignal<usize>) -> impl IntoView {
    let lang = use_lang();
    move || {
        let left = count.saturating_sub(most.get());
        (left > 0).then(|| {
            let text = if left > MORE {
                t::import::show_more(lang, count, MORE)
            } else {
                t::import::show_all(lang, count)
            };
            view! {
                <Button kind=ButtonKind::Link on_click=move |()| most.update(|most| *most += MORE)>{text}</Button>
            }
        })
    }
}

fn summary(
    lang: Lang,
    draft: &Draft,
    plan: &Plan,
    found: &Comparison,
) -> Vec<(&'static str, String)> {
    let days = draft
        .shifts
        .iter()
        .filter_map(|shift| Some(span(shift)?.start().day()));
    let period = days.clone().min().zip(days.max());
    let period = period.map(|(first, last)| {
        format!(
            "{} – {}",
            format::day_full(lang, first),
            format::day_full(lang, last)
        )
    });
    let people = t::import::people_count(lang, plan.known_people, plan.new_people.len());
    let new = found.differences.iter();
    let new = new
        .filter(|one| matches!(one, Difference::Added { .. }))
        .count();
    let known = found.same;
    let absences = draft.absences.len();
    [
        period.map(|period| (t::import::period(lang), period)),
        Some((t::import::people(lang), people)),
        Some((t::import::shifts_new(lang), new.to_string())),
        (known > 0).then_some((t::import::shifts_known(lang), known.to_string())),
        (absences > 0).then_some((t::import::absences(lang), absences.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn line(lang: Lang, problem: &Problem, sheets: &[String]) -> ProblemLine {
    ProblemLine {
        tone: match problem.severity() {
            Severity::Note => Tone::Info,
            Severity::Doubt => Tone::Warn,
            Severity::Lost => Tone::Danger,
        },
        place: words::place(lang, problem, sheets),
        what: words::what(lang, &problem.what),
        assumed: words::assumed(lang, &problem.assumed),
    }
}

fn rows(draft: &Draft, most: usize) -> Vec<ImportRow> {
    let doubtful: std::collections::BTreeSet<usize> = draft
        .problems
        .iter()
        .filter(|problem| problem.severity() > Severity::Note)
        .map(|problem| problem.row)
        .collect();
    let row = |shift: &DraftShift| {
        let kind = draft.kinds.get(shift.kind)?;
        let person = shift.person.and_then(|at| draft.people.get(at));
        let unit = shift.unit.and_then(|at| draft.units.get(at)).cloned();
        Some(ImportRow {
            row: shift.row,
            person: person.map(|person| person.name.clone()),
            face: ShiftFace {
                span: span(shift)?,
                code: kind.code.clone(),
                name: kind.name.clone().unwrap_or_else(|| kind.code.clone()),
                unit,
            },
            doubt: doubtful.contains(&shift.row),
        })
    };
    draft.shifts.iter().filter_map(row).take(most).collect()
}

fn span(shift: &DraftShift) -> Option<Span> {
    let moment = |utc_min: i64, offset_min: i16| {
        Some(Moment {
            utc_min: i32::try_from(utc_min).ok()?,
            offset_min,
        })
    };
    let start = moment(shift.start_utc_min, shift.start_offset_min)?;
    Span::new(start, moment(shift.end_utc_min, shift.end_offset_min)?)
}
