//! The coming days of the team in small.

use leptos::prelude::*;
use ruil_core::{Day, PartOfDay};

use super::duty_list::DutyLine;
use super::part_mark::part_text;
use super::shift_chip::{ChipSize, ChipState, ShiftChip};
use crate::i18n::{format, use_lang};

/// Shows days beside each other, each with who works.
#[component]
pub fn DutyDays(
    /// The days.
    days: Vec<(Day, Vec<DutyLine>)>,
) -> impl IntoView {
    let lang = use_lang();
    let line = move |line: DutyLine| {
        let part = PartOfDay::of(line.span);
        let names = line.names.join(", ");
        let state = match line.open {
            0 => ChipState::Plain,
            _ => ChipState::Open,
        };
        let label = format!("{} {}", part_text(lang, part), format::times(line.span));
        view! {
            <li class="duty-days__line">
                <ShiftChip part code=line.code state size=ChipSize::Small label />
                <span class="duty-days__names">{names}</span>
            </li>
        }
    };
    let day = move |(day, lines): (Day, Vec<DutyLine>)| {
        view! {
            <li class="duty-days__day" data-weekend=day.is_weekend().then_some("")>
                <p class="duty-days__head">
                    <span class="duty-days__weekday">{format::weekday_short(lang, day.weekday())}</span>
                    <span class="duty-days__number">{format::day_number(day)}</span>
                </p>
                <ul class="duty-days__lines">{lines.into_iter().map(line).collect_view()}</ul>
            </li>
        }
    };
    view! { <ol class="duty-days">{days.into_iter().map(day).collect_view()}</ol> }
}
