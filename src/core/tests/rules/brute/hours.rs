//! Hours in a week and in several.

use std::collections::BTreeMap;

use ruil_core::rules::{Duty, DutyKind, Options, Rule};

use super::{Book, Dienst, H, Said, World};

/// Hours per duty and week; a window counts of each duty what may lie in it.
pub(super) fn hours_in(
    world: &World<'_>,
    weeks: std::ops::Range<i32>,
    cells: &BTreeMap<(usize, i32), usize>,
) -> usize {
    let mut per_duty: BTreeMap<usize, usize> = BTreeMap::new();
    for ((duty, _), count) in cells.iter().filter(|((_, week), _)| weeks.contains(week)) {
        *per_duty.entry(*duty).or_default() += count;
    }
    per_duty
        .iter()
        .map(|(duty, count)| (*count).min(world.worked[*duty]))
        .sum()
}

pub(super) fn cells(world: &World<'_>) -> BTreeMap<(usize, i32), usize> {
    let mut cells = BTreeMap::new();
    for minute in 0..world.work.len() {
        for duty in [world.work[minute], world.leave[minute]] {
            if duty > 0 {
                *cells.entry((duty, world.week(minute))).or_default() += 1;
            }
        }
    }
    cells
}

pub(super) fn all_weeks(world: &World<'_>) -> std::ops::RangeInclusive<i32> {
    world.week(0) - 60..=world.week(world.work.len() - 1)
}

pub(super) fn touching(
    world: &World<'_>,
    spans: &[(usize, usize)],
    weeks: &std::ops::Range<i32>,
) -> usize {
    let touches = |(from, until): &&(usize, usize)| {
        (world.week(*from)..=world.week(*until - 1)).any(|week| weeks.contains(&week))
    };
    spans.iter().filter(touches).count()
}

pub(super) fn hours(world: &World<'_>, diensten: &[Dienst], options: Options, book: &mut Book) {
    let cells = cells(world);
    let night_spans: Vec<(usize, usize)> = diensten
        .iter()
        .filter(|dienst| dienst.is_night)
        .map(|dienst| (dienst.from, dienst.until))
        .collect();
    let at_night = |duty: &&Duty| {
        let (from, until) = world.span(duty);
        let is_on_call = matches!(duty.kind, DutyKind::OnCall | DutyKind::Standby);
        is_on_call && (from..until).any(|minute| world.clock(minute) < 6 * H)
    };
    let calls: Vec<(usize, usize)> = world
        .duties
        .iter()
        .filter(at_night)
        .map(|duty| world.span(duty))
        .collect();
    for week in all_weeks(world) {
        let hours = |weeks: i32| hours_in(world, week..week + weeks, &cells);
        book.broken(Rule::MaxWeek, hours(1) > 60 * H);
        book.broken(
            Rule::Avg4w,
            hours(4) > 220 * H && !options.collective.no_four_weeks,
        );
        let sixteen = hours(16);
        if options.collective.year_average {
            book.broken(Rule::Avg16w, hours(52) > 52 * 48 * H);
        } else {
            book.broken(Rule::Avg16w, sixteen > 768 * H);
        }
        let many = touching(world, &night_spans, &(week..week + 16)) >= 16;
        book.broken(Rule::NightAvg16w, many && sixteen > 640 * H);
        let called = touching(world, &calls, &(week..week + 16)) >= 16;
        book.broken(Rule::OncallAvg16w, called && sixteen > 720 * H);
        book.say(
            Rule::OncallAvg16w,
            called && sixteen > 640 * H,
            Said::Decide,
        );
    }
}
