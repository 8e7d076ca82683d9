//! Cases of presence duties.

use crate::rules::fixture::{GRANTED, judged, table};
use crate::rules::{Options, Rule, Verdict, Worker};

#[test]
fn eleven_hours_around() {
    let cases = [
        ("1 07:00-11:00, 1 22:00-07:00 presence", Verdict::Ok),
        ("1 07:00-11:01, 1 22:00-07:00 presence", Verdict::Violation),
        ("1 22:00-07:00 presence, 2 17:59-20:00", Verdict::Violation),
        (
            "1 15:00-22:00, 1 22:00-07:00 presence, 2 07:00-09:00",
            Verdict::Ok,
        ),
    ];
    table(Rule::PresenceRest, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn a_day_at_most() {
    let cases = [
        ("1 07:00-22:00, 1 22:00-07:00 presence", Verdict::Ok),
        ("1 07:00-22:00, 1 22:00-07:01 presence", Verdict::Violation),
    ];
    table(Rule::PresenceLength, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn one_long_rest_and_six_short_ones() {
    let cases = [
        ("0..5 20:00-08:00 presence", Verdict::Ok),
        ("0..7 20:00-08:00 presence", Verdict::Violation),
    ];
    table(Rule::Presence7d, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn other_rules_give_way() {
    let nights = "0..9 22:00-08:59/30";
    assert_eq!(
        judged(nights, GRANTED).of(Rule::NightMaxShift),
        Verdict::Violation
    );
    let with = format!("{nights}, 12 22:00-07:00 presence");
    assert_eq!(judged(&with, GRANTED).of(Rule::NightMaxShift), Verdict::Ok);
    let a_year_later = format!("{nights}, 300 22:00-07:00 presence");
    assert_eq!(
        judged(&a_year_later, GRANTED).of(Rule::NightMaxShift),
        Verdict::Violation
    );
    assert_eq!(
        judged(&with, Options::default()).of(Rule::PresenceAgreed),
        Verdict::NeedsDecision
    );
}
