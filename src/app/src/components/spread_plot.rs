//! My burden in the team's, as a plot: a band without names, and a point that is me.

use leptos::prelude::*;
use ruil_core::burden::spread::{Line, Load, Quartiles};

use crate::i18n::{Lang, format, t, use_lang};

/// Shows a strip for each part of the burden, all on one scale. The same stands in the table.
#[component]
pub fn SpreadPlot(
    /// The parts.
    lines: Vec<Line>,
) -> impl IntoView {
    let lang = use_lang();
    let most = lines.iter().flat_map(|line| {
        let team = line.team.map(|team| team.max);
        line.mine.into_iter().chain(team)
    });
    let most = most.max().unwrap_or_default().max(1);
    let has_team = lines.iter().any(|line| line.team.is_some());
    let has_mine = lines.iter().any(|line| line.mine.is_some());
    let row = |line: Line| {
        let place = |value: i64| percent(value, most);
        let wide = |from: i64, until: i64| percent(until.saturating_sub(from), most);
        let band = move |team: Quartiles| {
            view! {
                <rect class="spread-plot__all" x=place(team.min) width=wide(team.min, team.max) y="40%" height="20%" rx="3" />
                <rect class="spread-plot__half" x=place(team.low) width=wide(team.low, team.high) y="18%" height="64%" rx="5" />
                <line class="spread-plot__middle" x1=place(team.median) x2=place(team.median) y1="18%" y2="82%" />
            }
        };
        let me = move |mine: i64| {
            view! { <circle class="spread-plot__me" cx=place(mine) cy="50%" r="7" /> }
        };
        let value = line.mine.map(|mine| format::per_hundred(lang, mine));
        view! {
            <li class="spread-plot__line" data-total=(line.load == Load::Total).then_some("")>
                <span class="spread-plot__name">{load_text(lang, line.load)}</span>
                <svg class="spread-plot__strip" focusable="false">
                    <line class="spread-plot__axis" x1="0" x2="100%" y1="50%" y2="50%" />
                    {line.team.map(band)}
                    {line.mine.map(me)}
                </svg>
                <span class="spread-plot__value">{value}</span>
            </li>
        }
    };
    let rows = lines.into_iter().map(row).collect_view();
    let key = |mark: &'static str, text: &'static str| {
        view! {
            <li class="spread-plot__key">
                <span class=format!("spread-plot__mark spread-plot__mark--{mark}")></span>
                {text}
            </li>
        }
    };
    view! {
        <div class="spread-plot" aria-hidden="true" data-test="spread-plot">
            <ol class="spread-plot__lines">{rows}</ol>
            <ul class="spread-plot__keys">
                {has_mine.then(|| key("me", t::fairness::key_me(lang)))}
                {has_team.then(|| view! {
                    {key("half", t::fairness::key_half(lang))}
                    {key("all", t::fairness::key_all(lang))}
                    {key("middle", t::fairness::key_middle(lang))}
                })}
            </ul>
        </div>
    }
}

/// Returns what a part of the burden is called.
pub fn load_text(lang: Lang, load: Load) -> &'static str {
    match load {
        Load::Evening => t::fairness::evening(lang),
        Load::Night => t::fairness::night(lang),
        Load::Weekend => t::fairness::weekend(lang),
        Load::Holiday => t::fairness::holiday(lang),
        Load::Total => t::fairness::total(lang),
    }
}

/// Returns a share as a percentage to a tenth, as a drawing wants it.
fn percent(value: i64, most: i64) -> String {
    let permille = value.max(0).saturating_mul(1_000) / most;
    format!("{}.{}%", permille / 10, permille % 10)
}
