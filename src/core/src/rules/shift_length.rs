//! The longest duty: ATW 5:7(2)a, nights 5:8(1) and (3)a, for 16 and 17 5:7(1), collective agreements.
//!
//! Adults: 12 hours of work in a duty, 10 in a night, 12 in a night if the employer uses 5:8(3). At 16
//! and 17: 9 hours. Breaks are not work. A rest of less than 8 hours does not end a duty, so 10 hours,
//! 7 hours of rest and 10 hours are one duty of 20 (policy rule on fines).

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::rule_set::{Clause, Longest};
use super::stint::Stint;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let longest = |clause: Clause<i32>| Clause {
        rule: clause.rule,
        article: clause.article,
        severity: clause.severity,
        limit: Longest {
            max_min: clause.limit,
            ask: None,
        },
    };
    let by_day = case.limits.shift.map(longest);
    let by_night = case.limits.night_shift.map(longest);
    for (_, stint) in case.stints() {
        if case.has_presence(stint.start(), stint.end())
            || !case.touches(stint.start(), stint.end())
        {
            continue;
        }
        let is_night = stint.is_night && by_night.is_some();
        let by_law = if is_night { by_night } else { by_day };
        for clause in [by_law, case.rules.agreed_shift].into_iter().flatten() {
            judge(found, &clause, stint);
        }
        // What is not seen may make a night of it.
        let clauses = [by_day, by_night, case.rules.agreed_shift];
        for clause in clauses.into_iter().flatten() {
            case.unknown_stint(found, clause.rule, stint);
        }
    }
}

fn judge(found: &mut Findings, clause: &Clause<Longest>, stint: &Stint) {
    let Longest { max_min, ask } = clause.limit;
    let had_min = stint.work_min;
    if had_min > max_min {
        let key = Key::At(stint.start(), stint.end());
        let facts = Facts::Length {
            had_min,
            max_min,
            worked: stint.worked(),
        };
        found.add(clause, Outcome::from(ask), key, had_min, facts);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Agreement, Options, Rule, Verdict, Worker};

    #[test]
    fn by_day() {
        let cases = [
            ("0 07:00-12:00, 0 15:00-22:00", Verdict::Ok),
            ("0 07:00-12:00, 0 15:00-22:01", Verdict::Violation),
            ("0 05:00-17:45/45", Verdict::Ok),
        ];
        table(Rule::MaxShift, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn by_night() {
        let cases = [
            ("0 21:00-07:30/30", Verdict::Ok),
            ("0 21:00-07:31/30", Verdict::Violation),
            ("0 14:00-01:01/45", Verdict::Violation),
            ("0 07:00-15:00/30, 0 23:00-07:00/30", Verdict::Ok),
            ("0 07:00-15:01/30, 0 23:00-07:00/30", Verdict::Violation),
            ("236 21:14-07:00/45", Verdict::Violation),
            ("26 21:00-08:30/30", Verdict::Ok),
        ];
        table(Rule::NightMaxShift, Worker::ADULT, GRANTED, &cases);
        let extended = Options {
            extended_nights: true,
            ..GRANTED
        };
        let cases = [
            ("0 20:00-08:45/45", Verdict::Ok),
            ("0 20:00-08:46/45", Verdict::Violation),
        ];
        table(Rule::NightMaxShift, Worker::ADULT, extended, &cases);
    }

    #[test]
    fn by_agreement_and_by_age() {
        let vvt = Options {
            agreement: Some(Agreement::Vvt),
            ..GRANTED
        };
        let cases = [
            ("0 07:00-17:30/30", Verdict::Ok),
            ("0 07:00-17:46/45", Verdict::Violation),
        ];
        table(Rule::AgreedMaxShift, Worker::ADULT, vvt, &cases);
        let cases = [
            ("0 08:00-17:30/30", Verdict::Ok),
            ("0 08:00-17:31/30", Verdict::Violation),
        ];
        table(Rule::YouthMaxShift, Worker::of_years(16), GRANTED, &cases);
    }
}
