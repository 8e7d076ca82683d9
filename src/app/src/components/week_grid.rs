//! The team's week: people by days.

use leptos::prelude::*;
use ruil_core::{Day, PersonId, ShiftId, Span};

use super::shift_chip::ChipState;
use super::week_chip::WeekChip;
use super::week_move::{OnMove, WeekMove};
use super::week_put::{OnCell, WeekPut};
use crate::i18n::{format, use_lang};

const DAYS: i32 = 7;

/// A shift in the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekShift {
    /// Which.
    pub id: ShiftId,
    /// From when to when; its first day decides the column.
    pub span: Span,
    /// The kind's letter or letters.
    pub code: String,
    /// How it stands.
    pub state: ChipState,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekRow {
    /// Whose; nobody is the row of open shifts.
    pub person: Option<PersonId>,
    /// What stands in front.
    pub name: String,
    /// Whether it is mine.
    pub mine: bool,
    /// The shifts of the week.
    pub shifts: Vec<WeekShift>,
}

/// Shows a week of the team. A tap on a shift reports it.
#[component]
pub fn WeekGrid(
    /// The first day.
    #[prop(into)]
    monday: Signal<Day>,
    /// Today, if it is to be marked.
    #[prop(optional, into)]
    today: Signal<Option<Day>>,
    /// What the table shows, read aloud.
    #[prop(into)]
    caption: Signal<String>,
    /// The rows, mine first.
    #[prop(into)]
    rows: Signal<Vec<WeekRow>>,
    /// Called with the shift that was tapped.
    #[prop(into)]
    on_shift: Callback<ShiftId>,
    /// Called with whose cell was tapped to put a shift in, and the day; without it none is.
    #[prop(optional)]
    on_cell: Option<OnCell>,
    /// Called with a shift that was moved, and to where; without it none is.
    #[prop(optional)]
    on_move: Option<OnMove>,
) -> impl IntoView {
    let lang = use_lang();
    let marks = move |day: Day| {
        let today = (today.get() == Some(day)).then_some("date");
        (today, day.is_weekend().then_some(""))
    };
    let head = move |day: Day| {
        let (today, weekend) = marks(day);
        view! {
            <th class="week-grid__day" scope="col" aria-current=today data-weekend=weekend>
                <span class="week-grid__weekday">{format::weekday_short(lang, day.weekday())}</span>
                <span class="week-grid__number">{format::day_number(day)}</span>
            </th>
        }
    };
    let moves = on_move.map(WeekMove::new);
    let people =
        Signal::derive(move || rows.with(|rows| rows.iter().map(|row| row.person).collect()));
    let shift = move |owner: Option<PersonId>, shift: WeekShift| {
        let moving = moves.map(|moves| (moves, monday, people));
        view! { <WeekChip shift owner on_shift moving /> }
    };
    let row = move |row: WeekRow| {
        let days = (0..DAYS).map(|offset| monday.get().plus(offset));
        let cell = |day: Day| {
            let (today, weekend) = marks(day);
            let shifts = row
                .shifts
                .iter()
                .filter(|shift| shift.span.start().day() == day);
            let shifts = shifts
                .cloned()
                .map(|one| shift(row.person, one))
                .collect_view();
            let (person, name) = (row.person, row.name.clone());
            let add = on_cell.map(|on_cell| view! { <WeekPut person name day on_cell /> });
            let lands = move || {
                moves
                    .is_some_and(|moves| moves.lands((person, day)))
                    .then_some("")
            };
            let enter = move |event| {
                if let Some(moves) = moves {
                    moves.enter(&event, (person, day));
                }
            };
            view! {
                <td class="week-grid__cell" aria-current=today data-weekend=weekend data-lands=lands on:pointerenter=enter>
                    {shifts}
                    {add}
                </td>
            }
        };
        let cells = days.map(cell).collect_view();
        let mine = row.mine.then_some("true");
        let open = row.person.is_none().then_some("");
        view! {
            <tr class="week-grid__row" aria-current=mine data-open=open>
                <th class="week-grid__name" scope="row">{row.name}</th>
                {cells}
            </tr>
        }
    };
    view! {
        <div class="week-grid" role="region" aria-label=caption tabindex="0">
            <table
                class="week-grid__table"
                data-moves=moves.map(|_| "")
                on:pointerup=move |_| {
                    if let Some(moves) = moves {
                        moves.drop();
                    }
                }
            >
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <td class="week-grid__corner"></td>
                        {move || (0..DAYS).map(|offset| head(monday.get().plus(offset))).collect_view()}
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
