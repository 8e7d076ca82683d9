//! Presence duties (asleep at work): ATB 4.8:1.
//!
//! Only by collective agreement, at most 24 hours long, all of it working time. They put rules of
//! their own in the place of ATW 5:3(2), 5:5(2), 5:7(2)–(4) and 5:8: at least 11 hours of rest before
//! and after, in every 7 × 24 hours one rest of 24 and six of 11 hours (which may touch), at most 52 in
//! 26 weeks, on average 48 hours over 26 weeks (see [`super::counts`], [`super::hours`]).
//!
//! Readings: the other rules give way for 26 weeks before and after a presence duty, the length of its
//! own reference period. Work that adjoins a presence duty is part of it. Shortening in exceptional
//! cases (once 10, once 8 hours) is not taken up.

use super::breach::Facts;
use super::case::Case;
use super::duty::{DutyKind, Worked};
use super::findings::{Findings, Key, Outcome};
use super::judgement::Ask;
use super::local::{DAY_MIN, span_from};
use super::rule_set::{Clause, PresenceWeek};
use crate::time::Span;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = case.rules.presence.filter(|_| !case.worker.age.is_minor()) else {
        return;
    };
    let reachable = &case.timeline.reachable;
    if !reachable
        .iter()
        .any(|(kind, _)| *kind == DutyKind::Presence)
    {
        return;
    }
    let blocks = blocks(case);
    for (at, block) in blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.is_presence)
    {
        let (from, until) = block.times();
        let previous = at.checked_sub(1).and_then(|at| blocks.get(at));
        let next = blocks.get(at + 1);
        found.unknown(
            case,
            rules.rest.rule,
            from - rules.rest.limit,
            until + rules.rest.limit,
        );
        for (one, other) in [(previous, Some(block)), (Some(block), next)] {
            if let (Some(one), Some(other)) = (one, other) {
                rest(case, found, &rules.rest, (one, other));
            }
        }
        if !case.touches(from, until) {
            continue;
        }
        let (had_min, max_min) = (until - from, rules.length.limit);
        let (key, worked) = (Key::At(from, until), block.worked);
        if had_min > max_min {
            let facts = Facts::Length {
                had_min,
                max_min,
                worked,
            };
            found.add(&rules.length, Outcome::Violation, key, had_min, facts);
        }
        if let Some(clause) = rules.agreed {
            let ask = Outcome::Decision(Ask::CollectiveAgreement);
            found.add(&clause, ask, key, 1, Facts::NotFor { worked });
        }
    }
    week(case, found, &rules.week, &blocks);
}

/// Work without any rest in it, with or without presence.
#[derive(Clone, Copy, Debug)]
struct Block {
    worked: Worked,
    is_presence: bool,
}

impl Block {
    const fn times(&self) -> (i32, i32) {
        (
            self.worked.span.start().utc_min,
            self.worked.span.end().utc_min,
        )
    }
}

fn blocks(case: &Case<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for duty in &case.timeline.duties {
        if !matches!(duty.kind, DutyKind::Work | DutyKind::Presence) {
            continue;
        }
        let is_presence = duty.kind == DutyKind::Presence;
        let adjoins = |last: &&mut Block| duty.span.start().utc_min <= last.times().1;
        match blocks.last_mut().filter(adjoins) {
            None => blocks.push(Block {
                worked: Worked::from(*duty),
                is_presence,
            }),
            Some(last) => {
                let end = last.worked.span.end().max(duty.span.end());
                let span = Span::new(last.worked.span.start(), end);
                last.worked.span = span.unwrap_or(last.worked.span);
                last.worked.last = duty.shift;
                last.is_presence |= is_presence;
            }
        }
    }
    blocks
}

fn rest(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<i32>,
    (one, other): (&Block, &Block),
) {
    let (end, start) = (one.times().1, other.times().0);
    let (had_min, needs_min) = (start - end, clause.limit);
    if had_min < needs_min && case.touches(one.times().0, other.times().1) {
        let facts = Facts::Rest {
            had_min,
            needs_min,
            after: one.worked,
            before: Some(other.worked),
            nights: 0,
        };
        found.add(
            clause,
            Outcome::Violation,
            Key::At(end, start),
            needs_min - had_min,
            facts,
        );
    }
}

/// Checks the rest in every 7 × 24 hours from the start of a duty that hold a presence duty.
fn week(case: &Case<'_>, found: &mut Findings, clause: &Clause<PresenceWeek>, blocks: &[Block]) {
    let PresenceWeek {
        days,
        long_min,
        blocks: needs,
        block_min,
    } = clause.limit;
    let len = days * DAY_MIN;
    for (at, block) in blocks.iter().enumerate() {
        let start = block.times().0;
        let end = start + len;
        if !case.touches(start, end) {
            continue;
        }
        let inside = || blocks.iter().skip(at).take_while(|one| one.times().0 < end);
        if !inside().any(|one| one.is_presence) {
            continue;
        }
        found.unknown(case, clause.rule, start, end);
        let nexts = blocks
            .iter()
            .skip(at + 1)
            .map(|one| one.times().0)
            .chain([end]);
        let rests = inside()
            .zip(nexts)
            .map(|(one, next)| next.min(end) - one.times().1);
        let rests = rests.filter(|rest| *rest >= block_min);
        // The long block goes where it costs the fewest short ones.
        let (mut short, mut cost, mut longest) = (0, None, 0);
        for rest in rests {
            short += rest / block_min;
            longest = longest.max(rest);
            if rest >= long_min {
                let costs = rest / block_min - (rest - long_min) / block_min;
                cost = Some(cost.map_or(costs, |cost: i32| cost.min(costs)));
            }
        }
        let had = cost.map_or(short, |cost| short - cost);
        if cost.is_some() && had >= needs {
            continue;
        }
        let within = span_from(block.worked.span, len);
        let facts = if cost.is_some() {
            Facts::Free {
                had,
                needs,
                each_min: block_min,
                within,
            }
        } else {
            Facts::PeriodRest {
                had_min: longest,
                needs_min: long_min,
                within,
            }
        };
        found.add(
            clause,
            Outcome::Violation,
            Key::At(start, days),
            needs - had + 1,
            facts,
        );
    }
}

#[cfg(test)]
mod tests;
