//! A week of one person, as it is and as it would be.

use leptos::prelude::*;
use ruil_core::{Day, PartOfDay, Span};

use super::part_mark::part_text;
use super::shift_chip::{ChipSize, ChipState, ShiftChip};
use crate::i18n::{format, t, use_lang};

const DAYS: i32 = 7;

/// A shift in a strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripShift {
    /// From when to when; its first day decides the column.
    pub span: Span,
    /// The kind's letter or letters.
    pub code: String,
    /// Whether the change takes it away or brings it.
    pub changes: bool,
}

/// A week of one person, twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekPair {
    /// Its first day.
    pub monday: Day,
    /// As it is.
    pub before: Vec<StripShift>,
    /// As it would be.
    pub after: Vec<StripShift>,
}

/// Shows one week of one person in two rows; the days that change stand in a frame.
#[component]
pub fn WeekStrip(
    /// Whose, read aloud.
    #[prop(into)]
    name: String,
    /// The week.
    pair: WeekPair,
) -> impl IntoView {
    let lang = use_lang();
    let WeekPair {
        monday,
        before,
        after,
    } = pair;
    let days: Vec<_> = (0..DAYS).map(|offset| monday.plus(offset)).collect();
    let is_on = |shift: &StripShift, day: Day| shift.span.start().day() == day;
    let moved: Vec<_> = before
        .iter()
        .chain(&after)
        .filter(|one| one.changes)
        .collect();
    let changes = |day: &Day| moved.iter().any(|shift| is_on(shift, *day));
    let changing: Vec<_> = days.iter().map(|day| (*day, changes(day))).collect();
    let head = |(day, changes): &(Day, bool)| {
        view! {
            <th class="week-strip__day" scope="col" data-changes=changes.then_some("")>
                <span class="week-strip__weekday">{format::weekday_short(lang, day.weekday())}</span>
                <span class="week-strip__number">{format::day_number(*day)}</span>
            </th>
        }
    };
    let chip = move |shift: &StripShift, moved: ChipState| {
        let part = PartOfDay::of(shift.span);
        let (state, what) = match (shift.changes, moved) {
            (false, _) => (ChipState::Plain, None),
            (true, ChipState::Lost) => (moved, Some(t::effect::goes(lang))),
            (true, _) => (moved, Some(t::effect::comes(lang))),
        };
        let times = format!("{} {}", part_text(lang, part), format::times(shift.span));
        let words = [Some(times.as_str()), what];
        let label = words
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(t::ui::comma(lang));
        view! { <ShiftChip part code=shift.code.clone() state size=ChipSize::Small label /> }
    };
    let row = |title: &'static str, shifts: &[StripShift], moved: ChipState| {
        let cell = |(day, changes): &(Day, bool)| {
            let own = shifts.iter().filter(|shift| is_on(shift, *day));
            let chips = own.map(|shift| chip(shift, moved)).collect_view();
            view! { <td class="week-strip__cell" data-changes=changes.then_some("")>{chips}</td> }
        };
        let cells = changing.iter().map(cell).collect_view();
        view! { <tr><th class="week-strip__row" scope="row">{title}</th>{cells}</tr> }
    };
    let caption = t::effect::strip(
        lang,
        format::days(lang, monday, monday.plus(DAYS - 1)),
        name,
    );
    view! {
        <table class="week-strip">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr><td></td>{changing.iter().map(head).collect_view()}</tr>
            </thead>
            <tbody>
                {row(t::effect::before(lang), &before, ChipState::Lost)}
                {row(t::effect::after(lang), &after, ChipState::Mine)}
            </tbody>
        </table>
    }
}
