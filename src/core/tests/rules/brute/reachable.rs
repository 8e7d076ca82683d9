//! Counted days, being on call, and being asleep at work.

use std::collections::BTreeSet;

use ruil_core::rules::{Agreement, DutyKind, Options, Rule};

use super::hours::{all_weeks, cells, hours_in, touching};
use super::{Book, DAY, Dienst, H, Said, World};

/// Sundays and weekends: days with a minute of work.
pub(super) fn counted(world: &World<'_>, options: Options, book: &mut Book) {
    let days = |asked: &dyn Fn(i32) -> bool| -> BTreeSet<i32> {
        let worked = (0..world.work.len()).filter(|minute| !world.is_free(*minute));
        let worked = worked.filter(|minute| asked(world.weekday(*minute)));
        worked.map(|minute| world.week(minute)).collect()
    };
    let sundays = days(&|weekday| weekday == 6);
    let weekends = days(&|weekday| weekday >= 5);
    for week in all_weeks(world) {
        let worked = sundays.range(week..week + 52).count();
        let ask = options.collective.fewer_sundays;
        book.say(
            Rule::FreeSundays,
            worked > 39,
            if ask { Said::Decide } else { Said::Broken },
        );
        if options.agreement == Some(Agreement::Vvt) {
            let worked = weekends.range(week..week + 52).count();
            book.broken(Rule::FreeWeekends, worked > 52 - 17);
            book.say(Rule::FreeWeekends, worked > 52 - 22, Said::Decide);
        }
    }
}

pub(super) fn reachable(world: &World<'_>, diensten: &[Dienst], is_minor: bool, book: &mut Book) {
    use DutyKind::{OnCall, Presence, Standby};
    let spans = |kinds: &[DutyKind]| -> Vec<(usize, usize)> {
        let of = world
            .duties
            .iter()
            .filter(|duty| kinds.contains(&duty.kind));
        of.map(|duty| world.span(duty)).collect()
    };
    let all = spans(&[OnCall, Standby, Presence]);
    if is_minor {
        book.broken(Rule::OncallAge, !all.is_empty());
        return;
    }
    let standby = spans(&[Standby]);
    for night in diensten.iter().filter(|dienst| dienst.is_night) {
        let forbidden = night.from - 11 * H..night.until + 14 * H;
        let calls = spans(&[OnCall, Standby]);
        let is_hit = calls
            .iter()
            .any(|(from, until)| (*from..*until).any(|minute| forbidden.contains(&minute)));
        book.broken(Rule::OncallNight, is_hit);
    }
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        for from in first.0.saturating_sub(8 * DAY)..last.1 {
            let until = from + 7 * DAY;
            let inside = |spans: &[(usize, usize)]| {
                spans
                    .iter()
                    .filter(|(start, end)| *start < until && *end > from)
                    .count()
            };
            if inside(&all) > 3 && inside(&standby) > 0 {
                book.broken(Rule::Standby7d, true);
                break;
            }
        }
        for week in all_weeks(world) {
            let weeks = week..week + 16;
            let is_much = touching(world, &all, &weeks) > 32;
            book.broken(
                Rule::Standby16w,
                is_much && touching(world, &standby, &weeks) > 0,
            );
        }
    }
    for (start, end) in spans(&[OnCall]) {
        for from in [start, end.saturating_sub(28 * DAY)] {
            let free = |len: usize, is_busy: &dyn Fn(usize) -> bool| {
                let (mut times, mut run) = (0, 0);
                for minute in from..from + 28 * DAY {
                    run = if is_busy(minute) { 0 } else { run + 1 };
                    if run == len {
                        (times, run) = (times + 1, 0);
                    }
                }
                times
            };
            let called = |minute: usize| world.on_call.get(minute) == Some(&true);
            let in_dienst = |minute: usize| {
                diensten
                    .iter()
                    .any(|dienst| (dienst.from..dienst.until).contains(&minute))
            };
            let busy: Vec<bool> = (from..from + 28 * DAY)
                .map(|minute| called(minute) || !world.is_free(minute) || in_dienst(minute))
                .collect();
            book.broken(Rule::Oncall28d, free(DAY, &called) < 14);
            book.broken(
                Rule::Oncall48h,
                free(48 * H, &|minute| busy[minute - from]) < 2,
            );
        }
    }
}

pub(super) fn asleep_at_work(world: &World<'_>, book: &mut Book) {
    let numbers = (1..).zip(world.duties);
    let kinds = [DutyKind::Work, DutyKind::Presence];
    let mut blocks: Vec<(usize, usize, bool)> = Vec::new();
    for (_, duty) in numbers.filter(|(_, duty)| kinds.contains(&duty.kind)) {
        let (from, until) = world.span(duty);
        let sleeps = duty.kind == DutyKind::Presence;
        match blocks.last_mut().filter(|(_, end, _)| from <= *end) {
            Some(last) => *last = (last.0, until.max(last.1), last.2 || sleeps),
            None => blocks.push((from, until, sleeps)),
        }
    }
    for pair in blocks.windows(2) {
        book.broken(
            Rule::PresenceRest,
            (pair[0].2 || pair[1].2) && pair[1].0 - pair[0].1 < 11 * H,
        );
    }
    for (from, until, sleeps) in &blocks {
        book.broken(Rule::PresenceLength, *sleeps && until - from > DAY);
        let end = from + 7 * DAY;
        if !blocks
            .iter()
            .any(|(start, _, sleeps)| *sleeps && (*from..end).contains(start))
        {
            continue;
        }
        let mut rests: Vec<usize> = Vec::new();
        let mut run = 0;
        for minute in *from..end {
            if blocks
                .iter()
                .any(|(from, until, _)| (*from..*until).contains(&minute))
            {
                rests.push(run);
                run = 0;
            } else {
                run += 1;
            }
        }
        rests.push(run);
        let fits = |long: usize| {
            let blocks = rests.iter().enumerate().map(|(at, rest)| {
                let left = if at == long {
                    rest.saturating_sub(DAY)
                } else {
                    *rest
                };
                left / (11 * H)
            });
            rests[long] >= DAY && blocks.sum::<usize>() >= 6
        };
        book.broken(Rule::Presence7d, !(0..rests.len()).any(fits));
    }
    let cells = cells(world);
    let sleeps: Vec<(usize, usize)> = world
        .duties
        .iter()
        .filter(|duty| duty.kind == DutyKind::Presence)
        .map(|duty| world.span(duty))
        .collect();
    for week in all_weeks(world) {
        let weeks = week..week + 26;
        book.broken(Rule::PresenceCount, touching(world, &sleeps, &weeks) > 52);
        let had = hours_in(world, weeks, &cells);
        book.broken(Rule::PresenceAvg26w, had > 26 * 60 * H);
        book.say(Rule::PresenceAvg26w, had > 26 * 48 * H, Said::Decide);
    }
}
