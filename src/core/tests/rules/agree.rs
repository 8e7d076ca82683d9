//! Rules and brute force agree on every rule, on rosters of days and of a year.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use ruil_core::rules::{
    Choice, Duty, DutyKind, Known, Options, Pack, Rule, RuleSet, Severity, Verdict, Worker, judge,
    rule_set,
};

use super::brute::{self, Said};
use super::rosters::{calls, chain, options, pattern};

pub fn rules(options: Options) -> RuleSet {
    let choice = Choice {
        pack: Pack::Netherlands,
        version: rule_set::NEWEST,
        options,
    };
    RuleSet::find(choice).unwrap()
}

/// Returns what the rules say, in the words of the brute force.
fn said(duties: &[Duty], worker: Worker, options: Options) -> BTreeMap<Rule, Said> {
    let judgement = judge(worker, duties, &rules(options), Known::ALL);
    let rules = Rule::ALL.iter().filter_map(|rule| {
        let said = match judgement.of(*rule) {
            Verdict::Violation => Said::Broken,
            Verdict::NeedsDecision => Said::Decide,
            Verdict::Ok => return None,
            Verdict::Unknown => unreachable!("everything is known"),
        };
        Some((*rule, said))
    });
    rules.collect()
}

/// Runs cases and returns which rules were broken, and which were kept.
fn compare(
    cases: usize,
    rosters: &impl Strategy<Value = Vec<Duty>>,
    worker: Worker,
) -> BTreeSet<Rule> {
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    let mut broken = BTreeSet::new();
    for _ in 0..cases {
        let tree = (rosters, options()).new_tree(&mut runner).unwrap();
        let (duties, options) = tree.current();
        let fast = said(&duties, worker, options);
        let slow = brute::said(&duties, worker.age.is_minor(), options);
        if fast != slow {
            let lines = duties.iter().map(|duty| {
                let (start, end) = (duty.span.start(), duty.span.end());
                format!(
                    "{:?} {} {:?}–{} {:?} {:?}\n",
                    start.day().ymd(),
                    start.day().weekday() as u8,
                    start.clock(),
                    duty.span.len_min(),
                    duty.kind,
                    (end.clock(), &duty.pauses)
                )
            });
            let lines: String = lines.collect();
            panic!("rules {fast:?}\nbrute {slow:?}\n{options:?}\n{lines}");
        }
        broken.extend(
            fast.into_iter()
                .filter(|(_, said)| *said == Said::Broken)
                .map(|(rule, _)| rule),
        );
    }
    broken
}

fn assert_broken(broken: &BTreeSet<Rule>, expected: &[Rule]) {
    let missing: Vec<_> = expected
        .iter()
        .filter(|rule| !broken.contains(rule))
        .collect();
    assert!(
        missing.is_empty(),
        "never broken, so never tried: {missing:?}"
    );
}

#[test]
fn adults_from_day_to_day() {
    let broken = compare(400, &chain(vec![DutyKind::Work]), Worker::ADULT);
    assert_broken(
        &broken,
        &[
            Rule::DailyRest,
            Rule::WeeklyRest,
            Rule::Break,
            Rule::MaxShift,
            Rule::NightMaxShift,
            Rule::NightRest,
            Rule::NightExtRest,
            Rule::NightSeriesRest,
            Rule::NightRunLength,
            Rule::MaxWeek,
            Rule::AgreedMaxShift,
        ],
    );
}

#[test]
fn on_call_standby_and_presence() {
    use DutyKind::{OnCall, Presence, Standby, Work};
    let mut broken = compare(40, &chain(vec![Work, OnCall]), Worker::ADULT);
    broken.extend(compare(
        40,
        &chain(vec![Work, Standby, OnCall]),
        Worker::ADULT,
    ));
    broken.extend(compare(
        40,
        &chain(vec![Work, Work, Presence]),
        Worker::ADULT,
    ));
    broken.extend(compare(40, &calls(), Worker::ADULT));
    broken.extend(compare(4, &pattern(18..28, Presence), Worker::ADULT));
    broken.extend(compare(4, &pattern(12..18, Standby), Worker::ADULT));
    assert_broken(
        &broken,
        &[
            Rule::OncallNight,
            Rule::Oncall28d,
            Rule::Oncall48h,
            Rule::Standby7d,
            Rule::Standby16w,
            Rule::PresenceRest,
            Rule::Presence7d,
            Rule::PresenceCount,
        ],
    );
}

#[test]
fn sixteen_and_seventeen() {
    use DutyKind::{Leave, School, Work};
    let worker = Worker::of_years(17);
    let broken = compare(200, &chain(vec![Work, Work, School, Leave]), worker);
    assert_broken(
        &broken,
        &[
            Rule::DailyRestYouth,
            Rule::WeeklyRestYouth,
            Rule::BreakYouth,
            Rule::YouthMaxShift,
            Rule::YouthMaxWeek,
        ],
    );
}

#[test]
fn weeks() {
    let mut broken = compare(20, &pattern(4..20, DutyKind::Work), Worker::ADULT);
    broken.extend(compare(6, &pattern(17..20, DutyKind::Work), Worker::ADULT));
    broken.extend(compare(
        4,
        &pattern(4..10, DutyKind::Work),
        Worker::of_years(16),
    ));
    assert_broken(
        &broken,
        &[
            Rule::Avg4w,
            Rule::Avg16w,
            Rule::NightAvg16w,
            Rule::NightCount,
            Rule::NightExt14d,
            Rule::YouthAvg4w,
        ],
    );
}

#[test]
fn years() {
    let broken = compare(12, &pattern(40..54, DutyKind::Work), Worker::ADULT);
    assert_broken(
        &broken,
        &[Rule::FreeSundays, Rule::NightExt52w, Rule::FreeWeekends],
    );
}

#[test]
fn advice_never_blocks() {
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    let mut seen = 0;
    for _ in 0..100 {
        let tree = chain(vec![DutyKind::Work]).new_tree(&mut runner).unwrap();
        let judgement = judge(
            Worker::ADULT,
            &tree.current(),
            &rules(Options::default()),
            Known::ALL,
        );
        let blocking = judgement
            .decisions
            .iter()
            .map(|one| &one.breach)
            .chain(&judgement.breaches);
        assert!(
            blocking
                .into_iter()
                .all(|breach| breach.severity != Severity::Health)
        );
        assert!(
            judgement
                .advice
                .iter()
                .all(|breach| breach.severity == Severity::Health)
        );
        seen += judgement.advice.len();
    }
    assert!(seen > 50, "there was advice to give");
}
