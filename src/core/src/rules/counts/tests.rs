//! Cases of counting in weeks.

use crate::rules::fixture::{GRANTED, table};
use crate::rules::{Agreement, Collective, Options, Rule, Verdict, Worker};

fn sundays(count: i32, last: &str) -> String {
    let all = (0..count).map(|week| format!("{} 07:00-15:30/30", 6 + 7 * week));
    all.chain([last.to_owned()]).collect::<Vec<_>>().join(", ")
}

#[test]
fn thirteen_free_sundays() {
    let (at_limit, over) = (sundays(39, ""), sundays(40, ""));
    let (saturday, into_sunday) = (
        sundays(39, "278 15:30-00:00/30"),
        sundays(39, "278 15:30-00:01/30"),
    );
    let cases = [
        (&*at_limit, Verdict::Ok),
        (&*over, Verdict::Violation),
        (&*saturday, Verdict::Ok),
        (&*into_sunday, Verdict::Violation),
    ];
    table(Rule::FreeSundays, Worker::ADULT, GRANTED, &cases);
    let fewer = Options {
        collective: Collective {
            fewer_sundays: true,
            ..GRANTED.collective
        },
        ..GRANTED
    };
    table(
        Rule::FreeSundays,
        Worker::ADULT,
        fewer,
        &[(&over, Verdict::NeedsDecision)],
    );
}

#[test]
fn extended_nights_in_a_year() {
    let extended = Options {
        extended_nights: true,
        ..GRANTED
    };
    let nights = |count: i32, last: i32| {
        let all = (0..count).map(|number| format!("{} 20:00-08:45/45", 14 * number));
        all.chain([format!("{last} 20:00-08:45/45")])
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (within, after) = (nights(22, 310), nights(22, 371));
    let cases = [(&*within, Verdict::Violation), (&*after, Verdict::Ok)];
    table(Rule::NightExt52w, Worker::ADULT, extended, &cases);
}

#[test]
fn free_weekends_by_agreement() {
    let vvt = Options {
        agreement: Some(Agreement::Vvt),
        ..GRANTED
    };
    let (fine, asked, never) = (sundays(30, ""), sundays(31, ""), sundays(36, ""));
    let cases = [
        (&*fine, Verdict::Ok),
        (&*asked, Verdict::NeedsDecision),
        (&*never, Verdict::Violation),
    ];
    table(Rule::FreeWeekends, Worker::ADULT, vvt, &cases);
}

#[test]
fn standby_and_presence() {
    let many = |kind: &str, count: i32| {
        let all = (0..count).map(|number| format!("{} 20:00-23:00 {kind}", 3 * number));
        all.collect::<Vec<_>>().join(", ")
    };
    let (standby, on_call) = (many("standby", 33), many("oncall", 33));
    let cases = [(&*standby, Verdict::Violation), (&*on_call, Verdict::Ok)];
    table(Rule::Standby16w, Worker::ADULT, GRANTED, &cases);
    let (at_limit, over) = (many("presence", 52), many("presence", 53));
    let cases = [(&*at_limit, Verdict::Ok), (&*over, Verdict::Violation)];
    table(Rule::PresenceCount, Worker::ADULT, GRANTED, &cases);
}
