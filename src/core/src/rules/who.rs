//! Who may do what: children (ATW 3:2), pregnancy (ATW 4:5), older people (collective agreements), and
//! that nobody can be in two places.
//!
//! Under 16 only light work that is not a roster's. In pregnancy, and until six months after, nobody
//! can be obliged to more than 10 hours a duty or to a night: the worker's own word decides (averages
//! in [`super::hours`]). The four weeks before and six after giving birth (4:6) are leave in the
//! roster. From 55 (CAO VVT) or 57 (CAO GHZ) nights, on-call, standby and presence between 23:00 and
//! 07:00 only if the worker does not object. A duty in one's own leave is one's own decision too.

use super::breach::{Facts, Severity};
use super::case::Case;
use super::duty::{DutyKind, Worked};
use super::findings::{Findings, Key, Outcome};
use super::judgement::Ask;
use super::local::{minutes_in, parts};
use super::rule::Rule;
use super::rule_set::Clause;
use super::timeline::Clash;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    overlap(case, found);
    minimum_age(case, found);
    pregnant(case, found);
    older(case, found);
}

fn overlap(case: &Case<'_>, found: &mut Findings) {
    for (one, other, clash) in &case.timeline.clashes {
        let (severity, outcome) = match clash {
            Clash::Work => (Severity::Law, Outcome::Violation),
            Clash::Leave => (Severity::Team, Outcome::Decision(Ask::Consent)),
        };
        // No article is needed to say that nobody works twice at once.
        let clause = Clause {
            rule: Rule::Overlap,
            article: "",
            severity,
            limit: (),
        };
        let (from, until) = (other.span.start().utc_min, other.span.end().utc_min);
        if case.touches(
            from.min(one.span.start().utc_min),
            until.max(one.span.end().utc_min),
        ) {
            let shared = one.span.end().utc_min.min(until) - from;
            let key = Key::At(one.span.start().utc_min, from);
            let facts = Facts::Overlap {
                one: *one,
                other: *other,
            };
            found.add(&clause, outcome, key, shared, facts);
        }
    }
}

fn minimum_age(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .minimum_age
        .filter(|clause| case.worker.age < clause.limit)
    else {
        return;
    };
    for (_, stint) in case.stints().filter(|(_, stint)| stint.has_work) {
        not_for(case, found, &clause, Outcome::Violation, stint.worked());
    }
}

fn pregnant(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case.rules.pregnant_shift.filter(|_| case.worker.pregnant) else {
        return;
    };
    let ask = Outcome::Decision(Ask::Consent);
    for (_, stint) in case.stints() {
        let (had_min, max_min) = (stint.work_min, clause.limit);
        if stint.is_night {
            not_for(case, found, &clause, ask, stint.worked());
        } else if had_min > max_min && case.touches(stint.start(), stint.end()) {
            let facts = Facts::Length {
                had_min,
                max_min,
                worked: stint.worked(),
            };
            found.add(
                &clause,
                ask,
                Key::At(stint.start(), stint.end()),
                had_min,
                facts,
            );
        }
    }
}

fn older(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .older
        .filter(|clause| case.worker.age >= clause.limit.age)
    else {
        return;
    };
    let ask = Outcome::Decision(Ask::Consent);
    let window = (clause.limit.from_min, clause.limit.until_min);
    for (_, stint) in case.stints() {
        if stint.is_night && !stint.has_presence {
            not_for(case, found, &clause, ask, stint.worked());
        }
    }
    for (kind, worked) in &case.timeline.reachable {
        let span = worked.span;
        let parts = parts(span, span.start().utc_min, span.end().utc_min);
        let at_night = parts.iter().any(|part| minutes_in(*part, window) > 0);
        let is_asked = matches!(
            kind,
            DutyKind::OnCall | DutyKind::Standby | DutyKind::Presence
        );
        if at_night && is_asked {
            not_for(case, found, &clause, ask, *worked);
        }
    }
}

fn not_for<T>(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<T>,
    outcome: Outcome,
    worked: Worked,
) {
    let (from, until) = (worked.span.start().utc_min, worked.span.end().utc_min);
    if case.touches(from, until) {
        found.add(
            clause,
            outcome,
            Key::At(from, until),
            1,
            Facts::NotFor { worked },
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Age, Agreement, Options, Rule, Verdict, Worker};

    #[test]
    fn nobody_works_twice_at_once() {
        let cases = [
            ("0 07:00-15:00, 0 15:00-16:00", Verdict::Ok),
            ("0 07:00-15:00, 0 14:59-16:00", Verdict::Violation),
            ("0 07:00-15:00 leave, 0 14:59-16:00", Verdict::NeedsDecision),
            ("0 07:00-15:00 oncall, 0 14:59-16:00", Verdict::Ok),
        ];
        table(Rule::Overlap, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn children_do_not_work() {
        let cases = [
            ("0 10:00-12:00", Verdict::Violation),
            ("0 09:00-15:00 school", Verdict::Ok),
        ];
        table(Rule::MinimumAge, Worker::of_years(15), GRANTED, &cases);
        table(
            Rule::MinimumAge,
            Worker::of_years(16),
            GRANTED,
            &[(cases[0].0, Verdict::Ok)],
        );
    }

    #[test]
    fn in_pregnancy_the_worker_decides() {
        let worker = Worker {
            pregnant: true,
            ..Worker::ADULT
        };
        let cases = [
            ("0 07:00-17:30/30", Verdict::Ok),
            ("0 07:00-17:46/45", Verdict::NeedsDecision),
            ("0 23:00-07:00/30", Verdict::NeedsDecision),
        ];
        table(Rule::PregnantShift, worker, GRANTED, &cases);
    }

    #[test]
    fn older_people_at_night_by_agreement() {
        let worker = Worker {
            age: Age::From55,
            ..Worker::ADULT
        };
        let vvt = Options {
            agreement: Some(Agreement::Vvt),
            ..GRANTED
        };
        let cases = [
            ("0 23:00-07:00/30", Verdict::NeedsDecision),
            ("0 17:00-23:00 oncall", Verdict::Ok),
            ("0 17:00-23:01 oncall", Verdict::NeedsDecision),
        ];
        table(Rule::OlderAtNight, worker, vvt, &cases);
        let ghz = Options {
            agreement: Some(Agreement::Ghz),
            ..GRANTED
        };
        table(
            Rule::OlderAtNight,
            worker,
            ghz,
            &[(cases[0].0, Verdict::Ok)],
        );
    }
}
