//! My hours against my contract, and how far the team is: nobody by name.

use leptos::prelude::*;
use ruil_core::RoundId;
use ruil_core::round::{Progress as Far, my_hours, progress};

use crate::components::{Card, Progress};
use crate::i18n::{Lang, format, t, use_lang};
use crate::state::{View, use_session};

/// A bar and what it means.
#[derive(Clone, Debug, PartialEq)]
struct Bar {
    label: String,
    percent: Option<u32>,
    means: Vec<String>,
}

fn percent(part: i32, whole: i32) -> Option<u32> {
    let share = i64::from(part) * 100 / i64::from(whole.max(1));
    (whole > 0).then(|| u32::try_from(share.clamp(0, 100)).unwrap_or(100))
}

fn mine(lang: Lang, view: &View, id: RoundId) -> Option<Bar> {
    let round = view.hoped.rounds.get(&id)?;
    let hours = my_hours(&view.hoped, round, view.me);
    let length = |min: i32| format::length(lang, min);
    let (placed, target) = (hours.placed_min, hours.target_min);
    let shortest = round.lines().map(|(_, _, shift)| shift.span.len_min());
    let near_min = shortest.min().unwrap_or_default() / 2;
    let means = if target - placed > near_min {
        t::round::hours_more(lang, length(target - placed))
    } else if placed - target > near_min && target > 0 {
        t::round::hours_over(lang, length(placed - target))
    } else if target > 0 {
        t::round::hours_enough(lang).to_owned()
    } else {
        String::new()
    };
    let unknown = (!hours.is_known).then(|| t::round::hours_unknown(lang).to_owned());
    let label = if target > 0 {
        t::round::hours(lang, length(placed), length(target))
    } else {
        t::round::hours_open(lang, length(placed))
    };
    let means = [(!means.is_empty()).then_some(means), unknown];
    Some(Bar {
        label,
        percent: percent(placed, target),
        means: means.into_iter().flatten().collect(),
    })
}

fn of_team(lang: Lang, far: Far) -> Bar {
    let n = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let [_, half, _] = far.quartiles;
    Bar {
        label: t::round::team_hours(lang).to_owned(),
        percent: percent(far.placed_min, far.target_min),
        means: vec![
            t::round::team_begun(lang, n(far.begun), far.people),
            t::round::team_done(lang, n(far.done)),
            t::round::team_half(lang, half),
        ],
    }
}

#[component]
fn Shown(title: &'static str, bar: Memo<Option<Bar>>) -> impl IntoView {
    let label = Signal::derive(move || bar.get().map(|bar| bar.label).unwrap_or_default());
    let percent = Signal::derive(move || bar.get().and_then(|bar| bar.percent));
    let means = move || bar.get().map(|bar| bar.means).unwrap_or_default();
    let line = |text: String| view! { <p>{text}</p> };
    view! {
        <Card title>
            <div class="stack stack--tight">
                <Progress label percent />
                {move || means().into_iter().map(line).collect_view()}
            </div>
        </Card>
    }
}

/// Shows my hours.
#[component]
pub(super) fn MyHours(id: RoundId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let bar = Memo::new(move |_| session.with(|view| mine(lang, view, id)));
    view! {
        <div data-test="round-hours">
            <Shown title=t::round::hours_title(lang) bar />
        </div>
    }
}

/// Shows how far the team is.
#[component]
pub(super) fn TeamProgress(id: RoundId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let bar = Memo::new(move |_| {
        session.with(|view| {
            let round = view.hoped.rounds.get(&id)?;
            Some(of_team(lang, progress(&view.hoped, round)))
        })
    });
    view! {
        <div data-test="round-team">
            <Shown title=t::round::team_title(lang) bar />
        </div>
    }
}
