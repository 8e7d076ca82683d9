//! My burden in words, and what is missing to compare it.

use ruil_core::Day;
use ruil_core::burden::spread::{Load, PEOPLE_MIN, Spread};

use crate::i18n::{Lang, format, t};

const HOUR_MIN: i32 = 60;

/// Returns how many hours I carry, and whether that is much in this team.
pub(super) fn summary(lang: Lang, spread: &Spread) -> String {
    let hours = (Load::Total.of(spread.mine) + HOUR_MIN / 2) / HOUR_MIN;
    let mine = t::fairness::mine(lang, i64::from(hours));
    let total = spread.lines.iter().find(|line| line.load == Load::Total);
    let beside = total.and_then(|line| line.mine.zip(line.team));
    let beside = beside.map(|(mine, team)| {
        if mine < team.low {
            t::fairness::less(lang)
        } else if mine > team.high {
            t::fairness::more(lang)
        } else {
            t::fairness::same(lang)
        }
    });
    match beside {
        Some(beside) => format!("{mine} {beside}"),
        None => mine,
    }
}

/// Returns what should be known to read the numbers: what is missing first.
pub(super) fn notes(lang: Lang, spread: &Spread, asked: (Day, Day)) -> Vec<String> {
    let (from, until) = spread.days;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let short =
        (spread.days != asked).then(|| t::fairness::short(lang, format::days(lang, from, until)));
    let is_mine_missing = spread.lines.iter().all(|line| line.mine.is_none());
    let mine = is_mine_missing.then(|| t::fairness::no_contract(lang).to_owned());
    let others = spread.left_out.saturating_sub(usize::from(is_mine_missing));
    let others = (others > 0).then(|| t::fairness::left_out(lang, count(others)));
    let few = (spread.counted < PEOPLE_MIN).then(|| t::fairness::few(lang, count(PEOPLE_MIN)));
    let once = t::fairness::once(lang).to_owned();
    [short, mine, others, few, Some(once)]
        .into_iter()
        .flatten()
        .collect()
}
