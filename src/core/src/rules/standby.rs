//! Standby duties: ATB 5.19:3–4.
//!
//! Only by collective agreement; at most 3 in every 7 × 24 hours, on-call and presence duties counted
//! with them, and 32 in every 16 weeks (see [`super::counts`]). On-call alone has rules of its own, so
//! a period counts only if a standby duty lies in it. One that straddles the edge counts (advice 6.11).

use super::breach::Facts;
use super::case::Case;
use super::duty::DutyKind;
use super::findings::{Findings, Key, Outcome};
use super::judgement::Ask;
use super::often::often;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let all = &case.timeline.reachable;
    let is_standby = |kind: &DutyKind| *kind == DutyKind::Standby;
    if case.worker.age.is_minor() || all.is_empty() {
        return;
    }
    if let Some(clause) = case.rules.standby_agreed {
        for (_, worked) in all.iter().filter(|(kind, _)| is_standby(kind)) {
            let (from, until) = (worked.span.start().utc_min, worked.span.end().utc_min);
            if case.touches(from, until) {
                let ask = Outcome::Decision(Ask::CollectiveAgreement);
                let facts = Facts::NotFor { worked: *worked };
                found.add(&clause, ask, Key::At(from, until), 1, facts);
            }
        }
    }
    // Where standby was not agreed, nobody is suspected of one that is not seen.
    let is_agreed = case.rules.standby_agreed.is_none();
    let is_asked = is_agreed || all.iter().any(|(kind, _)| is_standby(kind));
    if let Some(clause) = case.rules.standby.filter(|_| is_asked) {
        let spans = all
            .iter()
            .map(|(kind, worked)| (worked.span, is_standby(kind)));
        let spans: Vec<_> = spans.collect();
        often(case, found, &clause, &spans);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Options, Rule, Verdict, Worker};

    #[test]
    fn three_in_seven_days() {
        let cases = [
            ("0..3 17:00-08:00 standby", Verdict::Ok),
            ("0..4 17:00-08:00 standby", Verdict::Violation),
            (
                "0..3 17:00-08:00 oncall, 3 17:00-08:00 standby",
                Verdict::Violation,
            ),
            ("0..7 17:00-08:00 oncall", Verdict::Ok),
            (
                "0..3 17:00-08:00 standby, 8 17:00-08:00 standby",
                Verdict::Ok,
            ),
        ];
        table(Rule::Standby7d, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn only_by_agreement() {
        let cases = [("0 17:00-08:00 standby", Verdict::NeedsDecision)];
        table(
            Rule::StandbyAgreed,
            Worker::ADULT,
            Options::default(),
            &cases,
        );
        table(
            Rule::StandbyAgreed,
            Worker::ADULT,
            GRANTED,
            &[(cases[0].0, Verdict::Ok)],
        );
    }
}
