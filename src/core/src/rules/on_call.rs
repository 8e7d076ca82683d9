//! On call: ATW 5:9(1)–(3). Standby (ATB 5.19:3) follows its third paragraph too.
//!
//! Only from 18. In every 28 × 24 hours at least 14 times 24 hours without on-call, and twice 48 hours
//! without on-call and without work. None in the 11 hours before and the 14 hours after every night,
//! whenever it ends; asked both ways, when the night is added and when the on-call is.
//!
//! Readings: the act gives the 28 × 24 hours no start. Sliding them minute by minute would forbid 14
//! days on and 14 days off, so a period starts or ends with an on-call duty (as a daily rest starts
//! with work). Call-outs are not known to a roster, so 5:9(4) and (7) are not asked.

use super::breach::Facts;
use super::case::Case;
use super::duty::{DutyKind, Worked};
use super::findings::{Findings, Key, Outcome};
use super::local::{DAY_MIN, span_until};
use super::rule_set::{Clause, Free};
use crate::time::Moment;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    age(case, found);
    if case.worker.age.is_minor() {
        return;
    }
    let Some(rules) = case.rules.on_call else {
        return;
    };
    let all = &case.timeline.reachable;
    near_night(case, found, &rules.near_night);
    let on_call: Vec<Worked> = all
        .iter()
        .filter(|(kind, _)| *kind == DutyKind::OnCall)
        .map(|(_, worked)| *worked)
        .collect();
    if on_call.is_empty() {
        return;
    }
    let times: Vec<(i32, i32)> = on_call.iter().map(times).collect();
    free(case, found, &rules.free, (&on_call, &times));
    let work = case
        .timeline
        .stints
        .iter()
        .map(|stint| (stint.start(), stint.end()));
    let mut busy: Vec<(i32, i32)> = times.iter().copied().chain(work).collect();
    busy.sort_unstable();
    free(case, found, &rules.off, (&on_call, &busy));
}

fn times(worked: &Worked) -> (i32, i32) {
    (worked.span.start().utc_min, worked.span.end().utc_min)
}

/// Nobody under 18 is on call, on standby or asleep at work.
fn age(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .oncall_age
        .filter(|clause| case.worker.age < clause.limit)
    else {
        return;
    };
    for (_, worked) in &case.timeline.reachable {
        let (from, until) = times(worked);
        if case.touches(from, until) {
            let facts = Facts::NotFor { worked: *worked };
            found.add(&clause, Outcome::Violation, Key::At(from, until), 1, facts);
        }
    }
}

fn near_night(case: &Case<'_>, found: &mut Findings, clause: &Clause<(i32, i32)>) {
    let (before_min, after_min) = clause.limit;
    let reachable = &case.timeline.reachable;
    if reachable.is_empty() {
        // Who is never on call is not suspected of it.
        return;
    }
    for (_, stint) in case.stints() {
        // With what is not seen of it, it may be a night.
        let (from, until) = (stint.start() - before_min, stint.end() + after_min);
        found.unknown(case, clause.rule, from, until);
    }
    for (_, worked) in reachable {
        let (start, end) = times(worked);
        found.unknown(case, clause.rule, start - after_min, end + before_min);
    }
    for (_, night) in case.stints().filter(|(_, stint)| stint.is_night) {
        let (from, until) = (night.start() - before_min, night.end() + after_min);
        // Two days is the longest duty there is; earlier ones have ended.
        let first = reachable.partition_point(|(_, one)| times(one).0 < from - 2 * DAY_MIN);
        for (kind, worked) in reachable.iter().skip(first) {
            let (start, end) = times(worked);
            if start >= until {
                break;
            }
            let is_reachable = matches!(kind, DutyKind::OnCall | DutyKind::Standby);
            if !is_reachable || end <= from || !case.touches(start.min(from), end.max(until)) {
                continue;
            }
            let is_before = start < night.start();
            let (had_min, needs_min) = if is_before {
                (night.start() - end, before_min)
            } else {
                (start - night.end(), after_min)
            };
            let facts = Facts::NearNight {
                had_min,
                needs_min,
                on_call: *worked,
                night: night.worked(),
                is_before,
            };
            let key = Key::At(start, night.start());
            found.add(clause, Outcome::Violation, key, needs_min - had_min, facts);
        }
    }
}

/// Checks the free times in every period that starts or ends with an on-call duty; `busy` is sorted.
fn free(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<Free>,
    (on_call, busy): (&[Worked], &[(i32, i32)]),
) {
    let Free {
        days,
        needs,
        each_min,
    } = clause.limit;
    let len = days * DAY_MIN;
    let before = |end: Moment| Moment {
        utc_min: end.utc_min - len,
        ..end
    };
    let scope = case.scope();
    found.unknown(case, clause.rule, scope.0 - len, scope.1 + len);
    let starts = on_call
        .iter()
        .flat_map(|one| [one.span.start(), before(one.span.end())]);
    for start in starts {
        let (from, until) = (start.utc_min, start.utc_min + len);
        if !case.touches(from, until) {
            continue;
        }
        let had = free_times(busy, (from, until), each_min);
        if had >= needs {
            continue;
        }
        if let Some(within) = span_until(start, len) {
            let facts = Facts::Free {
                had,
                needs,
                each_min,
                within,
            };
            let key = Key::At(from, each_min);
            found.add(clause, Outcome::Violation, key, needs - had, facts);
        }
    }
}

fn free_times(busy: &[(i32, i32)], (from, until): (i32, i32), each_min: i32) -> i32 {
    // Two days is the longest duty there is.
    let first = busy.partition_point(|(start, _)| *start < from - 2 * DAY_MIN);
    let mut at = from;
    let mut had = 0;
    for (start, end) in busy
        .iter()
        .skip(first)
        .take_while(|(start, _)| *start < until)
    {
        had += (start - at).max(0) / each_min;
        at = at.max(*end);
    }
    had + (until - at).max(0) / each_min
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Rule, Verdict, Worker};

    #[test]
    fn from_eighteen() {
        let call = ("0 09:00-17:00 oncall", Verdict::Violation);
        table(Rule::OncallAge, Worker::of_years(17), GRANTED, &[call]);
        table(
            Rule::OncallAge,
            Worker::of_years(18),
            GRANTED,
            &[(call.0, Verdict::Ok)],
        );
    }

    #[test]
    fn none_around_a_night() {
        let cases = [
            ("0 04:00-12:00 oncall, 0 23:00-07:00/30", Verdict::Ok),
            ("0 04:00-12:01 oncall, 0 23:00-07:00/30", Verdict::Violation),
            ("0 23:00-07:00/30, 1 21:00-07:00 oncall", Verdict::Ok),
            ("0 23:00-07:00/30, 1 20:59-07:00 oncall", Verdict::Violation),
            ("0 17:00-01:00/30, 1 14:59-20:00 oncall", Verdict::Ok),
            ("0 17:00-01:01, 1 14:59-20:00 standby", Verdict::Violation),
        ];
        table(Rule::OncallNight, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn fourteen_days_without() {
        let cases = [
            ("63..77 00:00-00:00 oncall", Verdict::Ok),
            ("63..78 00:00-00:00 oncall", Verdict::Violation),
        ];
        table(Rule::Oncall28d, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn twice_two_days_without_anything() {
        let month = |saturday: &str| {
            format!(
                "63..77 00:00-00:00 oncall, 77..82 07:00-15:30/30, 84..89 07:00-15:30/30, {saturday}, 91 07:00-15:30/30"
            )
        };
        let (free, worked) = (month(""), month("89 07:00-15:30/30"));
        let cases = [(&*free, Verdict::Ok), (&*worked, Verdict::Violation)];
        table(Rule::Oncall48h, Worker::ADULT, GRANTED, &cases);
    }
}
