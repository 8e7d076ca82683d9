//! Start, end, hours and break against each other.

use super::*;
use crate::zone::Zone;
use jiff::civil::date;

fn times(date: Date, start: (u16, u16), end: (u16, u16)) -> Times {
    Times {
        date,
        start_min: start.0 * 60 + start.1,
        end_min: end.0 * 60 + end.1,
        end_date: None,
        hints: [Hint::default(); 2],
        lengths_min: Vec::new(),
    }
}

fn fitted(times: &Times) -> Span {
    fit(&Zone::default().clock(), times).unwrap()
}

#[test]
fn an_end_not_after_the_start_is_on_the_next_day() {
    let day = date(2025, 3, 3);
    for (start, end, minutes) in [
        ((8, 30), (17, 0), 510),
        ((22, 45), (7, 15), 510),
        ((7, 0), (7, 0), 1440),
        ((16, 0), (24, 0), 480),
        ((16, 0), (0, 0), 480),
    ] {
        let span = fitted(&times(day, start, end));
        assert_eq!(
            (span.elapsed_min(), span.findings.len()),
            (minutes, 0),
            "{start:?}"
        );
    }
}

#[test]
fn clock_changes_change_the_length() {
    assert_eq!(
        fitted(&times(date(2025, 3, 29), (22, 45), (7, 15))).elapsed_min(),
        450
    );
    assert_eq!(
        fitted(&times(date(2025, 10, 25), (22, 45), (7, 15))).elapsed_min(),
        570
    );
    assert_eq!(
        fitted(&times(date(2025, 3, 29), (7, 0), (7, 0))).elapsed_min(),
        1380
    );
}

#[test]
fn a_skipped_time_moves_on_and_is_told() {
    let span = fitted(&times(date(2025, 3, 30), (2, 30), (10, 0)));
    assert_eq!(span.start, date(2025, 3, 30).at(3, 30, 0, 0));
    assert_eq!(span.elapsed_min(), 390);
    assert!(matches!(
        span.findings.as_slice(),
        [(ProblemKind::SkippedHour { .. }, Assumed::At(_))]
    ));
}

#[test]
fn a_repeated_time_is_the_first_unless_hours_or_utc_tell_otherwise() {
    let mut night = times(date(2025, 10, 26), (2, 30), (9, 0));
    let first = fitted(&night);
    assert_eq!(
        (first.elapsed_min(), &first.findings[0].1),
        (450, &Assumed::First)
    );
    night.lengths_min = vec![390];
    let second = fitted(&night);
    assert_eq!(
        (second.elapsed_min(), &second.findings[0].1),
        (390, &Assumed::Fitting)
    );
    night.lengths_min.clear();
    night.hints[0].of_day = Some(90);
    let told = fitted(&night);
    assert_eq!((told.elapsed_min(), told.findings.len()), (390, 0));
}

#[test]
fn within_the_repeated_hour_the_end_may_look_earlier_than_the_start() {
    let mut short = times(date(2025, 10, 26), (2, 30), (2, 15));
    short.lengths_min = vec![45];
    assert_eq!(fitted(&short).elapsed_min(), 45);
}

#[test]
fn a_given_end_date_is_believed_unless_it_makes_no_sense() {
    let day = date(2025, 3, 3);
    let with = |end_date| Times {
        end_date: Some(end_date),
        ..times(day, (22, 0), (7, 0))
    };
    assert_eq!(fitted(&with(date(2025, 3, 4))).findings, []);
    let same = fitted(&with(day));
    assert_eq!(
        same.findings,
        [(ProblemKind::EndBeforeStart, Assumed::NextDay)]
    );
    assert_eq!(same.elapsed_min(), 540);
    let clock = Zone::default().clock();
    assert_eq!(
        fit(&clock, &with(date(2025, 3, 1))),
        Err(ProblemKind::EndBeforeStart)
    );
    assert!(matches!(
        fit(&clock, &with(date(2026, 3, 4))),
        Err(ProblemKind::VeryLong { .. })
    ));
    let two_days = fitted(&with(date(2025, 3, 5)));
    assert!(matches!(
        two_days.findings.as_slice(),
        [(ProblemKind::VeryLong { .. }, Assumed::Kept)]
    ));
}

#[test]
fn a_utc_column_of_another_zone_is_told() {
    let mut day = times(date(2025, 3, 3), (8, 0), (16, 0));
    day.hints[0].of_day = Some(8 * 60);
    assert!(matches!(
        fitted(&day).findings.as_slice(),
        [(ProblemKind::OtherZone, Assumed::Kept)]
    ));
}
