//! My shifts, a week under each heading.

use leptos::prelude::*;
use ruil_core::{Day, ShiftId};

use crate::components::{Card, ChipState, Section, ShiftFace, ShiftRow};
use crate::i18n::{Lang, format, offer as words, t, use_lang};
use crate::pick::shifts::{MyShift, MyWeek, Stand};
use crate::route::Route;
use crate::state::{View, now};

/// A week, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WeekShown {
    pub(super) monday: Day,
    pub(super) shifts: Vec<ShiftShown>,
}

/// A shift of mine, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShiftShown {
    pub(super) id: ShiftId,
    pub(super) face: ShiftFace,
    pub(super) state: ChipState,
    pub(super) note: Option<String>,
    /// Mine by the final roster.
    pub(super) is_mine: bool,
}

impl WeekShown {
    pub(super) fn all(lang: Lang, view: &View, weeks: Vec<MyWeek>) -> Vec<Self> {
        let one = |week: MyWeek| Self {
            monday: week.monday,
            shifts: week
                .shifts
                .iter()
                .map(|mine| ShiftShown::of(lang, view, mine))
                .collect(),
        };
        weeks.into_iter().map(one).collect()
    }
}

impl ShiftShown {
    fn of(lang: Lang, view: &View, mine: &MyShift) -> Self {
        let (state, note) = match mine.stand {
            Stand::Mine => (ChipState::Mine, None),
            Stand::Offered => (ChipState::Offered, Some(t::mine::offered(lang).to_owned())),
            Stand::Offering => (ChipState::Mine, Some(t::mine::offering(lang).to_owned())),
            Stand::Going(Some(to)) => {
                let name = words::name(lang, &view.hoped, to);
                (ChipState::Mine, Some(t::mine::going(lang, name)))
            }
            Stand::Going(None) => (ChipState::Mine, Some(t::mine::leaving(lang).to_owned())),
            Stand::Coming => (ChipState::Pending, Some(t::mine::coming(lang).to_owned())),
        };
        Self {
            id: mine.shift.id,
            face: ShiftFace::of(&view.hoped, &mine.shift),
            state,
            note,
            is_mine: mine.stand != Stand::Coming,
        }
    }
}

/// Shows weeks of shifts.
#[component]
pub(super) fn Weeks(weeks: Memo<Vec<WeekShown>>) -> impl IntoView {
    let lang = use_lang();
    let today = now::today();
    let row = move |shift: ShiftShown| {
        let ShiftShown {
            id,
            face,
            state,
            note,
            ..
        } = shift;
        let is_today = face.span.start().day() == today;
        view! {
            <li data-test="mine-shift" data-shift=id.to_string() data-state=state.as_str()>
                <ShiftRow face state today=is_today nostrip:note=note href=Route::Shift(id).path() />
            </li>
        }
    };
    let week = move |week: WeekShown| {
        let days = format::days(lang, week.monday, week.monday.plus(6));
        let title = title(lang, week.monday, today);
        view! {
            <Section title=title action=move || view! { <span class="muted small">{days.clone()}</span> }>
                <Card flush=true>
                    <ul class="list">{week.shifts.into_iter().map(row).collect_view()}</ul>
                </Card>
            </Section>
        }
    };
    move || weeks.get().into_iter().map(week).collect_view()
}

fn title(lang: Lang, monday: Day, today: Day) -> String {
    if monday == today.monday() {
        t::mine::this_week(lang).to_owned()
    } else if monday == today.monday().plus(7) {
        t::mine::next_week(lang).to_owned()
    } else {
        words::capital(&format::week(lang, monday))
    }
}
