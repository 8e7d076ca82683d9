//! A change is judged by what it causes, and nothing unseen is called fine.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use ruil_core::rules::{
    Duty, DutyKind, Judgement, Known, Rule, RuleSet, Verdict, Worker, judge, judge_change,
};

use super::agree::rules;
use super::rosters::{chain, options, pattern};

/// A roster, one duty of it that goes and one that comes.
fn split(mut duties: Vec<Duty>, at: prop::sample::Index) -> (Vec<Duty>, Duty) {
    let at = at.index(duties.len());
    let one = duties.remove(at);
    (duties, one)
}

fn broken(judgement: &Judgement) -> Vec<Rule> {
    let all = Rule::ALL.iter().copied();
    all.filter(|rule| judgement.of(*rule) == Verdict::Violation)
        .collect()
}

fn added(before: &[Duty], one: &Duty, rules: &RuleSet, known: Known) -> Judgement {
    judge_change(
        Worker::ADULT,
        before,
        &[],
        std::slice::from_ref(one),
        rules,
        known,
    )
}

fn rosters() -> impl Strategy<Value = Vec<Duty>> {
    use DutyKind::{Leave, OnCall, Standby, Work};
    prop_oneof![
        4 => chain(vec![Work]),
        2 => chain(vec![Work, Work, OnCall, Standby, Leave]),
        2 => pattern(4..54, Work),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn a_change_is_to_blame_for_what_was_fine_without_it(
        duties in rosters(),
        at in any::<prop::sample::Index>(),
        options in options(),
    ) {
        let rules = rules(options);
        let (before, one) = split(duties.clone(), at);
        let whole = |duties: &[Duty]| broken(&judge(Worker::ADULT, duties, &rules, Known::ALL));
        let (was, is) = (whole(&before), whole(&duties));
        let blamed = broken(&added(&before, &one, &rules, Known::ALL));
        for rule in Rule::ALL {
            match (was.contains(rule), is.contains(rule)) {
                (false, true) => prop_assert!(blamed.contains(rule), "{} is missing", rule),
                (_, false) => prop_assert!(!blamed.contains(rule), "{} is too much", rule),
                (true, true) => {}
            }
        }
    }

    #[test]
    fn a_change_undone_at_once_is_to_blame_for_nothing(
        duties in rosters(),
        at in any::<prop::sample::Index>(),
        options in options(),
    ) {
        let one = duties[at.index(duties.len())].clone();
        let gone: Vec<_> = one.shift.into_iter().collect();
        let judgement =
            judge_change(Worker::ADULT, &duties, &gone, &[one], &rules(options), Known::ALL);
        prop_assert_eq!(judgement, Judgement::default());
    }

    #[test]
    fn what_is_not_seen_is_never_called_fine(
        duties in rosters(),
        at in any::<prop::sample::Index>(),
        seen in (0..40_i32, 0..40_i32),
        options in options(),
    ) {
        let rules = rules(options);
        let (before, one) = split(duties, at);
        let known = Known {
            from_min: one.span.start().utc_min - seen.0 * 720,
            until_min: one.span.end().utc_min + seen.1 * 720,
        };
        let is_seen = |duty: &&Duty| {
            duty.span.end().utc_min > known.from_min && duty.span.start().utc_min < known.until_min
        };
        let half: Vec<Duty> = before.iter().filter(is_seen).cloned().collect();
        let full = added(&before, &one, &rules, Known::ALL);
        let judged = added(&half, &one, &rules, known);
        // Who is never on call in what is seen is not suspected of it.
        let is_called = |duty: &Duty| matches!(duty.kind, DutyKind::OnCall | DutyKind::Standby);
        let is_called = half.iter().any(is_called) || is_called(&one);
        let asked = |rule: &&Rule| is_called || !rule.name().starts_with("oncall");
        for rule in Rule::ALL.iter().filter(asked) {
            if full.of(*rule) == Verdict::Violation {
                prop_assert!(judged.of(*rule) != Verdict::Ok, "{} was called fine", rule);
            }
        }
    }
}

#[test]
fn a_breach_elsewhere_is_not_told_again() {
    let mut told = 0;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..50 {
        use proptest::strategy::ValueTree;
        let mut duties = chain(vec![DutyKind::Work])
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let last = duties.last().unwrap().span.end().utc_min;
        let day = (last + 120 * 1440).div_euclid(1440);
        let rules = rules(Default::default());
        told += judge(Worker::ADULT, &duties, &rules, Known::ALL)
            .breaches
            .len();
        let far = super::rosters::at(day, 540, 480);
        let judgement = added(&duties, &far, &rules, Known::ALL);
        assert_eq!(judgement, Judgement::default());
        duties.push(far);
    }
    assert!(told > 20, "there was something not to tell");
}

#[test]
fn no_minute_is_too_far_and_no_duty_too_long() {
    use ruil_core::{Moment, Span};
    let at = |utc_min: i32| Moment {
        utc_min,
        offset_min: i16::MAX,
    };
    let ends = [
        i32::MIN,
        i32::MIN + 1,
        -500_000_000,
        0,
        29_500_000,
        500_000_000,
        i32::MAX,
    ];
    let rules = rules(Default::default());
    let ordinary = super::rosters::at(20_600, 540, 480);
    for (from, until) in ends.iter().zip(&ends[1..]) {
        let duty = Duty::work(Span::new(at(*from), at(*until)).unwrap(), u16::MAX, None);
        let near = Duty::work(Span::new(at(*from), at(*from + 1)).unwrap(), 0, None);
        for strange in [duty, near] {
            let both = [ordinary.clone(), strange.clone()];
            judge(Worker::ADULT, &both, &rules, Known::ALL);
            added(
                std::slice::from_ref(&ordinary),
                &strange,
                &rules,
                Known::ALL,
            );
            added(
                std::slice::from_ref(&strange),
                &ordinary,
                &rules,
                Known {
                    from_min: 0,
                    until_min: 0,
                },
            );
        }
    }
}
