//! Cases of the weekly rest.

use crate::rules::fixture::{GRANTED, judged, table};
use crate::rules::{Ask, Facts, Reading, Rule, Verdict, Worker};

const WEEK: &str = "07:00-15:30/30";

fn weeks(saturdays: [&str; 2]) -> String {
    let [one, two] = saturdays;
    format!("0..5 {WEEK}, 5 {one}, 7..12 {WEEK}, 12 {two}, 14..19 {WEEK}")
}

#[test]
fn one_of_two_ways_for_all() {
    let both = weeks(["14:30-23:00/30", "06:30-15:00/30"]);
    let a_minute_less = weeks(["14:30-23:00/30", "06:30-15:01/30"]);
    let too_small_a_piece = weeks(["14:31-23:01/30", "06:00-14:00/30"]);
    let days_in_a_row = format!("0..7 {WEEK}, 8..14 {WEEK}");
    let cases = [
        (&*both, Verdict::Ok),
        (&*a_minute_less, Verdict::Violation),
        (&*too_small_a_piece, Verdict::Violation),
        (&*days_in_a_row, Verdict::Violation),
    ];
    table(Rule::WeeklyRest, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn both_ways_mixed_is_a_decision() {
    let by_two_weeks = weeks(["14:30-23:00/30", "06:30-15:00/30"]);
    // 41 hours, then 36 of which 31 lie within the two weeks: only a week at a time is enough.
    let by_one =
        "70..75 07:00-15:30/30, 75 10:30-19:00/30, 77 12:00-20:00/30, 78..82 07:00-15:30/30,
            82 16:00-00:00/30, 84 12:00-20:00/30";
    let mixed = format!("{by_two_weeks}, {by_one}");
    let cases = [
        (&*by_two_weeks, Verdict::Ok),
        (by_one, Verdict::Ok),
        (&*mixed, Verdict::NeedsDecision),
    ];
    table(Rule::WeeklyRest, Worker::ADULT, GRANTED, &cases);
    let judgement = judged(&mixed, GRANTED);
    let asks: Vec<_> = judgement.decisions.iter().map(|one| one.ask).collect();
    assert!(asks.contains(&Ask::Reading(Reading::WeeklyRestMixed)));
}

#[test]
fn elapsed_over_the_clock_change() {
    let spring = |monday: &str| {
        format!(
            "21..26 {WEEK}, 26 10:30-19:00/30, 28 {monday}, 29..33 {WEEK}, 33 10:30-19:00/30, 35..40 {WEEK}"
        )
    };
    let (short, long) = (spring(WEEK), spring("08:00-16:30/30"));
    let cases = [(&*short, Verdict::Violation), (&*long, Verdict::Ok)];
    table(Rule::WeeklyRest, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn sixteen_and_seventeen_have_one_way() {
    let text = weeks(["14:30-22:30/30", "06:30-15:00/30"]);
    let cases = [(&*text, Verdict::Violation)];
    table(Rule::WeeklyRestYouth, Worker::of_years(17), GRANTED, &cases);
}

#[test]
fn it_says_how_much_there_was() {
    let judgement = judged(&format!("0..7 {WEEK}, 8..14 {WEEK}"), GRANTED);
    let facts = judgement
        .breaches
        .iter()
        .find(|breach| breach.rule == Rule::WeeklyRest);
    let Some(Facts::PeriodRest {
        needs_min, within, ..
    }) = facts.map(|breach| &breach.facts)
    else {
        panic!("{judgement:?}");
    };
    assert_eq!((*needs_min, within.len_min()), (36 * 60, 7 * 1440));
}
