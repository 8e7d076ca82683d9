//! A shift as a row of a list.

use leptos::prelude::*;
use ruil_core::Day;

use super::part_mark::{PartMark, part_str, part_text};
use super::shift_chip::ChipState;
use super::shift_face::ShiftFace;
use crate::i18n::{format, use_lang};

/// Shows the day as a block: weekday, number, month.
#[component]
pub fn DayBlock(
    /// The day.
    day: Day,
    /// Whether it is today.
    #[prop(optional)]
    today: bool,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <span class="day-block" aria-current=today.then_some("date")>
            <span class="day-block__weekday">{format::weekday_short(lang, day.weekday())}</span>
            <span class="day-block__number">{format::day_number(day)}</span>
            <span class="day-block__month">{format::month_short(lang, day)}</span>
        </span>
    }
}

/// Shows a shift: when, which, where.
#[component]
pub fn ShiftRow(
    /// The shift.
    face: ShiftFace,
    /// How it stands.
    #[prop(optional)]
    state: ChipState,
    /// Whether its day is today.
    #[prop(optional)]
    today: bool,
    /// Leaves the day out, for lists under a heading of the day.
    #[prop(optional)]
    without_day: bool,
    /// Where a tap goes.
    #[prop(optional, into)]
    href: Option<String>,
    /// A line below, such as whose it is or what was asked for it.
    #[prop(optional, into)]
    note: Option<String>,
    /// Stands at the end, such as a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let part = face.part();
    let class = format!(
        "shift-row shift-row--{} shift-row--{}",
        part_str(part),
        state.as_str()
    );
    let span = face.span;
    let name = if face.name.is_empty() {
        part_text(lang, part).to_owned()
    } else {
        face.name
    };
    let times = view! {
        <span class="shift-row__times" dir="ltr">
            {format::clock(span.start())}<span class="shift-row__dash">"–"</span>{format::clock(span.end())}
        </span>
    };
    let times = match href {
        Some(href) => view! { <a class="shift-row__link" href=href>{times}</a> }.into_any(),
        None => times.into_any(),
    };
    view! {
        <div class=class>
            {(!without_day).then(|| view! { <DayBlock day=span.start().day() today /> })}
            <span class="shift-row__part"><PartMark part /></span>
            <div class="shift-row__text">
                {times}
                <span class="shift-row__what">
                    <span class="shift-row__name">{name}</span>
                    {face.unit.map(|unit| view! { <span class="shift-row__unit">{unit}</span> })}
                </span>
                {note.map(|note| view! { <span class="shift-row__note">{note}</span> })}
            </div>
            {children.map(|children| view! { <div class="shift-row__end">{children()}</div> })}
        </div>
    }
}
