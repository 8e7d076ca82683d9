//! My burden in the team's, as a table.

use leptos::prelude::*;
use ruil_core::burden::spread::Line;

use super::spread_plot::load_text;
use crate::i18n::{format, t, use_lang};

/// Shows a row for each part of the burden.
#[component]
pub fn SpreadTable(
    /// What the table shows, read aloud.
    #[prop(into)]
    caption: String,
    /// The parts.
    lines: Vec<Line>,
) -> impl IntoView {
    let lang = use_lang();
    let number = move |value: i64| format::per_hundred(lang, value);
    let between = move |low: i64, high: i64| match (number(low), number(high)) {
        (low, high) if low == high => low,
        (low, high) => t::fairness::between(lang, high, low),
    };
    let row = move |line: Line| {
        let unknown = || t::fairness::unknown(lang).to_owned();
        let team = line.team;
        view! {
            <tr>
                <th class="spread-table__name" scope="row">{load_text(lang, line.load)}</th>
                <td class="spread-table__mine">{line.mine.map_or_else(unknown, number)}</td>
                <td>{team.map_or_else(unknown, |team| number(team.median))}</td>
                <td>{team.map_or_else(unknown, |team| between(team.low, team.high))}</td>
                <td>{team.map_or_else(unknown, |team| between(team.min, team.max))}</td>
            </tr>
        }
    };
    let head = |text: &'static str| view! { <th scope="col">{text}</th> };
    view! {
        <table class="spread-table" data-test="spread-table">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <td></td>
                    {head(t::fairness::column_me(lang))}
                    {head(t::fairness::column_middle(lang))}
                    {head(t::fairness::column_half(lang))}
                    {head(t::fairness::column_all(lang))}
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
