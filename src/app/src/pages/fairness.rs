//! Fairness: my burden against the team's spread, and what the team solved by itself. No ranking, and
//! no name but mine.

mod period;
mod shown;

use leptos::prelude::*;
use ruil_core::burden::solved::{Solved, solved};
use ruil_core::burden::spread::{Spread, known, spread};

use self::period::{Period, PeriodPicker};
use self::shown::{notes, summary};
use crate::components::{
    Button, Card, EmptyArt, EmptyState, Glyph, Icon, PageHead, Section, SpreadPlot, SpreadTable,
};
use crate::i18n::{format, t, use_lang};
use crate::route::Route;
use crate::state::{now, use_session};

const DAY_MS: i64 = 24 * 60 * 60_000;
const MINUTE_MS: i64 = 60_000;

/// Shows how the burden is shared.
#[component]
pub fn FairnessPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let today = now::today();
    let period = RwSignal::new(Period::Weeks(12));
    let days = Memo::new(move |_| period.get().days(today));
    let spread = Memo::new(move |_| session.with(|view| spread(&view.team, view.me, days.get())));
    let solved = Memo::new(move |_| {
        let (from, until) = days.get();
        // Midnight by this device's clock as it is now: an hour off at the most.
        let offset_ms = i64::from(now::now().offset_min) * MINUTE_MS;
        let ms = |day: ruil_core::Day| {
            u64::try_from(i64::from(day.0) * DAY_MS - offset_ms).unwrap_or_default()
        };
        session.with(|view| solved(&view.team, ms(from), ms(until.plus(1))))
    });
    let back = (Route::Team.path(), t::fairness::back(lang).to_owned());
    view! {
        <div class="page page--fairness" data-test="fairness">
            <PageHead title=t::fairness::title(lang) lead=t::fairness::lead(lang).to_owned() back />
            <PeriodPicker period today />
            {move || match spread.get() {
                Some(spread) => view! { <Burden asked=days.get() spread /> }.into_any(),
                None => view! { <NoRoster period /> }.into_any(),
            }}
            <Together solved />
        </div>
    }
}

/// My burden and the team's.
#[component]
fn Burden(asked: (ruil_core::Day, ruil_core::Day), spread: Spread) -> impl IntoView {
    let lang = use_lang();
    let (from, until) = spread.days;
    let days = format::days(lang, from, until);
    let caption = t::fairness::caption(lang, &days);
    let (has_band, has_me) = (
        spread.lines.iter().any(|line| line.team.is_some()),
        spread.lines.iter().any(|line| line.mine.is_some()),
    );
    let lines = spread.lines.to_vec();
    let plot = (has_band || has_me).then(|| {
        view! {
            <SpreadPlot lines=lines.clone() />
            <details class="fairness__more" data-test="fairness-table">
                <summary>{t::fairness::as_table(lang)}</summary>
                <SpreadTable caption lines />
            </details>
        }
    });
    let note = |text: String| view! { <li><Glyph icon=Icon::Info />{text}</li> };
    let notes = notes(lang, &spread, asked).into_iter().map(note);
    view! {
        <Section title=days>
            <Card>
                <p data-test="fairness-summary">{summary(lang, &spread)}</p>
                {plot}
                <ul class="fairness__notes" data-test="fairness-notes">{notes.collect_view()}</ul>
            </Card>
        </Section>
    }
}

/// That there is no roster of those days, and a way to where there is one.
#[component]
fn NoRoster(period: RwSignal<Period>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let known = Memo::new(move |_| session.with(|view| known(&view.team)));
    move || {
        let go = known.get().map(|(from, until)| {
            let label = t::fairness::to_known(lang, format::days(lang, from, until));
            let on_click = move |()| period.set(Period::Own(from, until));
            view! { <Button on_click attr:data-test="fairness-known">{label}</Button> }
        });
        view! {
            <EmptyState art=EmptyArt::Roster title=t::fairness::none(lang) text=t::fairness::none_more(lang)>
                {go}
            </EmptyState>
        }
    }
}

/// What the team solved by itself.
#[component]
fn Together(solved: Memo<Solved>) -> impl IntoView {
    let lang = use_lang();
    let facts = move || {
        let Solved {
            gaps,
            taken_over,
            swaps,
            circles,
        } = solved.get();
        let all = [
            (t::fairness::gaps(lang), gaps),
            (t::fairness::taken_over(lang), taken_over),
            (t::fairness::swaps(lang), swaps),
            (t::fairness::circles(lang), circles),
        ];
        all.map(|(name, count)| view! { <dt>{name}</dt><dd>{count}</dd> })
            .collect_view()
    };
    view! {
        <Section title=t::fairness::together(lang).to_owned()>
            <Card><dl class="fairness__solved" data-test="fairness-solved">{facts}</dl></Card>
        </Section>
    }
}
