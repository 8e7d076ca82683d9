//! Rest after a series of nights: ATW 5:8(5).
//!
//! After three or more nights in a row 46 hours of rest. A duty that is no night ends a series.
//!
//! Reading: the act does not say what rest ends a series (advice 6.6, 6.12). Below 24 hours between
//! two nights all readings say it goes on, from 46 hours the rest is given. In between every reading
//! is tried (24, 32, 36, 46 hours): what none allows is a breach, what some do not is a decision.

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::judgement::{Ask, Reading};
use super::rule_set::{Clause, Series};

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .nights
        .series
        .filter(|_| !case.worker.age.is_minor())
    else {
        return;
    };
    let rest_min = clause.limit.rest_min;
    // A cluster: nights with no other duty and no full rest between them.
    let mut first = None;
    for (at, stint) in case.stints() {
        if !stint.is_night {
            first = None;
            found.unknown(
                case,
                clause.rule,
                unseen_from(case, at, rest_min),
                stint.start(),
            );
            continue;
        }
        let from = *first.get_or_insert(at);
        let gap = case.timeline.gap_after(at);
        let next = case.timeline.stints.get(at + 1);
        let goes_on =
            next.is_some_and(|next| next.is_night) && gap.is_some_and(|gap| gap < rest_min);
        if !goes_on {
            cluster(case, found, &clause, (from, at));
            first = None;
        }
    }
}

/// Returns from when the roster must be known to tell what a stint follows.
fn unseen_from(case: &Case<'_>, at: usize, rest_min: i32) -> i32 {
    let stints = &case.timeline.stints;
    let start = stints.get(at).map_or(0, |stint| stint.start());
    let before = at.checked_sub(1).and_then(|at| stints.get(at));
    let is_seen = before.is_some_and(|before| start - before.end() < rest_min);
    if is_seen { start } else { start - rest_min }
}

fn cluster(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<Series>,
    (from, last): (usize, usize),
) {
    let stints = &case.timeline.stints;
    let (Some(start), Some(end)) = (stints.get(from), stints.get(last)) else {
        return;
    };
    let Series {
        nights,
        rest_min,
        ends_min,
    } = clause.limit;
    let gap = case.timeline.gap_after(last);
    let until = end.end() + gap.unwrap_or(rest_min).min(rest_min);
    let count = i32::try_from(last - from + 1).unwrap_or(i32::MAX);
    if !case.touches(start.start(), until) || case.has_presence(start.start(), until) {
        return;
    }
    found.unknown(case, clause.rule, unseen_from(case, from, rest_min), until);
    if count < nights {
        return;
    }
    let broken: Vec<_> = ends_min
        .iter()
        .filter_map(|ends| first_broken(case, clause.limit, (from, last), *ends))
        .collect();
    let Some((at, had_min, nights)) = broken.first().copied() else {
        return;
    };
    let is_sure = broken.len() == ends_min.len();
    let ask = Ask::Reading(Reading::EndOfSeries);
    let outcome = if is_sure {
        Outcome::Violation
    } else {
        Outcome::Decision(ask)
    };
    let Some(after) = stints.get(at) else {
        return;
    };
    let facts = Facts::Rest {
        had_min,
        needs_min: rest_min,
        after: after.worked(),
        before: stints.get(at + 1).map(|next| next.worked()),
        nights,
    };
    let key = Key::At(after.end(), after.end() + had_min);
    found.add(clause, outcome, key, rest_min - had_min, facts);
}

/// Returns the first series in a cluster that lacks its rest, if a rest of `ends_min` ends one: its
/// last night, the rest, and how many nights.
fn first_broken(
    case: &Case<'_>,
    limit: Series,
    (from, last): (usize, usize),
    ends_min: i32,
) -> Option<(usize, i32, i32)> {
    let mut nights = 0;
    for at in from..=last {
        nights += 1;
        let gap = case.timeline.gap_after(at)?;
        if at == last || gap >= ends_min {
            if nights >= limit.nights && gap < limit.rest_min {
                return Some((at, gap, nights));
            }
            nights = 0;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, judged, table};
    use crate::rules::{Facts, Rule, Verdict, Worker};

    #[test]
    fn forty_six_hours_after_three_nights() {
        let cases = [
            ("0..3 23:00-07:15/30, 5 05:15-13:15/30", Verdict::Ok),
            ("0..3 23:00-07:15/30, 5 05:14-13:15/30", Verdict::Violation),
            (
                "0..2 23:00-07:15/30, 3 23:00-00:30, 4 07:00-15:30/30",
                Verdict::Ok,
            ),
            ("23..26 23:00-07:15/30, 28 06:15-14:45/30", Verdict::Ok),
            (
                "23..26 23:00-07:15/30, 28 06:14-14:45/30",
                Verdict::Violation,
            ),
            ("234..237 23:00-07:15/30, 239 05:15-13:15/30", Verdict::Ok),
        ];
        table(Rule::NightSeriesRest, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn a_rest_that_some_say_ends_a_series() {
        let cases = [
            // Two and two, with 39:45 between, then an early.
            (
                "0..2 23:00-07:15/30, 3 23:00-07:15/30, 4 23:00-07:15/30, 6 07:00-15:30/30",
                Verdict::NeedsDecision,
            ),
            ("0..2 23:00-07:15/30, 4 05:15-13:15/30", Verdict::Ok),
            // Three, 39:45, one, and then too little: no reading allows it.
            (
                "0..3 23:00-07:15/30, 4 23:00-07:15/30, 6 07:00-15:30/30",
                Verdict::Violation,
            ),
        ];
        table(Rule::NightSeriesRest, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn a_bridge_makes_a_series() {
        let judgement = judged("0..3 23:00-07:15/30, 4 07:00-15:30/30", GRANTED);
        let facts = judgement
            .breaches
            .iter()
            .find(|one| one.rule == Rule::NightSeriesRest);
        let Some(Facts::Rest {
            had_min, nights, ..
        }) = facts.map(|one| &one.facts)
        else {
            panic!("{judgement:?}");
        };
        assert_eq!((*had_min, *nights), (23 * 60 + 45, 3));
    }
}
