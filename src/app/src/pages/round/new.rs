//! The page on which a coordinator begins a round.

mod draft;
mod file;
mod week;

use leptos::prelude::*;
use ruil_core::ShiftId;
use ruil_core::round::{Finding, readiness};

use self::draft::{Draft, How, Lack};
use self::file::FromFile;
use self::week::Week;
use crate::components::{
    Banner, Button, ButtonKind, Card, Checkbox, EmptyArt, EmptyState, Field, FieldKind, LinkButton,
    PageHead, Section, Segments, Select, SelectOption, Tone,
};
use crate::i18n::{Lang, failure, format, round as words, t, use_lang};
use crate::pick::round::sum;
use crate::route::Route;
use crate::state::{Session, View, now, round, use_here, use_session};

const WEEKS: std::ops::RangeInclusive<i64> = 1..=8;
const JOKERS: std::ops::RangeInclusive<i64> = 0..=3;

fn lack_text(lang: Lang, lack: Lack) -> &'static str {
    match lack {
        Lack::Days => t::round::new_bad_days(lang),
        Lack::Shifts => t::round::new_empty(lang),
        Lack::Numbers => t::round::need_zero(lang),
        Lack::File => t::round::need_no_file(lang),
        Lack::Until => t::round::new_bad_until(lang),
    }
}

/// What is known before a round starts, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Checked {
    sum: String,
    /// What there is to know, and whether it is grave.
    found: Vec<(bool, String)>,
}

fn check(lang: Lang, view: &View, draft: Draft) -> Result<Checked, &'static str> {
    let team = &draft.team(&view.hoped);
    let (_, new) = draft.round(team).map_err(|lack| lack_text(lang, lack))?;
    let (places, work_min) = sum(&new.demand, ShiftId::from_bytes([0; 16]));
    let found = readiness(team, (new.first, new.last), &new.demand);
    let shown = |finding: &Finding| (finding.is_grave(), words::finding(lang, finding, team));
    let places = i64::try_from(places).unwrap_or(i64::MAX);
    Ok(Checked {
        sum: t::round::new_sum(lang, places, format::length(lang, work_min)),
        found: found.iter().map(shown).collect(),
    })
}

/// Shows the form; to who is no coordinator, why not.
#[component]
pub fn NewRoundPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let may = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let back = (Route::Team.path(), t::round::back(lang).to_owned());
    view! {
        <div class="page" data-test="round-form">
            <PageHead title=t::round::new_title(lang) lead=t::round::new_lead(lang).to_owned() back />
            {move || if may.get() {
                view! { <Form session /> }.into_any()
            } else {
                view! {
                    <EmptyState art=EmptyArt::Refused title=t::round::new_refused(lang) text=t::round::new_refused_more(lang)>
                        <LinkButton href=Route::Team.path()>{t::round::back(lang)}</LinkButton>
                    </EmptyState>
                }
                .into_any()
            }}
        </div>
    }
}

#[component]
fn Form(session: Session) -> impl IntoView {
    let lang = use_lang();
    let here = use_here();
    let draft = untrack(|| session.with(|view| Draft::new(session, &view.hoped, now::today())));
    let checked = Memo::new(move |_| session.with(|view| check(lang, view, draft)));
    let error = RwSignal::new(None::<String>);
    let start = move |()| {
        let new = untrack(|| session.with(|view| draft.round(&view.hoped)));
        let Ok((words, new)) = new else { return };
        match round::open(session, words, new) {
            Ok(Some(id)) => here.replace(Route::Round(id)),
            Ok(None) => here.replace(Route::Team),
            Err(not_done) => {
                let text =
                    untrack(|| session.with(|view| failure::not_done(lang, &not_done, view)));
                error.set(Some(text));
            }
        }
    };
    view! {
        <div class="stack stack--loose">
            <Part title=t::round::new_period(lang)>
                <Date id="round-first" label=t::round::new_first(lang) value=draft.first />
                <Date id="round-last" label=t::round::new_last(lang) value=draft.last />
            </Part>
            <Needed draft />
            <Part title=t::round::new_until(lang) hint=t::round::new_until_hint(lang)>
                <Date id="round-pick" label=t::round::new_pick(lang) value=draft.pick />
                <Date id="round-solve" label=t::round::new_solve(lang) value=draft.solve />
            </Part>
            <Part title=t::round::new_jokers(lang) hint=t::round::new_jokers_hint(lang)>
                <Count id="round-jokers" label=t::round::new_jokers(lang) range=JOKERS text=t::round::jokers value=draft.jokers />
            </Part>
            <Section title=t::round::new_check(lang).to_owned()>
                <Card>
                    <div class="stack" data-test="round-check">{move || told(lang, checked.get())}</div>
                </Card>
            </Section>
            <p class="round__error" role="alert">{error}</p>
            <div class="cluster">
                <Button
                    kind=ButtonKind::Primary
                    disabled=Signal::derive(move || checked.with(Result::is_err))
                    on_click=start
                    attr:data-test="round-start"
                >
                    {t::round::new_start(lang)}
                </Button>
            </div>
        </div>
    }
}

/// What is needed: like earlier weeks, drawn, or from a file.
#[component]
fn Needed(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let ways = [
        (How::Like, "like", t::round::need_like(lang)),
        (How::Drawn, "drawn", t::round::need_drawn(lang)),
        (How::File, "file", t::round::need_file(lang)),
    ];
    let options = ways.map(|(_, key, text)| SelectOption::new(key, text));
    let value = Signal::derive(move || {
        let own = ways.iter().find(|way| way.0 == draft.how.get());
        own.map_or_else(String::new, |way| way.1.to_owned())
    });
    let on_change = move |key: String| {
        if let Some(way) = ways.iter().find(|way| way.1 == key) {
            draft.how.set(way.0);
        }
    };
    let fields = move || {
        match draft.how.get() {
        How::Like => view! {
            <Part title=t::round::need_like(lang) hint=t::round::new_from_hint(lang)>
                <Date id="round-from" label=t::round::new_from(lang) value=draft.from />
                <Count id="round-weeks" label=t::round::new_weeks(lang) range=WEEKS text=t::round::weeks value=draft.weeks />
            </Part>
        }
        .into_any(),
        How::Drawn => view! { <Week draft /> }.into_any(),
        How::File => view! { <FromFile draft /> }.into_any(),
    }
    };
    // What is drawn is nobody's.
    let keep = move || {
        (draft.how.get() != How::Drawn).then(|| {
            view! {
                <Checkbox
                    label=t::round::new_keep_some(lang)
                    checked=draft.keep
                    on_change=move |keep| draft.keep.set(keep)
                    attr:data-test="round-keep"
                />
            }
        })
    };
    view! {
        <Section title=t::round::new_like(lang).to_owned()>
            <div class="stack">
                <div data-test="round-how">
                    <Segments name="round-how" label=t::round::new_like(lang) options=options.to_vec() value on_change />
                </div>
                {fields}
                {keep}
            </div>
        </Section>
    }
}

fn told(lang: Lang, checked: Result<Checked, &'static str>) -> AnyView {
    let Checked { sum, found } = match checked {
        Ok(checked) => checked,
        Err(lack) => {
            return view! { <p class="round__error" role="alert">{lack}</p> }.into_any();
        }
    };
    let good = (!found.iter().any(|(is_grave, _)| *is_grave))
        .then(|| view! { <Banner tone=Tone::Success title=t::round::good(lang) /> });
    let one = |(is_grave, text): (bool, String)| {
        let tone = if is_grave { Tone::Warn } else { Tone::Info };
        view! { <Banner tone title=text attr:data-test="round-finding" /> }
    };
    view! {
        <p><strong>{sum}</strong></p>
        {good}
        {found.into_iter().map(one).collect_view()}
    }
    .into_any()
}

/// Some fields under one question.
#[component]
fn Part(
    title: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="round__part">
            <legend class="round__legend">{title}</legend>
            <div class="round__fields">{children()}</div>
            {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
        </fieldset>
    }
}

#[component]
fn Date(id: &'static str, label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div data-test=id>
            <Field id label kind=FieldKind::Date value on_input=move |text| value.set(text) />
        </div>
    }
}

#[component]
fn Count(
    id: &'static str,
    label: &'static str,
    range: std::ops::RangeInclusive<i64>,
    text: fn(Lang, i64) -> String,
    value: RwSignal<String>,
) -> impl IntoView {
    let lang = use_lang();
    let option = move |n: i64| SelectOption::new(n.to_string(), text(lang, n));
    let options: Vec<_> = range.map(option).collect();
    view! {
        <div data-test=id>
            <Select id label options value on_change=move |text| value.set(text) />
        </div>
    }
}
