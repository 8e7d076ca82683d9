//! Cases of hours in weeks.

use crate::rules::fixture::{GRANTED, judged, roster, rules, table};
use crate::rules::{Collective, Facts, Known, Options, Rule, Verdict, Worker, judge};

#[test]
fn in_a_week() {
    let cases = [
        ("0..6 07:00-17:30/30", Verdict::Ok),
        ("0..5 07:00-17:30/30, 5 07:00-17:46/45", Verdict::Violation),
        (
            "0..5 07:00-17:30/30, 5 07:00-17:45/45 leave, 6 08:00-08:01",
            Verdict::Violation,
        ),
        ("301..307 07:00-17:30/30", Verdict::Ok),
        (
            "301..306 07:00-17:30/30, 306 07:00-17:46/45",
            Verdict::Violation,
        ),
    ];
    table(Rule::MaxWeek, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn a_night_from_sunday_to_monday_counts_where_it_is_worked() {
    let cases = [
        (
            "0..5 07:00-17:30/30, 6 14:00-00:00, 7 00:00-08:00/30",
            Verdict::Ok,
        ),
        ("0..5 07:00-17:30/30, 6 13:59-08:00/30", Verdict::Violation),
    ];
    table(Rule::MaxWeek, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn in_four_weeks() {
    let three =
        "0..6 07:00-17:30/30, 7..13 07:00-17:30/30, 14..20 07:00-17:30/30, 21..24 07:00-17:30/30";
    let (at_limit, over) = (
        format!("{three}, 24 07:00-17:30/30"),
        format!("{three}, 24 07:00-17:46/45"),
    );
    let cases = [(&*at_limit, Verdict::Ok), (&*over, Verdict::Violation)];
    table(Rule::Avg4w, Worker::ADULT, GRANTED, &cases);
    let lifted = Options {
        collective: Collective {
            no_four_weeks: true,
            ..GRANTED.collective
        },
        ..GRANTED
    };
    table(Rule::Avg4w, Worker::ADULT, lifted, &[(&*over, Verdict::Ok)]);
}

#[test]
fn sixteen_nights_lower_the_limit() {
    // 16 weeks of 40 hours and one minute, with a night in each.
    let week = |week: i32, first: &str| {
        let monday = 7 * week + 35;
        format!(
            "{monday} {first}, {}..{} 07:00-15:30/30",
            monday + 2,
            monday + 6
        )
    };
    let weeks = |first: &str, last: &str| {
        let all = (0..15)
            .map(|number| week(number, first))
            .chain([week(15, last)]);
        all.collect::<Vec<_>>().join(", ")
    };
    let (night, day) = ("21:30-06:01/30", "07:00-15:31/30");
    let (all, all_but_one) = (weeks(night, night), weeks(night, day));
    let cases = [(&*all, Verdict::Violation), (&*all_but_one, Verdict::Ok)];
    table(Rule::NightAvg16w, Worker::ADULT, GRANTED, &cases);
}

#[test]
fn in_pregnancy_the_worker_decides() {
    let worker = Worker {
        pregnant: true,
        ..Worker::ADULT
    };
    let text =
        "0..6 07:00-16:30/30, 7..13 07:00-16:30/30, 14..20 07:00-16:30/30, 21..27 07:00-16:30/30";
    table(
        Rule::PregnantAvg4w,
        worker,
        GRANTED,
        &[(text, Verdict::NeedsDecision)],
    );
    table(
        Rule::PregnantAvg4w,
        Worker::ADULT,
        GRANTED,
        &[(text, Verdict::Ok)],
    );
}

#[test]
fn the_worst_of_windows_that_say_the_same() {
    let text =
        "0..6 07:00-17:30/30, 7..13 07:00-17:30/30, 14..20 07:00-17:30/30, 21..27 07:00-17:30/30";
    let judgement = judged(text, GRANTED);
    let hours: Vec<_> = judgement
        .breaches
        .iter()
        .filter(|one| one.rule == Rule::Avg4w)
        .collect();
    let [breach] = &hours[..] else {
        panic!("{judgement:?}");
    };
    let Facts::Hours {
        had_min, within, ..
    } = &breach.facts
    else {
        panic!("{breach:?}");
    };
    assert_eq!((*had_min, within.start().clock()), (240 * 60, (0, 0)));
}

#[test]
fn weeks_that_are_not_seen() {
    let duties = roster("0..5 07:00-15:30/30");
    let known = Known {
        from_min: duties[0].span.start().utc_min - 600,
        until_min: i32::MAX,
    };
    let judgement = judge(Worker::ADULT, &duties, &rules(GRANTED), known);
    assert_eq!(judgement.of(Rule::Avg16w), Verdict::Unknown);
}
