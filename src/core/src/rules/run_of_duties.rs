//! Duties in a row with a night among them: ATW 5:8(6)–(7).
//!
//! At most 7, by collective agreement 8. All duties of the run count, not only its nights: seven lates
//! and one night are eight.
//!
//! Reading: the act does not say what rest ends a run (advice 6.6). Below 24 hours all readings say it
//! goes on, from 36 hours that it ends; in between it is a decision.

use super::breach::Facts;
use super::case::Case;
use super::duty::Worked;
use super::findings::{Findings, Key, Outcome};
use super::judgement::{Ask, Reading};
use super::rule_set::{Clause, Run};
use crate::time::Span;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .nights
        .run
        .filter(|_| !case.worker.age.is_minor())
    else {
        return;
    };
    let (surely, perhaps) = clause.limit.ends_min;
    let ask = Ask::Reading(Reading::EndOfSeries);
    let sure = runs(case, found, &clause, surely, Outcome::Violation, &[]);
    runs(case, found, &clause, perhaps, Outcome::Decision(ask), &sure);
}

/// Reports the runs that are too long if a rest of `ends_min` ends one, and returns where they start;
/// those that hold a run already reported are left out.
fn runs(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<Run>,
    ends_min: i32,
    outcome: Outcome,
    reported: &[usize],
) -> Vec<usize> {
    let mut told = Vec::new();
    let (mut first, mut has_night) = (None, false);
    let stints = &case.timeline.stints;
    for (at, stint) in case.stints() {
        let from = *first.get_or_insert(at);
        has_night |= stint.is_night;
        if case
            .timeline
            .gap_after(at)
            .is_some_and(|gap| gap < ends_min)
        {
            continue;
        }
        let had = i32::try_from(at - from + 1).unwrap_or(i32::MAX);
        let is_known = reported.iter().any(|run| (from..=at).contains(run));
        if let Some(start) = stints.get(from) {
            let (from_min, until_min) = (start.start(), stint.end());
            let touches = case.touches(from_min - ends_min, until_min + ends_min);
            let gives_way = case.has_presence(from_min, until_min);
            if had > clause.limit.max && has_night && touches && !is_known && !gives_way {
                told.push(from);
                let worked = Worked {
                    span: Span::new(start.span.start(), stint.span.end()).unwrap_or(stint.span),
                    first: start.worked().first,
                    last: stint.worked().last,
                };
                let max = clause.limit.max;
                let key = Key::In(from_min, until_min);
                found.add(clause, outcome, key, had, Facts::Run { had, max, worked });
            }
            if !gives_way {
                found.unknown(case, clause.rule, from_min - ends_min, until_min + ends_min);
            }
        }
        (first, has_night) = (None, false);
    }
    told
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Collective, Options, Rule, Verdict, Worker};

    #[test]
    fn seven_in_a_row() {
        let cases = [
            ("0..6 15:00-23:00/30, 6 22:00-06:00/30", Verdict::Ok),
            ("0..7 15:00-23:00/30, 7 22:00-06:00/30", Verdict::Violation),
            ("0..8 15:00-23:00/30", Verdict::Ok),
            ("0..7 15:00-23:00/30, 7 17:00-01:31/30", Verdict::Violation),
            ("0..4 15:00-23:00/30, 5..9 22:00-06:00/30", Verdict::Ok),
            (
                "0..4 22:00-06:00/30, 5 20:00-04:00/30, 6..9 22:00-06:00/30",
                Verdict::Ok,
            ),
            (
                "0..4 15:00-23:00/30, 5 07:00-15:00/30, 6..9 22:00-06:00/30",
                Verdict::NeedsDecision,
            ),
        ];
        table(Rule::NightRunLength, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn eight_by_agreement() {
        let agreed = Options {
            collective: Collective {
                run_of_eight: true,
                ..GRANTED.collective
            },
            ..GRANTED
        };
        let cases = [
            ("0..7 15:00-23:00/30, 7 22:00-06:00/30", Verdict::Ok),
            (
                "0..7 15:00-23:00/30, 7..9 22:00-06:00/30",
                Verdict::Violation,
            ),
        ];
        table(Rule::NightRunLength, Worker::ADULT, agreed, &cases);
    }
}
