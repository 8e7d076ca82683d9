//! My burden in the team's.

use leptos::prelude::*;
use ruil_core::burden::spread::{Line, Load, Quartiles};

use crate::components::{Card, Section, SpreadPlot, SpreadTable};

/// Hours per contract hour in thousandths: mine, and the team's five.
const NUMBERS: [(i64, [i64; 5]); 5] = [
    (84, [0, 40, 62, 88, 130]),
    (20, [0, 22, 70, 118, 190]),
    (61, [30, 55, 72, 80, 96]),
    (8, [0, 0, 6, 10, 17]),
    (173, [90, 150, 205, 270, 380]),
];

fn lines(has_mine: bool, has_team: bool) -> Vec<Line> {
    let line = |(load, (mine, team)): (Load, (i64, [i64; 5]))| {
        let [min, low, median, high, max] = team;
        Line {
            load,
            mine: has_mine.then_some(mine),
            team: has_team.then_some(Quartiles {
                min,
                low,
                median,
                high,
                max,
            }),
        }
    };
    Load::ALL.into_iter().zip(NUMBERS).map(line).collect()
}

/// Shows the plot and the table, with all of it and with only one side.
#[component]
pub(super) fn Fair() -> impl IntoView {
    view! {
        <Section title="Eerlijk verdeeld">
            <Card>
                <SpreadPlot lines=lines(true, true) />
                <SpreadTable caption="Uren per 100 contracturen" lines=lines(true, true) />
            </Card>
            <Card><SpreadPlot lines=lines(true, false) /></Card>
            <Card>
                <SpreadPlot lines=lines(false, true) />
                <SpreadTable caption="Uren per 100 contracturen" lines=lines(false, true) />
            </Card>
        </Section>
    }
}
