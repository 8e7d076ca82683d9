//! Cases of the daily rest.

use crate::rules::fixture::{GRANTED, NEVER, judged, table};
use crate::rules::{Ask, Collective, Facts, Options, Rule, Verdict, Worker};

const LATE_THEN: &str = "0 14:30-23:00/30, 1 ";

#[test]
fn eleven_hours() {
    for (next, never, granted, asked) in [
        ("10:00-18:30/30", Verdict::Ok, Verdict::Ok, Verdict::Ok),
        (
            "09:59-18:30/30",
            Verdict::Violation,
            Verdict::Ok,
            Verdict::NeedsDecision,
        ),
        (
            "07:00-15:30/30",
            Verdict::Violation,
            Verdict::Ok,
            Verdict::NeedsDecision,
        ),
        (
            "06:59-15:30/30",
            Verdict::Violation,
            Verdict::Violation,
            Verdict::Violation,
        ),
    ] {
        let text = format!("{LATE_THEN}{next}");
        table(Rule::DailyRest, Worker::ADULT, NEVER, &[(&text, never)]);
        table(Rule::DailyRest, Worker::ADULT, GRANTED, &[(&text, granted)]);
        table(
            Rule::DailyRest,
            Worker::ADULT,
            Options::default(),
            &[(&text, asked)],
        );
    }
}

#[test]
fn shortened_once_in_seven_days() {
    let twice = |second: &str| format!("{LATE_THEN}08:00-16:30/30, {second}");
    let (same_hour, a_minute_before) = (
        twice("7 14:30-23:00/30, 8 08:00-16:30/30"),
        twice("7 14:29-22:59/30, 8 08:00-16:30/30"),
    );
    let cases = [
        (&*same_hour, Verdict::Ok),
        (&*a_minute_before, Verdict::Violation),
    ];
    table(Rule::DailyRest, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn in_care_by_agreement_once_eight_and_once_ten() {
    let agreed = Options {
        collective: Collective {
            care_daily_rest: true,
            ..GRANTED.collective
        },
        ..NEVER
    };
    let second =
        |next: &str| format!("{LATE_THEN}07:00-15:30/30, 3 14:30-23:00/30, 4 {next}-17:30/30");
    let (ten, less) = (second("09:00"), second("08:59"));
    let third = format!("{ten}, 6 14:30-23:00/30, 7 09:00-17:00/30");
    let cases = [
        (&*ten, Verdict::Ok),
        (&*less, Verdict::Violation),
        (&*third, Verdict::Violation),
    ];
    table(Rule::DailyRest, Worker::ADULT, agreed, &cases);
}

#[test]
fn elapsed_over_the_clock_change() {
    let cases = [
        ("26 14:00-22:30/30, 27 10:30-19:00/30", Verdict::Ok),
        ("26 14:00-22:30/30, 27 10:29-19:00/30", Verdict::Violation),
        ("236 14:00-22:30/30, 237 08:30-17:00/30", Verdict::Ok),
    ];
    table(Rule::DailyRest, Worker::ADULT, NEVER, &cases);
}

#[test]
fn a_split_duty_is_disputed_and_a_missing_night_is_not() {
    let cases = [
        ("0 07:00-12:00, 0 15:30-20:30", Verdict::NeedsDecision),
        ("0 07:00-15:01/30, 0 23:00-07:00/30", Verdict::Violation),
    ];
    table(Rule::DailyRest, Worker::ADULT, NEVER, &cases);
}

#[test]
fn sixteen_and_seventeen() {
    let cases = [
        ("0 14:30-23:00/30, 1 11:00-19:30/30", Verdict::Ok),
        ("0 14:30-23:01/30, 1 11:30-19:30/30", Verdict::Violation),
        ("0 14:30-22:00/30, 1 09:59-18:00/30", Verdict::Violation),
        ("0 06:00-14:00/30", Verdict::Ok),
        ("0 05:59-14:00/30", Verdict::Violation),
        ("0 16:00-22:00, 1 08:30-15:00 school", Verdict::Violation),
    ];
    table(Rule::DailyRestYouth, Worker::of_years(17), GRANTED, &cases);
    table(
        Rule::DailyRest,
        Worker::of_years(17),
        GRANTED,
        &[(cases[1].0, Verdict::Ok)],
    );
}

#[test]
fn a_sentence_can_be_made_of_it() {
    let judgement = judged("0 14:30-23:00/30, 1 06:59-15:30/30", GRANTED);
    let breach = &judgement.breaches[0];
    assert_eq!(breach.rule, Rule::DailyRest);
    assert_eq!(breach.article(), "ATW 5:3(2)");
    let Facts::Rest {
        had_min,
        needs_min,
        after,
        before,
        ..
    } = breach.facts
    else {
        panic!("{breach:?}");
    };
    // So short a rest parts nothing: it lies within one duty of the act, between two of the roster.
    assert_eq!((had_min, needs_min), (479, 480));
    assert_eq!(after.span.end().clock(), (23, 0));
    assert_eq!(
        before.map(|before| before.span.start().clock()),
        Some((6, 59))
    );
    let asked = judged("0 14:30-23:00/30, 1 08:00-16:30/30", Options::default());
    assert_eq!(asked.decisions[0].ask, Ask::BusinessReason);
}
