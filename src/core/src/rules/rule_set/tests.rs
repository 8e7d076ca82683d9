//! Cases of finding a set, and of the countries.

use super::*;
use crate::rules::fixture::roster;
use crate::rules::{Duty, Known, Options, Verdict, Worker, judge};

fn set(pack: Pack) -> RuleSet {
    let choice = Choice {
        pack,
        version: NEWEST,
        options: Options::default(),
    };
    RuleSet::find(choice).expect("this build has its own version")
}

#[test]
fn a_version_this_build_does_not_know_is_not_guessed() {
    for version in [0, NEWEST + 1, u16::MAX] {
        assert_eq!(
            RuleSet::find(Choice {
                version,
                ..Choice::default()
            }),
            None
        );
    }
}

#[test]
fn other_countries_have_other_numbers() {
    let cases: [(Pack, Rule, &str, Verdict); 12] = [
        (
            Pack::Europe,
            Rule::DailyRest,
            "0 14:30-23:00, 1 09:59-15:00",
            Verdict::Violation,
        ),
        (
            Pack::Europe,
            Rule::Break,
            "0 07:00-13:01",
            Verdict::Violation,
        ),
        (Pack::Germany, Rule::Break, "0 07:00-13:30/30", Verdict::Ok),
        (
            Pack::Germany,
            Rule::Break,
            "0 07:00-16:31/30",
            Verdict::Violation,
        ),
        (
            Pack::Germany,
            Rule::MaxShift,
            "0 07:00-17:46/45",
            Verdict::Violation,
        ),
        (
            Pack::Germany,
            Rule::DailyRest,
            "0 14:30-23:00, 1 09:00-15:00",
            Verdict::NeedsDecision,
        ),
        (
            Pack::Germany,
            Rule::DailyRest,
            "0 14:30-23:00, 1 08:59-15:00",
            Verdict::Violation,
        ),
        (
            Pack::Belgium,
            Rule::MaxShift,
            "0 07:00-16:31/30",
            Verdict::NeedsDecision,
        ),
        (
            Pack::Belgium,
            Rule::MaxShift,
            "0 07:00-18:31/30",
            Verdict::Violation,
        ),
        (
            Pack::UnitedKingdom,
            Rule::Break,
            "0 07:00-13:20/19",
            Verdict::Violation,
        ),
        (
            Pack::UnitedKingdom,
            Rule::Break,
            "0 07:00-13:21/20",
            Verdict::Ok,
        ),
        (
            Pack::UnitedKingdom,
            Rule::WeeklyRest,
            "0..14 07:00-15:30/30",
            Verdict::Violation,
        ),
    ];
    for (pack, rule, text, verdict) in cases {
        let duties: Vec<Duty> = roster(text);
        let judgement = judge(Worker::ADULT, &duties, &set(pack), Known::ALL);
        assert_eq!(judgement.of(rule), verdict, "{pack:?} {rule}: {text}");
    }
}

#[test]
fn every_rule_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
}

#[test]
fn a_set_lists_its_rules_with_their_articles() {
    let list = set(Pack::Netherlands).list();
    let has = |rule: Rule| list.iter().any(|clause| clause.rule == rule);
    for rule in Rule::ALL {
        let is_option = matches!(
            rule,
            Rule::Overlap
                | Rule::NightExtRest
                | Rule::NightExt14d
                | Rule::NightExt52w
                | Rule::AgreedMaxShift
                | Rule::AgreedRest9d
                | Rule::FreeWeekends
                | Rule::OlderAtNight
        );
        assert!(has(*rule) != is_option, "{rule}");
    }
    assert!(list.iter().all(|clause| !clause.article.is_empty()));
}
