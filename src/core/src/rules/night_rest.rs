//! Rest after a night: ATW 5:8(4).
//!
//! After a night that ends after 02:00 (not at 02:00 sharp) 14 hours of rest, once in every 7 × 24
//! hours shortened to 8 under the condition of 5:3. An early duty from 04:59 is such a night too.
//! After an extended night 12 hours stand in place of the 14 (5:8(3)).
//!
//! Readings. Both this rule and the daily rest hold after a night (advice 6.4). Where the employer
//! uses 5:8(3), 12 hours after a night of 10 or less may count as one of its five: a decision (6.5).
//! A night that ends at the second 02:00, or at 03:00 when 02:00 is skipped, is a decision (6.8).

use super::case::Case;
use super::choice::Shortening;
use super::findings::{Findings, Outcome};
use super::judgement::{Ask, Reading};
use super::rule_set::{Clause, NightRest};
use super::shorten::{LASTS_MIN, Rest, TooShort, report, too_short};
use super::stint::Late;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .nights
        .rest
        .filter(|_| !case.worker.age.is_minor())
    else {
        return;
    };
    let limit = clause.limit;
    let extended = case.rules.nights.extended;
    let (mut sure, mut all) = (Vec::new(), Vec::new());
    for (at, stint) in case.stints() {
        let is_extended = extended.is_some_and(|extended| stint.work_min > extended.over_min);
        // It may follow a night that is not seen, or be one with what is not seen of it.
        let gap = case.timeline.gap_after(at);
        let needs = gap.map_or(limit.rest_min, |gap| gap.min(limit.rest_min));
        let before = stint.start() - limit.rest_min;
        found.unknown(case, clause.rule, before, stint.end() + needs);
        if stint.late == Late::No || is_extended || case.has_presence(stint.start(), stint.end()) {
            continue;
        }
        let Some(had_min) = gap.filter(|gap| *gap < limit.rest_min) else {
            continue;
        };
        let rest = Rest {
            of: at,
            after: at,
            start: stint.end(),
            had_min,
            is_ended: true,
        };
        if case.touches(rest.start - LASTS_MIN, rest.start + LASTS_MIN + had_min) {
            let until = rest.start + had_min + LASTS_MIN;
            found.unknown(case, clause.rule, rest.start - LASTS_MIN, until);
            all.push(rest);
            sure.extend(Some(rest).filter(|_| stint.late == Late::Yes));
        }
    }
    if !all.is_empty() {
        judge(case, found, &clause, (&sure, &all));
    }
}

fn judge(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<NightRest>,
    (sure, all): (&[Rest], &[Rest]),
) {
    let limit = clause.limit;
    let floors = match case.rules.shortening {
        Shortening::Never => &[],
        Shortening::Granted | Shortening::Confirm => limit.floors,
    };
    let mut asked: Vec<usize> = Vec::new();
    let mut tell = |rests: &[Rest], floors: &[i32], outcome: Outcome| {
        for short in too_short(rests, floors) {
            if asked.contains(&short.rest.of) {
                continue;
            }
            asked.push(short.rest.of);
            let outcome = exception(case, &short).unwrap_or(outcome);
            report(
                case.timeline,
                found,
                clause,
                (outcome, limit.rest_min, floors),
                short,
            );
        }
    };
    tell(sure, floors, Outcome::Violation);
    let reading = Outcome::Decision(Ask::Reading(Reading::TwoOClock));
    tell(all, floors, reading);
    if case.rules.shortening == Shortening::Confirm {
        tell(all, &[], Outcome::Decision(Ask::BusinessReason));
    }
}

/// Returns the decision that the employer may count the night as one of its extended ones.
fn exception(case: &Case<'_>, short: &TooShort) -> Option<Outcome> {
    let extended = case.rules.nights.extended?;
    let is_enough = short.rest.had_min >= extended.rest.limit;
    is_enough.then_some(Outcome::Decision(Ask::Exception))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, NEVER, table};
    use crate::rules::{Options, Rule, Verdict, Worker};

    #[test]
    fn fourteen_hours_after_a_late_end() {
        let cases = [
            ("0 22:00-07:00/30, 1 21:00-23:00", Verdict::Ok),
            ("0 22:00-07:00/30, 1 20:59-23:00", Verdict::Violation),
            ("0 18:00-02:00/30, 1 13:00-21:30/30", Verdict::Ok),
            ("0 18:00-02:01/30, 1 13:01-21:30/30", Verdict::Violation),
            ("0 04:30-13:00/30, 1 00:30-06:00", Verdict::Violation),
            ("0 05:00-13:00/30, 1 00:30-06:00", Verdict::Ok),
        ];
        table(Rule::NightRest, Worker::ADULT, NEVER, &cases);
    }

    #[test]
    fn shortened_once_in_seven_days() {
        let first = "0 22:00-07:00/30, 1 18:30-23:00";
        let (day_three, day_seven) = (
            format!("{first}, 3 22:00-07:00/30, 4 18:30-23:00"),
            format!("{first}, 7 22:00-07:00/30, 8 18:30-23:00"),
        );
        let cases = [
            (first, Verdict::Ok),
            (&*day_three, Verdict::Violation),
            (&*day_seven, Verdict::Ok),
        ];
        table(Rule::NightRest, Worker::ADULT, GRANTED, &cases);
        table(
            Rule::NightRest,
            Worker::ADULT,
            Options::default(),
            &[(first, Verdict::NeedsDecision)],
        );
    }

    #[test]
    fn when_two_o_clock_comes_twice_or_never() {
        let cases = [
            (
                "26 18:00-03:00/30, 27 13:00-20:00/30",
                Verdict::NeedsDecision,
            ),
            ("26 18:00-03:01/30, 27 13:00-20:00/30", Verdict::Violation),
        ];
        table(Rule::NightRest, Worker::ADULT, NEVER, &cases);
    }

    #[test]
    fn twelve_hours_may_count_as_one_of_the_extended_nights() {
        let extended = Options {
            extended_nights: true,
            ..NEVER
        };
        let cases = [
            ("0 22:00-07:00/30, 1 19:00-23:00", Verdict::NeedsDecision),
            ("0 22:00-07:00/30, 1 18:59-23:00", Verdict::Violation),
        ];
        table(Rule::NightRest, Worker::ADULT, extended, &cases);
    }
}
